"""Where a folded text breaks into sentences and parts, and the pairs of characters it is made of."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[。；;！!？?\n]")
"""Ends a sentence."""
PART = re.compile(r"[，,。；;！!？?\n：:—|…]")
"""Ends a part of one, or a cell."""


def dense(text: str) -> str:
    """``text`` without blanks and quotation marks, which part nothing."""
    return re.sub(r"[ \t\u3000“”\"「」『』‘’]", "", text)


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters of folded ``text``, within runs of Han characters, letters or digits."""
    return [run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]+|[a-z]+|\d+", text) for i in range(len(run) - 1)]
