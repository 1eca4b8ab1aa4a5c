"""The plans that the running chat serves, as its staff change them: put in, read again, taken out.

All of it goes through ``index.build``: one writer, a finished generation beside the current one, then the switch. So
whoever asks meanwhile is answered out of the old generation, and out of the new one from the next question on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.build import Progress, index_files, remove_plans
from index.generation import StoreError
from index.place import place_of
from index.store import Manifest, Store, open_store
from ui.intake import Findings, Intake
from ui.uploads import KEY, Refused, Upload, Uploads

if TYPE_CHECKING:
    from index.library import Library


class Served(Protocol):
    """What is needed of ``assistant.chain.Assistant``."""

    @property
    def store(self) -> Store: ...

    @property
    def library(self) -> Library: ...

    def turn_to(self, store: Store) -> None: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change did: ``changes`` are a plan's name and ``added``, ``changed``, ``unchanged`` or ``removed``;
    ``failures`` are a line for each file left out."""

    changes: tuple[tuple[str, str], ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """``where`` is the store that staff change. It is the one that is served, unless the sample plans are: then it is
    served from the first upload on, in their place."""

    assistant: Served
    where: str | Path
    uploads: Uploads
    intake: Intake
    seen: dict[str, Findings] = field(default_factory=dict)
    """What was found in the uploads of this run, by their keys."""

    def held(self) -> Mapping[str, Mapping[str, str]]:
        """The indexed plans by id, each with its ``sha256`` and ``origin``."""
        place = place_of(self.where)
        with suppress(StoreError):  # swept just now, or not written yet
            name = place.current()
            return Manifest.load(place.files(name)).plans if name else {}
        return {}

    def used(self) -> frozenset[str]:
        """The paths that the indexed plans were read from."""
        return frozenset(facts["origin"] for facts in self.held().values())

    def waiting(self) -> tuple[Upload, ...]:
        """Uploads that are not indexed yet."""
        held = {facts["sha256"][:KEY] for facts in self.held().values()}
        return tuple(one for one in self.uploads.waiting(self.used()) if one.key not in held)

    def rejoin(self) -> None:
        """After a start that limited the chat to some plans: those that staff put in are served all the same."""
        served = self.assistant.store
        if served.scope and served.place == place_of(self.where):
            folder = self.uploads.folder.resolve()
            ours = {plan for plan, facts in self.held().items() if Path(facts["origin"]).is_relative_to(folder)}
            if ours - served.scope:
                self.assistant.turn_to(open_store(self.where, served.embedder, served.scope | ours))

    def inspect(self, upload: Upload) -> Findings:
        """What the upload holds; it is dropped where it is no plan, or one that is indexed as it is."""
        for plan, facts in self.held().items():
            if facts["sha256"][:KEY] == upload.key:
                self.uploads.drop(upload)
                raise Refused("upload_indexed", title=self._title(plan))
        found = self.intake.look(upload.path)
        if found.refused:
            self.uploads.drop(upload)
        else:
            self.seen[upload.key] = found
        return found

    def put_in(self, progress: Progress) -> Outcome:
        """Index what waits; what has not been looked into since the start is looked into first."""
        taken, failures = [], []
        for upload in self.waiting():
            try:
                found = self.seen.get(upload.key) or self.inspect(upload)
            except Refused:
                continue  # indexed already
            if found.refused:
                failures.append(f"{upload.name}: {found.detail or found.refused}")
            else:
                taken.append(upload.path)
        outcome = self._index(taken, progress)
        return replace(outcome, failures=(*failures, *outcome.failures))

    def renew(self, progress: Progress, anew: bool) -> Outcome:
        """Read every plan's file again: those that changed, or all ``anew``. A plan whose file is gone stays."""
        return self._index([Path(origin) for origin in sorted(self.used())], progress, anew)

    def take_out(self, plans: Collection[str], progress: Progress) -> Outcome:
        """Remove plans, and the uploads they were read from. StoreError for one that is not there."""
        before = self.used()
        titles = {plan: self._title(plan) for plan in plans}
        remove_plans(self.where, plans, self.assistant.store.embedder, progress)
        self._settle(before, removed=plans)
        return Outcome(tuple((title, "removed") for title in titles.values()))

    def _index(self, files: Sequence[Path], progress: Progress, anew: bool = False) -> Outcome:
        before = self.used() | {str(file.resolve()) for file in files}
        if not files:
            return Outcome()
        report = index_files(self.where, files, self.assistant.store.embedder, progress, anew)
        self._settle(before, added=[plan.id for plan in report.plans])
        told = {plan.id: plan.title for plan in report.plans}
        changes = tuple((told.get(change.plan, change.plan), change.state) for change in report.changes)
        named = tuple(_short(failure, files) for failure in report.failures)
        return Outcome(tuple(row for row in changes if anew or row[1] != "unchanged"), named)

    def _settle(self, before: Collection[str], added: Collection[str] = (), removed: Collection[str] = ()) -> None:
        """Serve what there is now, and drop the uploads that nothing is read from any more."""
        served = self.assistant.store
        same = served.place == place_of(self.where)
        scope = (served.scope | frozenset(added)) - frozenset(removed) if same and served.scope else frozenset()
        if place_of(self.where).current() is not None:
            self.assistant.turn_to(open_store(self.where, served.embedder, scope))
        gone = set(before) - self.used()
        for upload in self.waiting():
            if str(upload.path.resolve()) in gone:
                self.uploads.drop(upload)

    def _title(self, plan: str) -> str:
        found = self.assistant.library.plans.get(plan)
        return found.title if found else plan


def _short(failure: str, files: Sequence[Path]) -> str:
    """A failure with names in place of the server's paths."""
    for file in files:
        failure = failure.replace(str(file), file.name).replace(str(file.resolve()), file.name)
    return failure
