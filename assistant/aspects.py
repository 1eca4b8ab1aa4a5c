"""The aspects that a comparison asks about: 毛入园率和巩固率 are two columns of its table, 家校合作 is one. Pure."""

from __future__ import annotations

import re

from assistant.cues import pattern, table
from index.thesaurus import named

LEAST = 3
"""Characters of a part that may be an aspect of its own; a shorter one must be a term of the field (体育)."""
NAMES_EN = 0.8
"""Trust from which one English word names a matter: English names of concepts are trusted less than Chinese ones."""
MOST = 5
"""Columns of a comparison; a question with more parts is taken whole."""

_GLUE = re.compile(r"以及|还有|[、；;/]|[和与及跟]")
_GLUE_EN = re.compile(r"\s*(?:,? and |,? as well as |[,;/])\s*", re.IGNORECASE)


def split_aspects(masked: str, english: bool) -> tuple[str, ...]:
    """The aspects in a folded question whose places are blanked out; empty where it asks about one matter.

    A measure that stands once behind several names (公办园和普惠园占比) is given to each.
    """
    if english:
        parts = [_bare(part) for part in _GLUE_EN.split(masked)]
        parts = [part for part in parts if part]
        whole = all(len(part.split()) > 1 or _is_term(part, NAMES_EN) for part in parts)
    else:
        parts = _shared([_bare(part) for part in _split(masked)])
        whole = all(len(part) >= LEAST or _is_term(part) for part in parts)
    known = all(named(part) or _measure(part, shared=False) for part in parts)
    return tuple(dict.fromkeys(parts)) if 1 < len(parts) <= MOST and whole and known else ()


def _split(masked: str) -> list[str]:
    """Parts between the words that join them; a 和 that relates two things (和公务员相比, 与社区联动) joins none."""
    parts, start = [], 0
    for glue in _GLUE.finditer(masked):
        rest = _GLUE.split(masked[glue.end() :], maxsplit=1)[0]
        if glue.group() in "和与及跟" and pattern("aspect", "related").search(rest):
            continue
        parts.append(masked[start : glue.start()])
        start = glue.end()
    return [*parts, masked[start:]]


def _bare(part: str) -> str:
    """A part without the words that only ask."""
    return pattern("aspect").sub(" ", part).strip(" 的?？。!！:：.")


def _shared(parts: list[str]) -> list[str]:
    parts = [re.sub(r"\s+", "", part) for part in parts]
    parts = [part for part in parts if part]
    last = _measure(parts[-1]) if parts else ""
    bare = last and not any(_measure(part) for part in parts[:-1])
    return [part if not bare or part is parts[-1] else part + last for part in parts]


def _measure(part: str, shared: bool = True) -> str:
    """What is measured, at the end of a part: 占比, 覆盖率; empty where it names none. ``shared``: only what may
    stand once for several."""
    known = table("cues")["aspect"]["measure"]
    found = re.search(f"(?:{known[0] if shared else '|'.join(known)})$", part)
    return found.group() if found else ""


def _is_term(part: str, least: float = 1.0) -> bool:
    return any(trust >= least for trust in named(part).values())
