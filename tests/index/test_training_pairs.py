"""The project's own training pairs: enough of them, each once, many voices, and a dev set that training never sees."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from index.pairs import TRAINING, own_pairs
from index.script import fold

SPLITS = {split: own_pairs(split) for split in ("train", "dev")}
ENTRIES = [entry for entries in SPLITS.values() for entry in entries]
ASKS = [ask for entry in ENTRIES for ask in entry["asks"]]


def test_there_are_enough_pairs_and_a_tenth_is_for_dev() -> None:
    sizes = {split: sum(len(entry["asks"]) for entry in entries) for split, entries in SPLITS.items()}
    assert sum(sizes.values()) >= 2500
    assert 0.08 <= sizes["dev"] / sum(sizes.values()) <= 0.15


def test_no_topic_is_in_both_splits() -> None:
    train, dev = ({entry["topic"] for entry in SPLITS[split]} for split in ("train", "dev"))
    assert not train & dev
    assert len(train) >= 100 and len(dev) >= 20


def test_nothing_is_written_twice() -> None:
    for texts in (ASKS, [entry["official"] for entry in ENTRIES]):
        twice = [text for text, times in Counter(re.sub(r"\W", "", fold(text)) for text in texts).items() if times > 1]
        assert not twice


@pytest.mark.parametrize("split", SPLITS)
def test_a_line_has_the_known_keys_and_clean_texts(split: str) -> None:
    for line in (TRAINING / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        assert set(entry) == {"topic", "official", "asks"}
        assert re.fullmatch(r"[a-z_]+", entry["topic"])
        assert entry["asks"] and entry["official"].endswith("。")
        assert all(text == text.strip() and len(text) > 1 for text in (entry["official"], *entry["asks"]))


def test_the_asks_do_not_repeat_the_official_sentence() -> None:
    for entry in ENTRIES:
        official = fold(entry["official"])
        for ask in map(fold, entry["asks"]):
            shared = next((ask[at : at + 12] for at in range(len(ask) - 11) if ask[at : at + 12] in official), "")
            assert not shared, f"{ask} copies {shared}"


def test_many_ask_in_english_and_in_traditional_script() -> None:
    english = [ask for ask in ASKS if ask.isascii()]
    traditional = [ask for ask in ASKS if any(fold(char) != char for char in ask if "一" <= char <= "鿿")]
    assert len(english) / len(ASKS) >= 0.1
    assert len(traditional) / len(ASKS) >= 0.06


def test_short_cries_and_long_stories_are_both_there() -> None:
    chinese = [ask for ask in ASKS if not ask.isascii()]
    assert sum(len(ask) <= 8 for ask in chinese) >= 200
    assert sum(len(ask) >= 40 for ask in chinese) >= 20
