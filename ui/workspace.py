"""From the command line and the settings to an opened store and assistant."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from index.build import Progress
    from index.embed import Embedder
    from index.store import Store
    from ui.conversations import Conversations

STAGES = {"read": "reading", "words": "counting words", "embed": "embedding"}


def sample_plans() -> Path:
    """Folder of the fictional plans that serve where the user has given none."""
    return Path(str(files("index") / "samples"))


def store_where(args: Namespace, settings: Settings) -> str | Path:
    """Folder or server address of the store."""
    return args.store or settings.store or settings.data_folder / "store"


def history_file(args: Namespace, settings: Settings) -> Path:
    """Where conversations and feedback are kept: the setting, else in the folder of what the chat keeps for itself."""
    from ui.office import state_folder

    if settings.history:
        return Path(settings.history).expanduser()
    return state_folder(settings, store_where(args, settings)) / "history.sqlite3"


def open_conversations(args: Namespace, settings: Settings) -> Conversations:
    """What ``history_file`` keeps. KeptError where it cannot be used."""
    from ui.conversations import Conversations
    from ui.kept import KeptError, prepare

    if settings.history_days < 0:
        raise KeptError("EDUPLAN_HISTORY_DAYS is below 0: give the number of days, 0 to keep nothing")
    file = history_file(args, settings)
    prepare(file)
    return Conversations(file, settings.history_days)


def embedder(settings: Settings) -> Embedder:
    from index.embed import load_embedder

    return load_embedder(settings.embedder or None, settings.device or None, settings.batch_size)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr, drawn only on a terminal."""
    from tqdm import tqdm

    bar = tqdm(file=sys.stderr, disable=None, leave=False)

    def show(stage: str, done: int, total: int) -> None:
        bar.set_description_str(STAGES.get(stage, stage), refresh=False)
        bar.total, bar.n = total, done
        bar.refresh()

    with bar:
        yield show


def warn(line: str) -> None:
    """One line on stderr."""
    print(f"eduplan: {line}", file=sys.stderr)  # noqa: T201


def open_plans(args: Namespace, settings: Settings) -> Store:
    """The store to work on: the plans given, else what the store holds, else the sample plans."""
    from index.store import open_store

    model = embedder(settings)
    where = store_where(args, settings)
    plans = args.plans or (Path(settings.plans).expanduser() if settings.plans else None)
    if plans is not None:
        return with_plans(plans, where, model)
    if args.store or settings.store or _holds_plans(where):
        return open_store(where, model)
    warn(f"no plans given and none in {where}: the fictional sample plans serve (--plans DIR for your own)")
    return with_plans(sample_plans(), settings.data_folder / "samples", model)


def _holds_plans(where: str | Path) -> bool:
    from index.place import place_of
    from index.store import Manifest

    place = place_of(where)
    generation = place.current()
    return generation is not None and bool(Manifest.load(place.files(generation)).plans)


def with_plans(folder: Path, where: str | Path, model: Embedder) -> Store:
    """The store at ``where`` after bringing ``folder`` into it, limited to the plans of ``folder``."""
    from index.build import files_in, index_files
    from index.generation import StoreError
    from index.store import open_store

    if not folder.exists():
        raise StoreError(f"{folder} does not exist: give a folder of plans")
    found = files_in([folder])
    if not found:
        raise StoreError(f"no plans in {folder}: it holds no txt, md, html, docx or pdf file")
    with progress_bar() as show:
        report = index_files(where, found, model, show)
    for failure in report.failures:
        warn(f"left out {failure}")
    if not report.plans:
        raise StoreError(f"no plan in {folder} could be read")
    return open_store(where, model, [plan.id for plan in report.plans])


def open_assistant(args: Namespace, settings: Settings) -> Assistant:
    """The assistant over the plans to work on, with the chat model and re-ranker that are set."""
    from assistant.chain import Assistant
    from assistant.reword import Rewording

    model = rerank = None
    if settings.chat_model:
        from assistant.models import load_chat_model
        from assistant.waiting import Waited

        model = Waited(inner=load_chat_model(settings.chat_model, settings.chat_timeout), silent=settings.chat_timeout)
    if settings.reranker:
        from assistant.rerank import load_reranker

        rerank = load_reranker(settings.reranker, settings.device or None)
    rewording = Rewording(follow_ups=settings.follow_ups > 0, wordings=settings.wordings)
    plans, day = open_plans(args, settings), getattr(args, "as_of", None)
    return Assistant(plans, model, day, rerank, rewording, settings.repair_seconds)
