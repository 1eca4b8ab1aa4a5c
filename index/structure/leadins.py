"""Unnumbered lead-ins: paragraphs that open with a phrase and a full stop, one like the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.lines import headed, stops
from index.structure.markers import RANK
from index.structure.tree import Draft

_LONGEST = 24
_PHRASE = re.compile(r"[\u4e00-\u9fff“”\"《》、·+\d%()a-z0-9.\-—]{4,24}$")
_NOT = re.compile(
    r"本|该|其|此|上述|前款|前项|凡|对于|如|若|因|根据|按照|依据|为了|经|附|注|截至|截止|到20|至20|20\d\d"
)
_MODAL = re.compile(r"应当|不得|可以|必须|有权|负责|是指|如下")
RANK_LEAD = RANK["dash"] + 1


def lead_ins(text: str, shown: str, drafts: list[Draft]) -> list[Draft]:
    """``drafts`` with their lead-ins made clauses of their own."""
    found: dict[int, dict[int, tuple[int, bool]]] = {}
    for index, draft in enumerate(drafts):
        if draft.kind in {"heading", "item", "annex"} and not _in_article(drafts, index):
            groups = _leads(text, draft.spans[draft.head :])
            if groups:
                found[index] = groups
    _lone(text, drafts, found)
    made = list(drafts)
    for index, leads in found.items():
        _split(shown, made, index, leads)
    return made


def _in_article(drafts: Sequence[Draft], index: int | None) -> bool:
    while index is not None:
        if drafts[index].style == "article":
            return True
        index = drafts[index].parent
    return False


def _phrase(text: str, start: int, end: int) -> int | None:
    """Where the lead of a paragraph ends: its first full stop, a short phrase before it and a text after it."""
    stop = text.find("。", start, min(end, start + _LONGEST + 1))
    if stop < 0 or end - stop < 12:
        return None
    phrase = text[start:stop]
    return stop if _PHRASE.match(phrase) and not _NOT.match(phrase) and not _MODAL.search(phrase) else None


def _leads(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, tuple[int, bool]]:
    """Paragraph → (end of its lead, whether that end is inferred), where two or more go together."""
    sure = {k: stop for k, (start, end) in enumerate(paragraphs) if (stop := _phrase(text, start, end)) is not None}
    bare = {
        k
        for k, (start, end) in enumerate(paragraphs)
        if headed(text[start:end], 20)
        and not stops(text[start:end])
        and _PHRASE.match(text[start:end])
        and k + 1 < len(paragraphs)
        and paragraphs[k + 1][1] - paragraphs[k + 1][0] > 40
    }
    leads = {k: (stop, False) for k, stop in sure.items()}
    leads |= _parallel(text, paragraphs, sure)
    if len(bare) > 1:
        leads |= {k: (paragraphs[k][1], False) for k in bare}
    if len(leads) < 2:
        return {}
    following = [k for k in range(min(leads), len(paragraphs)) if k - 1 not in bare]
    return leads if len(leads) * 2 > len(following) else {}


def _parallel(text: str, paragraphs: Sequence[tuple[int, int]], sure: dict[int, int]) -> dict[int, tuple[int, bool]]:
    """Leads that lost their full stop: same first word, same length as the others (坚持…, 实施…行动)."""
    found: dict[int, tuple[int, bool]] = {}
    for k, stop in sure.items():
        start = paragraphs[k][0]
        length, opening, closing = stop - start, text[start : start + 2], text[stop - 2 : stop]
        alike = [
            j
            for j, (other, end) in enumerate(paragraphs)
            if j not in sure and text[other : other + 2] == opening and end - other > length + 8
        ]
        twins = [j for j in sure if j != k and text[paragraphs[j][0] :].startswith(opening)] if alike else []
        for j in alike:
            cut = paragraphs[j][0] + length
            if text[cut - 2 : cut] == closing or any(sure[i] - paragraphs[i][0] == length for i in twins):
                found[j] = (cut, True)
    return found


def _lone(text: str, drafts: Sequence[Draft], found: dict[int, dict[int, tuple[int, bool]]]) -> None:
    """A single lead-in counts where its clause's neighbours have lead-ins too."""
    habit: dict[tuple[int | None, str], int] = {}
    for index in found:
        key = (drafts[index].parent, drafts[index].style)
        habit[key] = habit.get(key, 0) + 1
    for index, draft in enumerate(drafts):
        if index in found or habit.get((draft.parent, draft.style), 0) < 2:
            continue
        for k, (start, end) in enumerate(draft.spans[draft.head :]):
            stop = _phrase(text, start, end)
            if stop is not None and k > 0:
                found[index] = {k: (stop, False)}


def _split(shown: str, made: list[Draft], index: int, leads: dict[int, tuple[int, bool]]) -> None:
    parent = made[index]
    head, paragraphs = parent.spans[: parent.head], parent.spans[parent.head :]
    children = sorted(draft.start for draft in made if draft.parent == index)
    parent.spans = head
    current = parent
    for k, span in enumerate(paragraphs):
        if k in leads:
            end, inferred = leads[k]
            title = shown[span[0] : end]
            current = Draft("leadin", "leadin", 0, RANK_LEAD, title, title, span[0], parent=index, repaired=inferred)
            made.append(current)
        elif current is not parent and any(current.start < child < span[0] for child in children):
            current = parent
        current.spans.append(span)
