"""The cases as tests, one each: `pytest eval [-k d-0] [--cases mine.jsonl --plans mine/]`."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.case import Case, PlanRef
from eval.conftest import Assistants
from eval.run import ask


@pytest.mark.cases
def test_case(case: Case, refs: dict[str, PlanRef], folder: Path, assistants: Assistants) -> None:
    result = ask(assistants.on(folder), case, refs)
    if not result.passed:
        pytest.fail(f"{case.question} — {result.stage}: {'; '.join(result.faults)}", pytrace=False)
