"""The published description says what the API does."""

from dataclasses import fields
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from assistant import answer
from index.measures.indicator_export import COLUMNS
from ui.api import models

ROUTES = {
    "/api/ask": "post",
    "/api/search": "get",
    "/api/plans": "get",
    "/api/plans/{plan}/outline": "get",
    "/api/clauses/{clause}": "get",
    "/api/indicators": "get",
    "/v1/chat/completions": "post",
    "/v1/models": "get",
    "/healthz": "get",
    "/readyz": "get",
    "/metrics": "get",
}


@pytest.fixture
def spec(program):
    return program.get("/api/openapi.json").json()


def test_it_lists_every_route_and_how_it_refuses(spec):
    assert {path: next(iter(route)) for path, route in spec["paths"].items()} == ROUTES
    for path, method in ROUTES.items():
        route = spec["paths"][path][method]
        assert route["description"], path
        assert route["responses"]["4XX"]["content"]["application/json"]["schema"]["$ref"].endswith("/ProblemBody")


def test_its_examples_are_taken(program, spec):
    for path, model in (("/api/ask", "Ask"), ("/v1/chat/completions", "Completion")):
        examples = spec["components"]["schemas"][model]["examples"]
        assert examples and {program.post(path, json=one).status_code for one in examples} == {200}


def test_examples_of_fields_are_what_the_fields_hold():
    for name in ("Ask", "Answer", "Plan", "Node", "Clause", "Hit", "Indicator"):
        model = getattr(models, name)
        for field in model.model_fields.values():
            for example in field.examples or ():
                TypeAdapter(field.annotation).validate_python(example)


@pytest.mark.parametrize("name", ["Answer", "Sentence", "Derivation", "Operand", "Citation", "Retrieved", "Notice"])
def test_fields_are_those_of_the_command(spec, name):
    here = set(spec["components"]["schemas"][name]["properties"])
    assert here - {"url"} == {one.name for one in fields(getattr(answer, name))}


def test_indicators_have_the_columns_of_the_command():
    assert tuple(models.Indicator.model_fields) == COLUMNS


def test_no_page_with_scripts_from_elsewhere_shows_it(program):
    assert [program.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3


def test_the_manual_names_every_route():
    manual = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    assert [path for path in (*ROUTES, "/mcp", "/api/openapi.json") if path not in manual] == []
