"""JSON lines: which lines of a text hold something."""

from __future__ import annotations

from collections.abc import Iterator


def json_lines(text: str) -> Iterator[tuple[int, str]]:
    """The number, from 1, and the text of each line that is not blank.

    A record may hold U+2028 and its like as they are; ``str.splitlines`` would cut it in two there.
    """
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
