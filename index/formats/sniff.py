"""Which format a file really is, by its first bytes; its name decides only between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile

from index.formats.extract import UnreadableError

SUFFIXES = frozenset(
    str.split(".txt .text .md .markdown .html .htm .shtml .xhtml .docx .docm .pdf .doc .wps .rtf .odt")
)
"""Endings that a folder is searched for."""

_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"RIFF": "WebP",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NEEDS_ITS_MAGIC = {".pdf": "a PDF", ".docx": "a Word document", ".docm": "a Word document", ".odt": "a text document"}


def sniff(data: bytes, suffix: str) -> str:
    """``txt``, ``md``, ``html``, ``docx``, ``pdf`` or ``office`` (what LibreOffice converts).

    ``suffix`` is lower case with its dot. Raises UnreadableError for what is none of them.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError("it is encrypted; save it without a password")
        return "office"
    if data.startswith(b"{\\rtf"):
        return "office"
    kind = _picture(data)
    if kind:
        raise UnreadableError(f"it is a picture ({kind}); save the document as PDF or type its text")
    if suffix in _NEEDS_ITS_MAGIC:
        raise UnreadableError(f"it is not {_NEEDS_ITS_MAGIC[suffix]}, whatever its name says; fetch or export it again")
    if suffix in {".md", ".markdown"}:
        return "md"
    if suffix in {".html", ".htm", ".shtml", ".xhtml"}:
        return "html"
    if suffix not in {".txt", ".text"} and _HTML.search(data[:2048].replace(b"\0", b"")):
        return "html"
    return "txt"


def _picture(data: bytes) -> str:
    for magic, kind in _PICTURES.items():
        if data.startswith(magic) and (kind != "BMP" or data[6:10] == bytes(4)):
            return kind
    return ""


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception as error:  # a damaged archive fails in every way there is
        raise UnreadableError("it is a broken document (its archive cannot be opened); fetch it again") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return "office"
    other = "a spreadsheet" if any(n.startswith("xl/") for n in names) else "an archive or another program's file"
    raise UnreadableError(f"it is {other}, not a text document; unpack it or export the text as docx, pdf or txt")
