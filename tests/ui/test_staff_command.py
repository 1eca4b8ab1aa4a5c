"""`eduplan staff`, and where the chat keeps what is its own."""

import io
from pathlib import Path

import pytest

from assistant.settings import Settings, read_settings
from ui.accounts import Accounts
from ui.cli import main
from ui.conversations import Conversations
from ui.kept import prepare
from ui.office import state_folder
from ui.past import staff_owner
from ui.talk import Exchange

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def staff(tmp_path, monkeypatch, capsys):
    """``staff(words…, typed=…)``: exit status, what was printed, what was complained of."""

    def run(*words, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(["staff", *words, "--store", str(tmp_path / "store")])
        return status, *capsys.readouterr()

    return run


def test_an_account_comes_and_goes(staff, tmp_path):
    assert "no account yet" in staff("list")[1]
    status, said, _ = staff("add", "amy", typed="correct horse 42\n")
    assert status == 0 and "/staff" in said and "correct horse" not in said
    assert Accounts(tmp_path / "store-chat").check("amy", "correct horse 42") and staff("list")[1] == "amy\n"
    assert staff("remove", "amy")[0] == 0 and "no account yet" in staff("list")[1]


def test_whoever_gets_a_removed_name_finds_nothing(staff, tmp_path):
    staff("add", "amy", typed="correct horse 42\n")
    prepare(file := tmp_path / "store-chat" / "history.sqlite3")
    kept = Conversations(file, days=30)
    kept.keep(staff_owner("amy"), "", 0, Exchange("望澜几点放学？"))
    staff("remove", "amy")
    assert kept.list(staff_owner("amy")) == ()


def test_a_hash_for_the_environment_lets_in(staff, tmp_path):
    line = staff("hash", "amy", typed="correct horse 42\n")[1].strip()
    settings = read_settings({"EDUPLAN_STAFF": line})
    assert Accounts(tmp_path, settings.staff).check("amy", "correct horse 42")
    assert not (tmp_path / "store-chat").exists()


@pytest.mark.parametrize(
    ("words", "typed", "says"),
    [
        (["add"], "", "name the account"),
        (["add", "amy"], "short\n", "10 to 200"),
        (["remove", "amy"], "", "no account amy"),
    ],
)
def test_what_cannot_be_done_is_one_line(staff, words, typed, says):
    status, said, complained = staff(*words, typed=typed)
    assert (status, said) == (2, "") and says in complained and complained.count("\n") == 1


def test_what_the_chat_keeps_lies_beside_the_store(tmp_path):
    assert state_folder(Settings(), tmp_path / "store") == tmp_path / "store-chat"
    assert state_folder(Settings(state="/srv/chat"), tmp_path / "store") == Path("/srv/chat")
    assert state_folder(Settings(), "http://host:8000").name == "chat"
