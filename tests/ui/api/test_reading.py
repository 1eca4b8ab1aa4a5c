"""What is looked up: plans, outlines, clauses, indicators, search."""

from urllib.parse import quote

import pytest

from index.indicators import indicator_rows
from ui.show import hit_row, outline_row, plan_facts

YUNXI = "云溪区-2021-2025"


def test_plans_are_those_of_the_command(program, library):
    told = program.get("/api/plans")
    assert told.json() == [plan_facts(plan) for plan in library.plans.values()]
    assert told.headers["x-total-count"] == "2"
    assert program.get("/api/plans?limit=1&offset=1").json()[0]["id"] == "松岭区-2024-2026"


def test_an_outline_is_that_of_the_command_with_ids(program, library):
    told = program.get(f"/api/plans/{quote(YUNXI)}/outline").json()
    clauses = library.plans[YUNXI].clauses
    assert told == [{"clause": one.id} | outline_row(one) for one in clauses]


def test_a_clause_has_its_text_place_and_neighbours(program, library):
    found = program.get("/api/clauses/" + quote(f"{YUNXI}#二、(一)", safe="")).json()
    assert found["path"] == "二、(一)" and found["parent"] == f"{YUNXI}#二、"
    assert found["children"] == [f"{YUNXI}#二、(一){n}." for n in (1, 2, 3)]
    child = program.get("/api/clauses/" + quote(found["children"][0], safe="")).json()
    assert child["responsible"] == ["区教育局", "区财政局"]
    [(start, end)] = child["own"]
    source = library.plans[YUNXI].document.text
    assert child["text"] == source[start:end].strip()
    assert child["url"] == "http://school.test/clause/" + quote(child["clause"], safe="")


@pytest.mark.parametrize("path", ["二、（一）1．", "二、(一)1."])
def test_a_clause_is_found_in_either_width(program, path):
    assert program.get("/api/clauses/" + quote(f"{YUNXI}#{path}", safe="")).json()["title"] == "扩大普惠资源"


def test_a_renumbered_clause_is_found_under_its_former_id(program):
    assert program.get("/api/clauses/" + quote(f"{YUNXI}#四、", safe="")).json()["clause"] == f"{YUNXI}#三、"


def test_ids_with_slashes_and_odd_signs_work(assistant, library, doors):
    from dataclasses import replace

    from index.library import Library

    odd = "甲/乙区?#附件1/三、(三)100%·a b"
    plan = library.plans[YUNXI]
    id, _, path = odd.partition("#")
    clause = replace(plan.clauses[0], id=odd, plan_id=id, path=path)
    assistant.library = Library([replace(plan, id=id, clauses=(clause,))])
    program = doors(assistant)
    assert program.get("/api/clauses/" + quote(odd, safe="")).json()["clause"] == odd
    assert program.get(f"/api/plans/{quote(id, safe='')}/outline").json()[0]["path"] == path


def test_indicators_are_those_of_the_command(program, library):
    rows = [row for plan in library.plans.values() for row in indicator_rows(plan)]
    told = program.get("/api/indicators")
    assert told.json() == rows and told.headers["x-total-count"] == str(len(rows))
    assert program.get("/api/indicators", params={"plan": YUNXI}).json() == [r for r in rows if r["plan"] == YUNXI]
    named = program.get("/api/indicators", params={"q": "義務教育"}).json()
    assert [row["name"] for row in named] == ["义务教育巩固率"]
    assert program.get("/api/indicators?limit=1&offset=1").json() == rows[1:2]


def test_search_gives_the_rows_of_the_command(doors, real):
    told = doors(real).get("/api/search", params={"q": "班主任津贴", "k": 3}).json()
    assert told == [hit_row(hit, real.library) for hit in real.search("班主任津贴", 3)]
    assert len(told) == 3 and "800元" in told[0]["text"]


def test_search_may_be_limited_to_a_plan(program):
    assert {row["plan"] for row in program.get("/api/search", params={"q": "普惠率", "plan": YUNXI}).json()} == {YUNXI}


@pytest.mark.parametrize(
    "address",
    [
        "/api/clauses/x",
        "/api/clauses/x%23y",
        "/api/plans/x/outline",
        "/api/indicators?plan=x",
        "/api/search?q=y&plan=x",
    ],
)
def test_what_is_not_there_is_said_so(program, address):
    told = program.get(address)
    assert told.status_code == 404 and told.json()["error"]["type"] == "not_found_error"
    assert told.json()["error"]["message"].startswith("There is no such")
