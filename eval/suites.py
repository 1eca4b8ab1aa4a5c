"""The suites of bundled cases: where the plans of each lie; and an assistant over any plans."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import index

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from eval.case import PlanRef
    from index.embed import Embedder

SAMPLES = Path(index.__file__).parent / "samples"
DISTRICTS_MISSING = (
    "NOT RUN: the cases on the five district plans. They were found neither at EDUPLAN_REAL_PLANS nor at "
    "../shared/plans beside the checkout; this run says nothing about them"
)


def district_plans(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the five district plans: ``EDUPLAN_REAL_PLANS``, else ``../shared/plans`` beside the checkout."""
    given = environment.get("EDUPLAN_REAL_PLANS", "").strip()
    folder = Path(given) if given else Path(__file__).resolve().parents[2] / "shared" / "plans"
    return folder if folder.is_dir() else None


def folders(districts: Path | None = None) -> dict[str, Path | None]:
    """Suite → the folder of its plans, None where they are not at hand; ``districts`` is that of the district plans
    where they are not to be looked for."""
    return {"samples": SAMPLES, "districts": districts or district_plans()}


def lacking(folder: Path, refs: Iterable[PlanRef]) -> tuple[str, ...]:
    """Sources of those ``refs`` that ``folder`` holds neither by name nor by contents."""
    from index.build import files_in

    files = files_in([folder])
    names = {file.name for file in files}
    contents = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    return tuple(ref.source for ref in refs if ref.source not in names and ref.sha256 not in contents)


def opened(
    plans: Sequence[Path], place: Path, embedder: Embedder | None = None, as_of: date | None = None
) -> Assistant:
    """An assistant without a chat model over ``plans`` (files, folders), indexed into ``place``."""
    from assistant.chain import Assistant
    from index.build import files_in, index_files
    from index.embed import load_embedder
    from index.store import open_store

    embedder = embedder or load_embedder()
    index_files(place, files_in(plans), embedder, lambda *_: None)
    return Assistant(open_store(place, embedder), as_of=as_of)
