"""责任单位: who answers for a clause, by name."""

from __future__ import annotations

import re

from index.script import to_simplified
from index.structure.markers import matchable

_LABEL = re.compile(
    r"(责任单位|责任部门|牵头单位|牵头部门|配合单位|参与单位|参加单位|主体责任单位|责任主体|牵头|配合)\s*[::]\s*"
)
_END = re.compile(r"[)。;；\n]")


def responsible_units(text: str) -> tuple[str, ...]:
    """The units named in ``text``, Simplified, each once, in order."""
    plain = matchable(text)
    units: list[str] = []
    for label in _LABEL.finditer(plain):
        stop = _END.search(plain, label.end())
        names = text[label.end() : stop.start() if stop else min(len(text), label.end() + 300)]
        for name in re.split(r"[、,，/]|\s+", names):
            unit = to_simplified(name.strip(" :：()（）"))
            if 2 <= len(unit) <= 30 and unit not in units:
                units.append(unit)
    return tuple(units)
