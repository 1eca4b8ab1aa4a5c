"""`eduplan store`: check, back up, restore and re-embed a store."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.settings import Settings
from index.generation import StoreError
from index.place import Place, place_of
from ui.belongings import Belongings
from ui.workspace import embedder, history_file, progress_bar, store_where

Told = tuple[str, dict[str, Any], int]
"""For people, for ``--json``, and the exit status."""


def upkeep(args: Namespace, settings: Settings) -> int:
    """Do ``args.action`` to the store; the exit status."""
    actions: dict[str, Callable[[Namespace, Settings], Told]] = {
        "check": check,
        "backup": backup,
        "restore": restore,
        "reembed": reembed,
    }
    line, facts, status = actions[args.action](args, settings)
    sys.stdout.write((json.dumps(facts, ensure_ascii=False, indent=1) if args.json else line) + "\n")
    return status


def check(args: Namespace, settings: Settings) -> Told:
    """Hold all parts of the store against each other; status 1 and what to do where something is damaged."""
    from index.soundness import examine

    place = place_of(store_where(args, settings))
    found = examine(place)
    if found is None:
        raise _nothing(place)
    found = replace(found, faults=(*found.faults, *_belongings(args, settings).faults()))
    size = f"{found.plans} plans, {found.clauses} clauses, embedder {found.embedder}"
    line = f"{place} is sound: {size}"
    if found.faults:
        rows = [f"- {fault.what}: {fault.remedy}" for fault in found.faults]
        line = "\n".join([f"{place} is not sound ({size}):", *rows])
    return line, asdict(found) | {"sound": not found.faults}, 1 if found.faults else 0


def backup(args: Namespace, settings: Settings) -> Told:
    """The current generation and what the chat keeps, as one archive; beside readers, a writer and the chat."""
    from index.archive import pack
    from index.place import settled

    place, archive = place_of(store_where(args, settings)), _archive(args)
    if not archive.parent.is_dir():
        raise StoreError(f"cannot write {archive}: {archive.parent} is no folder")
    with TemporaryDirectory() as scratch, _belongings(args, settings).copied(Path(scratch)) as beside:
        done = settled(place, lambda name: pack(place, name, archive, beside))
    if done is None:
        raise _nothing(place)
    facts = {"store": str(place), "generation": done, "archive": str(archive), "bytes": archive.stat().st_size}
    return f"{archive} holds the store {place}" + (f" and {len(beside)} files of the chat" if beside else ""), facts, 0


def restore(args: Namespace, settings: Settings) -> Told:
    """An archive that ``backup`` wrote, into an empty place."""
    from index.archive import put, unpack

    place, archive = place_of(store_where(args, settings)), _archive(args)
    if place.current() is not None:
        raise StoreError(f"{place} already holds a store: restore into an empty one with --store")
    with place.asked():
        home = place.cache
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home, prefix="restoring-") as scratch:
            contents = unpack(archive, Path(scratch))
            there = _belongings(args, settings).restore(contents.beside)
            put(contents, place)
        for left in home.glob("restoring-*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
    line = "\n".join([f"{place} restored from {archive}", *(f"- {path} was there and stays" for path in there)])
    return line, {"store": str(place), "archive": str(archive), "stayed": list(map(str, there))}, 0


def reembed(args: Namespace, settings: Settings) -> Told:
    """Build the store anew with the embedder that is set; mends what is damaged."""
    from index.build import reembed as work

    place = place_of(store_where(args, settings))
    if place.current() is None:
        raise _nothing(place)
    model = embedder(settings)
    with progress_bar() as bar:
        lost = work(store_where(args, settings), model, bar)
    line = "\n".join([f"{place} now uses the embedder {model.fingerprint}", *(f"- {one}" for one in lost)])
    return line, {"store": str(place), "embedder": model.fingerprint, "lost": list(lost)}, 1 if lost else 0


def _nothing(place: Place) -> StoreError:
    return StoreError(f"no store at {place}: run `eduplan index PATH --store {place}` first")


def _archive(args: Namespace) -> Path:
    if args.file is None:
        raise StoreError(f"name the archive: eduplan store {args.action} FILE.tar.gz")
    file: Path = args.file
    return file


def _belongings(args: Namespace, settings: Settings) -> Belongings:
    from ui.office import state_folder

    return Belongings(state_folder(settings, store_where(args, settings)), history_file(args, settings))
