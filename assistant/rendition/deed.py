"""A verb with all that follows it: objects, those who are to do something, to what end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.cues import table
from assistant.rendition.action import Action, finite
from assistant.rendition.articles import article
from assistant.rendition.inflect import done as participle
from assistant.rendition.lexicon import CONJUNCTION, LIGHT, OF, PREPOSITION, QUANTITY, Word
from assistant.rendition.phrase import noun_phrase
from assistant.rendition.preposition import Read
from assistant.rendition.tangle import Tangle
from assistant.rendition.verbs import governs, heads, main_verb, somebody, someone, two_verbs

_PARTICLES = ("了", "着", "过", "好")
_LACKS_ONE = re.compile(r"~ (?:in|into|as|to|at|within)$")
"""Verbs of two objects: include ~ in."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before a verb; the names are those of ``preposition.Taken``."""

    subject: bool = False
    preposed: str = ""
    aim: str = ""
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    negated: bool = False


def light(rest: Sequence[Word], around: Around) -> Action:
    """进行 and its like: what is done stands behind it."""
    rest = [one for one in rest if one.zh not in _PARTICLES]
    if not rest or not rest[-1].verb:
        raise Tangle("an empty verb")
    *ways, done = rest
    if any(not one.adverb and not one.adjective for one in ways):
        raise Tangle("an empty verb before a name")
    before = (*around.before, *(one.adverb or f"{one.adjective}ly" for one in ways))
    return Action(done.verb, done.zh, around.aim or around.preposed, before, around.behind, around.negated)


def deed(one: Word, rest: Sequence[Word], around: Around, read: Read) -> Action:
    """The action of the verb ``one`` with the words behind it. Raises ``Tangle`` where they cannot be told apart."""
    rest = [word for word in rest if word.zh not in _PARTICLES]
    verb = one.verb
    while len(rest) > 1 and rest[0].kind == CONJUNCTION and rest[1].verb and not (rest[1].noun and len(rest) < 3):
        if "~" in verb or "~" in rest[1].verb:
            raise Tangle("two verbs of one object")
        verb, rest = f"{verb} {'or' if rest[0].noun == 'or' else 'and'} {rest[1].verb}", rest[2:]
    verb, rest = two_verbs(verb, rest)
    if (named := _directed(rest)) and not around.preposed and "~" not in verb:
        return Action(verb, one.zh, named, around.before, around.behind, around.negated)
    if rest and rest[0].kind == PREPOSITION and one.zh in governs("keep"):
        return _keep(Action(verb, one.zh, "", around.before, (), around.negated), rest, read)
    clausal = governs("whom") | governs("that") | governs("to")
    if rest and rest[0].kind == PREPOSITION and one.zh not in clausal and not any(word.kind == OF for word in rest):
        raise Tangle("a preposition behind a verb")
    if one.zh in governs("of_something") and not around.subject:
        raise Tangle("what is said of nothing")
    base = Action(verb, one.zh, "", around.before, (), around.negated)
    if one.zh in governs("undergo") and around.subject and (gone := _undergone(base, rest)):
        return gone
    if one.zh in governs("that"):
        return _that(base, rest, read)
    if one.zh in governs("to"):
        return _toward(base, rest, read)
    if around.preposed:
        thing = noun_phrase(rest) if rest else ""
        if "~" not in verb and thing:
            raise Tangle("two objects")
        return replace(base, thing=around.preposed, behind=(thing, *around.behind))
    return _with_object(base, rest, around, read)


def _directed(rest: Sequence[Word]) -> str:
    """加强对学校监管: oversight of schools; 与高校合作: cooperation with universities; else empty."""
    link = {"对": "of", "对于": "of", "与": "with", "同": "with"}.get(rest[0].zh, "") if len(rest) > 2 else ""
    last = rest[-1] if rest else Word("")
    if not link or not last.noun or not last.verb or any(one.kind in (OF, PREPOSITION) for one in rest[1:]):
        return ""
    return f"{last.noun} {link} {noun_phrase(rest[1:-1])}"


def _undergone(base: Action, rest: Sequence[Word]) -> Action | None:
    """得到落实: is put into practice; None where something else is got."""
    *words, last = rest or [Word("")]
    if not last.verb or any(not (way.adverb or way.adjective) for way in words):
        return None
    before = tuple(way.adverb or f"{way.adjective}ly" for way in words)
    done = participle(last.verb.replace(" ~", "").replace("~ ", ""))
    ways = [way for way in before if way.endswith("ly")]
    behind = tuple(way for way in before if not way.endswith("ly"))
    return replace(base, verb=" ".join(["be", *ways, done]), behind=behind)


def _keep(base: Action, rest: Sequence[Word], read: Read) -> Action:
    """坚持以……为……: take … as …; 坚持把……放在……: keep putting …"""
    inner = read(rest)
    if inner.modal or inner.subject:
        raise Tangle("a preposition behind a verb")
    if inner.action is not None:
        return replace(base, verb="keep", thing=inner.action.said("ing"), behind=inner.lead)
    if len(inner.lead) == 1 and inner.lead[0].startswith("with ") and " as " in inner.lead[0]:
        return replace(base, verb="take", thing=inner.lead[0].removeprefix("with "))
    raise Tangle("a preposition behind a verb")


def _that(base: Action, rest: Sequence[Word], read: Read) -> Action:
    """ensure that pupils exercise; ensure fairness."""
    if not rest:
        raise Tangle("a promise of nothing")
    inner = read(rest)
    if inner.modal:
        raise Tangle("a duty inside a promise")
    lead = " ".join(inner.lead)
    if inner.action is None:
        return replace(base, thing=f"{inner.subject} {lead}".strip())
    if not inner.subject:
        return replace(base, thing=f"{lead} {inner.action.said('ing')}".strip())
    return replace(base, thing=f"that {lead + ', ' if lead else ''}{finite(inner.subject, inner.action)}")


def _toward(base: Action, rest: Sequence[Word], read: Read) -> Action:
    inner = read(rest)
    if inner.action is None or inner.subject or inner.modal:
        raise Tangle("an aim that is no deed")
    return replace(base, thing=inner.action.said(), behind=inner.lead)


def _with_object(base: Action, rest: list[Word], around: Around, read: Read) -> Action:
    behind = around.behind
    if not rest:
        return replace(base, thing=around.aim, behind=behind)
    if around.aim:
        behind = (f"for {around.aim}", *behind)
    if base.zh in governs("whom") and (moved := _whom(base, rest, read)):
        return replace(moved, behind=(*moved.behind, *behind))
    if len(rest) > 2 and rest[0].kind == QUANTITY and rest[1].kind == LIGHT:  # 投入500万元进行建设
        return replace(base, thing=rest[0].noun, behind=(f"in {noun_phrase(rest[2:])}", *behind))
    if base.zh in governs("verb") and len(rest) > 1 and rest[0].zh in governs("begins") and rest[1].kind != OF:
        rest = [replace(rest[0], noun=""), *rest[1:]]  # 坚持提升质量
    if base.zh in governs("verb") and (named := _of_someone(base, rest, read)):
        return replace(named, behind=(*named.behind, *behind))
    end = main_verb(rest, 0)
    if end == 0:
        return _on_verb(base, rest, behind, read)
    names = rest[:end]
    while names and names[-1].adverb and not names[-1].noun and not names[-1].adjective and end < len(rest):
        names, end = names[:-1], end - 1
    single = table("grammar")["governs"]["single"]
    if base.zh in single and names:
        of_one, of_it = single[base.zh]
        base = replace(base, verb=of_one if around.subject else of_it)
    if base.zh in governs("reached"):
        if not around.subject:
            raise Tangle("a figure of nothing")
    elif _LACKS_ONE.search(base.verb):
        raise Tangle("one of two objects is missing")
    thing = noun_phrase(names, base.verb in table("grammar")["noun"]["new"])
    if base.verb == "increase" and thing[:1].isdigit():
        base = replace(base, verb="add")
    return replace(base, thing=thing, behind=(*_end(rest[end:], read), *behind))


def _of_someone(base: Action, rest: Sequence[Word], read: Read) -> Action | None:
    """注重培养学生的能力: train the pupils' ability; None where nobody stands before 的."""
    of = next((at for at, one in enumerate(rest) if one.kind == OF), 0)
    if of < 2 or not rest[0].verb or not somebody(rest[of - 1].noun):
        return None
    inner = read([replace(rest[0], noun=""), *rest[1:]])
    if inner.action is None or inner.subject or inner.modal:
        return None
    return replace(base, thing=inner.action.said("ing"), behind=inner.lead)


def _on_verb(base: Action, rest: Sequence[Word], behind: tuple[str, ...], read: Read) -> Action:
    """探索建立……: explore setting up …"""
    if (named := _mechanism(base, rest, read)) is not None:
        return replace(named, behind=behind)
    inner = read(rest)
    if base.zh not in governs("verb") or inner.action is None or any(one.kind == OF for one in rest):
        raise Tangle("a verb on a verb")
    return replace(base, thing=inner.action.said("ing"), behind=(*inner.lead, *behind))


def _mechanism(base: Action, rest: Sequence[Word], read: Read) -> Action | None:
    """建立引进人才机制: a mechanism for bringing in talent; None where the last word is no such head."""
    *before, head = rest
    if len(before) < 2 or head.zh not in heads() or not head.noun or any(one.kind == OF for one in rest):
        return None
    inner = read(before)
    if inner.action is None or inner.subject or inner.modal or inner.lead or not inner.action.thing:
        return None
    new = base.verb in table("grammar")["noun"]["new"]
    return replace(base, thing=f"{article(head.noun, new)} for {inner.action.said('ing')}")


def _end(rest: Sequence[Word], read: Read) -> tuple[str, ...]:
    """To what end: what stands behind the object."""
    if not rest:
        return ()
    if rest[0].zh == "作为":
        return (f"as {noun_phrase(rest[1:])}",)
    inner = read(rest)
    if inner.action is None or inner.modal or inner.subject or inner.action.zh in governs("alone"):
        raise Tangle("what follows the object")
    if not rest[0].sure:
        raise Tangle("an unknown verb behind the object")
    return (*inner.lead, f"to {inner.action.said()}")


def _whom(base: Action, rest: Sequence[Word], read: Read) -> Action | None:
    """support schools to …; promote forming …; None where an ordinary object follows."""
    rest = rest if main_verb(rest, 0) < len(rest) else someone(rest)
    inner = read(rest) if rest else None
    if inner is None or inner.action is None or inner.modal:
        return None
    if not inner.subject:
        return replace(base, thing=inner.action.said("ing"), behind=inner.lead)
    link = "" if base.zh in ("帮助", "协助", "让") else "to "
    return replace(base, thing=f"{inner.subject} {link}{inner.action.said()}", behind=inner.lead)
