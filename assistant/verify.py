"""Does a sentence follow from its evidence? Typed checks without a model; pure.

``check`` compares what must not change in a restatement: numbers with unit, qualifier and direction, years, document
numbers, titles, places, modality, negation and opposites; then the share of the sentence that its evidence covers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.arithmetic import recompute
from assistant.draft import DraftDerivation, DraftSentence
from assistant.english import in_plan_words
from assistant.evidence import evidence_of
from assistant.wordcheck import frame_words, pairs, places, wording
from index.library import Library
from index.quantity import Quantity, find_quantities, same
from index.script import fold

COVER = 0.6
"""Share of a sentence's character pairs that its evidence must hold."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_TITLE = re.compile(r"《([^《》]{2,60})》")


def check(
    text: str, evidence: Sequence[str], derived: Sequence[DraftDerivation] = (), context: str = ""
) -> tuple[str, ...]:
    """What in ``text`` its ``evidence`` does not bear out, as short reasons; empty when it all holds.

    ``evidence`` are the quoted words, ``context`` names that may be used of them (plan title, district, issuer,
    headings). Numbers are borne out by the evidence or a declared computation only.
    """
    said, ground = fold(in_plan_words(text)), fold("\n".join(evidence))
    names = f"{ground}\n{fold(context)}"
    reasons = [*recompute(derived, ground, said)]
    reasons += _numbers(said, ground, fold(context), derived)
    reasons += [f"title {title}" for title in _TITLE.findall(said) if _plain(title) not in _plain(names)]
    reasons += places(said, names)
    if _HAN.search(said):
        reasons += wording(said, ground, names)
        bare = said
        for one in find_quantities(said):
            bare = bare[: one.start] + " " * (one.end - one.start) + bare[one.end :]
        share = cover(bare, names)
        if share < COVER:
            reasons.append(f"cover {share:.2f}")
    return tuple(dict.fromkeys(reasons))


def check_draft(sentence: DraftSentence, library: Library) -> tuple[str, ...]:
    """``check`` of a drafted sentence against its own quotes. A frame states no fact and has nothing to bear out; a
    sentence that states one without a quote fails."""
    if sentence.frame:
        return ()
    if not sentence.quotes:
        return ("no quote",)
    quoted, context = evidence_of(sentence, library)
    if not all(quoted):
        return ("unknown clause",)
    return check(sentence.text, quoted, sentence.derived, context)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def cover(text: str, ground: str) -> float:
    """Share of the Han character pairs of ``text`` that occur in ``ground`` (both folded); 1 where it has none."""
    own = [pair for pair in pairs(text) if _HAN.match(pair)]
    frame = _frames()
    bare = [pair for pair in pairs(frame.sub(" ", text)) if _HAN.match(pair)]
    if not own or not bare:
        return 1.0
    held = set(pairs(ground))
    return sum(pair in held for pair in bare) / len(bare)


@cache
def _frames() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(frame_words(), key=len, reverse=True)))


# --- numbers -----------------------------------------------------------------------------------


def _numbers(said: str, ground: str, context: str, derived: Sequence[DraftDerivation]) -> list[str]:
    known = find_quantities(ground)
    named = [one for one in find_quantities(context) if one.kind in ("year", "year_range", "docno")]
    computed = [one for result in derived for one in find_quantities(fold(result.result))]
    reasons = []
    for one in find_quantities(said):
        if one.kind == "ordinal" or any(same(one, other) for other in computed):
            continue
        if one.kind in ("year", "year_range") and _year_known(one, [*known, *named]):
            continue
        alike = [other for other in known if same(one, other)] or [other for other in named if same(one, other)]
        if not alike and one.unit and one.unit in ground:  # a table keeps the unit in a cell of its own
            alike = [other for other in known if not other.unit and other.value == one.value and other.high == one.high]
        if not alike and not one.unit and not _HAN.search(said[one.end : one.end + 2]):
            alike = [other for other in known if other.canonical[0] == one.canonical[0]]
        if not alike:
            reasons.append(f"{'year' if one.kind.startswith('year') else 'number'} {one.text}")
        elif not any(one.bound == other.bound for other in alike):
            reasons.append(f"qualifier of {one.text}")
        elif not any(_same_way(one, other) for other in alike):
            reasons.append(f"direction of {one.text}")
    return reasons


def _same_way(one: Quantity, other: Quantity) -> bool:
    return not (one.polarity and other.polarity) or one.polarity == other.polarity


def _year_known(one: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether a year or run of years is one that ``known`` gives: as such, in a date, or, where no single year is
    given at all, as an end of a period."""
    for other in known:
        if (
            other.kind == "date"
            and other.value >= 10**5
            and one.kind == "year"
            and str(other.value)[:4] == str(one.value)
        ):
            return True
        if other.years and one.years == other.years:
            return True
    dated = any(other.kind == "year" for other in known)
    ends = {year for other in known if other.kind == "year_range" and other.years for year in other.years}
    return one.kind == "year" and not dated and one.years is not None and one.years[0] in ends
