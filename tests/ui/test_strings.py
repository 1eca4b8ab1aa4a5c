"""The interface's own words and the example questions, in three languages."""

import re
import string
from pathlib import Path

import pytest

from assistant.answer import REASONS
from index.library import Library
from ui.examples import examples, worded
from ui.strings import LANGUAGES, preferred, say, table
from ui.welcome import welcome_html


def test_every_language_says_the_same_things():
    keys = {language: set(table(language)) for language in LANGUAGES}
    assert keys["zh-Hans"] == keys["zh-Hant"] == keys["en"]


def test_every_language_fills_in_the_same_fields():
    def fields(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in table("zh-Hans").items():
        assert fields(text) == fields(table("zh-Hant")[key]) == fields(table("en")[key]), key


def test_fields_are_escaped():
    assert "<b>" not in say("inside", n="<b>")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("en-GB,en;q=0.9,zh-CN;q=0.5", "en"),
        ("fr,zh-TW;q=0.5", "zh-Hant"),
        ("", "zh-Hans"),
    ],
)
def test_the_interface_follows_the_browser(header, language):
    assert preferred(header) == language


def test_examples_are_made_of_what_is_indexed(library):
    asked = examples(library, "zh-Hans")
    assert 3 <= len(asked) <= 5 and len(set(asked)) == len(asked)
    assert "云溪区2025年学前教育普惠率的目标是多少？" in asked
    assert "云溪区和松岭区的学前教育普惠率目标各是多少？" in asked
    assert any("松嶺區" in question for question in examples(library, "zh-Hant"))
    assert all(question.startswith(("What", "How", "Who", "Which")) for question in examples(library, "en"))


def test_an_empty_library_says_what_to_do():
    assert examples(Library([]), "zh-Hans") == ()
    assert "eduplan index" in welcome_html(Library([]), lambda language: ())


def test_an_example_that_is_not_answered_makes_room_for_another(library):
    asked = examples(library, "zh-Hans")
    left = examples(library, "zh-Hans", lambda question: question != asked[0])
    assert asked[0] not in left and len(left) >= 3
    assert examples(library, "zh-Hans", lambda question: False) == ()


def test_quotation_marks_within_a_question_s_own_are_single():
    fields = {"place": "云溪区", "title": "推进“智慧校园”", "name": "“智慧校园”比例", "year": "2025"}
    assert worded("clause", fields, "zh-Hans") == "云溪区规划的“推进‘智慧校园’”讲了什么？"
    assert worded("target", fields, "zh-Hans") == "云溪区2025年“智慧校园”比例的目标是多少？"


def sources(suffix):
    folder = Path(__file__).parents[2] / "ui"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob(f"*{suffix}")))


def test_every_string_is_shown_somewhere_and_every_one_shown_is_there():
    code = sources(".py").replace("'", '"')
    keys = set(table("zh-Hans"))
    assert set(re.findall(r'(?:say|notice_html|plain)\(\s*"(\w+\w)"[,)]', code)) <= keys
    begun = re.findall(r'f"(\w+_)\{', code) + re.findall(r'"(\w+_)" \+ ', code)
    begun += [f"{name}_" for name in re.findall(r'_choice\("\w+", "(\w+)"', code)]
    unused = {key for key in keys if f'"{key}"' not in code and not key.startswith(tuple(begun))}
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_an_answer_has_its_words(language):
    assert {key for key in table(language) if key.startswith("reasons_")} == {f"reasons_{one}" for one in REASONS}
