"""Lines broken where no line ends: inside a title's brackets, inside a sentence, at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.plan import Damage
from index.structure.lines import Line, content_lines
from index.structure.markers import marker_at

_DRESS = " \u3000\xa0*_\\\t"
_STOPS = "。！？；：!?;:…"
_CLOSED = re.compile(r"[。！？；!?”’」』)）》]$")
_OPEN = re.compile(r"[《〈][^》〉]*$")
_HEADING = re.compile(r"(\d{1,2}[.、]|[(][一二三四五六七八九十]{1,3}[)])[\u4e00-\u9fff,、“”]{4,40}$")
_SENDER = re.compile(r"[\u4e00-\u9fff、 ]{4,40}(政府|委员会|委|局|厅|部|办公室|小组|学校)$")
_ABOUT = re.compile(r"关于.{4,80}(通知|意见|决定|方案|办法|规定)$|关于印发《")
_MANY = 12
"""Lines that a file must have for its width to tell anything."""


def find_wraps(source: str, matchable: str) -> Iterator[Damage]:
    """Line ends to take out. ``matchable`` is ``source`` folded, position by position."""
    lines = content_lines(source)
    width = _width(source, lines)
    for i in range(len(lines) - 1):
        here, below = lines[i], lines[i + 1]
        if _titled(source, lines, i) or _sent(matchable, here, below) or _broken(source, matchable, here, below, width):
            start, end = _inner(source, here).end, _inner(source, below).start
            between = source[start:end]
            joint = " " if source[start - 1].isascii() and source[end].isascii() and source[start - 1].isalnum() else ""
            yield Damage("wrap", start, end, between, joint)


def _inner(source: str, line: Line) -> Line:
    """The line without Markdown's signs at its end."""
    end = line.end
    while end > line.start + 1 and source[end - 1] in _DRESS:
        end -= 1
    return Line(line.indent, line.start, end)


def _titled(source: str, lines: Sequence[Line], i: int) -> bool:
    """A title's 《 is open at the end of the line and closed on the next or the one after."""
    here = lines[i]
    opened = i
    if here.end - here.start > 80 or lines[i + 1].end - lines[i + 1].start > 80:
        return False
    for back in range(i, max(-1, i - 3), -1):
        text = source[lines[back].start : lines[back].end]
        if _OPEN.search(text):
            opened = back
            break
        if "》" in text or len(text) > 80:
            return False
    else:
        return False
    for ahead in range(i + 1, min(opened + 4, len(lines))):
        text = source[lines[ahead].start : lines[ahead].end]
        if "\n" in source[lines[ahead - 1].end : lines[ahead].start].replace("\n", "", 3):
            return False
        close, again = text.find("》"), text.find("《")
        if close >= 0:
            return again < 0 or close < again
        if again >= 0 or text[-1:] in _STOPS:
            return False
    return False


def _sent(matchable: str, here: Line, below: Line) -> bool:
    """A notice's title: the sender on one line, 关于… on the next."""
    return bool(
        _SENDER.match(matchable[here.start : here.end])
        and _ABOUT.match(matchable[below.start : below.end])
        and matchable[here.end : below.start].count("\n") <= 2
    )


def _broken(source: str, matchable: str, here: Line, below: Line, width: int) -> bool:
    """A sentence goes on in the next line, which neither is indented nor has a marker."""
    if (
        source[here.end : below.start].count("\n") > 1
        or below.start > below.indent
        or "|" in source[here.start : here.end]
    ):
        return False
    last = source[here.end - 1]
    if last in _STOPS or marker_at(matchable, below.start, below.end):
        return False
    text = source[here.start : here.end]
    if _HEADING.search(matchable[here.start : here.end]):
        return False
    if width and abs(here.end - here.indent - width) <= 2:
        return "\u3400" <= last <= "\u9fff" or last in "，、,“（(《" or last.isalnum()
    if len(text) < 40 or not re.search("[。，,；;]", text) or not _CLOSED.search(source[below.start : below.end]):
        return False
    return "\u3400" <= last <= "\u9fff" or last in "，、,"


def _width(source: str, lines: Sequence[Line]) -> int:
    """The width that lines were broken at, 0 where they were not."""
    lengths = [line.end - line.indent for line in lines]
    if len(lines) < _MANY:
        return 0
    (common, _), *_ = Counter(lengths).most_common(1)
    full = [line for line, length in zip(lines, lengths, strict=True) if abs(length - common) <= 1]
    if common < 15 or len(full) * 2 < len(lines):
        return 0
    running = [line for line in full if source[line.end - 1] not in _STOPS]
    return max(line.end - line.indent for line in full) if len(running) * 3 > len(full) * 2 else 0
