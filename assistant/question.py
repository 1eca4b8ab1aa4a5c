"""A question as read: what is asked, of which plans, in which language. Pure; the wording is in ``assistant/data``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from assistant import kinds
from assistant.aspects import split_aspects
from assistant.clause_ref import clause_refs, without_refs
from assistant.cues import has, pattern, stop_words
from assistant.followup import depends, said_before, standalone
from assistant.history import LIMIT, Turn
from assistant.kinds import asked_fields, kind_of, persona_of
from assistant.others import others
from assistant.places import Named, named
from assistant.quotation import names
from assistant.topic import asks_again
from index.library import Library
from index.quantity import periods
from index.script import fold, is_traditional, to_traditional
from index.thesaurus import named as named_concepts
from index.words import segment

MAX_LENGTH = 2000
"""Characters of the longest question that is read."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_COUNTED = re.compile(
    r"(?<=[哪那这分成])[一二三四五六七八九十两\d]+(?:条|项|个|点|方面|类)(?!人|性|别|型|体|\d)"
    r"|(?:多少|几)(?:万|亿)?(?:个|名|所|位|项|次|条|家|间|张|种|本|座|处|批|枚|块(?=[一-龥]?牌))"
    r"|[一二三四五六七八九十两\d]+(?:条|项|个|点|方面|类)(?=(?:主要|重点|基本|保障)?(?:措施|任务|原则|目标|职责|要求|举措))"
)
_COMPARES = re.compile("^比(?=[\u4e00-\u9fff]{2})(?![例赛重较武拼热照分])")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_QUOTED_TERM = re.compile(r"[“\"'‘「『《][^“”\"'‘’「」『』《》]*[\u3400-\u9fff][^“”\"'‘’「」『』《》]*[”\"'’」』》]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_ASKS = re.compile(
    r"\W*(?:what|which|who|where|when|how|why|is|are|does|do|did|can|will|explain|define|describe|tell)(?:['’]s)? "
    r"(?:\w+ )*",
    re.I | re.A,
)
"""How an English question begins."""


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` as typed and ``standalone`` as understood; ``kind`` one of ``assistant.kinds``.

    ``plans`` are the ids of the plans named or implied by the conversation (empty: none), ``all_plans`` that every
    plan is meant, ``unknown_places`` districts named that are not indexed, ``exact`` that a district and not only its
    city was named, ``years`` the years and ends of periods named, ``clause_refs`` clause numbers, ``indicators`` names
    of indicators of the plans that the question names, ``fields`` the metadata asked for, ``focus`` what is left of it
    when places, interrogatives and function words are taken out: the words to search for. ``folded`` is
    ``standalone`` folded, ``persona`` parent, staff or empty. ``parts`` are the aspects of a comparison that asks about
    several, each a question of its own; empty for one. ``said`` is what was spoken of before a follow-up; empty for a
    question that stands alone. ``before`` is the same for one that stands alone but names no place itself, and
    ``quoted`` are the names that it puts in quotation marks, folded;
    ``fresh`` are the runs of content of the follow-up as typed, without what was taken from the conversation;
    ``again`` is what a follow-up asks of the answer before it (``followup.asks_again``), of which ``standalone`` is the
    question; empty for one that asks of something itself.
    """

    text: str
    standalone: str
    language: str
    kind: str
    plans: tuple[str, ...] = ()
    all_plans: bool = False
    exact: bool = False
    unknown_places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    clause_refs: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    persona: str = ""
    folded: str = ""
    parts: tuple[Question, ...] = ()
    said: str = ""
    quoted: tuple[str, ...] = ()
    before: str = ""
    fresh: tuple[str, ...] = ()
    again: str = ""


class _Spoken(TypedDict, total=False):
    said: str
    before: str
    fresh: tuple[str, ...]


def language_of(text: str) -> str:
    """``zh-Hans``, ``zh-Hant`` or ``en``: English where Latin words outweigh Han characters, a Chinese term that an
    English question quotes or asks for (What is 区管校聘?) left out."""
    said = _QUOTED_TERM.sub(" ", text)
    said = said if _LATIN.search(said) else text
    words = len(_LATIN.findall(said))
    if _ASKS.match(said) and len(_HAN_RUN.findall(said)) <= 1:
        return "en"
    han = len(_HAN.findall(said))
    if words > han or (words >= 4 and words * 2 > han):
        return "en"
    return "zh-Hant" if is_traditional(text) else "zh-Hans"


def _language(text: str, history: Sequence[Turn]) -> str:
    """The language of ``text``; where its characters are of both scripts, that of the conversation."""
    own = language_of(text)
    if own == "zh-Hans" and to_traditional(text) == text:
        said = next((turn.content for turn in reversed(history) if turn.role == "user"), "")
        return "zh-Hant" if language_of(said) == "zh-Hant" else own
    return own


def tidy(text: str) -> str:
    """``text`` without control, format and private-use characters, full-width letters and digits made plain; runs of
    blanks become one."""
    text = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    kept = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return re.sub(" +", " ", kept).strip()


def read_question(text: str, history: Sequence[Turn], library: Library, as_of: date, whole: str = "") -> Question:
    """The question read against the plans that are indexed. Never raises on odd input: an empty, wordless or
    over-long text becomes a question of that kind. ``whole`` is its standalone form where that is known already."""
    if len(text) > MAX_LENGTH:
        return Question(text, text[:MAX_LENGTH], language_of(text[:MAX_LENGTH]), kinds.TOO_LONG)
    clean = tidy(text)
    if not (_HAN.search(clean) or re.search(r"[A-Za-z0-9]{2,}", clean)):
        return Question(text, clean, language_of(clean), kinds.EMPTY)
    history = [Turn(turn.role, tidy(turn.content[:MAX_LENGTH])) for turn in history[-LIMIT:]]
    again = asks_again(clean) if history else ""
    whole = (not again and whole) or standalone(clean, history, library)
    folded = _without_story(fold(whole))
    place = named(whole, library)
    all_plans = has(folded, "all_plans") or (not history and has(folded, "all_plans", "compared"))
    rest = others(whole, place, library)
    plans = rest or place.plans
    if not plans and not place.unknown and not all_plans:
        plans = _from_history(history, library)
    count = len(library.plans) if all_plans and not plans else len(plans) + len(place.unknown)
    refs = clause_refs(whole)
    focus = focus_of(whole, place)
    if not plans and not history and not place.unknown and _only_a_topic(folded, focus):
        all_plans, count = True, len(library.plans)
    bare = not any(mark in ref for ref in refs for mark in "、第") and len("".join(focus)) > 6
    fields = asked_fields(folded, focus)
    kind = kind_of(folded, refs=bool(refs) and not bare, plans=count, fields=bool(fields))
    kind = kinds.COMPARISON if kind == kinds.CATALOGUE and rest and focus else kind  # 除X外还有哪些区搞……
    question = Question(
        text=text,
        standalone=whole,
        language=_language(clean, history),
        kind=kind,
        plans=plans,
        all_plans=len(rest) > 1 or (all_plans and not plans),
        exact=place.exact,
        unknown_places=place.unknown,
        years=_years(folded, as_of),
        clause_refs=refs,
        indicators=_indicators(folded, plans, library),
        fields=fields,
        focus=focus,
        persona=persona_of(folded),
        folded=folded,
        quoted=names(folded),
        again=again if whole != clean else "",
        **({} if again else _spoken(clean, whole, place, history, library)),
    )
    return replace(question, parts=_parts(question, place)) if kind == kinds.COMPARISON else question


def _only_a_topic(folded: str, focus: tuple[str, ...]) -> bool:
    """Whether a message is nothing but the name of a matter (师德), to be looked up in every plan."""
    return len(focus) == 1 and focus[0] == folded.strip(" ?？。!！") and bool(named_concepts(folded))


def _spoken(clean: str, whole: str, place: Named, history: Sequence[Turn], library: Library) -> _Spoken:
    """What the conversation adds to the question ``clean`` that is read as ``whole``."""
    if whole == clean and (not history or place.plans or place.unknown):
        return {}
    before = said_before(history, library)
    if whole == clean:
        return {"before": before}
    return {"said": before, "fresh": focus_of(clean, named(clean, library))}


def _parts(question: Question, place: Named) -> tuple[Question, ...]:
    """The aspects of a comparison as questions: each with its own words, and with the 目标 or 多少 of the whole."""
    names = split_aspects(pattern("all_plans").sub(" ", _masked(question.folded, place)), question.language == "en")
    more = [one for one, asked in (("目标", has(question.folded, "rank", "goal")),) if asked]
    if has(question.folded, "number"):
        more.append("是多少")
    parts = []
    for name in names:
        focus = focus_of(name, Named())
        folded = name + "".join(more)
        if focus:
            at = fold(question.standalone).find(name)  # AI, not ai
            said = question.standalone[at : at + len(name)] if at >= 0 else name
            parts.append(replace(question, standalone=said, folded=folded, focus=focus, indicators=(), clause_refs=()))
    return tuple(parts) if len(parts) > 1 else ()


def _masked(folded: str, place: Named) -> str:
    """Folded text with the places it names blanked out."""
    masked = list(folded)
    for start, end in place.spans:
        masked[start:end] = " " * (end - start)
    text = "".join(masked)
    for name in place.unknown:
        text = text.replace(fold(name), " ")
    return text


def _from_history(history: Sequence[Turn], library: Library) -> tuple[str, ...]:
    """The plans that the conversation was last about: of the last user turn that names any."""
    for turn in reversed(history):
        if turn.role == "user":
            found = named(turn.content, library)
            if found.plans:
                return found.plans
            if found.unknown:
                return ()
    return ()


_POSSESSIVE = re.compile("'s?$")
_AIM = re.compile("20\\d\\d年?(?=远景目标)|《[^《》]*》")
_YEAR = re.compile("20\\d\\d年?")
_STORY = re.compile(
    "(?:我|俺|咱|儿子|女儿|娃|孩子|崽|老公|老婆|爸|妈|爷|奶|外婆|外公)[^？?]*20\\d\\d|20\\d\\d年?[^？?]*(?:我|俺|咱|儿子|女儿|娃|孩子|搬到|搬来|转到|转来|出生|嫁|毕业|结婚|买了|租了|退休|打工)"
    r"|\b(?:i|we|my|our)\b[^?]*20\d\d(?![^?]*\?)"
)
"""A part of a message in which the asker tells what happened to his family, and when."""
"""A year that is part of a plan's name."""


def _without_story(folded: str) -> str:
    """A folded message without the years in which something happened to the asker's family: he asks of no year."""
    parts = re.split("(?<=[，,。.;；!！])", folded)
    if len(parts) < 2:
        return folded
    return "".join(_YEAR.sub("", part) if _STORY.search(part) else part for part in parts)


def _years(folded: str, as_of: date) -> tuple[int, ...]:
    """The years asked of; not those of a document's name."""
    found = {year for one in periods(_AIM.sub(" ", folded)) for year in (one.first, one.last)}
    for word, back in (("今年", 0), ("明年", -1), ("后年", -2), ("去年", 1), ("前年", 2)):
        if word in folded:
            found.add(as_of.year - back)
    return tuple(sorted(found))


def _indicators(folded: str, plans: Sequence[str], library: Library) -> tuple[str, ...]:
    """Names of indicators that stand in the question as they are, those within a longer one left out."""
    found = library.indicators_named(folded, plans)
    return tuple(sorted(name for name in found if not any(name != other and name in other for other in found)))


def focus_of(text: str, place: Named) -> tuple[str, ...]:
    """The runs of content in a question, places and function words out, in order and each once."""
    folded = _masked(fold(text), place)
    folded = _COUNTED.sub(" ", without_refs(pattern("all_plans").sub(" ", folded)))
    phrases, chinese, english = stop_words()
    runs: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z][a-z'-]+|\d+(?:\.\d+)?%?", folded):
        if run[0].isascii():
            runs += [
                part
                for part in (_POSSESSIVE.sub("", run).split("-") if run[0].isalpha() else [run])
                if part not in english and len(part) > 1
            ]
            continue
        words = (word for part in phrases.sub(" ", run).split() for word in (*segment(part), " "))
        runs += "".join(" " if word in chinese else word for word in words).split()
    if len(place.plans) > 1:  # 红桥和杏花岭比公办园占比
        runs = [_COMPARES.sub("", run) for run in runs]
    return tuple(dict.fromkeys(runs))


__all__ = ["MAX_LENGTH", "Question", "depends", "focus_of", "language_of", "read_question", "tidy"]
