"""One door for every file: the format is told by content, and what cannot be read gets one clear line."""

from __future__ import annotations

import hashlib
import os
import random
import stat
import sys
import time
import zipfile
from pathlib import Path

import pytest

from index.read import LARGEST, SUFFIXES, UnreadableError, read
from tests.index.pdf_file import pdf_file
from tests.index.word_file import paragraph, word_bytes

SAMPLES = Path(__file__).parents[2] / "index" / "samples"

TEXT = "一、总体要求\r\n（一）到2030年，普惠性幼儿园覆盖率达到95%以上。\n"
HTML = "<html><body><p>到2028年，全区普惠性幼儿园覆盖率达到92%以上，公办幼儿园在园幼儿占比达到55%。</p></body></html>"


@pytest.fixture
def put(tmp_path):
    def write(name: str, data: bytes):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def refusal(path) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_text_file_is_its_decoded_self(put):
    data = b"\xef\xbb\xbf" + TEXT.encode()
    found = read(put("plan.txt", data))
    assert (found.name, found.format, found.encoding) == ("plan.txt", "txt", "utf-8")
    assert found.text == TEXT
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.pages == () and found.warnings == ()


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("plan.md", TEXT.encode(), "md"),
        ("plan", TEXT.encode("gb18030"), "txt"),
        ("plan.shtml", HTML.encode(), "html"),
        ("plan.doc", HTML.encode("gb18030"), "html"),  # what some sites offer as a Word file
        ("plan.docx", word_bytes(paragraph("正文。")), "docx"),
        ("plan.doc", word_bytes(paragraph("正文。")), "docx"),
        ("plan.pdf", pdf_file("正文在此。", head=""), "pdf"),
        ("plan.txt", pdf_file("正文在此。", head=""), "pdf"),
        ("plan.txt", HTML.encode(), "txt"),
    ],
)
def test_the_format_is_what_the_content_says(put, name, data, format):
    assert read(put(name, data)).format == format


def test_the_endings_that_folders_are_searched_for():
    assert {".txt", ".md", ".html", ".docx", ".pdf", ".doc", ".wps"} <= SUFFIXES


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.md", b"  \r\n\t\n", "no text"),
        ("noise.txt", bytes(range(256)) * 40, "not text"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(200), "picture"),
        ("plan.pdf", TEXT.encode(), "not a PDF"),
        ("plan.docx", TEXT.encode(), "not a Word document"),
        ("plan.docx", b"PK\x03\x04" + bytes(300), "broken"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        ("nav.html", b"<html><body><a href='/'>Home</a><a href='/a'>News</a></body></html>", "navigation"),
    ],
)
def test_bad_files_get_one_line_with_their_name(put, name, data, says):
    line = refusal(put(name, data))
    assert line.startswith(f"{name}: ") and says in line


def test_a_spreadsheet_is_named_as_such(tmp_path):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "spreadsheet" in refusal(path)


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, 2 * 2**30)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was opened"))
    assert "limit is 200 MB" in refusal(path)
    assert LARGEST == 200 * 2**20


def test_missing_files_folders_and_pipes(tmp_path):
    assert "No such file" in refusal(tmp_path / "none.txt")
    assert "folder" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in refusal(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(put):
    path = put("secret.txt", TEXT.encode())
    path.chmod(0)
    assert "Permission denied" in refusal(path)


def test_a_name_that_is_no_text_is_still_one_line(tmp_path):
    path = tmp_path / os.fsdecode(b"plan\xff\n2026.txt")
    path.write_bytes(TEXT.encode())
    assert read(path).name == "plan? 2026.txt"
    assert "no file has such a name" in refusal(tmp_path / "a\0b")


def test_an_archive_that_asks_for_a_future_program_is_broken(put):
    """Python's zipfile raises NotImplementedError for it."""
    data = bytearray(word_bytes(paragraph("正文。")))
    data[data.index(b"PK\x01\x02") + 6] = 240
    assert "broken" in refusal(put("plan.docx", bytes(data)))


def soffice(folder, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def test_old_formats_without_libreoffice_name_it(put, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "LibreOffice" in refusal(put("old.doc", OLE))
    assert "LibreOffice" in refusal(put("old.wps", OLE))


def test_old_formats_go_through_libreoffice(put, tmp_path, monkeypatch):
    """A stand-in program that answers as ``soffice --convert-to docx`` does."""
    (tmp_path / "bin").mkdir()
    converted = put("converted.docx", word_bytes(paragraph("转换后的正文。")))
    soffice(
        tmp_path / "bin",
        "import shutil, sys, pathlib\n"
        "folder, source = sys.argv[sys.argv.index('--outdir') + 1], pathlib.Path(sys.argv[-1])\n"
        f"assert '--headless' in sys.argv and source.read_bytes()[:4] == {OLE[:4]!r}\n"
        f"shutil.copy({str(converted)!r}, pathlib.Path(folder) / (source.stem + '.docx'))\n",
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found = read(put("old.wps", OLE))
    assert (found.name, found.format, found.text) == ("old.wps", "docx", "转换后的正文。\n")


def test_a_failing_libreoffice_is_one_line(put, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    soffice(tmp_path / "bin", "raise SystemExit(1)")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "cannot convert" in refusal(put("old.doc", OLE))


def test_a_libreoffice_that_hangs_is_ended_with_its_children(put, tmp_path, monkeypatch):
    """``soffice`` is a script that starts the program proper: that one holds on too."""
    (tmp_path / "bin").mkdir()
    child = tmp_path / "child"
    soffice(
        tmp_path / "bin",
        "import pathlib, subprocess, sys\n"
        "held = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(held.pid))\n"
        "held.wait()\n",
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("index.formats.read_office._SECONDS", 4)
    assert "took over" in refusal(put("old.doc", OLE))
    # A killed process is still told of as running until the kernel has taken it off its processor.
    assert any(_is_gone(child.read_text()) or time.sleep(0.05) for _ in range(200))


def _is_gone(pid: str) -> bool:
    """No process has this number, or one that has ended and waits to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.parametrize("name", ["tongxi-2026-2030.txt", "wanglan-2026-2028.html", "hezhu-2026-2028.docx", "plan.pdf"])
def test_damaged_files_are_read_or_refused_but_never_crash(put, name):
    """A seeded mutation fuzzer: bytes flipped, a stretch cut out, doubled or moved."""
    whole = (
        pdf_file("一、总体要求\n" + "到2030年，群众对教育工作的满意度稳定在90分以上。" * 8)
        if name == "plan.pdf"
        else b""
    )
    whole = whole or (SAMPLES / name).read_bytes()
    rng = random.Random(name)
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 3, 30))):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        start, end = sorted(rng.randrange(len(data)) for _ in "ab")
        data[start:end] = rng.choice((b"", data[start:end] * 2, data[start:end], bytes(5), data[start:end]))
        try:
            read(put(name, bytes(data)))
        except UnreadableError as error:
            assert str(error).startswith(f"{name}: ") and "\n" not in str(error)
