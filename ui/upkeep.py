"""`eduplan store`: check, back up, restore and re-embed a store."""

from __future__ import annotations

import sys
import tarfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from index import originals
from index.generation import POINTER, StoreError, current
from index.place import Place, place_of
from ui.workspace import embedder, progress_bar, store_where


def upkeep(args: Namespace, settings: Settings) -> int:
    """Do ``args.action`` to the store; the exit status."""
    where = store_where(args, settings)
    actions: dict[str, Callable[[], str]] = {
        "check": lambda: check(where),
        "backup": lambda: backup(where, _archive(args)),
        "restore": lambda: restore(where, _archive(args)),
        "reembed": lambda: _reembed(where, settings),
    }
    sys.stdout.write(actions[args.action]() + "\n")
    return 0


def _archive(args: Namespace) -> Path:
    if args.file is None:
        raise StoreError(f"name the archive: eduplan store {args.action} FILE.tar.gz")
    file: Path = args.file
    return file


def _finished(where: str | Path) -> tuple[Place, str]:
    place = place_of(where)
    generation = place.current()
    if generation is None:
        raise StoreError(f"no store at {place}: run `eduplan index PATH --store {place}` first")
    return place, generation


def check(where: str | Path) -> str:
    """Opens all parts of the current generation and holds them against each other. StoreError if they differ."""
    from index.build import vectors_held
    from index.store import Manifest, read_plans

    place, generation = _finished(where)
    manifest = Manifest.load(place.files(generation))
    plans = read_plans(place.files(generation), manifest)
    clauses = {clause.id for plan in plans for clause in plan.clauses}
    embedded = vectors_held(place, generation)
    if embedded != clauses:
        raise StoreError(f"{len(embedded ^ clauses)} clauses of {place} are not as indexed: index the plans again")
    return f"{place} is sound: {len(plans)} plans, {len(clauses)} clauses, embedder {manifest.embedder}"


def backup(where: str | Path, archive: Path) -> str:
    """The current generation of a folder as one archive; runs beside readers and a writer."""
    place, generation = _finished(_folder(where))
    lock = place.hold(generation)
    try:
        with tarfile.open(archive, "w:gz") as out:
            out.add(place.files(generation), arcname=f"generations/{generation}")
            if (kept := _folder(where) / originals.FOLDER).is_dir():
                out.add(kept, arcname=originals.FOLDER)
    except OSError as error:
        raise StoreError(f"cannot write {archive} ({error.strerror}): choose another file") from error
    finally:
        if lock is not None:
            lock.close()
    return f"{archive} holds the store {place}"


def restore(where: str | Path, archive: Path) -> str:
    """An archive that ``backup`` wrote, into an empty place."""
    root = _folder(where)
    if current(root) is not None:
        raise StoreError(f"{root} already holds a store: restore into an empty folder with --store")
    try:
        with tarfile.open(archive, "r:gz") as packed:
            packed.extractall(root, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"cannot read {archive} ({error}): give an archive of `eduplan store backup`") from error
    found = sorted((root / "generations").iterdir()) if (root / "generations").is_dir() else []
    if not found:
        raise StoreError(f"{archive} holds no store")
    (root / POINTER).write_text(found[-1].name, encoding="utf-8")
    return f"{root} restored from {archive}"


def _folder(where: str | Path) -> Path:
    if "://" in str(where):
        raise StoreError(f"{where} is a server: back up its own data folder, or index the plans again elsewhere")
    return Path(where)


def _reembed(where: str | Path, settings: Settings) -> str:
    from index.build import reembed

    place, _ = _finished(where)
    model = embedder(settings)
    with progress_bar() as bar:
        reembed(where, model, bar)
    return f"{place} now uses the embedder {model.fingerprint}"
