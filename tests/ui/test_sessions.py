"""Who asks: cookies that are made once, cannot be forged, and tell nobody anything."""

import asyncio
import threading

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.seal import Seal, load_seal
from ui.sessions import STAFF, VISITOR, Sessions, digest, visitor


class Staff:
    """One login, whose cookie is ``letmein``."""

    def user(self, login):
        return "amy" if login == digest("letmein") else None


def client(base="http://school.test", seal=None):
    def show(request):
        seen = visitor(request)
        return PlainTextResponse(f"{seen.key} {seen.user} {seen.csrf}")

    app = Starlette(routes=[Route("/", show), Route("/plans", show), Route("/look/style.css", show)])
    return TestClient(Sessions(app, seal or Seal(b"s" * 32), Staff()), base)


def test_a_browser_gets_one_cookie_and_keeps_its_key():
    browser = client()
    first = browser.get("/plans")
    line = first.headers["set-cookie"]
    assert line.startswith(VISITOR + "=") and "; HttpOnly; SameSite=Lax; Max-Age=" in line and "Secure" not in line
    again = browser.get("/plans")
    assert "set-cookie" not in again.headers and again.text == first.text
    assert browser.cookies[VISITOR] == browser.get("/").cookies[VISITOR], "the first page only renews it"
    assert first.text.split()[0] not in line


def test_two_browsers_have_nothing_in_common():
    one, other = client().get("/").text.split(), client().get("/").text.split()
    assert one[0] != other[0] and one[2] != other[2]


def test_over_https_the_cookie_stays_there():
    assert "; Secure" in client("https://school.test").get("/").headers["set-cookie"]


@pytest.mark.parametrize("forged", ["1", "a.b", ".", "a" * 43 + "." + "b" * 43, "\\x00", "é.é", "x" * 9000])
def test_a_forged_cookie_is_a_new_visitor(forged):
    browser = client()
    seen = browser.get("/plans", headers={"cookie": f"{VISITOR}={forged}".encode()})
    assert seen.status_code == 200 and VISITOR in seen.headers["set-cookie"]
    assert Seal(b"s" * 32).opened(forged) is None


def test_a_cookie_of_another_server_is_worth_nothing():
    elsewhere = client(seal=Seal(b"t" * 32))
    key = elsewhere.get("/").text.split()[0]
    here = client()
    assert here.get("/", headers={"cookie": f"{VISITOR}={elsewhere.cookies[VISITOR]}"}).text.split()[0] != key


def test_a_login_names_the_user_and_changes_the_token():
    browser = client()
    key, user, csrf = browser.get("/").text.split()
    browser.cookies[STAFF] = "letmein"
    logged_in = browser.get("/").text.split()
    assert (user, logged_in[:2]) == ("None", [key, "amy"]) and logged_in[2] != csrf
    browser.cookies[STAFF] = "letmeout"
    assert browser.get("/").text.split() == [key, "None", csrf]


def test_whoever_is_not_logged_in_does_not_wait_for_the_file_of_logins():
    free, order = threading.Event(), []

    class Slow:
        def user(self, login):
            assert free.wait(20), "the other visitor was not let through meanwhile"
            return "amy"

    async def app(scope, receive, send):
        order.append(scope["state"]["visitor"].user)
        free.set()

    async def both():
        sessions = Sessions(app, Seal(b"s" * 32), Slow())
        staff = {"type": "http", "path": "/plans", "headers": [(b"cookie", f"{STAFF}=letmein".encode())]}
        await asyncio.gather(*(sessions(one, None, None) for one in (staff, {**staff, "headers": []})))

    with start_blocking_portal() as portal:  # a browser test may have left a loop running in this thread
        portal.call(both)
    assert order == [None, "amy"]


def test_what_is_the_same_for_everybody_sets_no_cookie():
    assert "set-cookie" not in client().get("/look/style.css").headers


def test_the_secret_is_kept_for_its_owner_alone(tmp_path):
    first = load_seal(tmp_path / "new")
    assert load_seal(tmp_path / "new") == first and "secret" not in repr(first)
    assert (tmp_path / "new" / "eduplan.secret").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["eduplan.secret"]


def test_without_a_folder_the_secret_lasts_for_the_run(tmp_path):
    (tmp_path / "file").touch()
    assert load_seal(tmp_path / "file") != load_seal(tmp_path / "file")
