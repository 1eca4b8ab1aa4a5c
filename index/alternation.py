"""Words as a regular expression that finds any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """``words`` as they are, the longest first: where one begins another, the longer is found."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """``alternation``, compiled."""
    return re.compile(alternation(words))
