"""Logins that end, attempts that have to wait."""

import sqlite3
import threading
from contextlib import closing

import pytest

from ui.lockout import FREE_ADDRESS, FREE_NAME, LONGEST, Record, attempted, wait
from ui.sessions import digest
from ui.signins import LONGEST as LONGEST_LOGIN
from ui.signins import SignIns


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def stamps():
    return {"amy": "v1", "bob": "v1"}


@pytest.fixture
def signins(tmp_path, clock, stamps):
    return SignIns(tmp_path, lambda user: stamps.get(user, ""), idle=600, clock=clock)


def test_a_login_is_known_by_its_cookie_alone(signins, tmp_path):
    cookie = signins.open("amy")
    assert signins.user(digest(cookie)) == "amy"
    assert signins.user(cookie) is signins.user("") is signins.user(digest("other")) is None
    assert signins.open("amy") != cookie
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert cookie.encode() not in written and (tmp_path / "signins.sqlite").stat().st_mode & 0o077 == 0


def test_it_holds_after_a_restart(signins, tmp_path, clock, stamps):
    login = digest(signins.open("amy"))
    assert SignIns(tmp_path, stamps.get, idle=600, clock=clock).user(login) == "amy"


def test_logging_out_ends_it(signins):
    one, other = digest(signins.open("amy")), digest(signins.open("amy"))
    signins.close(one)
    assert signins.user(one) is None and signins.user(other) == "amy"


def test_it_ends_when_nothing_is_done(signins, clock):
    login = digest(signins.open("amy"))
    for _ in range(3):
        clock.now += 500
        assert signins.user(login) == "amy"
    clock.now += 601
    assert signins.user(login) is None
    clock.now -= 601
    assert signins.user(login) is None, "what has ended does not come back"


def test_it_ends_some_time_in_any_case(signins, clock):
    login = digest(signins.open("amy"))
    for _ in range(int(LONGEST_LOGIN // 500)):
        clock.now += 500
        signins.user(login)
    clock.now += 500
    assert signins.user(login) is None


def test_a_new_password_or_a_lost_account_ends_it(signins, stamps):
    amy, bob = digest(signins.open("amy")), digest(signins.open("bob"))
    stamps["amy"] = "v2"
    del stamps["bob"]
    assert signins.user(amy) is signins.user(bob) is None


def test_while_another_process_writes_logins_still_hold_and_those_that_ended_do_not(signins, tmp_path, clock, stamps):
    amy, bob = digest(signins.open("amy")), digest(signins.open("bob"))
    stamps["bob"] = "v2"
    with closing(sqlite3.connect(tmp_path / "signins.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        clock.now += 500
        assert (signins.user(amy), signins.user(bob)) == ("amy", None)
    clock.now += 101
    assert signins.user(amy) is None, "what could not be written down is not taken for done"


def fail(signins, times, name="amy", address="10.0.0.1"):
    return [signins.attempt(name, address) for _ in range(times)]


def test_after_some_failures_a_name_has_to_wait_ever_longer(signins, clock):
    assert fail(signins, FREE_NAME) == [0.0] * FREE_NAME
    waits = []
    for _ in range(8):
        pause = signins.attempt("amy", f"10.0.1.{len(waits)}")
        assert signins.attempt("amy", "10.0.9.9") == pause > 0, "from everywhere, and asking does not lengthen it"
        waits.append(pause)
        clock.now += pause
        assert signins.attempt("amy", f"10.0.2.{len(waits)}") == 0.0
    assert waits == sorted(waits) and waits[0] == 30 and waits[1] == 60 and waits[-1] == LONGEST
    assert signins.attempt("bob", "10.0.0.2") == 0.0


def test_one_address_cannot_try_many_names(signins):
    assert [signins.attempt(f"n{n}", "10.0.0.1") for n in range(FREE_ADDRESS)] == [0.0] * FREE_ADDRESS
    assert signins.attempt("fresh", "10.0.0.1") > 0 and signins.attempt("fresh", "10.0.0.2") == 0.0


def test_success_forgives_the_name_but_not_the_address(signins, clock):
    fail(signins, FREE_NAME - 1)
    signins.attempt("amy", "10.0.0.1")
    signins.succeeded("amy", "10.0.0.1")
    assert fail(signins, FREE_NAME) == [0.0] * FREE_NAME
    assert sum(signins.attempt(f"n{n}", "10.0.0.1") > 0 for n in range(FREE_ADDRESS)) >= 2 * FREE_NAME - 1


def test_attempts_at_the_same_time_all_count(signins):
    found = []
    threads = [threading.Thread(target=lambda: found.extend(fail(signins, 1))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(0.0) == FREE_NAME


def test_waiting_holds_after_a_restart_and_is_forgotten_after_a_day(signins, tmp_path, clock, stamps):
    fail(signins, FREE_NAME)
    again = SignIns(tmp_path, stamps.get, clock=clock)
    assert again.attempt("amy", "10.0.0.2") > 0
    clock.now += 25 * 3600
    assert fail(again, FREE_NAME) == [0.0] * FREE_NAME


def test_names_that_failed_are_not_written_down(signins, tmp_path):
    signins.attempt("my-own-password", "10.0.0.1")
    assert b"my-own-password" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_the_wait_is_bounded():
    record = Record()
    for at in range(200):
        record = attempted(record, FREE_NAME, float(at))
        assert wait(record, float(at)) <= LONGEST
