"""Where the plans of the bundled cases lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

DISTRICTS_MISSING = (
    "NOT RUN: the cases on the five district plans. They were found neither at EDUPLAN_REAL_PLANS nor at "
    "../shared/plans beside the checkout; this run says nothing about them"
)


def district_plans(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the five district plans: ``EDUPLAN_REAL_PLANS``, else ``../shared/plans`` beside the checkout."""
    given = environment.get("EDUPLAN_REAL_PLANS", "").strip()
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "plans"
    return folder if folder.is_dir() else None
