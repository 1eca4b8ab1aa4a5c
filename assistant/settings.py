"""Every setting of the assistant, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingsError(ValueError):
    """A setting cannot be understood; the message names it and says what it may be."""


def _setting(default: Any, means: str) -> Any:
    return field(default=default, metadata={"means": means})


@dataclass(frozen=True, slots=True)
class Settings:
    """Field ``chat_model`` is read from ``EDUPLAN_CHAT_MODEL``, and so on."""

    store: str = _setting(
        "", "folder of the store, or a Chroma server as http://host:port; empty: in the user's data folder"
    )
    plans: str = _setting("", "folder of plans to work on; empty: what the store holds, else the sample plans")
    embedder: str = _setting("", "name or folder of a sentence-transformers model; empty: the bundled one")
    device: str = _setting("", "device for such a model (cpu, cuda …); empty: its own choice")
    batch_size: int = _setting(32, "passages embedded at a time")
    reranker: str = _setting("", "name or folder of a sentence-transformers CrossEncoder; empty: none")
    chat_model: str = _setting("", "chat model as provider:name; empty: the offline answerer")
    chat_timeout: float = _setting(30.0, "seconds a chat model may stay silent")
    history: str = _setting("", "file that keeps conversations and feedback; empty: in the state folder")
    history_days: int = _setting(30, "days that conversations and feedback are kept; 0: nothing is kept")
    state: str = _setting(
        "", "folder of what the chat keeps for itself (staff accounts, logins, uploads); empty: beside the store"
    )
    staff: str = _setting("", "staff accounts as `eduplan staff hash NAME` prints them, commas between; empty: none")
    idle_minutes: int = _setting(30, "minutes without a request after which a member of staff is logged out")
    upload_mb: int = _setting(100, "megabytes of the largest file that staff may put in")
    upload_files: int = _setting(200, "files that may wait to be indexed")
    report: str = _setting("", "folder of an `eduplan eval --report` that staff see; empty: `eval` in the state one")
    cases: str = _setting("", "folder that eval cases made of feedback go to; empty: `cases` in the state one")
    rate: int = _setting(120, "requests a minute that one visitor may make; 0: any number")
    hosts: str = _setting(
        "",
        "names that the page is opened under, commas between; `*.` before all below one, * for any;"
        " empty: this machine's own and addresses in digits",
    )
    api_keys: str = _setting("", "keys that programs must send, commas between; empty: every program may ask")
    follow_ups: int = _setting(1, "1: a chat model makes follow-ups standalone, checked; 0: always the rules")
    repair_seconds: float = _setting(
        8.0, "seconds that a chat model may take to say again what failed the check, all of an answer; 0: not asked"
    )
    wordings: int = _setting(0, "other wordings of a question that a chat model adds to the search; 0: none")
    log: str = _setting("text", "form of the server's log: text, or json for a line of JSON each")
    log_questions: int = _setting(0, "1: the log also holds what was asked, and errors' messages in full; 0: never")
    host: str = _setting("127.0.0.1", "address the web chat listens on")
    port: int = _setting(7860, "port the web chat listens on")

    @property
    def data_folder(self) -> Path:
        """Where stores live that were not given a place."""
        from platformdirs import user_data_path

        return user_data_path("eduplan", appauthor=False)


def variable(name: str) -> str:
    """The environment variable of the setting ``name``."""
    return f"EDUPLAN_{name.upper()}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """SettingsError for a number that is none."""
    given: dict[str, Any] = {}
    for one in fields(Settings):
        text = environment.get(variable(one.name), "").strip()
        if not text:
            continue
        kind: Callable[[str], Any] = type(one.default)
        try:
            given[one.name] = kind(text)
        except ValueError:
            raise SettingsError(f"{variable(one.name)}={text} is no number: give one, or leave it empty") from None
    return Settings(**given)


def settings_table() -> list[tuple[str, str, str]]:
    """Variable, default and meaning of each setting, for the README."""
    return [(variable(one.name), str(one.default), one.metadata["means"]) for one in fields(Settings)]
