"""Statements of a number in running text: what it is the number of, and which years are named for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.measures import indicator_name as naming
from index.measures import indicator_words as words
from index.measures.indicator_phrase import Phrases, is_duration, phrases, words_before, words_behind, years_named
from index.quantity import Quantity, find_quantities
from index.script import fold


@dataclass(frozen=True, slots=True)
class Statement:
    """``name`` (in the text's own script) is worth ``quantity``; ``text[start:end]`` says so.

    ``years`` are first and last year named for it in its sentence; ``origin`` and ``origin_year`` where it comes from
    (由2025年的38%提高到45%). ``lead`` is what the next member of a list takes over (新建 in 新建2所中学、3所小学).
    ``rest`` are the names still to come of a list told one by one (分别达到98%和99%).
    ``verb``: an aim or a level is put in words; ``abolished``: the number is what is done away with.
    """

    name: str
    quantity: Quantity
    start: int
    end: int
    years: tuple[int, int] | None = None
    lead: str = ""
    verb: bool = False
    abolished: bool = False
    origin: Quantity | None = None
    origin_year: int | None = None
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around one number: ``text[begin:quantity.start]`` and ``text[quantity.end:end]``, also folded."""

    text: str
    begin: int
    quantity: Quantity
    end: int
    before: str
    behind: str

    @property
    def raw_before(self) -> str:
        return self.text[self.begin : self.quantity.start]

    @property
    def raw_behind(self) -> str:
        return self.text[self.quantity.end : self.end]


_SENTENCE = re.compile(r"[^。;!?\n]+")
_TITLE = re.compile(r"《[^《》]{0,80}》")
_VERB = re.compile(f"{words.LEVEL}|{words.ACTION}")
_RESPECTIVELY = re.compile(rf"分别(?:{words.LEVEL})(?:了|约)?$")
_NOUN = re.compile(r"[^\s、,，。的”’」』]|[“‘「『]")
_SHARE = re.compile(r".*(?:不低于|不少于|不超过|不高于)(.{2,12})$")
_SHARE_VERB = re.compile(r"占到?(?:了|近|约)?$")
_ABOLISH = re.compile(words.ABOLISH)
_CLEARED = re.compile(r"清零|归零|消除|销号")
_FROM = re.compile(r"[由从][^,、由从]{0,10}$")
_STEP = re.compile(r"的?(?:逐步)?(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压减|压缩|缩短|增|升|降|提)[到至为]")
_EDGE = re.compile(r"[\s、,，。:：;；”’」』)）和及与]*")
_LONGEST_NAME = 60
_SHARES = frozenset({"%", "成", "‰"})


def statements(text: str) -> list[Statement]:
    """Every amount of ``text`` with its name, in order; durations, titles and amounts without a name are left out."""
    folded = fold(text)
    titles = iter([match.span() for match in _TITLE.finditer(folded)] + [(len(text) + 1, len(text) + 1)])
    title = next(titles)
    quantities = []
    for quantity in find_quantities(text):
        while title[1] <= quantity.start:
            title = next(titles)
        if quantity.start < title[0]:
            quantities.append(quantity)
    found: list[Statement] = []
    at = 0
    for sentence in _SENTENCE.finditer(folded):
        first = at
        while at < len(quantities) and quantities[at].start < sentence.end():
            at += 1
        if at > first:
            found.extend(_sentence(text, folded, sentence.start(), sentence.end(), quantities[first:at]))
    return found


def _sentence(text: str, folded: str, start: int, end: int, inside: Sequence[Quantity]) -> Iterator[Statement]:
    amounts = [q for q in inside if q.kind == "amount" and not is_duration(q, folded)]
    years = [q for q in inside if q.years]
    phrase = phrases(folded, start, end, amounts)
    last: dict[int, Statement] = {}
    floor, origin = start, None
    for i, quantity in enumerate(amounts):
        following = amounts[i + 1] if i + 1 < len(amounts) else None
        bracket = phrase.bracket(quantity.start)
        previous = last.get(bracket) or last.get(-1)
        if following and _attributive(folded, quantity, following, phrase, floor):
            continue
        begin = words_before(quantity, phrase, floor)
        stop = words_behind(folded, quantity, phrase, following)
        around = _Words(text, begin, quantity, stop, folded[begin : quantity.start], folded[quantity.end : stop])
        joined = previous is not None and phrase.before(quantity.start) <= previous.end
        made = _statement(around, previous, joined)
        floor = made.end
        if origin is not None:
            made = _risen(made, origin, folded, years, start)
            years = [year for year in years if not origin.start <= year.start < origin.end]
            origin = None
        else:
            made = replace(made, name=_full_name(made, previous, around, phrase))
            made = replace(made, years=years_named(folded, quantity, years, start))
            if following and _FROM.search(around.before) and _STEP.match(folded[quantity.end : following.start]):
                last[bracket] = origin = made
                continue
        if not naming.empty(made.name):
            last[bracket] = made
            yield made


def _attributive(folded: str, quantity: Quantity, following: Quantity, phrase: Phrases, floor: int) -> bool:
    """Whether a number only tells which things the next one is of: 50人以上班级占比降到5%."""
    between = folded[quantity.end : following.start]
    opens = words_before(quantity, phrase, floor) == quantity.start and following.start <= phrase.after(quantity.end)
    return opens and bool(quantity.qualifier) and "、" not in between and bool(naming.LEVEL_END.search(between))


def _statement(around: _Words, last: Statement | None, joined: bool) -> Statement:
    """``last`` is the statement before in the sentence; ``joined`` tells that only a 、 or 和 stands between."""
    share = _SHARE.match(around.before) if _NOUN.match(around.behind) else None
    measure = naming.LEVEL_END.search(around.before) or naming.MEASURE_END.search(around.before)
    quantity = around.quantity
    start = _EDGE.match(around.text, around.begin, quantity.start).end()  # type: ignore[union-attr]
    if share:
        base = around.raw_before[share.start(1) : share.end(1)]
        return Statement(naming.share(base, around.raw_behind), quantity, start, around.end, verb=True)
    if measure or not _NOUN.match(around.behind):
        made = _name_first(around, last, joined)
        return replace(made, start=start, abolished=bool(_CLEARED.search(around.behind)))
    made = _number_first(around, last)
    gone = bool(_CLEARED.search(around.behind) or _ABOLISH.search(around.before))
    return replace(made, start=start, end=around.end, abolished=gone)


def _name_first(around: _Words, last: Statement | None, joined: bool) -> Statement:
    """学前三年毛入园率达98%; 初中600元 behind 津贴提高至小学500元."""
    rise = _FROM.search(around.before)
    own = naming.unbounded(naming.clean(around.raw_before[: rise.start()] if rise else around.raw_before))
    verb = bool(_VERB.search(around.before))
    name, lead = own, _list_lead(around)
    rest = naming.members(own) if _RESPECTIVELY.search(around.before) else ()
    if rest:
        name, rest = rest[0], rest[1:]
    if last and joined and not own:
        name, rest, verb = (*last.rest, last.name)[0], last.rest[1:], verb or last.verb
    elif last and naming.is_stage(own) and (naming.has_stage(last.name) or (naming.measured(last.name) and not joined)):
        name, lead, verb = naming.restaged(last.name, own), last.lead, verb or last.verb
    elif last and not verb and (joined or (len(own) <= 4 and not naming.measured(last.name))):
        name, lead = naming.clean(last.lead, keep_verb=True) + own, last.lead
        verb = last.verb and bool(lead)
    if last and "其中" in around.before:
        verb = verb or last.verb
    if name and _SHARE_VERB.search(around.before):
        name += "占比"
    if last and joined and own.endswith("占比") and "占" in last.name[:-2]:
        name = last.name.partition("占")[0] + own
    return Statement(name, around.quantity, around.begin, around.quantity.end, lead=lead, verb=verb, rest=rest)


def _number_first(around: _Words, last: Statement | None) -> Statement:
    """新建2所中学; 3所小学 behind it; 1所高中入选市级项目."""
    head, lead = naming.clean(around.raw_before, keep_verb=True), around.raw_before
    verb = bool(_VERB.search(around.before) or naming.BEHIND.search(around.behind))
    if last and not head:
        head, lead, verb = naming.clean(last.lead, keep_verb=True), last.lead, verb or last.verb
    name = naming.with_noun(head, around.raw_behind)
    return Statement(name, around.quantity, around.begin, around.end, lead=lead, verb=verb)


def _list_lead(around: _Words) -> str:
    """津贴提高至 of 津贴提高至小学500元, which 初中600元 takes over; empty where the verb ends the words."""
    verbs = list(_VERB.finditer(around.before))
    return around.raw_before[: verbs[-1].end()] if verbs and verbs[-1].end() < len(around.before) else ""


def _full_name(made: Statement, last: Statement | None, around: _Words, phrase: Phrases) -> str:
    """The name with its subject where it is bare, and as a share where it is one."""
    name = made.name
    if naming.bare(name):
        name = (naming.subject(last.name, name) if last else _phrase_before(around, phrase)) + name
    elif last and naming.only_verb(name):
        name = f"{last.name.partition('(')[0]}({name})"
    if "占" in name[1:] and not naming.measured(name) and made.quantity.unit in _SHARES:
        name += "比例"
    return name if len(name) <= _LONGEST_NAME else made.name


def _phrase_before(around: _Words, phrase: Phrases) -> str:
    """The phrase before the comma, where it is short enough to be a subject."""
    end = phrase.before(around.quantity.start) - 1
    begin = phrase.before(end)
    return naming.clean(around.text[begin:end]) if 2 <= end - begin <= 24 else ""


def _risen(made: Statement, origin: Statement, folded: str, years: Sequence[Quantity], start: int) -> Statement:
    """津贴由500元提高到小学700元: the second number under the first one's name, with what stands between."""
    since = max(folded.rfind(word, origin.start, origin.quantity.start) for word in "由从")
    stage = _STEP.sub("", folded[origin.quantity.end : made.quantity.start])
    inner = years_named(folded, origin.quantity, [year for year in years if year.start > since], start)
    outer = years_named(folded, made.quantity, [year for year in years if not since < year.start < origin.end], start)
    return replace(
        made, name=origin.name + (stage if naming.is_stage(stage) else ""), start=origin.start, lead=origin.name,
        verb=True, years=outer, origin=origin.quantity, origin_year=inner[1] if inner else None,
    )  # fmt: skip
