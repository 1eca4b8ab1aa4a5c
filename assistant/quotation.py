"""What a question puts in quotation marks or 《》: names, quoted as they stand in a plan."""

from __future__ import annotations

import re

QUOTED = re.compile('[“"「『]([^“”"「」『』，。,.?？!！]{2,20})[”"」』]|《([^《》]{2,40})》')
LETTERS = 3
"""Characters from which what is quoted is a name; 《规划》 and “是” are none."""
_YEARS = re.compile(r"十[一二三四五六七八九]五(?:时期|期间|规划)?|[\d年—–~至-]+")


def is_time(name: str) -> bool:
    """Whether what is quoted only says when (“十四五”): every plan has a time, whether it says so or not."""
    return _YEARS.fullmatch(name) is not None


def quoted_by(match: re.Match[str]) -> str:
    """What stands between the marks that ``QUOTED``, or a pattern like it, has found."""
    return next(part for part in match.groups() if part).strip()


def names(text: str) -> tuple[str, ...]:
    """The names that ``text`` quotes, each once."""
    found = map(quoted_by, QUOTED.finditer(text))
    return tuple(dict.fromkeys(name for name in found if len(name) >= LETTERS and not is_time(name)))
