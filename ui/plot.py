"""One measure across plans as a drawing: from where each starts to where each will be. SVG made on the server.

Positions are percentages, so that the drawing takes any width while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ui.links import link
from ui.measures import Point
from ui.prose import attribute, inert

ROW, LEFT, RIGHT = 66, 22.0, 78.0
"""Height of a plan's row in pixels; where the lowest and the highest value stand, in percent of the width."""

APART = 14.0
"""Percent of the width from which another value leaves room for a label."""

Row = tuple[str, str, Sequence[Point]]
"""What a plan is called, the same in English (shown on an English page), and its values."""


def plot_svg(rows: Sequence[Row], name: str) -> str:
    """Every row's values on one scale; each point leads to its clause. Rows without a value are left out."""
    rows = [row for row in rows if row[2]]
    values = [point.value for *_, points in rows for point in points]
    drawn = "".join(_row(at, row, min(values), max(values)) for at, row in enumerate(rows))
    return (
        f'<svg class="plot" role="group" aria-label="{attribute(name)}" width="100%" height="{ROW * len(rows)}">'
        f"{drawn}</svg>"
    )


def _row(at: int, row: Row, low: Decimal, high: Decimal) -> str:
    label, english, points = row
    beside = f'<tspan class="l" lang="en" dx="8">{inert(english)}</tspan>' if english else ""
    top = at * ROW
    places = [_place(point.value, low, high) for point in points]
    first, last = _ends(points)
    line = f'<line class="track" x1="{LEFT}%" x2="{RIGHT}%" y1="{top + 34}" y2="{top + 34}"/>'
    start, end = sorted((places[first], places[last]))
    line += f'<line class="way" x1="{start:.2f}%" x2="{end:.2f}%" y1="{top + 34}" y2="{top + 34}"/>'
    sides = {first: "end", last: "start"} if places[first] <= places[last] else {first: "start", last: "end"}
    for number, place in enumerate(places):
        if number not in sides and all(abs(place - other) > APART for other in {*places} - {place}):
            sides[number] = "middle"
    dots = "".join(
        _dot(point, place, top + 34, sides.get(number, ""))
        for number, (point, place) in enumerate(zip(points, places, strict=True))
    )
    return f'<g><text class="row" x="0" y="{top + 16}">{inert(label)}{beside}</text>{line}{dots}</g>'


def _ends(points: Sequence[Point]) -> tuple[int, int]:
    """The values that a way is drawn between: what was reached first, and what is to be reached last."""
    reached = [at for at, point in enumerate(points) if point.reached and point.year] or [0]
    aimed = [at for at, point in enumerate(points) if not point.reached]
    dated = [at for at in aimed if points[at].year]
    return reached[0], (dated or aimed or reached)[-1]


def _place(value: Decimal, low: Decimal, high: Decimal) -> float:
    if low == high:
        return (LEFT + RIGHT) / 2
    return LEFT + (RIGHT - LEFT) * float((value - low) / (high - low))


def _dot(point: Point, place: float, y: int, side: str) -> str:
    record = point.record
    year = str(point.year or "")
    told = f"{point.shown} {year}".strip()
    kind = ("reached" if point.reached else "aimed") + (" clash" if record.conflicts else "")
    label = ""
    if side:
        shift, drop = {"end": (-10, 4), "start": (10, 4), "middle": (0, -12)}[side]
        at = f'x="{place:.2f}%" dx="{shift}" text-anchor="{side}"'
        label = f'<text class="value" {at} y="{y + drop}">{inert(point.shown)}</text>'
        label += f'<text class="year" {at} y="{y + 20}">{year}</text>' if year else ""
    name = "" if label else f' aria-label="{attribute(told)}"'
    return (
        f'<a href="{link(record.clause_id, record.start, record.end)}"{name}>'
        f'<circle class="{kind}" cx="{place:.2f}%" cy="{y}" r="6"/>'
        f'<circle class="hit" cx="{place:.2f}%" cy="{y}" r="13"><title>{inert(told)}</title></circle>{label}</a>'
    )
