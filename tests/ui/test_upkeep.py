"""`eduplan store` as its user meets it: a check that names damage, backups that hold what they say."""

import json
import os
import shutil
import sqlite3
import stat
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from index.embed import load_embedder
from index.query import word_weights
from index.store import open_store
from tests.conftest import PLAN
from ui.cli import main
from ui.conversations import Conversations
from ui.kept import opened, prepare
from ui.signins import SignIns
from ui.talk import Exchange

EMBEDDER = load_embedder()


def run(capsys, *argv):
    """Exit status, stdout, stderr."""
    status = main([str(arg) for arg in argv])
    out = capsys.readouterr()
    return status, out.out, out.err


@pytest.fixture
def store(tmp_path, capsys):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert run(capsys, "index", tmp_path / "plan.txt", "--store", tmp_path / "store")[0] == 0
    return tmp_path / "store"


@pytest.fixture
def state(store):
    """What a chat over the store keeps: a conversation, an account, an upload, half of another."""
    folder = store.with_name("store-chat")
    folder.mkdir()
    prepare(folder / "history.sqlite3")
    Conversations(folder / "history.sqlite3", 30).keep("ann", "", 0, Exchange("津贴是多少？"))
    SignIns(folder, lambda _: "stamp").open("ann")
    (folder / "staff").write_text("ann:scrypt:…\n", encoding="utf-8")
    (folder / "uploads" / "ab").mkdir(parents=True)
    (folder / "uploads" / "ab" / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "uploads" / "part-1").write_text("half", encoding="utf-8")
    return folder


def moved(store):
    """The store on another machine: nothing of it and its chat is left here."""
    shutil.rmtree(store)
    shutil.rmtree(store.with_name("store-chat"), ignore_errors=True)


def test_check_says_in_json_what_is_sound(capsys, store):
    status, out, _ = run(capsys, "store", "check", "--store", store, "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["faults"], found["plans"]) == (0, True, [], 1)


def test_check_names_what_is_damaged_and_what_to_do(capsys, store):
    path = next(store.rglob("sentences.npy"))
    path.write_bytes(path.read_bytes()[:-9])
    status, out, err = run(capsys, "store", "check", "--store", store)
    assert (status, err) == (1, "")
    assert "- sentences.npy is not as it was written: `eduplan store reembed`" in out
    assert run(capsys, "store", "reembed", "--store", store)[0] == 0
    assert run(capsys, "store", "check", "--store", store)[0] == 0


def test_check_looks_into_the_chats_databases(capsys, store, state):
    (state / "history.sqlite3").write_bytes(b"no database" * 1000)
    status, out, _ = run(capsys, "store", "check", "--store", store)
    assert status == 1
    assert "history.sqlite3 cannot be read" in out and "put the file of a backup in its place" in out


def test_a_backup_brings_back_the_store_and_what_the_chat_kept(capsys, store, state, tmp_path):
    archive = tmp_path / "b.tar.gz"
    found = open_store(store, EMBEDDER).search_words(word_weights("津贴"), 3)
    assert run(capsys, "store", "backup", archive, "--store", store)[0] == 0
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600, "it holds what people asked"
    moved(store)
    assert run(capsys, "store", "restore", archive, "--store", store)[0] == 0
    assert run(capsys, "store", "check", "--store", store)[1].startswith(f"{store} is sound: 1 plans")
    assert open_store(store, EMBEDDER).search_words(word_weights("津贴"), 3) == found
    (kept,) = Conversations(state / "history.sqlite3", 30).list("ann")
    assert kept.title == "津贴是多少？"
    with closing(sqlite3.connect(state / "signins.sqlite")) as base:
        assert base.execute("SELECT user FROM login").fetchall() == [("ann",)]
    files = {path.relative_to(state).as_posix() for path in state.rglob("*") if path.is_file()}
    assert files == {"history.sqlite3", "signins.sqlite", "staff", "uploads/ab/plan.txt"}
    assert {stat.S_IMODE((state / name).stat().st_mode) for name in files} == {0o600}
    again = run(capsys, "index", tmp_path / "plan.txt", "--store", store)[1]
    assert "unchanged" in again


def test_a_backup_is_whole_while_conversations_are_written(capsys, store, state, tmp_path):
    file, stop = state / "history.sqlite3", threading.Event()

    def talk():
        chat, number = Conversations(file, 30), 0
        while not stop.is_set():
            chat.keep("bob", "", 0, Exchange(f"第{number}问？"))
            number += 1

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        assert run(capsys, "store", "backup", tmp_path / "b.tar.gz", "--store", store)[0] == 0
    finally:
        stop.set()
        thread.join()
    moved(store)
    assert run(capsys, "store", "restore", tmp_path / "b.tar.gz", "--store", store)[0] == 0
    with opened(file) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (lonely,) = base.execute(
            "SELECT count(*) FROM conversation WHERE id NOT IN (SELECT conversation FROM exchange)"
        ).fetchone()
    assert lonely == 0


def test_nothing_that_is_there_is_overwritten_by_a_restore(capsys, store, state, tmp_path):
    archive = tmp_path / "b.tar.gz"
    run(capsys, "store", "backup", archive, "--store", store)
    status, _, err = run(capsys, "store", "restore", archive, "--store", store)
    assert status == 2 and "already holds a store" in err
    shutil.rmtree(store)
    (state / "staff").write_text("bob:scrypt:…\n", encoding="utf-8")
    (state / "history.sqlite3").unlink()
    (state / "history.sqlite3-wal").write_bytes(b"of the database that is gone")
    status, out, _ = run(capsys, "store", "restore", archive, "--store", store)
    assert status == 0 and f"{state / 'staff'} was there and stays" in out and "history" not in out
    assert (state / "staff").read_text("utf-8").startswith("bob")
    assert len(Conversations(state / "history.sqlite3", 30).list("ann")) == 1


@pytest.mark.parametrize("harm", ["flipped", "cut", "empty", "text", "other tar"])
def test_a_damaged_archive_restores_nothing(capsys, store, tmp_path, harm):
    archive = tmp_path / "b.tar.gz"
    run(capsys, "store", "backup", archive, "--store", store)
    data = bytearray(archive.read_bytes())
    if harm == "flipped":
        data[len(data) // 2] ^= 1
    archive.write_bytes({"cut": data[: len(data) // 2], "empty": b"", "text": b"a diary"}.get(harm, data))
    if harm == "other tar":
        with tarfile.open(archive, "w:gz") as out:
            out.add(tmp_path / "plan.txt", arcname="plan.txt")
    where = tmp_path / "elsewhere"
    status, out, err = run(capsys, "store", "restore", archive, "--store", where)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "b.tar.gz" in err
    assert not list(where.rglob("current")) and not list(where.rglob("manifest.json"))
    archive.unlink()
    assert run(capsys, "store", "backup", archive, "--store", store)[0] == 0
    assert run(capsys, "store", "restore", archive, "--store", where)[0] == 0


def test_an_archive_cannot_write_outside_the_place_it_goes_to(capsys, store, tmp_path):
    archive = tmp_path / "b.tar.gz"
    with tarfile.open(archive, "w:gz") as out:
        out.add(tmp_path / "plan.txt", arcname="../escaped.txt")
    assert run(capsys, "store", "restore", archive, "--store", tmp_path / "elsewhere")[0] == 2
    assert not list(tmp_path.rglob("escaped.txt"))


def test_a_backup_that_fails_leaves_the_one_before(capsys, store, tmp_path):
    archive = tmp_path / "b.tar.gz"
    run(capsys, "store", "backup", archive, "--store", store)
    before = archive.read_bytes()
    next(store.rglob("passages.npy")).unlink()
    (next(store.rglob("chroma.sqlite3"))).write_bytes(b"")
    status, _, err = run(capsys, "store", "backup", archive, "--store", store)
    assert status == 2 and err.count("\n") == 1
    assert archive.read_bytes() == before
    assert [path.name for path in tmp_path.glob("b.tar.gz*")] == ["b.tar.gz"]


@pytest.mark.parametrize("argv", [["backup", "none/b.tar.gz"], ["restore", "none.tar.gz"], ["restore"]], ids=str)
def test_a_file_that_cannot_be_is_one_line(capsys, store, tmp_path, monkeypatch, argv):
    monkeypatch.chdir(tmp_path)
    where = store if argv[0] == "backup" else "empty"
    status, out, err = run(capsys, "store", *argv, "--store", where)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_logins_are_their_owners_alone(tmp_path):
    mask = os.umask(0o022)
    try:
        kept = SignIns(tmp_path / "state", lambda _: "stamp")
        kept.open("ann")
        files = list(Path(tmp_path / "state").iterdir())
        assert "signins.sqlite-wal" in {path.name for path in files}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    finally:
        os.umask(mask)
