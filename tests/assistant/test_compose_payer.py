"""Who pays: only a sentence that names a payer answers; else it is said that the plan names none."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.compose import compose
from assistant.cues import has
from assistant.draft import Draft
from assistant.question import read_question
from assistant.retrieve import Hit
from index.library import Library
from index.plan import Clause, Document, Metadata, Plan, Span
from index.script import fold

AS_OF = date(2026, 3, 1)
ROWS = (
    ("一、", "午餐", "全面推行校园午餐，学校统一配送午餐。"),
    ("二、", "校车", "增开农村学生校车。校车运行费用由县财政和家长共同承担。"),
    ("三、", "教师培训", "每年组织教师培训两次。"),
)


@pytest.fixture(scope="module")
def linxi() -> Library:
    source = ""
    clauses: list[Clause] = []
    for path, title, told in ROWS:
        text = f"{path}{title}。{told}"
        span = Span(len(source), len(source) + len(text))
        source += text + "\n"
        clauses.append(Clause(f"lx#{path}", "lx", path, 1, "item", path, title, text, len(clauses), *span, (span,)))
    metadata = Metadata("临溪县教育发展规划", district="临溪县", issuer="临溪县教育局", period=(2024, 2028))
    return Library([Plan("lx", metadata, Document("lx.txt", "txt", "0" * 64, source), tuple(clauses))])


def _answer(text: str, library: Library) -> Draft:
    hits = [Hit(clause, 0.5 - 0.1 * at, "") for at, clause in enumerate(library.clauses())]
    asked = read_question(text, (), library, AS_OF)
    if "校车" in text or "bus" in text:
        hits = [hits[1], hits[0], hits[2]]
    return compose(asked, hits, library, AS_OF)


@pytest.mark.parametrize("text", ["临溪县的校园午餐谁出钱？", "Who pays for school lunches in Linxi County?"])
def test_a_matter_without_a_payer_is_said_to_have_none(text: str, linxi: Library) -> None:
    draft = _answer(text, linxi)
    said = " ".join(one.text for one in draft.sentences)
    assert (draft.status, draft.reason) == ("partial", "near_miss")
    assert "没有写明这笔费用由谁承担" in said or "does not say who pays" in said
    assert {quote.clause for one in draft.sentences for quote in one.quotes} == {"lx#一、"}, "the nearest is quoted"


@pytest.mark.parametrize(
    "text", ["临溪县校车费用由谁承担？", "临溪县的校车谁掏钱", "Who pays for school buses in Linxi County?"]
)
def test_the_sentence_that_names_the_payer_is_the_answer(text: str, linxi: Library) -> None:
    draft = _answer(text, linxi)
    assert draft.status == "answered"
    assert "县财政和家长" in " ".join(one.text for one in draft.sentences)
    assert "农村学生校车" not in " ".join(one.text for one in draft.sentences)


@pytest.mark.parametrize(
    "text",
    ["教材谁出钱", "这笔经费从哪里来", "餐费谁付", "who will pay for it", "where does the money for it come from"],
)
def test_questions_who_pays(text: str) -> None:
    assert has(fold(text), "payer")


@pytest.mark.parametrize(
    "text", ["谁负责午餐", "who leads the project", "收费标准是多少", "who covers the exam topics"]
)
def test_questions_about_something_else(text: str) -> None:
    assert not has(fold(text), "payer")
