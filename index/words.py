"""Terms for word search: single Chinese characters and neighbouring pairs, English stems, numbers."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

from index.features import HAN, normalise, stem

if TYPE_CHECKING:
    from jieba import Tokenizer

_RUN = re.compile(rf"[{HAN}]+|[a-z]+|\d+(?:\.\d+)?")


@cache
def _cutter() -> Tokenizer:
    """Jieba's dictionary, built in memory: its own loader reads and writes a cache in the shared temporary folder
    (which may be missing, or another user's) and is no quicker."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old escapes in its regular expressions
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def segment(run: str) -> list[str]:
    """The words of a run of Chinese characters; joined they give ``run`` again."""
    return list(_cutter().cut(run, HMM=False))


@cache
def _frequencies() -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    with jieba.get_dict_file() as lines:
        return dict(line.split(" ")[:2] for line in lines.read().decode("utf-8").splitlines())


def frequency(word: str) -> int:
    """Occurrences of a Chinese word in the text that jieba's dictionary was counted in; 0 if it is not there."""
    return int(_frequencies().get(word, 0))


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
