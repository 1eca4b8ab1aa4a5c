"""An answer before it is numbered and checked: sentences tied to spans of the source, and their layout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from assistant.answer import ANSWERED, Notice

PARAGRAPH, LIST, TABLE, QUOTE = "paragraph", "list", "table", "quote"


@dataclass(frozen=True, slots=True)
class Quote:
    """``start:end`` are offsets in the source text of the plan that the clause belongs to."""

    clause: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftOperand:
    """One number that a computation uses; ``quote`` is its place in the sentence's ``quotes``."""

    value: str
    unit: str
    quote: int


@dataclass(frozen=True, slots=True)
class DraftDerivation:
    """A declared computation: ``op`` is sum, difference, ratio, share, max, min or count.

    ``result`` is the number with its unit as the sentence says it; a ``count`` has one operand per thing counted.
    """

    op: str
    operands: tuple[DraftOperand, ...]
    result: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence and the quotes that bear it out. ``frame`` marks words that state no fact of a plan."""

    text: str
    quotes: tuple[Quote, ...] = ()
    derived: tuple[DraftDerivation, ...] = ()
    frame: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the answer: rows of cells, a cell the places of its sentences in ``Draft.sentences``.

    A paragraph has one row with one cell; a list one cell a row; a table as many cells as ``header`` less one,
    as ``labels`` stand before its rows (empty for the other kinds).
    """

    kind: str
    rows: tuple[tuple[tuple[int, ...], ...], ...]
    header: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the answerer proposes. ``status`` and ``reason`` as in ``assistant.answer``."""

    status: str = ANSWERED
    reason: str = ""
    sentences: tuple[DraftSentence, ...] = ()
    notices: tuple[Notice, ...] = ()
    layout: tuple[Block, ...] = ()


class Page:
    """Gathers sentences and their layout while an answer is composed."""

    def __init__(self) -> None:
        self.sentences: list[DraftSentence] = []
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []

    def _cell(self, sentences: Collection[DraftSentence]) -> tuple[int, ...]:
        first = len(self.sentences)
        self.sentences.extend(sentences)
        return tuple(range(first, len(self.sentences)))

    def say(self, *sentences: DraftSentence) -> None:
        """One paragraph."""
        if sentences:
            self.blocks.append(Block(PARAGRAPH, ((self._cell(sentences),),)))

    def frame(self, text: str) -> None:
        """A paragraph that states no fact of a plan."""
        self.say(DraftSentence(text, frame=True))

    def quote(self, *sentences: DraftSentence) -> None:
        """The plan's own words, set apart."""
        if sentences:
            self.blocks.append(Block(QUOTE, ((self._cell(sentences),),)))

    def items(self, sentences: Collection[DraftSentence]) -> None:
        """A list, one sentence an item."""
        if sentences:
            self.blocks.append(Block(LIST, tuple((self._cell([sentence]),) for sentence in sentences)))

    def table(self, header: tuple[str, ...], labels: tuple[str, ...], rows: list[list[list[DraftSentence]]]) -> None:
        cells = tuple(tuple(self._cell(cell) for cell in row) for row in rows)
        self.blocks.append(Block(TABLE, cells, header, labels))

    def notice(self, kind: str, text: str, clause: str = "") -> None:
        note = Notice(kind, text, clause)
        if note not in self.notices:
            self.notices.append(note)

    def draft(self, status: str = ANSWERED, reason: str = "") -> Draft:
        return Draft(status, reason, tuple(self.sentences), tuple(self.notices), tuple(self.blocks))


def keep(draft: Draft, kept: Collection[int]) -> Draft:
    """``draft`` with only the sentences at the places ``kept``; rows and blocks left empty go, table cells stay."""
    order = [place for place in range(len(draft.sentences)) if place in kept]
    new = {old: place for place, old in enumerate(order)}

    def cell(old: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(new[place] for place in old if place in new)

    blocks = []
    for block in draft.layout:
        rows = [tuple(cell(old) for old in row) for row in block.rows]
        if block.kind != TABLE:
            rows = [row for row in rows if any(row)]
        if any(any(row) for row in rows):
            blocks.append(replace(block, rows=tuple(rows)))
    return replace(draft, sentences=tuple(draft.sentences[place] for place in order), layout=tuple(blocks))


def render_markdown(
    draft: Draft, numbers: Mapping[Quote, int], show: Callable[[str], str] = lambda text: text, missing: str = "—"
) -> str:
    """The answer's Markdown: each sentence followed by the markers of its quotes, as ``…达到99%。[1][2]``; of
    neighbours in one cell with the same markers only the last has them.

    ``numbers`` gives each quote its citation number; ``show`` is applied to every sentence before the markers (to
    escape markup, say); ``missing`` stands in an empty table cell.
    """

    def marks(place: int) -> str:
        quotes = draft.sentences[place].quotes
        return "".join(
            f"[{number}]" for number in dict.fromkeys(numbers[quote] for quote in quotes if quote in numbers)
        )

    def cell(places: tuple[int, ...], glue: str = "") -> str:
        english = any(draft.sentences[place].text[-1:].isascii() for place in places)
        said = []
        for place, after in zip(places, (*places, None)[1:], strict=True):
            last = after is None or marks(after) != marks(place)
            said.append(show(draft.sentences[place].text) + marks(place) * last)
        return (glue or " " * english).join(said)

    parts = []
    for block in draft.layout:
        if block.kind == TABLE:
            lines = ["| " + " | ".join(block.header) + " |", "|" + " --- |" * len(block.header)]
            for label, row in zip(block.labels, block.rows, strict=True):
                cells = [cell(places, "<br>") or missing for places in row]
                lines.append("| " + " | ".join([label, *cells]) + " |")
            parts.append("\n".join(lines))
            continue
        prefix = {LIST: "- ", QUOTE: "> "}.get(block.kind, "")
        parts.append("\n".join(prefix + cell(row[0]) for row in block.rows))
    return "\n\n".join(parts)
