"""What kind of question it is: read from cue words, as data (``data/cues.toml``)."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.cues import has, pattern, table

FACT, NUMBER, LIST, POLICY, RESPONSIBLE = "fact", "number", "list", "policy", "responsible"
COMPARISON, METADATA, CLAUSE, WHY = "comparison", "metadata", "clause", "why"
DANGER, INSTRUCTION, PERSONAL, OPINION, OFF_TOPIC = "danger", "instruction", "personal", "opinion", "off_topic"
ELSEWHERE, CATALOGUE, TALK, EMPTY, TOO_LONG = "elsewhere", "catalogue", "talk", "empty", "too_long"
TASK = "task"

ELSE, WORDS = 4, 4
"""Characters, or English words, of other content beyond which a question is not about the document itself."""

DECLINED = frozenset({INSTRUCTION, PERSONAL, OPINION, OFF_TOPIC, EMPTY, TOO_LONG, TASK})


def asked_fields(folded: str, focus: Iterable[str]) -> tuple[str, ...]:
    """The metadata fields (doc_no, issued, issuer, period, title, basis) that a folded question asks of a plan.

    Empty where its ``focus`` says that it asks of something else: 每年什么时候公布学区范围 is about the 学区范围.
    """
    fields = tuple(field for field in table("cues")["metadata"] if field not in ("of_plan", "own"))
    found = tuple(field for field in fields if has(folded, "metadata", field))
    if not has(folded, "metadata", "of_plan"):
        found = tuple(field for field in found if field not in ("basis", "period"))
    words = [pattern("metadata", "own").sub("", word) for word in focus]
    foreign = sum(word.isascii() and word.isalpha() for word in words)
    rest = sum(len(word) for word in words if not word.isascii())
    few = rest <= ELSE and foreign <= WORDS
    return found if few or {"doc_no", "label"} & set(found) else ()


def kind_of(folded: str, *, refs: bool, plans: int, fields: bool) -> str:
    """The kind of a folded question; ``refs`` says that it names a clause, ``plans`` how many plans it is about,
    ``fields`` that it asks for metadata."""
    if has(pattern("danger", "calm").sub(" ", folded), "danger"):
        return DANGER
    if has(folded, "instruction"):
        return INSTRUCTION
    if _personal(folded):
        return PERSONAL
    if has(folded, "task"):
        return TASK
    if said_idly(folded):
        return TALK
    if has(folded, "off_topic"):
        return OFF_TOPIC
    if has(folded, "opinion"):
        return OPINION
    if has(folded, "why"):
        return WHY
    if has(folded, "responsible") and not (refs and has(folded, "content")):
        return RESPONSIBLE
    if refs:
        return CLAUSE
    if plans != 1 and any(has(folded, "catalogue", key) for key in ("count", "newest", "oldest")):
        return CATALOGUE
    if has(folded, "catalogue") and not (fields and has(folded, "metadata", "period")):
        return CATALOGUE
    if fields:
        return METADATA
    if plans > 1:
        return COMPARISON
    if has(folded, "elsewhere"):
        return ELSEWHERE
    if has(folded, "identifier"):
        return FACT
    if has(folded, "enumerate"):
        return LIST
    asked = pattern("number", "few").sub(" ", folded)
    for kind in (NUMBER, LIST, POLICY):
        if has(asked if kind == NUMBER else folded, kind):
            return kind
    return FACT


def _personal(folded: str) -> bool:
    """Whether somebody's private data are asked for; what askers tell of themselves (我家住……) is left out."""
    asked = pattern("personal", "own").sub(" ", folded)
    contact = has(asked, "personal", "contact") and not has(asked, "personal", "public")
    return contact or has(asked, "personal") or has(asked, "personal", "person")


def said_idly(folded: str) -> str:
    """Which small talk a folded message is (hello, thanks, bye, use); empty for a question."""
    return next((key for key in table("cues")["talk"] if has(folded, "talk", key)), "")


def persona_of(folded: str) -> str:
    """``parent``, ``staff`` or empty."""
    return "parent" if has(folded, "parent") else "staff" if has(folded, "staff") else ""
