"""Words of documents, models and askers made inert before they enter Markdown or a page."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<|])")
_SCHEME = re.compile(r"(?i)\b(javascript|data|vbscript|file|https?|ftp)(:)")
_LEADING = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]\s))")


def fenced(text: str) -> str:
    """``text`` for between the tags of a prompt, or within one: it opens none and closes none."""
    return text.replace("<", "＜").replace('"', "”")


def escape(text: str) -> str:
    """``text`` as Markdown that shows just these characters: no emphasis, link, image, table, list or HTML.

    As little as needed is escaped, so that numbers and words still read plainly in the source: between two numbers a
    tilde, two of which strike through, becomes the full-width one.
    """
    text = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    if text.count("~") > 1:
        text = re.sub(r"(?<=\d)~(?=\d)", "～", text).replace("~", r"\~")
    text = _LEADING.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), text)
    return _SCHEME.sub(r"\1\\\2", text)
