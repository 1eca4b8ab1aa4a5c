"""`pytest eval`: options and the assistants that the cases are asked of."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.case import CASES, Case, PlanRef, load_cases, load_refs
from eval.gates import load_baseline
from eval.run import Answerer
from eval.suites import DISTRICTS_MISSING, SAMPLES, folders, opened


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=Path, help="case file of your own (default: the shipped cases)")
    parser.addoption(
        "--plans",
        type=Path,
        help="folder of the plans that the cases are about (of the shipped ones: of the district plans)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases: an evaluation case asked of the assistant")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" not in metafunc.fixturenames:
        return
    known = load_baseline()
    found = []
    for suite, folder, refs, cases in _suites(metafunc.config):
        for case in cases:
            marks = [pytest.mark.xfail(reason="fails in the baseline")] if known.get(case.id) is False else []
            if folder is None:
                marks.append(pytest.mark.skip(reason=DISTRICTS_MISSING))
            found.append(pytest.param(case, refs, folder, id=f"{suite}/{case.id}", marks=marks))
    metafunc.parametrize(("case", "refs", "folder"), found)


Suite = tuple[str, Path | None, dict[str, PlanRef], tuple[Case, ...]]


def _suites(config: pytest.Config) -> list[Suite]:
    own = config.getoption("--cases")
    if own is not None:
        refs = load_refs(own.parent / "plans.toml")
        return [(own.stem, config.getoption("--plans") or SAMPLES, refs, load_cases(own, refs))]
    refs = load_refs(CASES / "plans.toml")
    places = folders(config.getoption("--plans"))
    return [(suite, folder, refs, load_cases(CASES / f"{suite}.jsonl", refs)) for suite, folder in places.items()]


@pytest.fixture(scope="session")
def assistants(tmp_path_factory: pytest.TempPathFactory) -> Assistants:
    return Assistants(tmp_path_factory.mktemp("stores"))


class Assistants:
    """An assistant over each folder of plans, opened when it is first asked for."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._open: dict[Path, Answerer] = {}

    def on(self, folder: Path) -> Answerer:
        if folder not in self._open:
            self._open[folder] = opened([folder], self._place / str(len(self._open)))
        return self._open[folder]
