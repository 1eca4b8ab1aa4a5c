"""A clause's own words as HTML: lines with their marks and mended spots, a table as a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from index.library import Library
from index.plan import Clause, Plan, Span
from ui.links import link
from ui.marked import Piece, lines, pieces, trim
from ui.prose import attribute, inert

Line = list[Piece]
Cells = list[Line]


def own_html(plan: Plan, clause: Clause, mark: Span | None = None, title: str = "p") -> str:
    """The clause without its children, one element a line; its title stands in a ``title`` element (p, h2, h3 …)."""
    rows = lines(pieces(plan.document.text, plan.damage, clause.own, mark))
    if clause.kind == "row":
        return _table("", [], _row(_cells(rows), ""))
    headed = clause.kind in {"heading", "annex", "table"} or len(rows) > 1
    return "".join(
        f'<{title} class="title">{line_html(row)}</{title}>'
        if headed and place == 0 and _is_title(clause, row)
        else f'<p class="text">{line_html(row)}</p>'
        for place, row in enumerate(rows)
    )


def text_html(plan: Plan, span: Span, mark: Span | None = None) -> str:
    """A stretch of the plan, one paragraph a line."""
    rows = lines(pieces(plan.document.text, plan.damage, [span], mark))
    return "".join(f'<p class="text">{line_html(row)}</p>' for row in rows)


def grid_html(library: Library, table: Clause, mark: Span | None = None, here: str = "") -> str:
    """A table clause with its rows; each row's first cell links to the row, the one with the id ``here`` stands out."""
    grid = _Grid(library.plan_of(table), table, mark)
    rows = [(row, _cells(grid.read([*row.own]))) for row in library.children(table.id) if row.kind == "row"]
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0
    first, *between = table.own
    top = grid.read([first])
    caption = line_html(top.pop(0)) if top and not _has_bar(top[0]) else ""
    head = _cells(top)
    spare = head[width:] if rows else []
    body = _group(spare, width)
    for row, cells in rows:
        while between and between[0].start < row.start:
            body += _group(_cells(grid.read([between.pop(0)])), width)
        body += _row(cells, link(row.id), row.id == here)
    for span in between:
        body += _group(_cells(grid.read([span])), width)
    return _table(caption, head[:width] if rows else head, body)


def line_html(row: Line) -> str:
    """One line; what is quoted is one ``mark``, what was mended keeps its raw form."""
    return "".join(
        f"<mark>{text}</mark>" if marked else text
        for marked, text in (
            (marked, "".join(map(_piece, group))) for marked, group in groupby(row, key=lambda piece: piece.marked)
        )
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    plan: Plan
    table: Clause
    mark: Span | None

    def read(self, spans: Iterable[Span]) -> list[Line]:
        return lines(pieces(self.plan.document.text, self.plan.damage, spans, self.mark))


def _cells(rows: list[Line]) -> Cells:
    """Cells that stand ``a | b | c`` on a line, or one a line with bars or blank lines between them."""
    found = [trim(cell) for row in rows for cell in _split(row)]
    return found if len(rows) == 1 else [cell for cell in found if _words(cell)]


def _split(row: Line) -> Iterator[Line]:
    cell: Line = []
    for piece in row:
        first, *rest = piece.text.split("|") if piece.raw is None else [piece.text]
        cell.append(replace(piece, text=first))
        for text in rest:
            yield cell
            cell = [replace(piece, text=text)]
    yield cell


def _words(row: Line) -> str:
    return "".join(piece.text for piece in row).strip()


def _has_bar(row: Line) -> bool:
    return "|" in "".join(piece.text for piece in row)


def _table(caption: str, head: Cells, body: str) -> str:
    top = f"<caption>{caption}</caption>" if caption else ""
    names = "".join(f'<th scope="col">{line_html(cell)}</th>' for cell in head)
    if names:
        top += f"<thead><tr>{names}</tr></thead>"
    return f'<div class="table-wrap" tabindex="0"><table>{top}<tbody>{body}</tbody></table></div>'


def _row(cells: Cells, href: str, here: bool = False) -> str:
    first, *rest = [line_html(cell) for cell in cells] or [""]
    first = f'<a href="{href}">{first}</a>' if href else first
    look = ' class="here-row"' if here else ""
    return f'<tr{look}><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"


def _group(cells: Cells, width: int) -> str:
    """Words that stand between the rows, as the name of a group of them."""
    return "".join(
        f'<tr class="group"><th colspan="{max(1, width)}" scope="colgroup">{line_html(cell)}</th></tr>'
        for cell in cells
        if _words(cell)
    )


def _is_title(clause: Clause, row: Line) -> bool:
    return len("".join(piece.text for piece in row)) <= len(clause.number) + len(clause.title) + 8


def _piece(piece: Piece) -> str:
    if piece.raw is None:
        return inert(piece.text)
    kind = "mended" if piece.certain else "mended guess"
    raw = piece.raw.strip() or "∅"
    return f'<span class="{kind}" title="{attribute(raw)}">{inert(piece.text)}<s class="raw">{inert(raw)}</s></span>'
