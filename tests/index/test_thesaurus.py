"""The thesaurus: its data, what it finds in a question and what it adds."""

from __future__ import annotations

import json

import pytest

from index.thesaurus import LEXICON, concepts, named, widen


def names(text: str) -> set[str]:
    return {concepts()[number].term for number in named(text)}


def test_the_lexicon_covers_the_field() -> None:
    terms = [concept.term for concept in concepts()]
    assert len(terms) >= 300
    assert len(set(terms)) == len(terms), "a term stands once"


def test_each_line_has_known_keys_and_texts_only() -> None:
    for path in LEXICON.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) <= {"term", "also", "everyday", "en"}
            ways = [way for key in ("also", "everyday", "en") for way in row.get(key, [])]
            assert ways and all(isinstance(way, str) and way.strip() == way and way for way in ways), row["term"]
            assert row["term"] not in ways


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("放学没人接孩子怎么办", "课后服务"),
        ("放學沒人接孩子怎麼辦", "课后服务"),
        ("双减在我们区怎么落实", "减轻学生过重作业负担"),
        ("外来娃能上公办吗", "随迁子女入学"),
        ("Is there after-school care?", "课后服务"),
        ("children of Migrant Workers", "随迁子女入学"),
        ("区管校聘进展", "教师轮岗"),
    ],
)
def test_a_way_of_saying_names_its_concept(question: str, term: str) -> None:
    assert term in names(question)


def test_of_overlapping_ways_the_longest_counts() -> None:
    assert "普惠性幼儿园覆盖率" in names("普惠性幼儿园覆盖率是多少")
    assert "幼儿园数量" not in names("普惠性幼儿园覆盖率是多少")


def test_an_english_way_must_be_whole_words() -> None:
    assert names("a stemming algorithm") == set(), "STEM is not in stemming"


def test_nothing_of_the_field_adds_nothing() -> None:
    assert widen("今天天气真好") == []
    assert widen("") == []


def test_added_terms_are_pairs_of_the_official_ways_best_first() -> None:
    added = widen("晚托几点结束")
    terms = [term for term, _ in added]
    assert {"课后", "服务"} <= set(terms)
    assert all(len(term) > 1 and 0 < weight <= 1 for term, weight in added)
    assert [weight for _, weight in added] == sorted((weight for _, weight in added), reverse=True)
