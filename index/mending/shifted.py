"""GBK text read one byte off: found, put back together, ranked by how well it reads.

A lead byte was lost (``?``), so each pair after it was read from the second half of one character and the first half
of the next, until a single byte (an ASCII letter, or a second ``?``) brought the pairs back. So the characters seen
are turned into bytes again, a lead byte is tried before them, and what decodes is ranked (``reading_ease``). Full-width
signs among the characters seen may since have become ASCII. A reading put in between two bytes (``當?shù)毓``) has
swallowed its bracket.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from index.mending.pinyin import is_reading
from index.mending.reading_ease import ease, known, plain, rarity
from index.plan import Damage

_LOST = re.compile(r"[?\ufffd]")
_SWALLOWED = re.compile(r"([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡ]{1,6})[)）]")
_WHOLE = re.compile(r"[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡ]{1,6})[)）]")
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_LONGEST = 120
_PATIENCE = 2_000
"""Lost bytes in a row that may come to nothing; after them the ``?`` of this text are taken for questions."""
_ENDS = 8
"""Places tried as the end of a run."""
_CLEAR = 3.0
"""Bits by which the best lead byte must beat the next to count as certain."""
_RARE = -17.5
"""Bits: a character rarer than this is hardly meant."""
_GOOD = -9.5
"""Bits a character: what is put back must read at least as well."""


@dataclass(frozen=True, slots=True)
class _Run:
    """``text[start:end]`` as ``body`` bytes between a lost lead byte and, where ``open_end``, a lost trail byte."""

    start: int
    end: int
    body: bytes
    open_end: bool
    pairs: int
    swallowed: bool


@dataclass(frozen=True, slots=True)
class _Mended:
    """``firsts`` are (score, character) for the first character, best first, ``rest`` what follows it."""

    run: _Run
    gain: float
    firsts: list[tuple[float, str]]
    rest: str
    clear: bool


def find_shifted(text: str) -> Iterator[Damage]:
    """Every run read one byte off, as ``shifted`` damage; certain where one reading stands out.

    A file loses the same character again and again, so what was lost elsewhere in it is believed sooner: the prior of
    a character is (times lost elsewhere + 1/126) / (runs elsewhere + 1).
    """
    found: list[_Mended] = []
    at = failed = 0
    while (match := _LOST.search(text, at)) and failed < _PATIENCE:
        at = match.end()
        mended = max(
            (one for run in _runs(text, match.start()) if (one := _mend(text, run))),
            key=lambda one: one.gain,
            default=None,
        )
        failed += mended is None
        if mended is not None:
            found.append(mended)
            at, failed = mended.run.end, 0
    lost = Counter(one.firsts[0][1] for one in found)
    ascii_signs = "，" not in text
    for one in found:
        start, end = one.run.start, one.run.end
        first, clear = _believed(one, lost, len(found) - 1)
        after = first + one.rest
        shown = plain_signs(after) if ascii_signs else after
        yield Damage("shifted", start, end, text[start:end], shown, clear and one.clear)


def _believed(one: _Mended, lost: Counter[str], others: int) -> tuple[str, bool]:
    """The first character of a run by its neighbours and by what was lost elsewhere, and whether it stands out."""
    own = one.firsts[0][1]
    ranked = sorted(
        (score + log2((lost[char] - (char == own) + 1 / 126) / (others + 1)), char) for score, char in one.firsts
    )
    return ranked[-1][1], len(ranked) == 1 or ranked[-1][0] - ranked[-2][0] >= _CLEAR


def plain_signs(text: str) -> str:
    """Full-width signs as ASCII, for a text that writes all its signs so."""
    return "".join(chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char for char in text)


def _runs(text: str, start: int) -> Iterator[_Run]:
    """The runs that may begin at ``start``, one for each place where the pairs may be right again."""
    at = start + 1
    swallowed = _SWALLOWED.match(text, at)
    if swallowed and is_reading(swallowed[1]):
        at = swallowed.end()
    body = bytearray()
    pairs = ends = 0
    strange = bool(swallowed)
    while at < len(text) and at - start < _LONGEST:
        char = text[at]
        reading = _WHOLE.match(text, at)
        if reading and is_reading(reading[1]) and pairs:
            at = reading.end()
            continue
        code = ord(char)
        if (not strange and (pairs > 3 or (not pairs and at - start > 4))) or ends > _ENDS:
            return
        if 0x21 <= code <= 0x7E:
            ends += char == "?" or code >= 0x40
            if char == "?":
                yield _Run(start, at + 1, bytes(body), True, pairs, bool(swallowed))
            elif code >= 0x40:
                yield _Run(start, at + 1, bytes([*body, code]), False, pairs, bool(swallowed))
            body += bytes((0xA3, code + 0x80))
        else:
            try:
                pair = char.encode("gb18030")
            except UnicodeEncodeError:
                return
            if len(pair) != 2:
                return
            body += pair
            pairs += 1
            strange = strange or "\ue000" <= char <= "\uf8ff" or rarity(plain(char)) < _RARE
        at += 1


def _mend(text: str, run: _Run) -> _Mended | None:
    """How ``run`` reads put together again, where that is far better than what is there."""
    if not (run.pairs or run.swallowed) or len(run.body) % 2 == (0 if not run.open_end else 1):
        return None
    if text[run.start - 1 : run.start].isspace() or text[run.start + 1 : run.start + 2].isspace():
        return None
    raw = plain(text[run.start : run.end])
    if not run.swallowed and _meant(raw):
        return None
    before, after = plain(text[run.start - 1 : run.start]) or "。", _next(text, run.end)
    rest, clear = _rest(run, after)
    if rest is None:
        return None
    firsts = _ranked(before, run.body[:1], plain(rest)[:1] or after)
    if not firsts:
        return None
    whole = firsts[0][1] + rest
    score = ease(before + plain(whole) + after)
    if not all(map(known, plain(whole))) or score / (len(whole) + 1) < _GOOD:
        return None
    return _Mended(run, score - ease(before + raw + after), firsts, rest, clear)


def _rest(run: _Run, after: str) -> tuple[str | None, bool]:
    """What follows the run's first character, with the best trail byte where the last one was lost."""
    body = run.body[1:]
    if not run.open_end:
        return _decode(body), True
    scored = sorted(
        (ease(plain(rest)[-2:] + after), rest)
        for trail in _TRAILS
        if (rest := _decode(body + bytes([trail]))) is not None
    )
    if not scored:
        return None, False
    return scored[-1][1], len(scored) == 1 or scored[-1][0] - scored[-2][0] >= _CLEAR


def _next(text: str, at: int) -> str:
    """The character after the run, a reading put in there left out; a full stop at the end of a line."""
    reading = _WHOLE.match(text, at)
    char = plain(text[reading.end() if reading else at :][:1])
    return char if char and known(char) else "。"


def _meant(raw: str) -> bool:
    """Whether the characters seen could be meant: all of them common, and in a usual order where there are several."""
    if any("\ue000" <= char <= "\uf8ff" for char in raw):
        return False
    seen = [char for char in raw if not char.isascii()]
    if any(rarity(char) < _RARE for char in seen):
        return False
    return len(seen) < 3 or ease("".join(seen)) / (len(seen) - 1) > -14


def _ranked(before: str, first: bytes, after: str) -> list[tuple[float, str]]:
    """(score, character) for each lead byte, best first: how much its neighbours call for it, in bits."""
    ranked = []
    for lead in _LEADS:
        char = _decode(bytes([lead]) + first)
        if char is not None and len(char) == 1:
            shown = plain(char)
            ranked.append((ease(before + shown + after) - rarity(shown), char))
    return sorted(ranked, reverse=True)


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return None
