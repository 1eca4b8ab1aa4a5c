"""The staff area's door: nobody without an account, nothing without a login, no change without a token."""

import sqlite3

import pytest
from starlette.routing import Route

from ui.lockout import FREE_NAME
from ui.sessions import STAFF, VISITOR

from .staff_area import NAME, PASSWORD, client, log_in, office, token


@pytest.fixture
def browser(area):
    """Somebody who has not logged in."""
    return client(area)


def locked(*_):
    raise sqlite3.OperationalError("database is locked")


def addresses(browser):
    """Every address of the area with its method, as the app has them."""
    app = browser.app._app._app._app
    found = [(route.path, method) for route in app.routes if isinstance(route, Route) for method in route.methods]
    assert len(found) > 15
    return [(path.replace("{id}", "x"), method) for path, method in found if method != "HEAD"]


def test_without_an_account_the_area_is_off_and_says_how_to_turn_it_on(tmp_path, small_store):
    for area in (None, office(tmp_path, small_store.place.root)):
        browser = client(area)
        page = browser.get("/staff")
        assert page.status_code == 200 and "eduplan staff add NAME" in page.text and 'type="password"' not in page.text
        for path, method in addresses(browser):
            told = browser.request(
                method, path, data={"name": "admin", "password": "admin"} if method == "POST" else None
            )
            assert told.status_code == (200 if path == "/staff" else 404), path
            assert STAFF not in told.headers.get("set-cookie", "")


def test_an_account_turns_it_on_at_once(area, browser):
    area.accounts.remove(NAME)
    assert "staff add" in browser.get("/staff").text
    area.accounts.add(NAME, PASSWORD)
    assert browser.get("/staff").status_code == 401 and log_in(browser).status_code == 303


def test_the_right_password_lets_in_and_the_cookie_is_safe(browser):
    told = log_in(browser)
    line = told.headers["set-cookie"]
    assert told.headers["location"] == "/staff" and line.startswith(STAFF + "=")
    assert "HttpOnly" in line and "SameSite=Strict" in line and "Max-Age" not in line and "Secure" not in line
    page = browser.get("/staff")
    assert page.status_code == 200 and "put-in" in page.text and page.headers["cache-control"] == "no-store"


def test_over_https_the_staff_cookie_is_secure(area):
    assert "; Secure" in log_in(client(area, "https://school.test")).headers["set-cookie"]


@pytest.mark.parametrize(("name", "password"), [(NAME, "wrong password"), ("nobody", PASSWORD), ("", ""), (NAME, "")])
def test_whatever_is_wrong_is_said_in_the_same_words(browser, name, password):
    told = log_in(browser, name, password)
    assert told.status_code == 401 and "用户名或密码不对" in told.text
    assert STAFF not in browser.cookies and browser.get("/staff").status_code == 401


def test_what_is_typed_as_a_name_is_inert(browser):
    told = log_in(browser, '"><script>alert(1)</script>', "x")
    assert "<script>alert" not in told.text and "alert" in told.text


def test_after_some_failures_even_the_right_password_waits(browser):
    for _ in range(FREE_NAME):
        log_in(browser, password="wrong password")
    told = log_in(browser)
    assert told.status_code == 429 and 0 < int(told.headers["retry-after"]) <= 30 and STAFF not in browser.cookies


def test_a_login_needs_the_token_of_this_browser(area, browser):
    other = client(area)
    stolen = token(other.get("/staff"))
    browser.get("/staff")
    for csrf in ("", stolen, "é"):
        told = browser.post("/staff/login", data={"csrf": csrf, "name": NAME, "password": PASSWORD})
        assert told.status_code == 403 and STAFF not in browser.cookies


def test_where_the_file_of_logins_stays_locked_the_page_says_so(area, browser, monkeypatch):
    log_in(browser)
    monkeypatch.setattr(area.signins, "close", locked)
    told = browser.post("/staff/logout", data={"csrf": token(browser.get("/staff"))})
    assert told.status_code == 503 and "请稍后再试" in told.text
    assert browser.get("/staff").status_code == 200, "nobody is told to be out who is not"


def test_a_cookie_planted_before_the_login_is_worth_nothing_after_it(area, browser):
    browser.cookies[STAFF] = "planted"
    log_in(browser)
    made = {cookie.value for cookie in browser.cookies.jar if cookie.name == STAFF and cookie.value != "planted"}
    assert len(made) == 1
    thief = client(area)
    thief.cookies[STAFF] = "planted"
    assert thief.get("/staff").status_code == 401


def test_a_new_login_ends_the_one_before(area, browser):
    log_in(browser)
    first = browser.cookies[STAFF]
    browser.post("/staff/login", data={"csrf": token(browser.get("/staff")), "name": NAME, "password": PASSWORD})
    assert browser.cookies[STAFF] != first
    old = client(area)
    old.cookies[STAFF] = first
    assert old.get("/staff").status_code == 401


@pytest.mark.parametrize("forged", ["", "x", "amy", "'; DROP TABLE login;--", "a" * 43])
def test_a_forged_cookie_opens_nothing(browser, forged):
    browser.cookies[STAFF] = forged
    assert browser.get("/staff").status_code == 401


def test_nothing_opens_without_a_login(browser):
    csrf = token(browser.get("/staff"))
    for path, method in addresses(browser):
        if path != "/staff/login":
            told = browser.request(method, path, headers={"x-csrf": csrf})
            assert told.status_code == 401 and 'class="login"' in told.text, (method, path)


def test_nothing_changes_without_the_token_of_the_login(area, browser):
    before = token(browser.get("/staff"))
    log_in(browser)
    tried = 0
    for path, method in addresses(browser):
        if method == "POST" and path != "/staff/login":
            for headers in ({}, {"x-csrf": before}, {"x-csrf": ""}):
                assert browser.post(path, headers=headers).status_code == 403, path
                tried += 1
    assert tried >= 20 and browser.get("/staff").status_code == 200
    evil = {"x-csrf": token(browser.get("/staff")), "origin": "http://evil.test"}
    assert browser.post("/staff/logout", headers=evil).status_code == 403


def test_logging_out_ends_the_login_on_the_server_too(area, browser):
    log_in(browser)
    kept = browser.cookies[STAFF]
    told = browser.post("/staff/logout", data={"csrf": token(browser.get("/staff"))})
    assert told.status_code == 303 and "Max-Age=0" in told.headers["set-cookie"]
    browser.cookies[STAFF] = kept
    assert browser.get("/staff").status_code == 401


def test_an_account_that_is_removed_is_out_at_once(area, browser):
    log_in(browser)
    area.accounts.add("bob", PASSWORD)
    area.accounts.remove(NAME)
    assert browser.get("/staff").status_code == 401


def test_no_password_and_no_name_is_logged(browser, caplog):
    log_in(browser, "my-secret-name", "my-secret-word")
    log_in(browser)
    assert "failed" in caplog.text
    assert not any(
        word in caplog.text for word in ("my-secret-name", "my-secret-word", PASSWORD, browser.cookies[STAFF])
    )
    assert browser.cookies[VISITOR] not in caplog.text
