"""Count character bigrams of running Chinese text into ``index/mending/bigrams.txt.gz``.

``python index/training/bigrams.py CORPUS…`` where each CORPUS is a ``.jsonl.gz`` file; every string in its records
counts. Only counts are kept, as powers of two: a line is a character, the letter of its own count, and groups of
followers, each behind the letter of theirs (a = 1, b = 2, c = 4 …).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

from index.script import fold

KEPT = 160_000
"""Pairs kept: those that tell most, by count times how far it lies above chance."""
SAMPLE = 60_000_000
"""Characters read per corpus at most."""
_RUN = re.compile(r"[\u4e00-\u9fff,.;:()%。、《》“”0-9]{2,}")


def strings(record: Any) -> Iterator[str]:
    """Every string inside a JSON value."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for value in record.values():
            yield from strings(value)
    elif isinstance(record, list):
        for value in record:
            yield from strings(value)


def count(corpora: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs of neighbours, folded; digits count as one."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for corpus in corpora:
        seen = 0
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                for text in strings(json.loads(line)):
                    seen += len(text)
                    for run in _RUN.findall(re.sub(r"\d", "0", fold(text))):
                        single.update(run)
                        pairs.update(map("".join, pairwise(run)))
                if seen > SAMPLE:
                    break
    return single, pairs


def table(single: Counter[str], pairs: Counter[str]) -> str:
    """The counts as text, see the module's head."""
    followers: dict[str, dict[int, list[str]]] = {}
    total = sum(single.values())

    def worth(item: tuple[str, int]) -> tuple[float, str]:
        pair, number = item
        return -number * log2(1 + number * total / (single[pair[0]] * single[pair[1]])), pair

    for pair, number in sorted(pairs.items(), key=worth)[:KEPT]:
        followers.setdefault(pair[0], {}).setdefault(number.bit_length() - 1, []).append(pair[1])
    lines = []
    for char, number in sorted(single.items(), key=lambda item: (-item[1], item[0])):
        if number < 8:
            continue
        groups = followers.get(char, {})
        tail = "".join(chr(97 + level) + "".join(sorted(groups[level])) for level in sorted(groups, reverse=True))
        lines.append(f"{char}{chr(97 + number.bit_length() - 1)}{tail}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "mending" / "bigrams.txt.gz"
    target.write_bytes(gzip.compress(table(*count([Path(name) for name in sys.argv[1:]])).encode(), 9, mtime=0))
