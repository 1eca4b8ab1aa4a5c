"""Accounts of the staff: nobody by default, salted hashes, what a file or the environment says."""

import pytest

from ui import accounts
from ui.accounts import AccountError, Accounts, hashed, matches

PASSWORD = "correct horse 电池"


pytestmark = pytest.mark.usefixtures("cheap")


def test_a_hash_is_salted_and_matches_its_password_alone():
    one, other = hashed(PASSWORD), hashed(PASSWORD)
    assert one != other and PASSWORD not in one and "$" not in one
    assert matches(PASSWORD, one) and matches(PASSWORD, other)
    assert not matches(PASSWORD + " ", one) and not matches("", one)


def test_the_cost_is_what_is_recommended():
    import importlib

    fresh = importlib.util.module_from_spec(accounts.__spec__)
    accounts.__spec__.loader.exec_module(fresh)
    log2, block, lanes = fresh._COST
    assert 128 * block * 2**log2 * lanes >= 96 * 2**20


@pytest.mark.parametrize(
    "kept", ["", "plain", "scrypt:15:8", "scrypt:99:8:1:AA==:AA==", "scrypt:x:8:1:!:!", "md5:1:1:1:a:b"]
)
def test_what_is_no_hash_matches_nothing(kept):
    assert not matches("", kept) and not matches(PASSWORD, kept)


def test_the_same_letters_typed_otherwise_match():
    assert matches("caf\u00e9 caf\u00e9 1", hashed("cafe\u0301 cafe\u0301 1"))


def test_nobody_is_there_at_first(tmp_path):
    assert Accounts(tmp_path).all() == {}
    for name, password in (("admin", "admin"), ("", ""), ("admin", "")):
        assert not Accounts(tmp_path).check(name, password)


def test_an_account_is_in_force_at_once_and_its_file_is_private(tmp_path):
    staff = Accounts(tmp_path / "state")
    staff.add("李老师", PASSWORD)
    assert staff.check("李老师", PASSWORD) and not staff.check("李老师", "wrong password")
    assert staff.file.stat().st_mode & 0o077 == 0 and PASSWORD not in staff.file.read_text()
    before = staff.stamp("李老师")
    staff.add("李老师", PASSWORD + "2")
    assert staff.stamp("李老师") != before and not staff.check("李老师", PASSWORD)
    staff.remove("李老师")
    assert staff.all() == {} and staff.stamp("李老师") == ""
    with pytest.raises(AccountError, match=r"no account 李老师 .*staff list"):
        staff.remove("李老师")


def test_the_environment_gives_accounts_too(tmp_path):
    one, two = hashed(PASSWORD), hashed(PASSWORD + "2")
    staff = Accounts(tmp_path, f"amy:{one}, bob:{two}\n# c:{one}x")
    assert (
        staff.check("amy", PASSWORD) and staff.check("bob", PASSWORD + "2") and not staff.check("amy", PASSWORD + "2")
    )
    staff.add("eve", PASSWORD)
    assert "amy" not in staff.file.read_text()


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a,b", "a\n", "#a", "x" * 65])
def test_a_name_that_would_break_the_file_is_refused(tmp_path, name):
    with pytest.raises(AccountError, match="a name has"):
        Accounts(tmp_path).add(name, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_has_a_length(password):
    with pytest.raises(AccountError, match="10 to 200 characters"):
        hashed(password)


def test_a_name_that_is_unknown_costs_as_much(tmp_path, monkeypatch):
    staff, costs = Accounts(tmp_path), []
    staff.add("amy", PASSWORD)
    scrypt = accounts._scrypt
    monkeypatch.setattr(accounts, "_scrypt", lambda *given: costs.append(given[2:]) or scrypt(*given))
    assert not staff.check("amy", "wrong password") and not staff.check("nobody", "wrong password")
    assert costs[0] == costs[1] and len(costs) == 2
