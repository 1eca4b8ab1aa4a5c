"""All that the staff area works with, and where it lies."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ui.accounts import Accounts
from ui.intake import Intake
from ui.job import Job
from ui.seal import Seal, load_seal
from ui.shelf import Served, Shelf
from ui.signins import SignIns
from ui.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio import CapacityLimiter

    from ui.feedback import Feedback


@dataclass(frozen=True)
class Office:
    """``feedback`` gives what askers said; ``report`` is the folder of `eduplan eval --report`, ``cases`` the one that
    new eval cases are written into."""

    accounts: Accounts
    signins: SignIns
    seal: Seal
    shelf: Shelf
    feedback: Callable[[], tuple[Feedback, ...]]
    report: Path
    cases: Path
    job: Job = field(default_factory=Job)
    hashing: CapacityLimiter = field(default_factory=lambda: _at_once(2))
    """Passwords checked at the same time: each takes memory and a core."""
    reading: CapacityLimiter = field(default_factory=lambda: _at_once(1))
    """Files looked into at the same time."""


def state_folder(settings: Settings, where: str | Path) -> Path:
    """Where the chat keeps what is its own: the setting, else beside the store ``where``."""
    if settings.state:
        return Path(settings.state).expanduser()
    if "://" in str(where):
        return settings.data_folder / "chat"
    store = Path(where).expanduser().absolute()
    return store.with_name(f"{store.name}-chat")


def open_office(settings: Settings, where: str | Path, assistant: Served, history: Path) -> Office:
    """The staff area of the chat over ``assistant``; ``where`` is the store that staff change, ``history`` the file of
    the conversations. Plans that staff put in before are served too, whatever the chat was limited to."""
    from ui.feedback import feedback

    folder = state_folder(settings, where)
    accounts = Accounts(folder, settings.staff)
    uploads = Uploads(folder / "uploads", settings.upload_mb * 2**20, settings.upload_files)
    uploads.tidy()
    shelf = Shelf(assistant, where, uploads, Intake())
    shelf.rejoin()
    return Office(
        accounts=accounts,
        signins=_signins(folder, accounts, settings.idle_minutes * 60.0),
        seal=load_seal(folder),
        shelf=shelf,
        feedback=lambda: feedback(history),
        report=Path(settings.report).expanduser() if settings.report else folder / "eval",
        cases=Path(settings.cases).expanduser() if settings.cases else folder / "cases",
    )


def _signins(folder: Path, accounts: Accounts, idle: float) -> SignIns:
    """On a medium that cannot be written logins last as long as the server."""
    try:
        return SignIns(folder, accounts.stamp, idle)
    except (OSError, sqlite3.Error):
        return SignIns(None, accounts.stamp, idle)


def _at_once(count: int) -> CapacityLimiter:
    from anyio import CapacityLimiter

    return CapacityLimiter(count)
