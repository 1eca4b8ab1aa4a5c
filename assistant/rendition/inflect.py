"""Forms of English words: -ing, past, participle, third person, plural. Of a verb phrase the first word changes."""

from __future__ import annotations

import re
from functools import cache

from assistant.cues import table

_FIXED = re.compile(r"(?:s|people|staff|children|teeth|information|equipment|research|spending|funding|education)$")
_UNCOUNTED = re.compile(
    r"(?:ing|ment|ness|ance|ence|ship|ity|ism|cation|force|reform|work|culture|talent|safety|health|progress)$"
)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, done) for base, past, done in table("grammar")["irregular"]}


@cache
def _doubled() -> frozenset[str]:
    return frozenset(table("grammar")["doubled"])


def _first(phrase: str, form: str) -> str:
    """``phrase`` with its verb in ``form``; words joined by ``and``, and an adverb before the verb, are seen to."""
    parts = re.split(r"( and | or )", phrase)
    verbs = _verbs()
    made = []
    for at, part in enumerate(parts):
        words = part.split(" ")
        place = next((i for i, word in enumerate(words) if not word.endswith("ly") and word not in ("never", "all")), 0)
        if part.strip() in ("and", "or") or (at and words[place] not in verbs):
            made.append(part)
            continue
        words[place] = _FORMS[form](words[place])
        made.append(" ".join(words))
    return "".join(made)


@cache
def _verbs() -> frozenset[str]:
    """First words of the verbs of the grammar's list."""
    from assistant.rendition.lexicon import of_kind

    return frozenset((*(said.split(" ")[0] for said in of_kind("verb").values()), "fall"))


def _ing(word: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "ye")) and word != "be":
        return f"{word[:-1]}ing"
    return f"{word}{word[-1]}ing" if word in _doubled() else f"{word}ing"


def _past(word: str) -> str:
    if word in _irregular():
        return _irregular()[word][0]
    return _ed(word)


def _done(word: str) -> str:
    if word in _irregular():
        return _irregular()[word][1]
    return _ed(word)


def _ed(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied"
    return f"{word}{word[-1]}ed" if word in _doubled() else f"{word}ed"


def _third(word: str) -> str:
    if word in ("be", "have"):
        return {"be": "is", "have": "has"}[word]
    if re.search(r"(?:s|x|ch|sh|o)$", word):
        return f"{word}es"
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


_FORMS = {"ing": _ing, "past": _past, "done": _done, "third": _third}


def ing(phrase: str) -> str:
    """set up and improve → setting up and improving."""
    return _first(phrase, "ing")


def past(phrase: str) -> str:
    """set up → set up, carry out → carried out."""
    return _first(phrase, "past")


def done(phrase: str) -> str:
    """The participle: run → run, take → taken."""
    return _first(phrase, "done")


def third(phrase: str) -> str:
    """take part → takes part."""
    return _first(phrase, "third")


def many(noun: str) -> str:
    """The plural of a noun phrase's last word, where it has one: primary school → primary schools."""
    link = re.search(r" (?:of|in|for|at|with|to|who|that) ", noun)
    if link:
        return f"{many(noun[: link.start()])}{noun[link.start() :]}"
    if not noun or not noun[-1].isalpha() or _FIXED.search(noun) or _UNCOUNTED.search(noun):
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:x|ch|sh)$", noun) else f"{noun}s"


def several(noun: str) -> bool:
    """Whether a noun phrase is plural."""
    noun = re.sub(r"\b[\w-]+- and [\w-]+-level|^(?:a number|a group|various kinds|all kinds) of ", "", noun)
    if re.match(r"(?:every|each) ", noun) and "," not in noun:
        return False
    head = re.split(r" (?:of|for|in|at|on|with|to|that|who|from) ", noun)[0]
    return " and " in head or re.search(r"(?:[^s]s|people|children|staff)$", head) is not None
