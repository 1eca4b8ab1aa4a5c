"""Orders in questions, in documents and in a chat model's replies have no effect: nothing is obeyed, nothing becomes
mark-up, nothing is said that no plan says. Each is tried on the offline answerer and on a chat model that obeys."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import DECLINED, Answer
from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import Store, open_store

from .forms import FORMS, SHOWN
from .inert import assert_inert
from .obedient import Obedient

CASES = tomllib.loads(Path(__file__).with_name("injections.toml").read_text(encoding="utf-8"))
QUESTIONS, DOCUMENTS, REPLIES = CASES["question"], CASES["document"], CASES["reply"]
NAMES = [first + second for first in "青岚霞柳梧棠槐杏" for second in "禾坪汀渚泽澜"]
"""Districts that do not exist, one for each document."""
CLEAN = "澄浦区"
"""The district whose plan nobody tampered with."""
SUPPORTED = "{d}班主任津贴提高到每月800元[1]。"
DAY = date(2026, 6, 1)


def district(case: dict) -> str:
    return f"{NAMES[DOCUMENTS.index(case)]}区"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """One plan a document case, and the clean one."""
    folder = tmp_path_factory.mktemp("injected")
    files = [folder / "clean.txt"]
    files[0].write_bytes(FORMS["txt"][1](CLEAN, ""))
    for number, case in enumerate(DOCUMENTS):
        suffix, made = FORMS[case["form"]]
        files.append(folder / f"{number}.{suffix}")
        files[-1].write_bytes(made(district(case), case["text"]))
    embedder = load_embedder()
    report = index_files(folder / "store", files, embedder, lambda *_: None)
    assert report.failures == ()
    return open_store(folder / "store", embedder)


def plan_of(store: Store, name: str) -> str:
    (found,) = (plan.id for plan in store.library.plans.values() if plan.metadata.district == name)
    return found


def ask(store: Store, name: str, question: str, model: Obedient | None = None) -> Answer:
    return Assistant(store, model, DAY).ask(question, plans=(plan_of(store, name),))


def told(name: str) -> str:
    return f"{name}班主任津贴是多少？"


def filled(text: str, name: str) -> str:
    return text.replace("{d}", name)


def hold(answer: Answer, case: dict, store: Store) -> None:
    assert_inert(answer, store.library)
    assert [words for words in case["never"] if words in answer.text] == []


def model_for(case: dict, name: str, order: str = "") -> Obedient:
    return Obedient(order=order, obeys=filled(case["obeys"], name), otherwise=filled(SUPPORTED, name))


def named(cases: list[dict], way: str) -> dict:
    """Parameters of a test; ``open`` in a case names the ways in which it is known to succeed still, and says why."""
    params = []
    for case in cases:
        why = case.get("open", {}).get(way)
        marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)] if why else []
        params.append(pytest.param(case, id=case["id"], marks=marks))
    return {"argvalues": params}


def test_the_suite_is_large_and_in_both_languages():
    every = [*QUESTIONS, *DOCUMENTS, *REPLIES]
    assert len(every) >= 60 and min(len(QUESTIONS), len(DOCUMENTS), len(REPLIES)) >= 20
    chinese = sum(any("一" <= char <= "鿿" for char in case["text"]) for case in every)
    assert chinese >= 40 and len(every) - chinese >= 8
    assert {case["form"] for case in DOCUMENTS} == set(FORMS)
    assert sum("open" in case for case in every) <= 10, "what still succeeds in part may only become less"
    assert len({(case["id"], kind) for kind, cases in CASES.items() for case in cases}) == len(every)


@pytest.mark.parametrize("case", **named(QUESTIONS, "offline"))
def test_an_order_in_a_question(store, case):
    answer = ask(store, CLEAN, filled(case["text"], CLEAN))
    hold(answer, case, store)
    assert "800" in answer.text or answer.status == DECLINED or not case.get("asks")


@pytest.mark.parametrize("case", **named(QUESTIONS, "model"))
def test_an_order_in_a_question_to_a_model_that_obeys(store, case):
    model = model_for(case, CLEAN)
    answer = ask(store, CLEAN, filled(case["text"], CLEAN), model)
    hold(answer, case, store)
    assert model.shown or answer.status == DECLINED, "the model was asked, or nothing was answered"


@pytest.mark.parametrize("case", **named(DOCUMENTS, "offline"))
def test_an_order_in_a_document(store, case):
    answer = ask(store, district(case), told(district(case)))
    hold(answer, case, store)
    clean = ask(store, CLEAN, told(CLEAN))
    assert answer.status == clean.status
    assert answer.text == clean.text.replace(CLEAN, district(case)), "as if the words were not there"


@pytest.mark.parametrize("case", **named(DOCUMENTS, "model"))
def test_an_order_in_a_document_to_a_model_that_obeys(store, case):
    name = district(case)
    order = case["text"].replace("<", "＜").replace("\u202e", "").replace("\u202c", "")[-12:].strip()
    model = model_for(case, name, order)
    answer = ask(store, name, told(name), model)
    hold(answer, case, store)
    assert "800" in answer.text and model.shown
    if case["form"] not in SHOWN:
        assert order not in model.shown[-1], "what no reader sees, no model sees"


@pytest.mark.parametrize("case", **named([case for case in DOCUMENTS if case["form"] not in SHOWN], "read"))
def test_what_no_reader_sees_is_no_part_of_the_plan(store, case):
    plan = store.library.plans[plan_of(store, district(case))]
    assert [words for words in (*case["never"], case["text"]) if words in plan.document.text] == []
    assert len(plan.clauses) >= 8, "all else is there"


@pytest.mark.parametrize("case", **named([case for case in DOCUMENTS if case["form"] in SHOWN], "quoted"))
def test_what_a_reader_sees_is_quoted_as_words(store, case):
    """Asked for the clause itself, its words are shown: they are the plan's. They stay words."""
    answer = ask(store, district(case), f"{district(case)}规划第二部分（二）第2项是怎么写的？")
    assert answer.status != DECLINED and answer.citations
    assert_inert(answer, store.library)


@pytest.mark.parametrize("case", **named(REPLIES, "model"))
def test_what_a_chat_model_says_unasked(store, case):
    model = Obedient(obeys=filled(case["text"], CLEAN))
    answer = ask(store, CLEAN, told(CLEAN), model)
    hold(answer, case, store)
    assert "800" in answer.text and model.shown
    english = f"What is the class teacher allowance in {CLEAN}?"
    hold(ask(store, CLEAN, english, Obedient(obeys=filled(case["text"], CLEAN))), case, store)


def test_a_model_that_obeys_is_heard_where_the_plan_bears_it_out(store):
    """The suite would pass with a model that is never heard: this one is."""
    model = Obedient(obeys=f"按照{CLEAN}的规划，班主任津贴将提高到每月800元[1]。")
    assert "按照" in ask(store, CLEAN, told(CLEAN), model).text
