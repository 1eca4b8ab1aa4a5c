"""Which plans and places a question names: district, city, province, title, in Chinese or by sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from weakref import WeakKeyDictionary

from assistant.cues import has, stop_words, table
from index.library import Library
from index.plan import Plan
from index.script import fold
from index.words import segment

_SUFFIXES = ("自治区", "自治州", "自治县", "新区", "区", "县", "市", "省", "州", "旗", "盟")
_ENGLISH_PLACE = re.compile(
    r"\b([A-Z][a-z]+(?:['’]?[a-z]+)?(?:[ -][A-Z][a-z]+)?)(?:['’]s)? "
    r"(District|County|City|Province|Prefecture|New Area)\b"
)


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
def sounds(name: str) -> tuple[str, ...]:
    """How a Chinese name is written in Latin letters, without tones and blanks; several where a character has more
    than one reading."""
    from pypinyin import Style, pinyin

    readings = pinyin(name, style=Style.NORMAL, heteronym=True)
    usual = "".join(syllable[0] for syllable in pinyin(name, style=Style.NORMAL))
    spelt = ("".join(one) for one in islice(product(*readings), 24))
    return tuple(dict.fromkeys(text.replace("ü", "v") for text in (usual, *spelt)))


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
        for match in re.finditer(re.escape(name), text):
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
    masked = "".join(" " if any(a <= i < b for a, b in taken) else char for i, char in enumerate(folded))
    found = [
        (name, masked.find(name)) for name in [*data["provinces"].split(), *data["cities"].split()] if name in masked
    ]
    found = [(name, at + len(name)) for name, at in found if name not in known]
    found += _suffixed(masked, frozenset(data["common"].split()), data["function"], joined=not exact)
    latin = set(re.findall("[a-z]{5,}", masked))
    found += [(sound.title(), masked.find(sound)) for sound in (sorted(_foreign_sounds() & latin) if latin else ())]
    no_name = frozenset(data["no_name_en"].split())
    for place in _ENGLISH_PLACE.finditer(text):
        words = [word for word in place[1].replace("-", " ").split() if word not in no_name]
        inside = any(a < place.end(1) and place.start(1) < b for a, b in taken)
        if words and not inside:
            found.append((f"{' '.join(words)} {place[2]}", place.end()))
    return found


def _suffixed(masked: str, common: frozenset[str], function: str, joined: bool) -> list[tuple[str, int]]:
    """Names that end in 区, 县 or 市: a word of that form, or, if ``joined``, what stands before a lone suffix."""
    found = []
    for run in re.finditer(r"[\u4e00-\u9fff]+", masked):
        at, before = run.start(), ""
        for word in segment(run.group()):
            at += len(word)
            name = word if len(word) > 2 or not joined else before + word
            placed = word[-1] in "区县市" and 3 <= len(name) <= 6 and bare(name) != name
            if placed and not any(name.endswith(other) for other in common if len(other) > 1):
                found.append((name, at))
            if word in function or word in common or word in stop_words()[1] or word[-1] in "区县市":
                before = ""
            else:
                before = word if len(word) > 1 or len(before) > 2 else before + word
    return found


def _by_kind(folded: str, plans: Iterable[Plan]) -> list[str]:
    """A plan meant by its kind (三年行动计划, 工作方案, 解读) where only one plan is of that kind."""
    kinds: dict[str, list[str]] = {}
    for plan in plans:
        for word in table("places")["kinds"].split():
            if word in fold(plan.title) or word in fold(plan.metadata.kind):
                kinds.setdefault(word, []).append(plan.id)
    return [found[0] for word, found in kinds.items() if len(found) == 1 and word in folded]


def named(text: str, library: Library) -> Named:
    """The plans and unknown places that ``text`` names. A district goes before its city, a city before the kind of
    document; a city or province beside an unknown district stands for nothing."""
    folded = fold(text)
    names = _names_of(library)
    titles = [plan.id for plan in library.plans.values() if len(plan.title) > 6 and fold(plan.title) in folded]
    plans, spans = _find(folded, names.district)
    wide, wide_spans = _find(folded, names.city)
    wide_spans = [span for span in wide_spans if not any(a < span[1] and span[0] < b for a, b in spans)]
    known = {*names.district, *names.city}
    missing = _unknown(text, folded, [*spans, *wide_spans], known, bool(spans))
    exact = bool(plans or titles)
    if not exact and not missing:
        plans = wide if wide_spans else _by_kind(folded, library.plans.values())
    chosen = {*plans, *titles}
    unknown = _without_parts([name for name, _ in missing])
    if exact and not has(folded, "comparison"):
        # 天津红桥区: what stands before a known district is its city or province
        unknown = [name for name in unknown if name not in table("places")["provinces"].split()]
    return Named(
        tuple(plan for plan in library.plans if plan in chosen),
        tuple(unknown),
        tuple(sorted({*spans, *wide_spans})),
        exact,
    )


def _without_parts(names: list[str]) -> list[str]:
    """Names once each, without those that are part of another (成都 beside 成都市)."""
    once = list(dict.fromkeys(names))
    return [name for name in once if not any(name != other and name in other for other in once)]
