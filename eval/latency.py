"""Time per stage as a ratio to a calibration loop, so that figures of different machines compare."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from statistics import median, quantiles

TEXT = "为办好家门口的学校，到2030年新建幼儿园九所、小学四所，新增学位一万二千个。" * 40
ROUNDS = 7


def calibrate() -> float:
    """Milliseconds of a fixed piece of work in plain Python: counting the character pairs of ``TEXT`` ten times.

    The median of ``ROUNDS`` runs; about 5 ms on a 2020s laptop core.
    """
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(10):
            counts: dict[str, int] = {}
            for at in range(len(TEXT) - 1):
                pair = TEXT[at : at + 2]
                counts[pair] = counts.get(pair, 0) + 1
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


def ratios(times: Iterable[Mapping[str, float]], calibration: float) -> dict[str, dict[str, float]]:
    """Stage → {p50, p95}: quantiles over the cases of milliseconds / ``calibration`` (the ``total`` stage is the sum).

    A ratio of 2 means: as long as two calibration loops. A stage that no case has is left out.
    """
    by_stage: dict[str, list[float]] = {}
    for one in times:
        for stage, ms in (*one.items(), ("total", sum(one.values()))):
            by_stage.setdefault(stage, []).append(ms / calibration)
    return {stage: {"p50": round(median(all_), 3), "p95": round(_p95(all_), 3)} for stage, all_ in by_stage.items()}


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1] if len(found) > 1 else found[0]
