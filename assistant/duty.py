"""Who leads a matter and who only takes part in it, of the bodies that the evidence names. All folded.

The body and the verb may each be the evidence's own and the statement still wrong: 区教育局负责 of a matter for which
区财政局负责 and 区教育局配合.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.breaks import dense, pairs
from assistant.cues import table

_BODY = re.compile(r"[区县市省]([\u3400-\u9fff]{1,8}?(?:局|委员会|委|办公室|办|厅|政府))")
_WINDOW = re.compile(r"[，,。；;！!？?\n|()]")
_LISTED = r"(?:(?:、|和|与|及|以及)[\u3400-\u9fff]{2,10}?(?:局|委|办|厅|部|会|政府))*"
_BETWEEN = rf"{_LISTED}(?:等[\u3400-\u9fff]{{0,4}})?[^由下对向、和与及]{{0,4}}?"
_LABEL = r"(?:单位|部门|科室|处室)?[:为是]"


def misplaced_duty(said: str, evidence: Sequence[str]) -> list[str]:
    """Bodies of ``said`` given a part in a matter that the evidence does not give them: 负责 for one that 配合. A body
    that the part of the evidence most like ``said`` names without any part in it has none to be held against."""
    told = dense(said)
    windows = [window for text in evidence for window in _WINDOW.split(dense(text))]
    own = set(pairs(told))
    reasons = []
    for body in dict.fromkeys(body for window in windows for body in _BODY.findall(window)):
        alike = [(len(own & set(pairs(window))), _duty(body, window)) for window in windows if body in window]
        most = max(share for share, _ in alike)
        held = {duty for share, duties in alike if share == most for duty in duties or ("lead", "part")}
        mine = {duty for window in _WINDOW.split(told) for duty in _duty(body, window)}
        if mine and not mine & held:
            reasons.append(f"duty of {body}")
    return reasons


def _duty(body: str, window: str) -> frozenset[str]:
    """Which parts a window gives ``body``: ``lead``, ``part``, both where it is one of those responsible, or none."""
    at = window.find(body)
    if at < 0:
        return frozenset()
    behind, before = window[at + len(body) :], window[:at]
    labelled = [duty for duty, (_, label) in _patterns().items() if label.search(before)]
    verbs = {match.end(): duty for duty, (verb, _) in _patterns().items() if (match := verb.match(behind))}
    return frozenset(next(iter(labelled), verbs[min(verbs)] if verbs else "").split())


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Duty → what stands behind a body that has it, and what stands before it."""
    words = table("check")["duty"]
    every = "|".join(word for group in words.values() for word in group)
    found = {}
    for duty, group in words.items():
        verb = "|".join(group)
        label = rf"(?:{verb}){_LABEL}(?!.*(?:{every}){_LABEL})"
        found[duty] = (re.compile(f"{_BETWEEN}(?:{verb})"), re.compile(label))
    return found
