"""Search over whole plans, by several systems, against one gold clause."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from eval.bench_plans import MISSING, SYSTEMS, chunked, searches, table
from eval.case import Case
from index.embed import load_embedder

PAY = "二、(二)3."


@pytest.fixture
def assistant(small_store):
    return Assistant(small_store)


def golden(assistant):
    clause = next(clause for clause in assistant.library.clauses() if clause.path == PAY)
    question = {"role": "user", "content": "班主任津贴每月多少？"}
    from eval.case import parse_case

    case: Case = parse_case({"id": "a", "turns": [question], "must": ["800元"]})
    return clause, [(case, ((clause.id,),))]


def test_a_clause_is_found_whole_and_a_search_that_finds_nothing_scores_nothing(assistant):
    clause, asked = golden(assistant)
    found = searches(assistant, load_embedder(), "test")
    assert (clause.start, clause.end) in {row[1:] for row in found["this project"](asked[0][0].question)}
    nothing = {name: (lambda _: []) for name in SYSTEMS}
    lines = [*table("s", asked, found | {"clauses, vectors": nothing["clauses, vectors"]}, assistant.library)]
    rows = {line.split(" | ")[0].strip("| "): line.split(" | ")[1:] for line in lines if line.startswith("| ")}
    assert rows["this project"][0] == rows["clauses, plain BM25"][0] == "100.0"
    assert rows["clauses, vectors"][0] == "0.0"
    assert rows["clauses, vectors"][-1].strip(" |") == "0"


def test_without_langchains_splitters_the_table_says_so(assistant, monkeypatch):
    def absent(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("eval.bench_plans.import_module", absent)
    assert chunked(assistant.library, load_embedder(), "test") == {}
    lines = list(table("s", golden(assistant)[1], searches(assistant, load_embedder(), "test"), assistant.library))
    assert sum(MISSING in line for line in lines) == 2


def test_chunks_carry_their_place_in_the_source(assistant):
    pytest.importorskip("langchain_text_splitters")
    pytest.importorskip("langchain_chroma")
    _, asked = golden(assistant)
    (source,) = {plan.source for plan in assistant.library.plans.values()}
    for search in chunked(assistant.library, load_embedder(), "places").values():
        rows = search(asked[0][0].question)
        assert rows and all(name == source and 0 <= start < end for name, start, end in rows)
