"""What every file reader hands back, and how it refuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BLANKS = re.compile(r"[ \t\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WIDE = re.compile(r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026]")

_RADICALS = (
    "⺁厂⺅亻⺇几⺉刂⺌小⺎兀⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺨犭⺩王⺪疋⺬示⺭礻⺯糹⺰纟⺲罒⺹耂⺼肉⺽臼⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足"
    "⻋车⻌辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻱龜⻳龟"
)
_LETTERS = dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True)) | {0x2E3A: "——", 0x2E3B: "———"}
"""PDF fonts name a glyph after any of its code points: radicals (⻔ ⽅) stand where letters (门 方) are meant."""
_LETTERS |= {
    code: unicodedata.normalize("NFKC", chr(code))
    for start, end in ((0x2F00, 0x2FD6), (0xF900, 0xFADA))
    for code in range(start, end)
}


class UnreadableError(ValueError):
    """A file cannot be read; the message is one line that says why and what to do next."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text, the encoding it was decoded from, the offsets where its pages begin, and what was odd."""

    text: str
    encoding: str = ""
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """A line of extracted text: blanks of any kind become one space, radicals letters; invisible characters go."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip().translate(_LETTERS)


def join_wrapped(lines: Iterable[str]) -> str:
    """Lines broken only by the width of the page, as one. A space goes between them only where Latin meets Latin;
    a figure cut in two is one figure."""
    joined: list[str] = []
    for line in filter(None, lines):
        if joined:
            left, right = joined[-1][-1], line[0]
            if not (_WIDE.match(left) or _WIDE.match(right) or (left.isdigit() and right.isdigit())):
                joined.append(" ")
        joined.append(line)
    return "".join(joined)


def table_row(cells: Sequence[str]) -> str:
    """A table row as one line, ``a | b | c``: an empty cell stays empty, a bar inside a cell becomes ``｜``.

    A row of one cell is that cell's text alone.
    """
    clean = [tidy(cell.replace("|", "｜")) for cell in cells]
    return " | ".join(clean).replace("|  |", "| |").replace("|  |", "| |").strip(" ")
