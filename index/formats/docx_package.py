"""A Word file's archive → its parsed parts, with a limit on what they may unpack to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from index.formats.extract import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_PART = 120 * 2**20
"""Bytes of XML: a document of 20 million characters stays below, a zip bomb does not."""


def open_parts(data: bytes) -> dict[str, _Element]:
    """The parsed parts by kind: ``document``, and where present ``numbering``, ``styles``, ``footnotes``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except UnreadableError:
        raise
    except Exception as error:  # a damaged archive fails in every way there is
        raise UnreadableError("it is a broken Word document; open it in Word and save it again") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, _Element]:
    main = next(iter(_related(archive, "").get("officeDocument", ())), "word/document.xml")
    parts = {"document": _parse(archive, main)}
    for kind, names in _related(archive, main).items():
        if kind in {"numbering", "styles", "footnotes"} and names[0] in archive.namelist():
            parts[kind] = _parse(archive, names[0])
    return parts


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """Names of the parts that ``part`` refers to, by the last word of the relationship's type."""
    folder, name = posixpath.split(part)
    sheet = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, list[str]] = {}
    if sheet in archive.namelist():
        for relation in _parse(archive, sheet):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(path)
    return found


def _parse(archive: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise UnreadableError("it is a broken Word document (a part is missing); save it again in Word") from error
    if info.flag_bits & 1:
        raise UnreadableError("it is encrypted; save it without a password")
    if info.file_size > LARGEST_PART:
        raise UnreadableError(
            f"its text would unpack to {info.file_size / 2**20:,.0f} MB, the limit is {LARGEST_PART // 2**20} MB; "
            "it may be a zip bomb, else split it"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(info), parser)
