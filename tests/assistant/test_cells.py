"""Quotations out of tables, as they are read."""

import pytest

from assistant.cells import in_words


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        ("毛入园率(%) | 88.5 | >90 | 预期性", "毛入园率(%)：88.5，>90，预期性"),
        ("毛入园率(%)\n|\n88.5\n|\n>90\n|", "毛入园率(%)：88.5，>90"),
        ("毛入园率(%)\n\n88.5\n\n>90", "毛入园率(%)：88.5，>90"),
        ("建成校舍 | 区教育局 |  | 2027年底", "建成校舍：区教育局，2027年底"),
        ("新建 | 2所\n改建 | 3所", "新建：2所；改建：3所"),
    ],
)
def test_a_row_is_read_by_its_name_and_its_values(quoted: str, words: str) -> None:
    assert in_words(quoted) == words


def test_heads_that_are_years_name_nothing() -> None:
    assert in_words("2025年\n|\n2030年") == in_words("2025年\n\n2030年") == "2025年，2030年"


@pytest.mark.parametrize(
    "prose", ["新建幼儿园8所。", "每天一小时体育活动，\n不占用。", "目标\n到2030年建成一百所学校。"]
)
def test_prose_stays_as_it_is_on_one_line(prose: str) -> None:
    assert in_words(prose) == " ".join(prose.split())


def test_of_nothing_nothing_is_read() -> None:
    assert in_words("") == in_words(" | \n|") == ""
