"""A source text → its outline: every clause with its path, its place in the source and its own text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.clean import CleanText, mend
from index.plan import Damage, Span
from index.script import to_simplified
from index.structure.body import grow
from index.structure.decimals import DECIMAL
from index.structure.front import PREAMBLE, Front, furniture, read_front, tail
from index.structure.lines import Line, content_lines, has_word, line_number, line_starts
from index.structure.markers import matchable
from index.structure.running_titles import without_running_titles
from index.structure.tree import Draft


@dataclass(frozen=True, slots=True)
class Node:
    """One clause. ``start``/``end`` cover heading, own text and children; ``own`` are source spans of the own text.

    ``parent`` is an index into ``Outline.nodes``; ``line`` is 1-based; ``kind`` as in ``plan.Clause``.
    """

    path: str
    level: int
    kind: str
    number: str
    title: str
    line: int
    start: int
    end: int
    own: tuple[Span, ...]
    parent: int | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """``nodes`` in text order, ``damage`` the lost markers found, ``dropped`` the page furniture left out."""

    nodes: tuple[Node, ...]
    damage: tuple[Damage, ...] = ()
    dropped: tuple[Span, ...] = ()


def outline(source: str, damage: Sequence[Damage] = ()) -> Outline:
    """Read the outline of ``source``, whose ``damage`` has been found."""
    clean = mend(source, damage)
    text = matchable(clean.text)
    lines = content_lines(clean.text)
    lines = lines[: len(lines) - tail(text, lines)]
    kept = [line for line in lines if not furniture(text[line.start : line.end]) or "|" in text[line.start : line.end]]
    kept = without_running_titles(text, kept)
    body = grow(text, clean.text, kept)
    head = [line for i, line in enumerate(kept[: body.first]) if i not in body.contents]
    drafts = _front_drafts(head, read_front(text, head)) + body.drafts
    if not drafts and kept:
        drafts = [Draft("preamble", "", 0, 0, PREAMBLE, "", kept[0].start, [(a.start, a.end) for a in kept])]
    return _assemble(clean, drafts, len(drafts) - len(body.drafts), body.lost, damage)


def tokenise(text: str) -> str:
    """A part of a path: Simplified, NFKC, no blanks."""
    return "".join(unicodedata.normalize("NFKC", to_simplified(unicodedata.normalize("NFKC", text))).split())


def _front_drafts(lines: Sequence[Line], front: Front) -> list[Draft]:
    kinds = {PREAMBLE: "preamble"}
    return [
        Draft(
            kinds.get(path, "front"),
            "",
            0,
            0,
            path,
            path,
            lines[found[0]].start,
            [(lines[i].start, lines[i].end) for i in found],
        )
        for path, found in front.parts
    ]


def _assemble(
    clean: CleanText, drafts: list[Draft], shift: int, lost: Sequence[Damage], damage: Sequence[Damage]
) -> Outline:
    """Drafts (parents counted from ``shift``) → nodes in text order."""
    parents = [None if draft.parent is None else draft.parent + shift for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].start, i))
    place = {old: new for new, old in enumerate(order)}
    starts = line_starts(clean.source)
    spans = _owned(clean, [drafts[i] for i in order], damage)
    ends = [max((span.end for span in own), default=0) for own in spans]
    for new in range(len(order) - 1, -1, -1):
        parent = parents[order[new]]
        if parent is not None:
            ends[place[parent]] = max(ends[place[parent]], ends[new])
    nodes: list[Node] = []
    seen: dict[str, int] = {}
    for new, old in enumerate(order):
        draft, parent = drafts[old], parents[old]
        above = nodes[place[parent]] if parent is not None else None
        token = draft.token if draft.kind == "row" else tokenise(draft.token)
        path = _join(_namer(nodes, above, token) if draft.style in DECIMAL else above, token, draft.kind)
        seen[path] = count = seen.get(path, 0) + 1
        path += f"~{count}" if count > 1 else ""
        start = clean.span(draft.start, draft.start + 1).start
        nodes.append(
            Node(
                path, above.level + 1 if above else 1, draft.kind, tokenise(draft.shown), draft.title,
                line_number(starts, start), start, max(ends[new], start), spans[new],
                place[parent] if parent is not None else None, draft.repaired,
            )
        )  # fmt: skip
    taken = sorted(span for own in spans for span in own)
    return Outline(tuple(nodes), tuple(_at_source(clean, record) for record in lost), _gaps(clean.source, taken))


def _at_source(clean: CleanText, record: Damage) -> Damage:
    """A record whose offsets count in the mended text, moved to the source."""
    start, end = clean.span(record.start, max(record.end, record.start))
    if record.start == record.end:
        end = start
    return Damage(record.kind, start, end, clean.source[start:end], record.after, record.certain)


def _namer(nodes: Sequence[Node], above: Node | None, token: str) -> Node | None:
    """The clause before whose path a decimal number goes: it repeats the numbers of those between (1, 1.1, 1.1.1)."""
    while above is not None and above.number and token.startswith(above.number.rstrip(".、") + "."):
        above = nodes[above.parent] if above.parent is not None else None
    return above


def _join(above: Node | None, token: str, kind: str) -> str:
    if above is None:
        return token
    if kind == "row":
        return f"{above.path}·{tokenise(token)}"
    return above.path + ("/" if above.kind == "annex" and above.path[-1:].isdigit() else "") + token


def _owned(clean: CleanText, drafts: Sequence[Draft], damage: Sequence[Damage]) -> list[tuple[Span, ...]]:
    """The source spans of every draft: pieces that follow one another become one span, signs between included."""
    erased = {record.start: record.end for record in damage if not record.after}
    pieces = sorted((start, end, i) for i, draft in enumerate(drafts) for start, end in draft.spans if start < end)
    own: list[list[Span]] = [[] for _ in drafts]
    previous, at = -1, 0
    for start, end, i in pieces:
        first, last = clean.span(start, end)
        while last in erased and erased[last] > last:
            last = erased[last]
        if i == previous and not has_word(clean.text[at:start]):
            own[i][-1] = Span(own[i][-1].start, last)
        else:
            own[i].append(Span(first, last))
        previous, at = i, end
    return [tuple(found) for found in own]


def _gaps(source: str, taken: Sequence[Span]) -> tuple[Span, ...]:
    """What belongs to no clause, blanks aside."""
    gaps: list[Span] = []
    at = 0
    for start, end in [*taken, Span(len(source), len(source))]:
        piece = source[at:start]
        stripped = piece.strip()
        if stripped:
            begin = at + piece.index(stripped[0])
            gaps.append(Span(begin, begin + len(stripped)))
        at = max(at, end)
    return tuple(gaps)
