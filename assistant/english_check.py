"""What an English sentence says against the Chinese it cites: names, strength, polarity and what is claimed of whom.

Numbers are compared by ``assistant.numbercheck`` after ``amounts.in_plan_words``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from assistant.amounts import MONTHS, in_plan_words
from assistant.binding import bound
from assistant.breaks import SENTENCE, pairs
from assistant.cues import table
from assistant.echo import LEAST, content_words, echo
from assistant.glossary import glossary
from assistant.places import bare
from assistant.sounds import sounds, surname
from index.alternation import alternation
from index.gloss import chinese
from index.quantity import find_quantities
from index.script import fold

FEW = 4
"""Content words below which the share of them that the evidence echoes says nothing."""

FRAME = 12
"""Letters of a frame's part from which it is known for the answerer's own."""
MISSING = 0.6
"""Share of content words without a translation in the evidence from which a sentence is about something else."""

GIVEN = 0.5
"""Share of a sentence's character pairs from which a quotation gives that sentence."""
PLAINLY = 1.5
"""How much more of a sentence one of two texts must echo for it to be what the sentence is about."""

_OF_STRENGTH = ("commitment", "aim", "trial", "encouragement", "permission", "prohibition")
_OF_SCHOOLS = ("primary", "junior secondary", "senior secondary", "kindergarten", "vocational", "public", "private")
_PLACE = re.compile(r"\b([A-Z][a-z]+(?:['’]?[a-z]+)?) (?:District|County|City|Province|Prefecture|Banner)\b")
_NAME = re.compile(r"(?<![.!?:] )(?<!^)(?<![“‘(])\b[A-Z][a-z]{3,}\b")
_NUMBERS = re.compile(r"\b(?:million|billion|thousand|hundred|yuan|percent|per cent)\b")
_NO_LESS = re.compile(
    r"\b(?:must|shall|should|may|can|will|is|are|does|do)? ?not (?:to )?(?:be |fall |drop |exceed )*"
    r"(?:lower|less|fewer|below|under|higher|more|greater)\b(?: than)?",
    re.IGNORECASE,
)
_BOUND = re.compile("不(?:低于|少于|高于|超过|多于)|以[上下内]")
"""A bound of a number in either language: it forbids nothing."""
_LABEL = re.compile(r"^\W*([A-Za-z]+)\s*[:!]\s")
_PLAIN = frozenset({"yes", "no", "answer", "note", "summary", "overall"})
"""Words before a colon that announce a sentence and claim nothing."""
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,8}")


def english_reasons(said: str, ground: str, names: str, quoted: str) -> list[str]:
    """What the English ``said`` (as written, its Chinese left out) claims that folded ``ground`` does not; ``names`` is
    the evidence with the names that may be used of it. ``quoted``: the original that the sentence gives beside it."""
    said = _tags().sub(" ", said)
    if _BOUND.search(ground):
        said = _NO_LESS.sub(" ", said)
    reasons = [f"place {name}" for name in _PLACE.findall(said) if not _sounds_in(name, names)]
    near = _rendered(quoted, ground) or nearest(said, ground)
    reasons += _claims(said, names, near if quoted else _foremost(said, near))
    reasons += _negation(said, near)
    reasons += _levels(said, ground)
    if not quoted:
        reasons += [f"name {name}" for name in _strangers(said, names)]
        reasons += [f"word {word}" for word in _label(said, f"{names} {ground}")]
        reasons += [] if said.rstrip().endswith(":") else _weak(said, near)
        if len(content_words(said)) >= FEW and (
            echo(_NUMBERS.sub(" ", said), ground) < LEAST or missing(said, ground) > MISSING
        ):
            reasons.append("cover of the English words")
    return reasons


def _label(said: str, ground: str) -> list[str]:
    """The one word set before the sentence (unlocked: …) that the evidence has neither in sound nor in meaning."""
    words = [word for word in _LABEL.findall(said) if word.lower() not in _PLAIN]
    return [word for word in words if not _sounds_in(word, ground) and not any(way in ground for way in chinese(word))]


def _rendered(quoted: str, ground: str) -> str:
    """The sentences of the evidence of which ``quoted`` gives most; empty where it gives none."""
    own = set(pairs(quoted))
    windows = [(part, set(pairs(part))) for part in SENTENCE.split(ground) if part.strip()]
    return "\n".join(part for part, held in windows if held and len(held & own) >= GIVEN * len(held))


def nearest(said: str, ground: str) -> str:
    """The sentence of the evidence that ``said`` is most about: by its numbers; the two
    most like it by its words' translations where it gives none."""
    windows = [part for part in SENTENCE.split(ground) if part.strip()]
    told = [one for one in find_quantities(in_plan_words(said)) if one.kind == "amount"]

    def alike(window: str) -> tuple[int, int, float]:
        known = find_quantities(window)
        shared = sum(any(one.canonical[0] == other.canonical[0] for other in known) for one in told)
        return shared, answered(said, window), echo(said, window)

    ranked = sorted(windows, key=alike, reverse=True)
    return "\n".join(ranked[: 1 if ranked and alike(ranked[0])[0] else 2]) if len(windows) > 1 else ground


def answered(said: str, window: str) -> int:
    """Content words of ``said`` of which ``window`` has a translation."""
    words = dict.fromkeys(word.lower() for word in content_words(said))
    return sum(any(len(way) > 1 and way in window for way in chinese(word)) for word in words)


def _foremost(said: str, near: str) -> str:
    """Of two sentences that ``said`` may be about the one that it plainly is: a word of strength counts
    only there."""
    windows = sorted((part for part in near.split("\n") if part), key=lambda part: echo(said, part), reverse=True)
    if len(windows) == 2 and echo(said, windows[0]) >= PLAINLY * echo(said, windows[1]):
        return windows[0]
    return near


def missing(said: str, ground: str) -> float:
    """Share of the content words of ``said`` of which the dictionary knows Chinese and ``ground`` has none; 0
    where they are few."""
    known = [chinese(word) for word in dict.fromkeys(content_words(said))]
    rated = [words for words in known if words]
    held = {pair for word in re.findall(r"[\u3400-\u9fff]+", ground) for pair in pairs(word)}
    lost = sum(not any(word in ground or set(pairs(word)) & held for word in words) for words in rated)
    return lost / len(rated) if len(rated) > FEW else 0.0


def _levels(said: str, ground: str) -> list[str]:
    """A number said of another level or kind of school than the evidence gives it for."""
    reasons = []
    kinds = [one for one in _patterns() if one[0] in _OF_SCHOOLS]
    levels = re.compile("|".join(chinese_.pattern for _, _, chinese_ in kinds))
    known = bound(ground)
    for part in re.split(r"[,;]| and |\. ", in_plan_words(re.sub(r"\([^()]*\)", "", said))):
        for one in find_quantities(part):
            own = [other.near for other in known if other.quantity.canonical[0] == one.canonical[0]]
            if one.kind != "amount" or not own or not all(levels.search(near) for near in own):
                continue
            reasons += [
                f"{one.text} is not of {name}"
                for name, english, chinese_ in kinds
                if english.search(part) and not any(chinese_.search(near) for near in own)
            ]
    return reasons


def _claims(said: str, names: str, near: str) -> list[str]:
    """Claims without their Chinese: those of strength in the sentence ``near`` it, the others anywhere."""
    return [
        f"{name} put in"
        for name, english, chinese_ in _patterns()
        if english.search(said) and not chinese_.search(near if name in _OF_STRENGTH else names)
    ]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    claims: list[dict[str, Any]] = table("english")["claims"]
    return tuple(
        (one["name"], re.compile(rf"\b(?:{one['en']})\b", re.IGNORECASE), re.compile(one["zh"])) for one in claims
    )


def _negation(said: str, ground: str) -> list[str]:
    words = table("english")["negation"]
    bare_words = re.sub(words["kept"], " ", said)
    if re.search(words["en"], bare_words, re.IGNORECASE) and not re.search(words["zh"], ground):
        return ["negation put in"]
    held = re.search(words["strong"], ground)
    if (
        held
        and len(SENTENCE.split(ground.strip("。；;\n"))) == 1
        and not re.search(words["refused"], bare_words, re.IGNORECASE)
    ):
        return [f"negation {held.group()} left out"]
    return []


def _weak(said: str, ground: str) -> list[str]:
    """A word of aim or trial that the one sentence cited begins or goes with, and the English leaves out."""
    words = table("english")["weak"]
    if len(SENTENCE.split(ground.strip("。；;\n"))) > 1 or re.search(words["en"], said, re.IGNORECASE):
        return []
    parts = [part for part in re.split(r"[，,]", ground) if part]
    told = {one.canonical[0] for one in find_quantities(in_plan_words(said)) if one.kind == "amount"}
    own = [part for part in parts if told & {one.canonical[0] for one in find_quantities(part)}] or parts
    held = re.search(words["zh"], "，".join(own))
    if held:
        return [f"{held.group()} left out"]
    return []


def _strangers(said: str, names: str) -> list[str]:
    """Names inside the sentence that are none of the evidence's by sound and no words of the field."""
    return [
        name
        for name in _NAME.findall(said)
        if name not in _known_words()
        and not _sounds_in(name, names)
        and not any(len(word) > 1 and word in names for word in chinese(name))
    ]


@cache
def _tags() -> re.Pattern[str]:
    """The answerer's own English: its frames, and how firmly a word binds (``assistant.english``)."""
    said = alternation(table("english")["strength"].values())
    texts = (entry["en"] for entry in table("frames").values() if isinstance(entry, dict))
    parts = {
        part.strip() for text in texts for part in re.split(r"\{\w+\}|[“”:.,()]", text) if len(part.strip()) > FRAME
    }
    return re.compile(rf"\(“[^“”()]*”: (?:{said})\)|{alternation(parts)}")


@cache
def _known_words() -> frozenset[str]:
    """Capitalised words of the English that is the assistant's own: the glossary's and the frames'."""
    texts = [
        *(said for term, said in glossary().items() if len(said) > 12 or not term),
        str(table("frames")),
        str(table("english")),
    ]
    return frozenset(re.findall(r"[A-Z][a-z]{3,}", " ".join(texts))) | frozenset(
        (*MONTHS, *["Chinese", "China", "English", "Article"])
    )


def _sounds_in(name: str, names: str) -> bool:
    """Whether a name in Latin letters is the sound of a name in ``names``."""
    wanted = re.sub(r"[^a-z]", "", name.lower())
    return wanted in fold(names).lower() or wanted in _spelt(names)


@lru_cache(maxsize=512)
def _spelt(names: str) -> str:
    """``names`` by their sound, run by run, place suffixes off as well as on; then what may be surnames."""
    runs = dict.fromkeys(_HAN_NAME.findall(names))
    whole = (f"{sounds(run)[0]} {sounds(bare(run))[0]}" for run in runs)
    return " ".join([*whole, *map(surname, dict.fromkeys("".join(runs)))])
