"""What is done: a verb with its object and circumstances, and how a subject takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.cues import table
from assistant.rendition.inflect import done, ing, past, several, third
from assistant.rendition.lexicon import word
from assistant.rendition.tangle import Tangle
from assistant.rendition.verbs import governs

FORBIDDEN = ("not allow", "forbid", "strictly forbid")
"""Modals of what may not be done."""


@dataclass(frozen=True, slots=True)
class Action:
    """A verb with its adverbs, object and what follows; ``~`` in the verb is the object's place."""

    verb: str
    zh: str = ""
    thing: str = ""
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    negated: bool = False

    def said(self, form: str = "base") -> str:
        """The action as ``base`` (set up X), ``ing``, ``past``, ``third`` or ``done``."""
        shape = {"ing": ing, "past": past, "third": third, "done": done}.get(form, lambda verb: verb)
        verb, thing = shape(self.verb), self.thing
        if "~" in verb and not thing:
            raise Tangle("an object is missing")
        if "#" in verb:
            verb, thing = verb.replace(" #", ""), fresh(thing)
        told = verb.replace("~", thing) if "~" in verb else f"{verb} {thing}"
        front = [one for one in self.before if (one.endswith("ly") and " " not in one) or one in governs("front")]
        rest = [one for one in self.before if one not in front]
        if self.negated:
            bare = self.verb.replace("~", thing) if "~" in self.verb else f"{self.verb} {thing}"
            told = {"past": f"did not {bare}", "third": f"does not {bare}"}.get(form, f"not {told}")
        return " ".join(part for part in (*front, told, *rest, *self.behind) if part).replace("  ", " ").strip()


def fresh(thing: str) -> str:
    """3 schools and a kindergarten → 3 new schools and a new kindergarten."""
    told = re.sub(r"(?<![\w.,])(\d[\d,]*|an?) (?=[a-z])", lambda match: f"{match[1].rstrip('n')} new ", thing)
    return told if told != thing else f"new {thing.removeprefix('the ')}"


@dataclass(frozen=True, slots=True)
class Clause:
    """``lead`` comes before all (by 2025, through …); ``subject`` may be empty; without an ``action`` it names a
    thing only. ``modal`` is not allow, must, may … or empty. ``verbatim``: words that stand as they are, alone.
    ``opens``: a stop stands before it, so that nothing said before it goes on."""

    lead: tuple[str, ...] = ()
    subject: str = ""
    action: Action | None = None
    modal: str = ""
    verbatim: str = ""
    opens: bool = False


def _itself(action: Action) -> Action:
    """A verb without an object as what the thing itself does: quality rises. One that was only looked up may need an
    object or not: nobody knows."""
    itself, reached = table("grammar")["governs"]["itself"], table("grammar")["governs"]["reached"]
    if action.zh in reached and action.thing and not action.behind:
        return replace(action, verb=reached[action.zh])
    if action.thing:
        return action
    if not word(action.zh).sure:
        raise Tangle("an unknown verb without an object")
    return replace(action, verb=itself[action.zh]) if action.zh in itself else action


def _passive(action: Action) -> bool:
    own = governs("alone") | governs("itself")
    return not action.thing and "~" not in action.verb and action.zh not in own


def _given(subject: str, action: Action) -> Action:
    """教师每年给予3万元: teachers are given, they give nothing."""
    people = re.search(rf"(?:^|[ ])(?:{table('grammar')['noun']['people']})(?: |$)", subject)
    if action.zh in governs("giving") and people and re.match(r"[\d(]|an? ", action.thing):
        return replace(action, verb="be given")
    return action


def plainly(subject: str, action: Action, form: str) -> str:
    """是 and 有: what is, is not to be."""
    be, have = ("were", "had") if form == "past" else ("are", "have")
    if not several(subject):
        be, have = ("was", "had") if form == "past" else ("is", "has")
    return f"{subject} {be if action.zh == '是' else have} {action.thing}"


def finite(subject: str, action: Action, form: str = "present") -> str:
    """A subject with its action, in the present or past; a verb without object that needs one is said of the
    subject (quality is raised)."""
    plural = several(subject)
    if action.zh in ("是", "有") and not action.before and not action.behind:
        return plainly(subject, action, form)
    action = _itself(_given(subject, action))
    if _passive(action):
        be = ("were" if plural else "was") if form == "past" else ("are" if plural else "is")
        return f"{subject} {be} {replace(action, verb=done(action.verb)).said()}"
    said = action.said("past") if form == "past" else action.said("base" if plural else "third")
    if plural:
        said = re.sub(r"^be ", "are ", re.sub(r"^was ", "were ", said))
    return f"{subject} {said}"


def to_be(subject: str, action: Action) -> str:
    """A subject with what it is to do or what is to be done to it."""
    plural = several(subject)
    if action.zh in ("是", "有") and not action.before and not action.behind:
        return plainly(subject, action, "present")
    if action.zh in governs("state"):
        return finite(subject, action)
    be = "are" if plural else "is"
    action = _itself(_given(subject, action))
    if _passive(action):
        return f"{subject} {be} to be {replace(action, verb=done(action.verb)).said()}"
    return f"{subject} {be} to {action.said()}"
