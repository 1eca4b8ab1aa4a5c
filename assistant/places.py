"""Which plans and places a question names: district, city, province, title, in Chinese or by sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from assistant import gazetteer
from assistant.cues import has, stop_words, table
from assistant.ground import sample
from assistant.misspelt import heard, meant
from assistant.sounds import sounds
from index.gloss import chinese
from index.library import Library
from index.plan import Plan
from index.script import fold
from index.words import segment

_SUFFIXES = ("自治区", "自治州", "自治县", "新区", "区", "县", "市", "省", "州", "旗", "盟")
_ENGLISH_PLACE = re.compile(
    r"\b([A-Z][a-z]+(?:['’]?[a-z]+)?(?:[ -][A-Z][a-z]+)?)(?:['’]s)? "
    r"(District|County|City|Province|Prefecture|New Area|district|county)\b"
)
_OF_ITS = re.compile("^.*['’]s ")
"""Tianjin's, before the name of what lies in it."""
_LATIN_NAME = re.compile(
    r"\b([A-Z][a-z]+(?:['’][a-z]+)?)(?:['’]s)?\b(?! ?[A-Z])(?! (?:road|street|middle|primary|school))"
)
"""A capitalised word that no other such word follows: Yubei, not the Xinhua of Xinhua School."""
_INSTITUTION = re.compile("(?:[大中小]学|学院|幼儿园|学校|职专|医院|路|街|[一-九十]中)")


_SAID = re.compile('[“"「『][^“”"「」『』]{9,}[”"」』]')
"""What is quoted at length, a sentence of a plan: the places in it are none that is asked about."""
_OFFICE = re.compile("的?(?:人民)?(?:政府|教育局|教委|教体局|规划|教育规划|教育事业)")
"""What stands behind the name of a district, and not behind 实现区."""
TITLE = 7
"""Characters of a title from which a plan is known by it."""
_BRACKETS = re.compile(r"[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")
SOUND = 7
"""Letters of a capitalised word that reads as Chinese syllables and is no English word, from which it is a place."""
"""Characters that read as surnames unlike elsewhere."""
_PARTNER = (
    "(?:跟|与|和|同)[^，。？?]{{0,4}}{}(?:市|省|区|县)?(?:那边|那里|那头|方面)?"
    "[^，。？?]{{0,4}}(?:合作|联手|联合|携手|结对|共建|共同|一起|搞|协作)"
)
"""A place that a known district works with (跟成都那边联手办学): not one that is asked about."""
_PARTNER_EN = "(?:work|cooperat|collaborat|partner|exchange|ties|links?)\\w* (?:\\w+ ){{0,3}}?(?:with|to) {}"


@dataclass(frozen=True, slots=True)
class Named:
    """``plans`` are ids in library order; ``unknown`` places that no plan is of; ``spans`` what was read as a place
    name in the folded text; ``exact`` whether a district (not just its city) was named."""

    plans: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    exact: bool = False


def bare(place: str) -> str:
    """A place name without its suffix: 江北区 → 江北; too short a rest keeps it (黄县)."""
    for suffix in _SUFFIXES:
        if place.endswith(suffix) and len(place) - len(suffix) >= 2:
            return place[: -len(suffix)]
    return place


@cache
def _foreign_sounds() -> frozenset[str]:
    """The listed provinces and cities as they are spelt in English."""
    data = table("places")
    return frozenset(
        sounds(name)[0] for name in [*data["provinces"].split(), *data["cities"].split()] if len(sounds(name)[0]) > 4
    )


@dataclass(frozen=True, slots=True)
class _Names:
    district: dict[str, tuple[str, ...]]
    city: dict[str, tuple[str, ...]]


_names: WeakKeyDictionary[Library, _Names] = WeakKeyDictionary()


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, plan in pairs:
        for form in dict.fromkeys((fold(name), bare(fold(name)))):
            if len(form) >= 2 and plan not in found.get(form, ()):
                found[form] = (*found.get(form, ()), plan)
    return found


def _names_of(library: Library) -> _Names:
    if library not in _names:
        plans = library.plans.values()
        districts = [(plan.metadata.district, plan.id) for plan in plans if plan.metadata.district]
        wider = [(name, plan.id) for plan in plans for name in (plan.metadata.city, plan.metadata.province) if name]
        _names[library] = _Names(_gather(districts), _gather(wider))
    return _names[library]


def _find(text: str, names: dict[str, tuple[str, ...]]) -> tuple[list[str], list[tuple[int, int]]]:
    """Plans whose name stands in ``text``, longest name first; ``text`` is folded."""
    plans: list[str] = []
    spans: list[tuple[int, int]] = []
    latin = re.search("[a-z]{3}", text) is not None
    run = re.sub(r"[^a-z]", "", text) if latin else ""
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(re.escape(name), text) if name in text else ():
            if not any(start <= match.start() < end for start, end in spans):
                spans.append(match.span())
                plans += names[name]
        if latin and name == bare(name):
            for sound in sounds(name):
                if len(sound) >= 5 and sound in run:
                    loose = re.search(r"['’\s-]*".join(sound), text)
                    if loose:
                        spans.append(loose.span())
                        plans += names[name]
                        break
    return plans, spans


def _unknown(
    text: str, folded: str, taken: list[tuple[int, int]], known: set[str], exact: bool
) -> list[tuple[str, int]]:
    """Places named that no plan is of, with where each ends in the text."""
    data = table("places")
    aside = [*taken, *(match.span() for match in _SAID.finditer(folded))]
    masked = "".join(" " if any(a <= i < b for a, b in aside) else char for i, char in enumerate(folded))
    found = [
        (name, masked.find(name)) for name in [*data["provinces"].split(), *data["cities"].split()] if name in masked
    ]
    found = [(name, at + len(name)) for name, at in found if name not in known]
    found += _suffixed(masked, frozenset(data["common"].split()), data["function"], joined=not exact)
    latin = set(re.findall("[a-z]{5,}", masked))
    found += [(sound.title(), masked.find(sound)) for sound in (sorted(_foreign_sounds() & latin) if latin else ())]
    no_name = frozenset(data["no_name_en"].split())
    for place in _ENGLISH_PLACE.finditer(text):
        own = _OF_ITS.sub("", place[1])
        words = [word for word in own.replace("-", " ").split() if word not in no_name]
        inside = any(a < place.end(1) and place.end(1) - len(own) < b for a, b in taken)
        named_so = place[2][0].isupper() or gazetteer.like_pinyin(place[1])
        if words and not inside and named_so:
            found.append((f"{' '.join(words)} {place[2].title()}", place.end()))
    return found


def _bare_names(text: str, masked: str) -> list[tuple[str, int]]:
    """Counties and districts named without 区 or District, where the question names no other place."""
    found = []
    for run in re.finditer(r"[\u4e00-\u9fff]+", masked):
        at = run.start()
        for word in segment(run.group()):
            at += len(word)
            if word in gazetteer.names() and not _INSTITUTION.match(masked, at):
                found.append((word, at))
        whole = run.group()
        found += [(name, masked.find(name) + len(name)) for name in _long_names(whole)]
    if re.search("[A-Z]", text):
        for place in _LATIN_NAME.finditer(text):
            sound = re.sub("['’]", "", place[1]).lower()
            alone = not re.search("[A-Z][a-z]+ $", text[: place.start()])
            guessed = alone and len(sound) >= SOUND and gazetteer.like_pinyin(sound) and not chinese(sound)
            if masked[place.start(1)] != " " and (sound in gazetteer.spelt() or guessed):
                found.append((place[1], place.end(1)))
    return found


def _stands_in(library: Library, name: str) -> bool:
    """Whether some clause has the name: then it is a word of the plans (东南, 新建) or a place they speak of."""
    return any(name in text for text in sample(library))


def _long_names(run: str) -> list[str]:
    """Names of three and more characters, and shorter ones that are no word, that stand in a run, whatever the words
    it is cut into."""
    parts = {run[i : i + size] for size in (3, 4) for i in range(len(run) - size + 1)}
    pairs = {run[i : i + 2] for i in range(len(run) - 1)}
    return sorted((parts & gazetteer.names()) | (pairs & gazetteer.split()))


def _suffixed(masked: str, common: frozenset[str], function: str, joined: bool) -> list[tuple[str, int]]:
    """Names that end in 区, 县 or 市: a word of that form, or, if ``joined``, what stands before a lone suffix."""
    found = []
    for run in re.finditer(r"[\u4e00-\u9fff]+", masked):
        at, before = run.start(), ""
        for word in segment(run.group()):
            at += len(word)
            name = word if len(word) > 2 or not joined else before + word
            placed = word[-1] in "区县市" and 3 <= len(name) <= 6 and bare(name) != name
            verb = name != word and before in gazetteer.verbs() and not _OFFICE.match(masked, at)
            if placed and not verb and not any(name.endswith(other) for other in common if len(other) > 1):
                found.append((name, at))
            if word in function or word in common or word in stop_words()[1] or word[-1] in "区县市":
                before = ""
            else:
                before = word if len(word) > 1 or len(before) > 2 else before + word
    return found


@lru_cache(maxsize=1 << 14)
def _kinds_of(title: str, kind: str) -> tuple[str, ...]:
    """The kinds that a plan's title, or what its metadata says it is, names."""
    return tuple(word for word in table("places")["kinds"].split() if word in fold(title) or word in fold(kind))


def _by_kind(folded: str, plans: Iterable[Plan]) -> list[str]:
    """A plan meant by its kind (三年行动计划, 工作方案, 解读) where only one plan is of that kind."""
    if not any(word in folded for word in table("places")["kinds"].split()):
        return []
    kinds: dict[str, list[str]] = {}
    for plan in plans:
        for word in _kinds_of(plan.title, plan.metadata.kind):
            kinds.setdefault(word, []).append(plan.id)
    return [found[0] for word, found in kinds.items() if len(found) == 1 and word in folded]


@lru_cache(maxsize=1 << 14)
def _title_forms(title: str) -> tuple[str, ...]:
    """A plan's title as it may be written: without marks, and without what stands in brackets."""
    forms = (re.sub(r"\W", "", form) for form in (fold(title), _BRACKETS.sub("", fold(title))))
    return tuple(dict.fromkeys(form for form in forms if len(form) >= TITLE))


def _titled(folded: str, plans: Iterable[Plan]) -> tuple[list[str], list[tuple[int, int]]]:
    """Plans whose title stands in the question, with or without its marks and brackets, and where."""
    at = [place for place, char in enumerate(folded) if re.match(r"\w", char)]
    bare_text = "".join(folded[place] for place in at)
    found, spans = [], []
    for plan in plans:
        form = next((form for form in _title_forms(plan.title) if form in bare_text), "")
        if form:
            first = bare_text.index(form)
            found.append(plan.id)
            spans.append((at[first], at[first + len(form) - 1] + 1))
    return found, spans


def named(text: str, library: Library) -> Named:
    """The plans and unknown places that ``text`` names. A district goes before its city, a city before the kind of
    document; a city or province beside an unknown district stands for nothing."""
    folded = fold(text)
    names = _names_of(library)
    titles, title_spans = _titled(folded, library.plans.values())
    plans, spans = _find(folded, names.district)
    wide, wide_spans = _find(folded, names.city)
    wide_spans = [span for span in wide_spans if not any(a < span[1] and span[0] < b for a, b in spans)]
    known = {*names.district, *names.city}
    missing = _unknown(text, folded, [*spans, *wide_spans], known, bool(spans))
    for name, end in missing if not spans else ():
        if district := meant(name, names.district):
            plans, spans, missing = [*names.district[district]], [(end - len(district), end)], []
            break
    if not spans and not titles and not missing:
        district, start, end = heard(folded, names.district)
        plans, spans = (list(names.district[district]), [(start, end)]) if district else (plans, spans)
    if not spans and not titles and not missing:
        apart = [*wide_spans, *(match.span() for match in _SAID.finditer(folded))]
        plain = "".join(" " if any(a <= i < b for a, b in apart) else char for i, char in enumerate(folded))
        missing = [one for one in _bare_names(text, plain) if not _stands_in(library, one[0])]
    exact = bool(plans or titles)
    if not exact and not missing:
        plans = wide if wide_spans else _by_kind(folded, library.plans.values())
    chosen = {*plans, *titles}
    unknown = _without_parts([name for name, _ in missing])
    if exact and not has(folded, "comparison"):
        # 天津红桥区: what stands before a known district is its city or province
        unknown = [name for name in unknown if name not in table("places")["provinces"].split()]
        both = f"{_PARTNER}|{_PARTNER_EN}"
        unknown = [name for name in unknown if not re.search(both.format(*[re.escape(fold(name))] * 2), folded)]
    return Named(
        tuple(plan for plan in library.plans if plan in chosen),
        tuple(unknown),
        tuple(sorted({*spans, *wide_spans, *title_spans})),
        exact,
    )


def _without_parts(names: list[str]) -> list[str]:
    """Names once each, without those that are part of another (成都 beside 成都市)."""
    once = list(dict.fromkeys(names))
    return [name for name in once if not any(name != other and name in other for other in once)]
