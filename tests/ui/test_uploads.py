"""Files that are put in: under names that lead nowhere, on a disk that may be full."""

import os
import shutil
from hashlib import sha256

import pytest

from tests.loop import finish
from ui.uploads import KEY, LONGEST_NAME, Refused, Uploads, safe_name


async def chunks():
    yield b"x"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\规划.docx", "规划.docx"),
        ("/abs/plan.txt", "plan.txt"),
        ("..", "plan"),
        ("", "plan"),
        (".htaccess", "htaccess"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("fdp\u202etxt.exe", "fdptxt.exe"),
        ('x"><b>.txt', "x___b_.txt"),
        ("a/", "a"),
    ],
)
def test_a_name_leads_nowhere(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_keeps_its_ending():
    name = safe_name("规" * 300 + ".docx")
    assert name.endswith(".docx") and len(name.encode()) <= LONGEST_NAME + 5


def test_a_full_disk_is_said(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))

    with pytest.raises(Refused, match="upload_full"):
        finish(Uploads(tmp_path / "u", 2**20, 5).take("a.txt", 1, chunks(), ()))


def test_what_a_crash_left_is_removed_and_what_is_being_written_stays(tmp_path):
    old, now = tmp_path / "part-1", tmp_path / "part-2"
    old.touch()
    now.touch()
    os.utime(old, (0, 0))
    Uploads(tmp_path, 1, 1).tidy()
    assert [path.name for path in tmp_path.iterdir()] == ["part-2"]


def test_a_file_is_known_by_the_same_key_when_it_comes_and_while_it_waits(tmp_path):
    uploads = Uploads(tmp_path / "u", 2**20, 5)
    taken = finish(uploads.take("a.txt", 1, chunks(), ()))
    assert uploads.waiting(()) == (taken,)
    assert sha256(b"x").hexdigest().startswith(taken.key) and len(taken.key) == KEY
