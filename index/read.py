"""Any file a plan comes in → its source text. ``read`` is the only door; the formats live beside it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from index.formats.extract import Extract, UnreadableError
from index.formats.sniff import SUFFIXES, sniff
from index.plan import Document

__all__ = ["LARGEST", "SUFFIXES", "UnreadableError", "read"]

LARGEST = 200 * 2**20
"""Bytes; a larger file is refused by its size alone, before it is opened."""


def read(path: Path) -> Document:
    """The source text of a txt, md, html, docx, pdf (or, with LibreOffice, doc, wps, rtf, odt) file.

    In html, docx and pdf a block is a line and a table row is a line ``a | b | c``.
    Raises UnreadableError, one line that names the file, for everything that cannot be read.
    """
    path = Path(path)
    name = _printable(path.name)
    try:
        data = _bytes(path)
        format = sniff(data, path.suffix.lower())
        extract = _reader(format)(data)
        if not extract.text.strip():
            raise UnreadableError("it holds no text")
    except UnreadableError as error:
        raise UnreadableError(f"{name or path}: {error}") from error.__cause__
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise UnreadableError(f"{_printable(str(path))}: {reason}; check the path and its permissions") from error
    return Document(
        name=name,
        format="docx" if format == "office" else format,
        sha256=hashlib.sha256(data).hexdigest(),
        text=extract.text,
        encoding=extract.encoding,
        pages=extract.pages,
        warnings=extract.warnings,
    )


def _printable(name: str) -> str:
    """A file's name as one line of valid text, whatever bytes it is stored as."""
    return " ".join(name.encode("utf-8", "replace").decode("utf-8").split())


def _bytes(path: Path) -> bytes:
    if "\0" in str(path):
        raise UnreadableError("no file has such a name; check it")
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableError("it is a folder; name the files in it")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError("it is not a regular file; copy its content into one")
    if found.st_size > LARGEST:
        size = f"{found.st_size / 2**20:,.0f} MB, the limit is {LARGEST // 2**20} MB"
        raise UnreadableError(f"it has {size}; split it or save its text alone")
    if not found.st_size:
        raise UnreadableError("it is empty; fetch it again")
    return path.read_bytes()


def _reader(format: str) -> Callable[[bytes], Extract]:
    if format == "html":
        from index.formats.read_html import read_html

        return read_html
    if format == "docx":
        from index.formats.read_docx import read_docx

        return read_docx
    if format == "pdf":
        from index.formats.read_pdf import read_pdf

        return read_pdf
    if format == "office":
        from index.formats.read_office import read_office

        return read_office
    from index.formats.read_text import read_text

    return read_text
