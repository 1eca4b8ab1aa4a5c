"""Clauses put together as one sentence: who does what, and who goes on doing."""

from __future__ import annotations

import re

from assistant.cues import table
from assistant.rendition.action import FORBIDDEN, Clause, finite, to_be
from assistant.rendition.inflect import several
from assistant.rendition.tangle import Tangle
from assistant.rendition.verbs import governs, somebody

_WHEN = re.compile(r"(?:by|in|on|at|during) .*\d")


class _Text:
    """Clauses as they are put together: deeds of the same doer in one list, the others beside them."""

    def __init__(self, subject: str, done: bool) -> None:
        self.subject, self.done = subject, done
        self.groups: list[str] = []
        self.deeds: list[str] = []
        self.lead: list[str] = []
        self.opening = ""
        self.doer = ""

    def close(self) -> None:
        """The deeds gathered so far become one clause."""
        if not self.deeds:
            return
        who = self.subject if not any(self.subject in one for one in self.groups) else "it" if self.subject else ""
        who = self.doer or who
        verb = "" if self.done or not self.subject else "are to" if who == "they" else "is to"
        self.groups.append(self.opening + " ".join(part for part in (who, verb, _and(self.deeds)) if part))
        self.deeds, self.opening = [], ""

    def add(self, one: Clause) -> None:
        if one.opens and self.doer:
            self.close()
            self.doer = ""
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
            self.doer = _goes_on(one)
        else:
            if self.doer and one.action.zh in governs("provides"):
                self.close()
                self.doer = ""
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


def joined(clauses: list[Clause], subject: str, done: bool) -> str:
    """The clauses as one sentence of ``subject``, in the past where it is ``done``; raises ``Tangle`` for none."""
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


def _goes_on(one: Clause) -> str:
    """Who does what follows a clause up to the next stop: people or a body that was said to do something themselves."""
    acts = one.action is not None and bool(one.action.thing) and one.action.zh not in governs("of_something")
    if not (one.subject and acts and somebody(one.subject)):
        return ""
    return "they" if several(one.subject) else "it"


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
