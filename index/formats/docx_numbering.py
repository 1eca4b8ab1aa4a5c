"""Word's automatic numbers as text: what ``numbering.xml`` and the styles say of each paragraph, counted in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.formats.chinese_count import numbered
from index.formats.word_xml import child, is_on, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN_END = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]$")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, number format, text with places ``%1``, whether the paragraph follows
    without a gap, and what restarts it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    close: bool = False
    restart: int | None = None


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


def _level(element: _Element) -> _Level:
    form = value(child(element, "numFmt"))
    if form is None:  # Word 2010's alternative content: take what it falls back on
        formats = [found for found in element.iter() if local(found) == "numFmt"]
        form = value(formats[-1]) if formats else None
    restart = value(child(element, "lvlRestart"))
    return _Level(
        _number(value(child(element, "start")), 1 if child(element, "start") is None else 0),
        form or "decimal",
        value(child(element, "lvlText")) or "",
        is_on(child(element, "isLgl")),
        value(child(element, "suff")) == "nothing",
        _number(restart) if restart is not None else None,
    )


@dataclass
class _List:
    """A ``w:num``: levels after its own overrides, the counter it shares, the starts it sets anew."""

    counter: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """Counts a document's numbered paragraphs. Call ``marker`` once for each paragraph, in document order."""

    part: _Element | None
    styles: _Element | None
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        numbering = list(self.part) if self.part is not None else []
        self._abstract = {value(e, "abstractNumId"): e for e in numbering if local(e) == "abstractNum"}
        self._nums = {value(e, "numId"): e for e in numbering if local(e) == "num"}
        self._styles = {
            value(e, "styleId"): e for e in (self.styles if self.styles is not None else ()) if local(e) == "style"
        }
        self._default = next(
            (name for name, e in self._styles.items() if value(e, "type") == "paragraph" and is_default(e)), None
        )

    def marker(self, paragraph: _Element, style: str | None) -> str:
        """The paragraph's number as Word shows it (``（一）``, ``1.2``, ``•``), empty where it has none."""
        number, level = self._where(paragraph, style)
        found = self._list(number) if number not in {None, "0"} else None
        if found is None or number is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counter, {})
        first = found.levels[level].start
        if (number, level) not in self._begun and level in found.starts:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else first
        self._begun.add((number, level))
        for deeper in [other for other in counts if other > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        text = self._shown(found, level, counts)
        # 第一条 or a bare 1 must not run into the text that Word sets off by a tab; after 、 or ） it cannot.
        return text + " " if _OPEN_END.search(text) and not found.levels[level].close else text

    def _shown(self, found: _List, level: int, counts: dict[int, int]) -> str:
        shape = found.levels[level]
        if shape.form == "none" and "%" in shape.text:
            return _PLACE.sub("", shape.text)
        if shape.form == "bullet":
            return "•" if any("\ue000" <= char <= "\uf8ff" for char in shape.text) else shape.text

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at, _Level())
            form = "decimal" if shape.legal and at != level else other.form
            return "" if form == "none" else numbered(counts.get(at, other.start), "decimal" if shape.legal else form)

        return _PLACE.sub(place, shape.text)

    def _where(self, paragraph: _Element, style: str | None) -> tuple[str | None, int]:
        """(``numId``, level) from the paragraph itself, else from its style or the styles that one is based on."""
        own = child(paragraph, "pPr", "numPr")
        number, level = value(child(own, "numId")), value(child(own, "ilvl"))
        if number is not None:
            return number, _number(level)
        name = style or self._default
        for _ in range(20):  # a cycle of styles ends too
            element = self._styles.get(name)
            if element is None:
                return None, 0
            inherited = child(element, "pPr", "numPr")
            number = value(child(inherited, "numId"))
            if number is not None:
                linked = self._linked_level(number, name)
                given = level or value(child(inherited, "ilvl"))
                return number, _number(given) if linked is None or level is not None else linked
            level = level if level is not None else value(child(inherited, "ilvl"))
            name = value(child(element, "basedOn"))
        return None, 0

    def _linked_level(self, number: str, style: str | None) -> int | None:
        """The level that a list ties to a style by ``w:pStyle``."""
        for element in self._levels_of(number):
            if value(child(element, "pStyle")) == style:
                return _number(value(element, "ilvl"))
        return None

    def _levels_of(self, number: str) -> list[_Element]:
        abstract = self._abstract_of(number)
        return [e for e in abstract if local(e) == "lvl"] if abstract is not None else []

    def _abstract_of(self, number: str, depth: int = 0) -> _Element | None:
        """A list's ``w:abstractNum``, through a list style where it only names one."""
        num = self._nums.get(number)
        abstract = self._abstract.get(value(child(num, "abstractNumId")))
        link = value(child(abstract, "numStyleLink"))
        if link is None or depth > 5:
            return abstract
        through = value(child(self._styles.get(link), "pPr", "numPr", "numId"))
        return self._abstract_of(through, depth + 1) if through is not None else abstract

    def _list(self, number: str | None) -> _List | None:
        if number is None or number not in self._nums:
            return None
        if number not in self._lists:
            abstract = self._abstract_of(number)
            levels = {_number(value(e, "ilvl")): _level(e) for e in self._levels_of(number)}
            starts: dict[int, int] = {}
            for override in (e for e in self._nums[number] if local(e) == "lvlOverride"):
                at = _number(value(override, "ilvl"))
                own = child(override, "lvl")
                if own is not None:
                    levels[at] = _level(own)
                    starts[at] = levels[at].start
                start = value(child(override, "startOverride"))
                if start is not None:
                    starts[at] = _number(start, 1)
            self._lists[number] = _List(value(abstract, "abstractNumId") or number, levels, starts)
        return self._lists[number]


def is_default(style: _Element) -> bool:
    """Whether a style is the one that paragraphs without a style have."""
    return value(style, "default") in {"1", "true", "on"}
