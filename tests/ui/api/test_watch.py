"""What watches the server, and what it tells."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from index.library import Library


def figures(program):
    """``{(name, labels): value}`` of what Prometheus would read."""
    text = program.get("/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests(program, route, status, method="GET"):
    labels = (("method", method), ("route", route), ("status", str(status)))
    return figures(program).get(("eduplan_requests_total", labels), 0)


def test_a_server_with_plans_is_ready(program):
    assert program.get("/healthz").json() == {"status": "ok"}
    assert program.get("/readyz").json() == {"status": "ready", "plans": 2}


def test_a_server_without_plans_lives_but_is_not_ready(program, assistant):
    assistant.library = Library([])
    assert program.get("/healthz").status_code == 200
    told = program.get("/readyz")
    assert told.status_code == 503 and "eduplan index" in told.json()["error"]["message"]


def test_a_store_that_cannot_be_read_is_not_ready(doors):
    class Broken:
        @property
        def library(self):
            raise OSError("gone")

    assert doors(Broken()).get("/readyz").status_code == 503


def test_requests_are_counted_by_route_not_by_address(program):
    for clause in ("x%23a", "x%23b"):
        program.get(f"/api/clauses/{clause}")
    program.get("/api/nothing")
    program.get("/plans")
    program.get("/etc/passwd")
    program.request("BREW", "/api/plans")
    assert requests(program, "/api/clauses/{clause}", 404) == 2
    assert requests(program, "/api/plans", 405, "other") == 1
    assert requests(program, "page", 200) == 1 and requests(program, "page", 404) == 2
    counts = [value for (name, labels), value in figures(program).items() if name == "eduplan_request_seconds_count"]
    assert sum(counts) >= 3


def test_answers_are_counted_by_what_became_of_them(program):
    program.post("/api/ask", json={"question": "x"})
    program.post("/api/ask", json={"question": "x", "stream": True})
    program.post("/api/ask", json={"question": "长" * 10, "plans": ["x"]})
    program.post("/v1/chat/completions", json={"model": "eduplan", "messages": [{"role": "user", "content": "x"}]})
    found = {labels: n for (name, labels), n in figures(program).items() if name == "eduplan_answers_total"}
    assert found == {
        (("by", "ask"), ("reason", ""), ("status", "answered")): 2,
        (("by", "completions"), ("reason", ""), ("status", "answered")): 1,
    }


@pytest.mark.parametrize("name", ["eduplan_asks_running", "eduplan_asks_waiting", "process_resident_memory_bytes"])
def test_the_load_is_told(program, name):
    assert (name, ()) in figures(program)


def test_no_figure_tells_what_was_asked(program):
    program.post("/api/ask", json={"question": "独一无二的问题"})
    program.get("/api/search?q=独一无二的问题")
    assert "独一无二" not in program.get("/metrics").text
