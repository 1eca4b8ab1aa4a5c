"""The grammar of outline markers: what may open a clause, as data.

Everything here reads *matchable* text (``matchable``): NFKC, Simplified, lower case, one character for
one, so that positions are those of the text it was made from. Circled numbers stay circled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.script import fold
from index.structure.numerals import ordinal

_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}
_CIRCLED |= {chr(0x2776 + i): i + 1 for i in range(10)} | {chr(0x2780 + i): i + 1 for i in range(10)}
_BRACKETED = {chr(0x2474 + i): i + 1 for i in range(20)}
_DOTTED = {chr(0x2488 + i): i + 1 for i in range(20)}
_IDEOGRAPH = {chr(0x3220 + i): i + 1 for i in range(10)}
_SIGNS = _CIRCLED | _BRACKETED | _DOTTED | _IDEOGRAPH
_SIGN = re.compile("[" + "".join(_SIGNS) + "]")

_CN = "(?:[一二三四五六七八九十百零〇○]*十[-—–―ー](?![-—–―ー])|[一二三四五六七八九十百零〇○]+)"
_ONE = "[-—–―ー]"
_BROKEN = "[?\ufffd□]"
"""What a lost character looks like."""
_B = r"[ \t\u3000\xa0]*"

_OUTER = "part chapter section article cn paren_cn arabic decimal2 decimal3 decimal4"
_INNER = "paren_arabic half_arabic circled alpha nth yishi dash"
STYLES = [*_OUTER.split(), *_INNER.split()]
RANK = {style: rank for rank, style in enumerate(STYLES)}
"""The usual nesting, outermost first."""

_REFERS = r"(?!、|[和及与至到或][第(]|款|项[的人规和所、，,)])"
"""A marker named in a sentence, not one that opens a clause: 第三章和第四章, (一)项的."""
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("part", rf"第{_B}(?P<n>{_CN}|\d{{1,2}}){_B}(?:编|篇|部分)(?![之的])"),
    ("chapter", rf"第{_B}(?P<n>{_CN}|{_ONE}|\d{{1,2}}){_B}章{_REFERS}(?![的规])"),
    ("section", rf"第{_B}(?P<n>{_CN}|\d{{1,2}}){_B}节{_REFERS}(?![的规课])"),
    (
        "article",
        rf"第{_B}(?P<n>{_CN}|{_ONE}|\d{{1,3}})(?P<sub>-\d{{1,2}})?{_B}条(?:{_B}之{_B}(?:{_CN}|\d{{1,2}}))?{_REFERS}(?![之的第规所,.，。])",
    ),
    ("cn", rf"(?P<n>{_CN}|{_ONE}){_B}[、.丶](?!\d)"),
    ("cn", rf"(?P<n>{_CN})(?:{_BROKEN}|,|[ \t\u3000]{{1,4}})(?=[\u4e00-\u9fff“《])"),
    ("paren_cn", rf"[(\[〔【]{_B}(?P<n>{_CN}|{_ONE}){_B}[)\]〕】]{_REFERS}"),
    ("paren_cn", rf"(?P<n>{_CN}){_B}[)]{_REFERS}"),
    ("paren_cn", rf"[(]{_B}(?P<n>{_CN})(?=[\u4e00-\u9fff]{{2,}}[^)(]{{0,40}}$)"),
    ("paren_cn", rf"{_BROKEN}(?P<n>{_CN}){_B}[)]"),
    ("paren_cn", rf"[(](?P<n>{_CN}){_BROKEN}"),
    ("arabic", rf"(?P<n>\d{{1,3}}){_B}[.、丶](?!\d)"),
    ("arabic", r"(?P<n>\d{1,2})(?:,|[ \t\u3000]{1,4})(?=[\u4e00-\u9fff“《])"),
    ("arabic", r"(?P<n>\d{1,3})[.、](?=\d{1,2}月|(?:19|20)\d\d(?:[年至—~-]|学年)|\d{1,2}周岁)"),
    ("paren_arabic", rf"[(\[]{_B}(?P<n>\d{{1,2}}){_B}[)\]]{_REFERS}"),
    ("half_arabic", rf"(?P<n>\d{{1,2}}){_B}[)]{_REFERS}"),
    ("alpha", r"(?P<a>[a-z])[.、)](?=[\u4e00-\u9fff])"),
    ("nth", rf"第{_B}(?P<n>{_CN})(?=[,、是])"),
    ("nth", r"其(?P<n>[一二三四五六七八九十])(?=[,、是])"),
    ("yishi", r"(?P<n>[一二三四五六七八九十]{1,2})(?:是|要)(?=[^否不])"),
    ("dash", r"(?:[—―─－–]{1,3}|--+)(?=[\u4e00-\u9fff“\"《0-9])"),
)
_PATTERNS = [(style, re.compile(pattern)) for style, pattern in _GRAMMAR]
_FIRST = re.compile(rf"[第一二三四五六七八九十百零〇○(\[〔【\da-z其—―─－–ー-]|{_SIGN.pattern}")
_BLANK = re.compile(r"[ \t\u3000\xa0\u2002\u2003]*(?:[、.:](?=[\u4e00-\u9fff]))?[ \t\u3000\xa0\u2002\u2003]*")
WEAK = " \t\u3000,?\ufffd□"
"""What a marker may end in that proves nothing by itself."""
_PAIR = re.compile(rf"({_CN})、{_B}({_CN})(?=[、年类级等孩批期线档流课](?!度|来|间))")

DECORATION = re.compile(r"(?:[\s\u3000\xa0\ufeff\u200b#*•●■◆▪·\\_]|>(?=\s))*")
"""What may stand before a marker: indentation, Markdown signs, bullets."""


@dataclass(frozen=True, slots=True)
class Marker:
    """``start:end`` in the text it was found in; ``after`` is where the title begins.

    ``family`` is the style that siblings share; ``number`` the ordinal, 0 where there is none.
    """

    style: str
    number: int
    start: int
    end: int
    after: int

    @property
    def rank(self) -> int:
        return RANK[self.style]


def matchable(text: str) -> str:
    """``text`` folded for matching, position by position; circled and bracketed number signs are kept."""
    folded = fold(text)
    if not _SIGN.search(text):
        return folded
    return "".join(raw if raw in _SIGNS else char for raw, char in zip(text, folded, strict=True))


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The marker that opens ``text[start:end]``, if one does. ``text`` is matchable."""
    if start >= end or not _FIRST.match(text, start):
        return None
    sign = text[start]
    if sign in _SIGNS:
        return _sign(text, start)
    for style, pattern in _PATTERNS:
        found = pattern.match(text, start, end)
        if found is None:
            continue
        if style == "cn" and _consecutive(_PAIR.match(text, start, end)):
            continue
        groups = found.groupdict()
        number = ordinal(groups["n"]) if groups.get("n") else 0
        if groups.get("a"):
            number = ord(groups["a"]) - ord("a") + 1
        if number is None or (number == 0 and style not in {"dash"}):
            continue
        return _marker(style, number, text, start, found.end())
    return None


def _consecutive(pair: re.Match[str] | None) -> bool:
    """一、二年级 names two things, it does not count."""
    return pair is not None and (ordinal(pair[2]) or 0) == (ordinal(pair[1]) or 0) + 1


def _sign(text: str, start: int) -> Marker:
    sign = text[start]
    style = "circled" if sign in _CIRCLED else "paren_arabic" if sign in _BRACKETED else "arabic"
    return _marker("paren_cn" if sign in _IDEOGRAPH else style, _SIGNS[sign], text, start, start + 1)


def _marker(style: str, number: int, text: str, start: int, end: int) -> Marker:
    blank = _BLANK.match(text, end)
    return Marker(style, number, start, end, blank.end() if blank else end)
