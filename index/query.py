"""A question as weighted word-search terms: its own, the thesaurus's, for English a dictionary's."""

from __future__ import annotations

import re
from collections import Counter

from index.features import normalise
from index.gloss import chinese
from index.thesaurus import widen
from index.words import terms

THESAURUS = 0.7
"""Weight of a term that the thesaurus adds, beside 1 for a word of the asker."""
DICTIONARY = 0.8
"""Weight of a term of a dictionary's best translation."""
_GRAMMAR = frozenset("的了吗呢吧啊呀我你他她它们是在就都也还又很这那哪什么怎谁咋啥把被给让跟着")
_LITTLE = _GRAMMAR | frozenset(
    "有和与太不没要想能会可几多少个叫对从到得过去来说看办家里上下以为于之其及或而请问一所应该如何孩娃子"
)
"""Characters that say little in a question; those of ``_GRAMMAR`` spoil the pairs they stand in, too."""
_IDLE = re.compile(
    r"\b(?:come|came|go|goes|going|went|get|gets|got|getting|take|takes|took|give|gives|gave|make|makes|made|let|lets"
    r"|put|say|says|said|tell|tells|told|ask|asks|asked|know|knows|think|thinks|want|wants|wanted|look"
    r"|looks|see|seen|try|tries|keep|keeps|kept|thing|things|stuff|lot|lots|really|actually|please|still|even"
    r"|ever|never|always|anything|something|nothing|someone|anyone|everyone|nobody|else|supposed|bit"
    r"|guy|guys|folks|okay|yes|hi|hello|thanks|thank|dear|maybe|perhaps|around|again|too)\b"
)
"""English words of talk and of the frame, whose dictionary translations only distract."""
_SAYS_LITTLE, _SPOILT = 0.2, 0.5
"""Weights of a term all of such characters, and of one with a grammatical character in it."""
_FEW = 0.3
"""A question with a smaller share of Chinese characters among its letters is translated."""


def is_foreign(text: str) -> bool:
    """Whether a question is, on the whole, not in Chinese."""
    letters = [char for char in normalise(text) if char.isalpha()]
    chinese_letters = sum(1 for char in letters if char in "〇" or "㐀" <= char <= "鿿")
    return bool(letters) and chinese_letters < _FEW * len(letters)


def _worth(term: str) -> float:
    if _LITTLE.issuperset(term):
        return _SAYS_LITTLE
    return 1.0 if _GRAMMAR.isdisjoint(term) else _SPOILT


def word_weights(text: str, thesaurus: float = THESAURUS, dictionary: float = DICTIONARY) -> dict[str, float]:
    """Term → weight for ``Store.search_words``. A term repeated in the question counts as often, one that is mere
    grammar (怎么, 能不能, 我家孩子) little; an added term never weighs more than a word of the asker."""
    weights = {term: times * _worth(term) for term, times in Counter(terms(text)).items()}
    added: dict[str, float] = {}
    for term, weight in widen(text):
        added[term] = max(added.get(term, 0.0), thesaurus * weight)
    if dictionary and is_foreign(text):
        for word, weight in chinese(_IDLE.sub(" ", normalise(text))).items():
            for term in terms(word):
                added[term] = max(added.get(term, 0.0), dictionary * weight)
    for term, weight in added.items():
        weights.setdefault(term, weight)
    return weights
