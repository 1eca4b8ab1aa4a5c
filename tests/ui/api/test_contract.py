"""What the published description promises, tried with requests made from it: whatever is sent, the server never fails,
and what it answers is what it said it would."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="NOT RUN: schemathesis is not installed")

from schemathesis.checks import (  # noqa: E402
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = {
    "POST /api/ask": 25,
    "GET /api/search": 15,
    "GET /api/plans": 15,
    "GET /api/plans/{plan}/outline": 15,
    "GET /api/clauses/{clause}": 15,
    "GET /api/indicators": 15,
    "POST /v1/chat/completions": 25,
    "GET /v1/models": 3,
    "GET /healthz": 3,
    "GET /readyz": 3,
    "GET /metrics": 3,
}
"""How many requests are made of each, valid and not."""
RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
NEVER_WRONG = {"GET /api/plans/{plan}/outline", "GET /api/clauses/{clause}", "GET /v1/models", "GET /healthz",
               "GET /readyz", "GET /metrics"}  # fmt: skip
"""What takes nothing, or any text."""


@pytest.fixture(scope="module")
def described(sample_program):
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", sample_program.app)
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}


@pytest.fixture(scope="module")
def sample_program(library):
    from tests.ui import fiction
    from tests.ui.api.conftest import behind_doors

    return behind_doors(fiction.assistant(library))


def test_every_operation_is_tried(described):
    assert set(described) == set(OPERATIONS)


@pytest.mark.parametrize(
    ("name", "mode"),
    [(name, RIGHT) for name in OPERATIONS] + [(name, WRONG) for name in OPERATIONS if name not in NEVER_WRONG],
)
def test_what_is_described_is_what_is_done(described, name, mode):
    operation = described[name]

    @settings(
        max_examples=OPERATIONS[name], deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case):
        case.call_and_validate(checks=CHECKS)

    tried()


def test_the_description_is_json_that_other_programs_read(sample_program):
    told = sample_program.get("/api/openapi.json")
    assert json.loads(told.text)["openapi"].startswith("3.")
