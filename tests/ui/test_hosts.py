"""Under which names the server may be asked for: DNS rebinding is refused, addresses and own names are not."""

import socket

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui.hosts import Named, known, own_names, read_hosts

OWN = own_names()


@pytest.mark.parametrize(
    ("host", "lets_in"),
    [
        ("localhost", True),
        ("localhost:7860", True),
        ("LOCALHOST.:7860", True),
        ("chat.localhost", True),
        ("127.0.0.1:7860", True),
        ("10.1.2.3", True),
        ("[::1]:7860", True),
        ("[fe80::1%25eth0]", True),
        (socket.gethostname(), True),
        ("", True),
        ("evil.example", False),
        ("evil.example:7860", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example", False),
        ("evillocalhost", False),
        ("evil.example@127.0.0.1", False),
        ("127.0.0.1@evil.example", False),
        ("2130706433", False),
        ("[::1", False),
        ("x" * 5000, False),
        ("\x01", False),
    ],
)
def test_without_a_setting_this_machine_and_addresses_alone(host, lets_in):
    assert known(host, OWN) is lets_in


def test_names_that_are_set_are_let_in_whole_or_from_below():
    names = read_hosts(" chat.school.test , *.edu.test ")
    assert names == ("chat.school.test", "*.edu.test")
    for host, lets_in in {
        "chat.school.test:443": True, "CHAT.school.test": True, "x.chat.school.test": False, "a.edu.test": True,
        "a.b.edu.test": True, "edu.test": False, "notedu.test": False,
    }.items():  # fmt: skip
        assert known(host, names) is lets_in, host
    assert known("evil.example", read_hosts("*"))


def test_another_name_is_refused_in_a_line_that_says_what_to_do():
    app = Named(PlainTextResponse("inside"), ("school.test",))
    assert TestClient(app, "http://school.test").get("/").text == "inside"
    browser = TestClient(app, "http://evil.example")
    told = browser.get("/", headers={"accept-language": "en"})
    assert told.status_code == 421 and "EDUPLAN_HOSTS" in told.text and "inside" not in told.text
    assert browser.get("/api/plans").json()["error"]["code"] == "misdirected_request"
