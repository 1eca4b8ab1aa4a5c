"""Keys of programs: where any are set, the interface for programs needs one; the page does not."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.settings import Settings, SettingsError
from ui.house import rules
from ui.keys import Keyed, read_keys
from ui.limits import Limits
from ui.seal import Seal
from ui.sessions import Sessions

ONE, OTHER = "0123456789abcdef-one", "0123456789abcdef-other"
PROGRAMS = ("/api/ask", "/api/plans", "/api/openapi.json", "/v1/models", "/v1/chat/completions", "/mcp")


def server(keys, rate=0):
    app = Keyed(Limits(PlainTextResponse("inside"), rate, lambda: 0.0), read_keys(keys))
    return TestClient(Sessions(app, Seal()), "http://localhost")


def bearer(key):
    return {"authorization": f"Bearer {key}"}


@pytest.mark.parametrize("path", PROGRAMS)
def test_no_program_is_heard_without_a_key(path):
    program = server(f"{ONE},{OTHER}")
    wrong = ("", "Bearer", "Bearer ", f"Bearer {ONE[:-1]}", f"Bearer {ONE}x", f"Basic {ONE}", f"{ONE}", "Bearer \xff")
    for given in wrong:
        told = program.get(path, headers={"authorization": given.encode("latin-1")})
        assert told.status_code == 401 and told.headers["www-authenticate"] == "Bearer", given
        assert told.json()["error"]["code"] == "unauthorized"
    for key in (ONE, OTHER):
        assert program.get(path, headers=bearer(key)).text == "inside"


@pytest.mark.parametrize("path", ["/", "/plans", "/gradio_api/queue/join", "/healthz", "/readyz", "/metrics"])
def test_the_page_and_what_watches_need_none(path):
    assert server(ONE).get(path).text == "inside"


def test_without_keys_every_program_may_ask():
    assert server("").get("/api/plans").text == "inside"


def test_a_program_counts_by_its_key_not_by_its_cookie():
    program = server(f"{ONE},{OTHER}", rate=3)
    statuses = []
    for _ in range(5):
        program.cookies.clear()
        statuses.append(program.get("/api/plans", headers=bearer(ONE)).status_code)
    assert statuses == [200] * 3 + [429] * 2
    assert program.get("/api/plans", headers=bearer(OTHER)).status_code == 200


def test_a_key_that_could_be_guessed_is_refused_at_the_start_without_being_shown():
    with pytest.raises(SettingsError, match=r"EDUPLAN_API_KEYS .* openssl rand") as told:
        rules(Settings(api_keys=f"{ONE},short-one"))
    assert "short-one" not in str(told.value)


def test_keys_are_kept_as_digests_and_shown_nowhere():
    house = rules(Settings(api_keys=ONE, hosts="school.test"))
    assert ONE not in repr(house) and house.keys and ONE not in "".join(house.keys) and house.hosts == ("school.test",)
