"""Whole sentences: the stretches between commas put together as what a plan is to do, or as what has been done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.cues import table
from assistant.rendition.action import FORBIDDEN, Action, Clause, finite, to_be
from assistant.rendition.clause import parse
from assistant.rendition.inflect import several
from assistant.rendition.lexicon import ASIDE, CONJUNCTION, DARK, OF, Word, known
from assistant.rendition.phrase import noun_phrase
from assistant.rendition.tangle import Tangle
from assistant.rendition.tokens import words_of
from assistant.rendition.verbs import governs, pure
from assistant.word_for_word import SURNAMES, english, unknown_name
from index.script import fold

LONGEST_NAME = 4
"""Characters that a person's name does not reach."""
DARKEST = 0.85
"""Share of a sentence that may stand word for word in it."""
UNSURE = 0.35
"""Share of a stretch's characters in words that are none of the field's, from which it is left word for word."""
_HAN = re.compile("[\u3400-\u9fff]")
_WHEN = re.compile(r"(?:by|in|on|at|during) .*\d")
_LABEL = re.compile(r"\W*([\u3400-\u9fff]{2,8})[:：]")
_CELLS = re.compile("[•·|]")
_LINK = "of|with|in|to|for|by|from|on|at|and|within|through|under"
_WRONG = re.compile(
    rf"\b(\w+) \1\b|\b(?:{_LINK}) (?:{_LINK})\b|\b(?:{_LINK})(?:[,;.]|$)|~|, (?:and )?,|  "
    r"|\b(?:reach|reaches|reached) of\b|’s? the\b|\b(?:the|an?) (?:the|an?|of|to)\b"
    r"|\b(?:district|city|county|province)’s (?:is|are|was|were|to|of|in|and)\b"
)
"""Neighbours that no sentence has: a word twice, two prepositions, a preposition with nothing behind it."""
_OPEN, _CLOSE = "“《‘(（", "”》’)）"


@dataclass(frozen=True, slots=True)
class Rendition:
    """``text`` is the sentence with ``subject`` as who does it; ``bare`` the same without a subject (for a list or a
    table's cell)."""

    text: str
    bare: str


def stretches(text: str) -> list[str]:
    """``text`` cut at commas and stops that stand in no quotation mark or bracket and in no number."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        number = char == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if char in "，,；;。:：…\n" and not depth and not number:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


@lru_cache(maxsize=1024)
def rendition(text: str, subject: str, told: bool = False) -> Rendition | None:
    """The English of a plan's sentence; what of it is not clear enough stands word for word between ‹ ›. None where
    that is most of it. ``told``: it reports what has been done."""
    folded = fold(text)
    if label := _LABEL.match(folded):
        return _labelled(label[1], folded[label.end() :], subject, told)
    if _CELLS.search(folded):
        return None
    done = told or re.search(table("grammar")["past"]["signs"], folded) is not None
    clauses: list[Clause] = []
    dark = 0
    for part in stretches(folded):
        try:
            clauses += _read(part, subject, done)
        except Tangle:
            held, lost = _half(part)
            clauses.append(held)
            dark += lost
    if not clauses or dark > DARKEST * len(folded):
        return None
    try:
        return Rendition(_join(clauses, subject, done), _join(clauses, "", done))
    except Tangle:
        return None


def _who(part: str) -> str:
    """A person's name by its sound, else a term."""
    named = 1 < len(part) < LONGEST_NAME and part[0] in SURNAMES and part not in known()
    return unknown_name(part) if named else term(part)


def _labelled(label: str, rest: str, subject: str, told: bool) -> Rendition | None:
    """A line with its label: Lead unit: …; None where either is not clear."""
    name = re.sub("^(?:the|an?) ", "", term(label))
    parts = [_who(part) for part in rest.split()]  # a person and the post: 周明 区政府副区长
    made = None if all(parts) and parts else rendition(rest, "", told) if rest.strip() else None
    said = made.bare if made else ", ".join(parts) if parts and all(parts) else ""
    if not name or not said:
        return None
    return Rendition(
        f"{subject}, {name}: {said}" if subject else f"{name[:1].upper()}{name[1:]}: {said}",
        f"{name[:1].upper()}{name[1:]}: {said}",
    )


@lru_cache(maxsize=1024)
def term(text: str) -> str:
    """The English of words that name one thing or several; empty where they are more than a name or not clear."""
    if len(stretches(fold(text))) > 1:
        return ""
    try:
        words = [_aside(one) for one in words_of(fold(text.strip("“”")))]
        if len(words) > 1 and words[0].zh in governs("begins"):
            return ""
        if not words or any(one.kind == DARK or (one.verb and not one.noun) for one in words):
            return ""
        if sum(len(one.zh) for one in words if not one.sure) > UNSURE * len(text):
            return ""
        return _sound(noun_phrase(words))
    except Tangle:
        return ""


def _half(part: str) -> tuple[Clause, int]:
    """A stretch that is not clear: its verb as one where it begins with one and the rest word for word, else all of it
    so; how many characters that is."""
    words = words_of(part)
    at = next((i for i, one in enumerate(words) if not one.adverb or one.verb), len(words))
    rest = "".join(one.zh for one in words[at + 1 :])
    begins = at + 1 < len(words) and part.endswith(rest) and pure(words[at]) and words[at].sure
    if not begins or words[at].kind or words[at + 1].kind in (OF, CONJUNCTION) or len(words[at].zh) < 2:
        return Clause(verbatim=_gloss(part)), len(part)
    before = tuple(one.adverb for one in words[:at])
    return Clause(action=Action(words[at].verb, words[at].zh, _gloss(rest), before)), len(rest)


def _gloss(part: str) -> str:
    said = english(part)
    return f"‹{said[:1].lower() + said[1:]}›"


def _read(part: str, subject: str, done: bool) -> list[Clause]:
    """The clauses of one stretch, each of which reads well alone; raises ``Tangle`` where one does not."""
    words = [_aside(one) for one in words_of(part)]
    if any(one.kind == DARK for one in words) or sum(len(one.zh) for one in words if not one.sure) > UNSURE * len(part):
        raise Tangle("unknown words")
    clauses = [parse(deed) for deed in deeds(words)]
    for one in clauses:
        for lead in one.lead:
            _sound(f"{lead}.")
        if one.action is not None or one.subject:
            _sound(_join([one], subject, done))
    return clauses


def deeds(words: list[Word]) -> list[list[Word]]:
    """Words cut where 、 or 并 leads on to another deed: 建立制度、完善机制."""
    found, start = [], 0
    for at, one in enumerate(words):
        if one.kind != CONJUNCTION or one.noun not in (",", "and") or one.zh in ("和", "与", "及", "以及"):
            continue
        after = next((other for other in words[at + 1 :] if not (other.adverb and not other.verb)), None)
        if after is None or not after.verb or after.noun or not after.sure or len(after.zh) < 2:
            continue
        if any(other.kind == OF for other in words[at:]) or not any(o.verb and not o.noun for o in words[start:at]):
            continue
        found.append(words[start:at])
        start = at + 1
    return [*found, words[start:]]


def _aside(one: Word) -> Word:
    """A bracket with its English, which is a name or a list."""
    if one.kind != ASIDE:
        return one
    try:
        return replace(one, noun="; ".join(noun_phrase(words_of(part)) for part in stretches(one.zh)))
    except Tangle:
        raise Tangle("a bracket") from None


def _sound(text: str) -> str:
    """``text`` if nothing in it shows that it was put together wrongly."""
    if _HAN.search(text) or _WRONG.search(re.sub(r"\bat (?=least|most)", "", text)):
        raise Tangle("words that do not go together")
    return text


class _Text:
    """Clauses as they are put together: deeds of the same doer in one list, the others beside them."""

    def __init__(self, subject: str, done: bool) -> None:
        self.subject, self.done = subject, done
        self.groups: list[str] = []
        self.deeds: list[str] = []
        self.lead: list[str] = []
        self.opening = ""

    def close(self) -> None:
        """The deeds gathered so far become one clause."""
        if not self.deeds:
            return
        who = self.subject if not any(self.subject in one for one in self.groups) else "it" if self.subject else ""
        verb = "" if self.done or not self.subject else "is to"
        self.groups.append(self.opening + " ".join(part for part in (who, verb, _and(self.deeds)) if part))
        self.deeds, self.opening = [], ""

    def add(self, one: Clause) -> None:
        leads = [*self.lead, *one.lead]
        if one.verbatim:
            self._verbatim(one.verbatim, leads)
            return
        if one.action is None and (not one.subject or self.lead):
            self.lead = [*leads, one.subject] if one.subject else leads
            return
        self.lead = []
        before = f"{', '.join(leads)}, " if leads else ""
        if one.action is None:
            if any(not _WHEN.match(part) for part in leads):
                raise Tangle("a preposition before a name")
            self.close()
            self.groups.append(f"{before}{one.subject}")
        elif one.subject or one.modal:
            self.close()
            self.groups.append(f"{before}{_own(one, self.subject, self.done)}")
        else:
            self._deed(one, leads)

    def _verbatim(self, said: str, leads: list[str]) -> None:
        """Words that stand as they are: among the deeds where there are some."""
        self.lead = []
        told = ", ".join([*leads, said])
        if self.deeds and not leads:
            self.deeds.append(told)
        else:
            self.close()
            self.groups.append(told)

    def _deed(self, one: Clause, leads: list[str]) -> None:
        assert one.action is not None
        said = one.action.said("past" if self.done and self.subject else "base")
        if leads and self.deeds and not any(_WHEN.match(part) for part in leads):
            said, leads = f"{said} {', '.join(leads)}", []
        if leads:
            self.close()
            self.opening = f"{', '.join(leads)}, "
        self.deeds.append(said)


def _join(clauses: list[Clause], subject: str, done: bool) -> str:
    text = _Text(subject, done)
    for one in clauses:
        text.add(one)
    text.close()
    if text.lead or not text.groups:
        raise Tangle("a lead with nothing behind it")
    said = "; ".join(text.groups)
    for apart, one in table("grammar")["noun"]["degrees"].items():
        said = re.sub(rf"\b{apart}\b", one, said)
    said = re.sub(r"\b(?:the|an?) (?=each |every )", "", said)
    said = re.sub(r"\s+-(?=[a-z])", "-", said)  # checklist -style
    said = re.sub(r"\ba(?= (?:[aeio]|un(?!i)))", "an", said)
    return said[:1].upper() + said[1:]


def _own(one: Clause, subject: str, done: bool) -> str:
    """A clause with its own subject or a word of duty."""
    assert one.action is not None
    who = one.subject
    if one.modal in FORBIDDEN:
        if who:
            return f"{who} must not {one.action.said()}"
        deed = one.action.said("ing") if one.action.verb else one.action.thing
        whom = subject or "it"
        return f"{whom} is not to allow {deed}" if one.modal == "not allow" else f"{whom} is to {one.modal} {deed}"
    if one.modal:
        modal = "are to" if one.modal == "is to" and who and several(who) else one.modal
        return f"{who or subject or 'it'} {modal} {one.action.said()}"
    return finite(who, one.action, "past") if done else to_be(who, one.action)


def _and(parts: list[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"
