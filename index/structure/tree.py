"""Lines with markers → a tree: which marker opens a clause, and under which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.structure.markers import RANK, Marker

ROOT_RANK = -1


@dataclass(slots=True)
class Draft:
    """A clause in the making. Positions are those of the mended text; ``spans`` its own text, line by line.

    ``head`` is how many of the spans belong to the heading; ``token`` is its part of the path.
    """

    kind: str
    style: str
    number: int
    rank: float
    token: str
    title: str
    start: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    head: int = 1
    parent: int | None = None
    variant: str = ""
    repaired: bool = False
    sentence: bool = False
    shown: str = ""


class Tree:
    """Grows line by line. ``ahead`` are the markers still to come, to tell a nested list from a new section."""

    def __init__(self, ahead: Sequence[tuple[int, Marker, str]]) -> None:
        self.drafts: list[Draft] = []
        self.stack: list[int] = []
        self.last: dict[str, int] = {}
        self._home: dict[str, str] = {}
        self._ahead = ahead
        self._next = 0

    def pass_by(self, position: int) -> None:
        """Forget the markers at or before ``position``."""
        while self._next < len(self._ahead) and self._ahead[self._next][0] <= position:
            self._next += 1

    def top(self) -> Draft | None:
        return self.drafts[self.stack[-1]] if self.stack else None

    def open(self, style: str) -> Draft | None:
        """The innermost open clause of that style."""
        for index in reversed(self.stack):
            if self.drafts[index].style == style:
                return self.drafts[index]
        return None

    def under(self, style: str) -> bool:
        return self.open(style) is not None

    def expects(self, marker: Marker) -> bool:
        """Whether ``marker`` counts on from an open list or from one just closed."""
        opened = self.open(marker.style)
        if opened is not None and marker.number == opened.number + 1:
            return True
        return marker.number > 1 and marker.number == self.last.get(marker.style, -1) + 1

    def starts(self, marker: Marker, within: int = 40) -> bool:
        """Whether a list that begins with ``marker`` goes on among the next markers."""
        for _, other, _ in self._ahead[self._next : self._next + within]:
            if other.style == marker.style:
                return other.number == marker.number + 1
            if other.rank < marker.rank and self.open(other.style) is not None:
                return False
        return False

    def add(self, draft: Draft, nested: bool = False) -> Draft:
        """Hang ``draft`` where its style belongs and make it the open clause."""
        if draft.rank <= ROOT_RANK:
            self.stack.clear()
            self.last.clear()
        elif not nested:
            self._close(draft)
        draft.parent = self.stack[-1] if self.stack else None
        self.drafts.append(draft)
        self.stack.append(len(self.drafts) - 1)
        if draft.number:
            self.last[draft.style] = draft.number
            self._home[draft.style] = self.drafts[draft.parent].style if draft.parent is not None else ""
        return draft

    def _close(self, draft: Draft) -> None:
        same = next((k for k in range(len(self.stack)) if self._same(k, draft)), None)
        if same is not None:
            if draft.number == 1 and draft.variant != self.drafts[self.stack[same]].variant and self._resumes(same):
                del self.stack[same + 1 :]
            else:
                del self.stack[same:]
            return
        while self.stack and self.drafts[self.stack[-1]].rank >= draft.rank:
            if draft.number == 1 and self._resumes(len(self.stack) - 1, draft.style):
                return
            if self._runs_on(draft):
                return
            self.stack.pop()

    def _runs_on(self, draft: Draft) -> bool:
        """Whether ``draft`` counts on from a list under the section before: 第三条 of 二、 after 第二条 of 一、."""
        top = self.drafts[self.stack[-1]]
        return self._home.get(draft.style) == top.style and draft.number == self.last.get(draft.style, -1) + 1

    def _same(self, position: int, draft: Draft) -> bool:
        other = self.drafts[self.stack[position]]
        return other.style == draft.style and (
            other.variant == draft.variant or draft.number == other.number + 1 or not self._deeper(position, draft)
        )

    def _deeper(self, position: int, draft: Draft) -> bool:
        """Whether an inner open list has exactly the draft's style and variant."""
        return any(
            self.drafts[index].style == draft.style and self.drafts[index].variant == draft.variant
            for index in self.stack[position + 1 :]
        )

    def _resumes(self, position: int, inner: str = "") -> bool:
        """Whether the list of the clause at ``position`` goes on further down, before an outer one does.

        ``inner`` is the style of the list that begins inside it.
        """
        open_one = self.drafts[self.stack[position]]
        if not open_one.number:
            return False
        outer = {self.drafts[index].style: self.drafts[index].number for index in self.stack[:position]}
        for _, marker, variant in self._ahead[self._next : self._next + 60]:
            if marker.style == open_one.style and variant == open_one.variant:
                return marker.number == open_one.number + 1
            if marker.number == outer.get(marker.style, -9) + 1:
                return False
            if marker.rank < RANK["cn"] and marker.style != inner:
                return False
        return False
