"""Terms for word search: single Chinese characters and neighbouring pairs, English stems, numbers."""

from __future__ import annotations

import re
import warnings
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from index.derived import derived
from index.features import HAN, normalise, stem

if TYPE_CHECKING:
    from jieba import Tokenizer

_RUN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)?")


def _jieba() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old escapes in its regular expressions
        import jieba
    return jieba  # type: ignore[no-any-return]


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    """Every beginning of a dictionary word → how often it was counted as a word, and their sum.

    Jieba's own loader keeps this in the shared temporary folder, which may be missing or another user's.
    """

    def build() -> tuple[dict[str, int], int]:
        tokenizer = _jieba().Tokenizer()
        counts, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        return counts, total

    version: str = _jieba().__version__
    found: tuple[dict[str, int], int] = derived("words", version, build)
    return found


@cache
def _cutter() -> Tokenizer:
    tokenizer = _jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total = _frequencies()
    tokenizer.initialized = True
    return tokenizer


def segment(run: str) -> list[str]:
    """The words of a run of Chinese characters; joined they give ``run`` again."""
    return list(_cutter().cut(run, HMM=False))


def frequency(word: str) -> int:
    """Occurrences of a Chinese word in the text that jieba's dictionary was counted in; 0 if it is not there."""
    return _frequencies()[0].get(word, 0)


@cache
def _parts_of_speech() -> dict[str, str]:
    def build() -> dict[str, str]:
        with _jieba().Tokenizer().get_dict_file() as lines:
            rows = [line.decode("utf-8").split() for line in lines]
        kinds = {"v", "vn", "vd", "a", "ad", "an", "c", "p", "r", "u", "d"}
        return {row[0]: row[2] for row in rows if len(row) == 3 and row[2] in kinds and len(row[0]) > 1}

    found: dict[str, str] = derived("speech", _jieba().__version__, build)
    return found


def part_of_speech(word: str) -> str:
    """Jieba's tag of a word of two or more characters that is a verb (v, vn, vd), an adjective (a, ad, an), an adverb
    (d), a conjunction, preposition, pronoun or particle (c, p, r, u); empty for any other."""
    return _parts_of_speech().get(word, "")


def terms(text: str) -> list[str]:
    """Terms of ``text``, repeats included: Chinese characters and pairs of neighbouring ones, English words without
    their plural ending, numbers. Folded: 規劃 and 规划 give the same terms.

    Dictionary words beside them gain nothing (``eval/bench_search.py``) and would cost half a second at the start.
    """
    found: list[str] = []
    for match in _RUN.finditer(normalise(text)):
        run = match.group()
        if run[0].isascii():
            found.append(stem(run) if run.isalpha() else run)
        else:
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found
