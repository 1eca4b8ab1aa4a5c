"""Is a plan's task or goal told as done? All folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.breaks import dense, pairs
from assistant.cues import table
from index.words import part_of_speech

_STOP = re.compile(r"[。；;！!？?\n|]")


def told_as_done(said: str, ground: str, names: str) -> Iterator[str]:
    """What says in ``said`` that a thing is done (已, 了) where the sentence of ``ground`` most like it sets a task or,
    under no heading among ``names`` that speaks of results, a goal."""
    words = table("check")["done"]
    windows = [window for window in _STOP.split(dense(ground)) if window]
    for part in _STOP.split(dense(said)):
        mark, own = re.search(words["said"], part), set(pairs(part))
        if not mark or not windows or part in dense(ground):
            continue
        best = max(windows, key=lambda window: len(own & set(pairs(window))))
        if _state(part[mark.end() :], best):
            continue
        task = re.search(words["task"], best) and not re.search(words["held"] + r"|\d", best)
        goal = re.search(words["goal"], best) and not re.search(words["reached"], best)
        if task or (goal and not re.search(words["result"], names)):
            yield f"{mark.group()} put in"


def _state(after: str, held: str) -> bool:
    """Whether what stands ``after`` 已 begins with a state that ``held`` takes as given (已经老旧: 更换老旧设备)."""
    word = after[:2]
    return len(word) > 1 and f"的{word}" in held and part_of_speech(word) not in ("v", "vn")
