"""What the readers say of a file they cannot read, for the interface: their English line → the key of its string."""

from __future__ import annotations

import re

_WAYS: tuple[tuple[str, str], ...] = (
    (r"encrypted", "unreadable_encrypted"),
    (r"zip bomb|packed twice", "unreadable_bomb"),
    (r"pages, the limit is", "unreadable_pages"),
    (r"split it or save its text", "unreadable_size"),
    (r"scanned|show no text", "unreadable_scan"),
    (r"picture", "unreadable_picture"),
    (r"whatever its name says", "unreadable_other_kind"),
    (r"LibreOffice", "unreadable_office"),
    (r"nested too deep|only navigation|no web page", "unreadable_page"),
    (r"encoding|binary data", "unreadable_encoding"),
    (r"not a text document", "unreadable_not_text"),
    (r"broken|damaged", "unreadable_broken"),
    (r"is empty|holds no text", "unreadable_empty"),
)
"""The first that is found in the line counts."""


def refusal(line: str) -> str:
    """The key of the string for the reader's ``line``; the general one where none fits."""
    return next((key for pattern, key in _WAYS if re.search(pattern, line)), "upload_unreadable")
