"""Does a sentence follow from its evidence? Typed checks without a model; pure.

``check`` compares what must not change in a restatement: numbers with unit, qualifier, direction, the words and the
year they are said of, document numbers, titles, places, bodies, strength, negation and opposites; then the share of the
sentence that its evidence covers. An English sentence is read in English (``assistant.english_check``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.amounts import in_plan_words
from assistant.arithmetic import recompute
from assistant.binding import misbound
from assistant.breaks import pairs
from assistant.columns import misplaced
from assistant.deed import misdone
from assistant.done import told_as_done
from assistant.draft import DraftDerivation, DraftSentence
from assistant.duty import misplaced_duty
from assistant.english_check import english_reasons
from assistant.evidence import evidence_of, headings_of
from assistant.kept import Kept
from assistant.namecheck import bodies, doubled, places, rhythm, roles, seats
from assistant.numbercheck import codes, numbers
from assistant.polarity import firmness, turned
from assistant.relation import turned_round
from assistant.sameword import frame_words, general, restates
from assistant.wordcheck import astray, content, measured, unnamed, without_frames, wording
from index.alternation import any_of
from index.library import Library
from index.script import fold

COVER = 0.6
"""Share of a sentence's character pairs that its evidence must hold."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[a-z]{2,}")
_ORIGINAL = re.compile(
    r"“(?:[^“”]|“[^“”]*”)*[\u3400-\u9fff](?:[^“”]|“[^“”]*”)*”"
    r"|\([^()]*[\u3400-\u9fff][^()]*\)|[^\sa-z“”()]*[\u3400-\u9fff][^\sa-z“”()]*"
)
"""Chinese words in an English sentence: quoted, in brackets or bare; folded."""
_LATIN = re.compile(r"[a-z][a-z' ,-]*(?=[\s,“”()\u3400-\u9fff]|$)")
_FIGURE = "(?=[\\d一二两三四五六七八九十百])"
_APART = re.compile(r"(至少|至多|最多)((?:要|应|得|有|需|能|拥有|达到?|保证|安排|开展|参加|完成){1,2})(?=\d)")
"""A bound that a verb parts from its number (至少拥有2名)."""
_MOST, _LEAST = (
    re.compile(rf"(?:最[多长高久大]|至多)(?:为|是)?{_FIGURE}"),
    re.compile(rf"(?:最[少短低小]|至少)(?:为|是)?{_FIGURE}"),
)
_UNDER = re.compile(f"不到{_FIGURE}")
_EVERY = re.compile("每(?=[百千万])")
_TITLE = re.compile(r"《([^《》]{2,60})》")

_reasons = Kept[DraftSentence, tuple[str, ...]](1 << 9)


def check(
    text: str,
    evidence: Sequence[str],
    derived: Sequence[DraftDerivation] = (),
    context: str = "",
    over: Sequence[str] = (),
) -> tuple[str, ...]:
    """What in ``text`` its ``evidence`` does not bear out, as short reasons; empty when it all holds.

    ``evidence`` are the quoted words, ``context`` names that may be used of them (plan title, district, issuer,
    headings), ``over`` the headings over each text of the evidence where known. Numbers are
    borne out by the evidence or a declared computation only.
    """
    texts = [_alike(fold(one)) for one in evidence]
    said, ground = fold(in_plan_words(text, spelt=not _HAN.search(text))), "\n".join(texts)
    said = _alike(_APART.sub(r"\2\1", said.replace("之内", "内")))
    names = f"{ground}\n{fold(context)}"
    english = is_english(text)
    reasons = [*recompute(derived, ground, said)]
    reasons += numbers(said, ground, fold(context), derived, english, english and bool(_HAN.search(text)))
    reasons += [f"title {title}" for title in _TITLE.findall(said) if _plain(title) not in _plain(names)]
    reasons += places(said, names)
    quoted = _LATIN.sub(" ", " ".join(_ORIGINAL.findall(fold(text)))) if english else said
    if english:
        own = "".join(text[a:b] for a, b in _outside(text))
        reasons += english_reasons(own, ground, names, quoted)
    if _HAN.search(quoted):
        headings = [fold(one) for one in over]
        reasons += (
            []
            if derived
            else misbound(quoted, texts, headings) + misplaced(quoted, texts) + astray(quoted, texts, fold(context))
        )
        reasons += [] if derived else misdone(quoted, texts)
        reasons += misplaced_duty(quoted, texts)
        reasons += _chinese(without_frames(quoted, bool(derived)), ground, names)
    return tuple(dict.fromkeys(reasons))


def _alike(text: str) -> str:
    """Folded ``text`` with rates and bounds in one form (每百名: 每一百名, 每日: 每天, 最多: 不超过, 不到: 不足)."""
    text = _LEAST.sub("不少于", _MOST.sub("不超过", text))
    return _UNDER.sub("不足", _EVERY.sub("每一", text)).replace("每日", "每天")


def _outside(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` that are not Chinese words beside it."""
    inside = [match.span() for match in _ORIGINAL.finditer(fold(text))]
    return list(zip([0, *(end for _, end in inside)], [*(start for start, _ in inside), len(text)], strict=True))


def is_english(text: str) -> bool:
    """Whether a sentence is English, the original words it may give beside its own left aside."""
    bare = _ORIGINAL.sub(" ", fold(text))
    return len(_WORDS.findall(bare)) > len(_HAN.findall(bare))


def _chinese(said: str, ground: str, names: str) -> list[str]:
    reasons = [
        *codes(said, names),
        *bodies(said, names),
        *rhythm(said, names),
        *doubled(said, ground),
        *roles(said, ground),
        *seats(said, ground),
        *turned_round(said, ground),
    ]
    reasons += [
        *firmness(unnamed(said, names.removeprefix(ground)), ground),
        *turned(said, ground),
        *told_as_done(said, ground, names),
        *wording(said, ground, names),
    ]
    none = general() | measured(said)
    own = (word for word in content(said) if word not in none and (word in names or not restates(word, names)))
    share = cover(" ".join(own), names)
    return [*reasons, f"cover {share:.2f}"] if share < COVER else reasons


def check_draft(sentence: DraftSentence, library: Library) -> tuple[str, ...]:
    """``check`` of a drafted sentence against its own quotes. A frame states no fact and has nothing to bear out; a
    sentence that states one without a quote fails. Kept: an English one is checked when its words are chosen, and in
    its answer."""
    if sentence.frame:
        return ()
    if not sentence.quotes:
        return ("no quote",)
    known = _reasons.of(library)
    if sentence not in known:
        known[sentence] = _against_quotes(sentence, library)
    return known[sentence]


def _against_quotes(sentence: DraftSentence, library: Library) -> tuple[str, ...]:
    quoted, context = evidence_of(sentence, library)
    if not all(quoted):
        return ("unknown clause",)
    return check(sentence.text, quoted, sentence.derived, context, headings_of(sentence, library))


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
    return any_of(frame_words())
