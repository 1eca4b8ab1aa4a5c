"""Noun phrases: modifiers before the head or behind it, lists, numbers of things, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.cues import table
from assistant.rendition.articles import LONG, article, definite
from assistant.rendition.inflect import many, several, third
from assistant.rendition.lexicon import (
    ASIDE,
    CONJUNCTION,
    LOCALISER,
    MORE,
    NEGATION,
    OF,
    PREPOSITION,
    QUANTITY,
    TIME,
    Word,
)
from assistant.rendition.modifier import alone, modifier, of_something, pair, single
from assistant.rendition.tangle import Tangle

MOST, WIDE = 8, 16
"""Words of a name, and English words; more are not one name."""

_SEVERAL = frozenset({"a number of", "several", "various", "many", "all kinds of", "all"})
_BEHIND = re.compile("with |able |in (?!-)|of ")
"""Beginnings of what is said behind a name."""


def noun_phrase(words: Sequence[Word], new: bool = False) -> str:
    """The English of words that name a thing or a list of things; ``new``: named here for the first time (a, not the).

    Raises ``Tangle`` where the words hold more than a name.
    """
    more = next((at for at, one in enumerate(words) if one.kind == MORE), 0)
    if 0 < more < len(words) - 1 and words[more + 1].kind in ("", QUANTITY):
        return _such_as(words[more + 1 :], words[:more], new)
    words = [one for one in words if one.kind != MORE]
    if not words:
        return ""
    ofs = [at for at, one in enumerate(words) if one.kind == OF]
    joints = [at for at, one in enumerate(words) if one.kind == CONJUNCTION]
    if len(ofs) > 1 and any(ofs[0] < at < ofs[-1] for at in joints):
        cut = max(at for at in joints if at < ofs[-1])
        return _listed([words[:cut], words[cut + 1 :]], words[cut].noun, new)
    if ofs:
        return _modified(words[: ofs[-1]], words[ofs[-1] + 1 :], new)
    if joints:
        return _series(words, joints, new)
    return article(compound(words), new)


def _such_as(head: Sequence[Word], members: Sequence[Word], new: bool) -> str:
    """多媒体、机房等设备: equipment such as …; what stands before the last 的 belongs to all of it."""
    of = max((at for at, one in enumerate(members) if one.kind == OF), default=-1)
    joint = next((at for at, one in enumerate(members) if one.kind == CONJUNCTION), len(members))
    if 0 <= of < joint:
        return f"{noun_phrase([*members[: of + 1], *head], new)} such as {noun_phrase(members[of + 1 :])}"
    return f"{noun_phrase(head, new)} such as {noun_phrase(members)}"


def _modified(left: Sequence[Word], right: Sequence[Word], new: bool) -> str:
    """``left`` 的 ``right``."""
    if not right or not left:
        raise Tangle("的 with nothing on one side")
    if (at := next((i for i, one in enumerate(left) if one.kind == PREPOSITION), None)) is not None:
        return _linked(left, at, noun_phrase(right, new))
    plain = all(one.adjective or (one.adverb and not one.verb) or one.kind == CONJUNCTION for one in left)
    head = noun_phrase(right, new) if not plain else ""
    if plain:
        return _qualified([said for one in left if (said := one.adjective or one.adverb)], noun_phrase(right, new), new)
    if any(one.verb and not one.noun for one in left):
        count = next((at for at, one in enumerate(left) if one.kind != QUANTITY and not one.adjective), 0)
        if count and left[count].verb:  # 一批具有特色的学校: the number belongs to the schools
            return _relative(left[count:], noun_phrase([*left[:count], *right], new))
        return _relative(left, head)
    if left[-1].kind == LOCALISER:
        return f"{head} {left[-1].noun} {noun_phrase(left[:-1])}"
    if all(one.kind == QUANTITY and not one.count for one in left):
        return f"{noun_phrase(left)} of {head}"
    if left[-1].kind == TIME:
        return f"{head} {left[-1].noun}" if len(left) == 1 else f"{head} of {noun_phrase(left)}"
    of = noun_phrase(left)
    return f"{head} {of}" if of.startswith("per ") else f"{definite(head)} of {of}"


def _qualified(said: Sequence[str], whole: str, new: bool) -> str:
    """A name with what it is like: able teachers; teachers with clear duties."""
    behind = " and ".join(one for one in said if _BEHIND.match(one))
    front = " ".join(one for one in said if not _BEHIND.match(one))
    bare = re.sub(r"^(?:the|an?) ", "", whole)
    if front:
        whole = article(f"{front} {bare}", new) if bare != whole else f"{front} {whole}"
    return f"{whole} {behind}".rstrip()


def _linked(left: Sequence[Word], at: int, head: str) -> str:
    """What stands before 的 with a preposition in it: 基于数据的平台, 党对教育的领导, 以学生为主体的课堂."""
    one, names = left[at], left[at + 1 :]
    owner = f" of {noun_phrase(left[:at])}" if at else ""
    link = {"基于": "based on", "面向": "for", "与": "with", "关于": "on", "围绕": "on", "为": "for"}.get(one.zh, "")
    if one.zh in ("对", "对于"):
        link = "over" if re.search(r"(?:leadership|supervision|oversight|management|control)$", head) else "for"
    cut = next((i for i, other in enumerate(names) if other.zh == "为"), None)
    if one.zh == "以" and cut and not at:
        return f"{head} with {noun_phrase(names[:cut])} as {noun_phrase(names[cut + 1 :])}"
    if not link or not names or any(other.kind == PREPOSITION for other in names):
        raise Tangle("a preposition before 的")
    return f"{definite(head)}{owner} {link} {noun_phrase(names)}"


def _relative(left: Sequence[Word], head: str) -> str:
    """A clause before 的 that begins with its verb: teachers who meet the conditions."""
    listed = left[0].zh in table("grammar")["relative"]["verbs"]
    known = left[0].sure and bool(left[0].verb) and len(left) > 1 and "~" not in left[0].verb
    if not (listed or known) or any(one.verb and not one.noun for one in left[1:]):
        raise Tangle("a clause before 的")
    people = re.search(rf"(?:{table('grammar')['noun']['people']})$", head)
    verb = left[0].verb.replace("~", "").strip()
    rest = noun_phrase(left[1:]) if len(left) > 1 else ""
    told = re.sub("^be ", "are ", verb) if several(head) else third(verb)
    return f"{head} {'who' if people else 'that'} {told} {rest}".rstrip()


def _series(words: Sequence[Word], joints: Sequence[int], new: bool) -> str:
    """A list of names; a noun of action behind its last name belongs to all of them (A、B和C建设)."""
    bounds = [-1, *joints, len(words)]
    members = [words[a + 1 : b] for a, b in pairwise(bounds)]
    if not all(members):
        raise Tangle("an empty member")
    if told := _named(members) or _of_all(members):
        return told
    joint = next((words[at].noun for at in reversed(joints) if words[at].noun != ","), "and")
    return _listed(members, joint, new)


def _named(members: Sequence[Sequence[Word]]) -> str:
    """A、B两个集团: two groups, A and B. Empty where the last member does not count them."""
    last = members[-1]
    at = next((i for i, one in enumerate(last) if one.kind == QUANTITY and one.noun == str(len(members))), 0)
    if not at:
        return ""
    names = _listed([*members[:-1], last[:at]], "and", False)
    return f"{compound(last[at:])} ({names})"


def _of_all(members: Sequence[Sequence[Word]]) -> str:
    """A园、B园办园质量: the quality of both. Empty where the members are no bodies with what is said of them behind."""
    body = re.compile(rf"(?:^|[ ])(?:{table('grammar')['noun']['bodies']})$", re.IGNORECASE)
    last = members[-1]
    at = next((i for i in range(len(last) - 2, -1, -1) if body.search(last[i].noun)), -1)
    if at < 0 or not all(body.search(one[-1].noun) for one in members[:-1]):
        return ""
    head = compound(last[at + 1 :])
    if " of " in head:
        return ""
    return f"the {head} of {_listed([*members[:-1], last[: at + 1]], 'and', False)}"


def _listed(members: Sequence[Sequence[Word]], joint: str, new: bool) -> str:
    said = [noun_phrase(one, new) for one in members]
    if joint == ",":
        joint = "and"
    return f"{', '.join(said[:-1])} {joint} {said[-1]}" if len(said) > 1 else said[0]


def compound(words: Sequence[Word]) -> str:
    """Nouns and adjectives in a row, without an article."""
    asides = [one for one in words if one.kind == ASIDE]
    words = [one for one in words if one.kind != ASIDE]
    tail = "".join(f" ({one.noun})" for one in asides)
    if not words:
        return tail.strip()
    numbers = [one for one in words if one.kind == QUANTITY]
    rest = [one for one in words if one.kind != QUANTITY]
    if len(numbers) > 1:
        raise Tangle("several numbers")
    if any(one.kind == PREPOSITION for one in rest):
        raise Tangle("a preposition inside a name")
    if any(one.kind in (NEGATION, TIME) for one in rest):
        return _dated(rest, numbers) + tail
    said = _names(rest)
    if len(said.split()) > WIDE or said.endswith(" of"):
        raise Tangle("a long name, or none")
    if not numbers and rest and rest[0].adjective in ("each", "every"):
        said = single(said)
    if not numbers and any(one.adjective in _SEVERAL for one in rest):
        said = many(said) if " of " not in said else f"{said.split(' of ', 1)[0]} of {many(said.split(' of ', 1)[1])}"
    return (_numbered(numbers[0], said, words[-1] is numbers[0]) if numbers else said) + tail


def _dated(rest: Sequence[Word], numbers: Sequence[Word]) -> str:
    """A name with the year it is of: the target for 2025."""
    times = [one for one in rest if one.kind == TIME]
    names = [one for one in rest if one.kind not in (TIME, NEGATION)]
    if len(times) != 1 or len(times) + len(names) != len(rest):
        raise Tangle("a negation in a name")
    if not names:
        return times[0].noun.removeprefix("in ")
    return f"{compound([*names, *numbers])} {times[0].noun}"


def _numbered(number: Word, said: str, last: bool) -> str:
    said = said.removeprefix("the ")
    if number.of and not number.count and not last:
        return f"{said} of {number.noun} {number.of}"
    if number.count or number.of:
        name = many(said) if number.plural and said else said
        return f"{number.noun} {name or number.of}".strip()
    if not said:
        return number.noun
    if last and "person-times" in number.noun:
        return f"{said} ({number.noun})"
    if last and " yuan" in number.noun and re.search(rf"(?:{table('grammar')['noun']['bodies']}|stage)$", said):
        return f"{number.noun} for {many(said)}"
    return f"{said} of {number.noun}" if last else f"{number.noun} of {said}"


def _names(words: Sequence[Word]) -> str:
    """Names in a row: the last is the head; before a head of action a long row follows it."""
    if not words:
        return ""
    if any(one.verb and not one.noun and not one.adjective for one in words[:-1]) and not pair(words):
        raise Tangle("a verb inside a name")
    if len(words) > MOST:
        raise Tangle("a long row of names")
    *before, head = words
    if head.kind == LOCALISER:
        raise Tangle("a place word as a name")
    if not before:
        return alone(head)
    if not head.noun:
        raise Tangle("a name that ends in another word")
    if (
        of_something(head.noun)
        and before[-1].adjective
        and not before[-1].noun
        and any(one.noun for one in before[:-1])
    ):
        told = f"{before[-1].adjective} {head.noun}"
        return _turned(before[0], [replace(head, noun=told)]) or f"{told} of {_names(before[:-1])}"
    first = before[0]
    theirs = len(words) > 2 or first.noun in ("pupils", "teachers", "children")
    if theirs and (turned := _turned(first, words[1:])):
        return turned
    front = " ".join(said for one in before if (said := modifier(one)))
    if of_something(head.noun) and len(front.split()) > 2:
        return f"the {head.noun} of {front}"
    if len(front.split()) < LONG and " of " not in front and " with " not in front:
        return f"{front} {head.noun}"
    if first.adjective and not first.noun and len(words) > 2:
        return f"{first.adjective} {_names(words[1:]).removeprefix('the ')}"
    return _split(before, head) or f"{front} {head.noun}"


def _split(before: Sequence[Word], head: Word) -> str:
    """A long row with what stands before its head left there and the rest behind: the network platform of …"""
    own = 1 if len(before) > 1 and not head.verb and " of " not in head.noun else 0
    while own < len(before) and not before[-1 - own].noun:  # an adjective stays before the head
        own += 1
    if own == len(before):
        return ""
    at = len(before) - own
    qualified = " ".join([said for one in before[at:] if (said := modifier(one))])
    return f"{qualified or 'the'} {head.noun} of {_names(before[:at])}"


def _turned(first: Word, rest: Sequence[Word]) -> str:
    """People before what is theirs, a place or stage behind what is in it: teachers’ pay, teaching in schools."""
    data = table("grammar")["noun"]
    noun = first.noun
    if not noun or first.verb:
        return ""
    if noun == "new era":
        return f"{_names(rest)} in the new era"
    if noun.endswith(" stage"):
        return f"{_names(rest)} at the {noun}"
    if re.search(rf"(?:^|[ ])(?:{data['people']})$", noun) and not first.adjective and " of " not in noun:
        return f"{noun}’{'' if noun.endswith('s') else 's'} {_names(rest).removeprefix('the ')}"
    if re.search(rf"(?:^|[ -])(?:{data['places']})$", noun) and len(_names(rest).split()) > 1:
        return (
            f"{_names(rest)} in {article(many(noun) if noun.endswith(('school', 'kindergarten', 'college')) else noun)}"
        )
    return ""
