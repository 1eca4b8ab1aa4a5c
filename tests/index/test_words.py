"""Terms for word search, and how a question's terms are weighted."""

from __future__ import annotations

import subprocess
import sys

from index.query import is_foreign, word_weights
from index.words import segment, terms


def test_chinese_gives_characters_and_pairs() -> None:
    assert sorted(terms("课后服务")) == sorted(["课", "后", "服", "务", "课后", "后服", "服务"])


def test_both_scripts_and_widths_give_the_same_terms() -> None:
    assert terms("教育規劃２０２５") == terms("教育规划2025")


def test_a_reading_put_in_after_a_character_is_no_term() -> None:
    assert terms("規(guī)劃") == terms("规划")


def test_english_words_lose_case_and_plural() -> None:
    assert terms("Schools, policies and CLASSES") == ["school", "policy", "and", "class"]


def test_numbers_stay_whole() -> None:
    assert terms("达到98.5%，共12所")[2:3] == ["达到"]
    assert {"98.5", "12"} <= set(terms("达到98.5%，共12所"))
    assert "8.5" not in terms("98.5")


def test_text_without_a_word_gives_no_terms() -> None:
    assert terms("") == terms("？！…… \n") == []


def test_segments_join_to_the_run() -> None:
    assert "".join(segment("全区实施课后服务")) == "全区实施课后服务"


def test_the_askers_words_weigh_one_and_added_ones_less() -> None:
    weights = word_weights("放学没人接怎么办")
    assert weights["放学"] == 1.0
    added = {term: weight for term, weight in weights.items() if term in ("课后", "服务")}
    assert set(added) == {"课后", "服务"}
    assert all(0 < weight < 1 for weight in added.values())


def test_mere_grammar_weighs_little() -> None:
    weights = word_weights("我家孩子怎么寄宿")
    assert weights["怎么"] == weights["孩子"] < weights["么寄"] < weights["寄宿"] == 1.0


def test_an_english_question_is_translated_by_thesaurus_and_dictionary() -> None:
    weights = word_weights("Is there after-school care for poor pupils?")
    assert weights["课后"] > 0, "a term of the field, by the thesaurus"
    assert weights["贫穷"] > 0, "a general word, by the dictionary"


def test_a_few_english_letters_leave_a_question_chinese() -> None:
    assert not is_foreign("孩子想学AI和STEM课程，学校有吗？")
    assert is_foreign("Which schools in 青松区 teach coding?")
    assert not is_foreign("123？")


def test_words_are_quiet_and_need_no_temporary_folder(tmp_path) -> None:
    """Jieba's own loader writes a cache to the temporary folder and logs; on a read-only machine it fails."""
    code = "from index.words import segment; print(segment('课后服务'))"
    missing = str(tmp_path / "none")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={"TMPDIR": missing, "PYTHONPATH": ".", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
