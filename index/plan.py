"""The vocabulary of the project: what a plan is made of, as frozen values.

Offsets are code points of the plan's *source text*: for txt and md the decoded file
(BOM off, line ends as they are), otherwise the text the reader extracted. A span is
half-open, ``[start, end)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open run of code points in a source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Damage:
    """One spot where the source is broken and how it reads mended.

    ``kind`` is one of ``pinyin`` (a reading put in after a character), ``shifted`` (GBK pairs
    read one byte off), ``private`` (private-use characters), ``debris`` (markup), ``blank``
    (stray spaces or ``?`` inside a word), ``wrap`` (a sentence broken over two lines),
    ``marker`` (a lost outline number). ``before`` is ``source[start:end]``, ``after`` takes its
    place; an insertion has ``start == end``. ``certain`` is false for a guess, which is shown as such.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit of search, citation, permalink and check: one node of a plan's outline.

    ``id`` is ``<plan id>#<path>``. ``text`` is the clause's own text mended (heading and body,
    without its children), in the plan's script; ``own`` are the spans of the source it came from.
    ``start`` and ``end`` cover the heading, the own text and the children; ``line`` is 1-based.
    ``number`` is the marker as it stands in the path (``(二)``, ``1.``), empty where there is none.
    ``kind`` is one of heading, item, leadin, dash, table, row, annex, front, preamble.
    ``responsible`` are the 责任单位 named in the clause. ``parent`` is a clause id.
    """

    id: str
    plan_id: str
    path: str
    level: int
    kind: str
    number: str
    title: str
    text: str
    line: int
    start: int
    end: int
    own: tuple[Span, ...]
    parent: str | None = None
    responsible: tuple[str, ...] = ()
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measurable target. Values are decimal strings (``98.91``) or ranges (``8-10``), empty if not given.

    ``qualifier`` is one of ``""``, 以上, 以下, 不低于, 不超过, 左右, 约, 超过 …, normalised; ``nature`` is
    约束性, 预期性 or empty; ``clause_id`` the deepest clause (a table row counts) that holds the quote
    ``source[start:end]``. ``conflicts`` are ids (``<clause id>@<start>``) of records that say otherwise.
    """

    plan_id: str
    name: str
    baseline_year: int | None
    baseline: str
    target_year: int | None
    target: str
    unit: str
    qualifier: str
    nature: str
    clause_id: str
    quote: str
    start: int
    end: int
    conflicts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.clause_id}@{self.start}"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a plan says of itself; empty or None where it does not say.

    ``kind`` is 规划, 行动计划, 方案, 解读 …; ``issued`` (成文) and ``published`` are ISO dates;
    ``period`` the first and last year it covers; ``basis`` the documents it names as its ground.
    """

    title: str
    kind: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    issuer: str = ""
    doc_no: str = ""
    issued: str = ""
    published: str = ""
    period: tuple[int, int] | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ``text`` is the source text every offset counts in.

    ``name`` is the file's name, ``format`` txt, md, html, docx or pdf, ``sha256`` that of the bytes,
    ``pages`` the offsets at which pages begin (empty where there are none).
    """

    name: str
    format: str
    sha256: str
    text: str
    encoding: str = ""
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole document, read and understood."""

    id: str
    metadata: Metadata
    document: Document
    clauses: tuple[Clause, ...]
    indicators: tuple[Indicator, ...] = ()
    damage: tuple[Damage, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.metadata.title

    @property
    def source(self) -> str:
        return self.document.name

    def page(self, offset: int) -> int | None:
        """1-based page that holds ``offset``; None where the source has no pages."""
        from bisect import bisect_right

        return bisect_right(self.document.pages, offset) or None if self.document.pages else None
