"""The rules of the house: under which names it is open, to whom, and how much at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.settings import Settings
from ui.gate import MODEL, Gate
from ui.hosts import read_hosts
from ui.keys import read_keys


@dataclass(frozen=True)
class House:
    """``rate`` is what one visitor may ask a minute, 0 any number; ``hosts`` are names beside this machine's own;
    ``keys`` the digests of programs' keys, none where every program may ask; all questions go through ``gate``."""

    rate: int = 0
    hosts: tuple[str, ...] = ()
    keys: tuple[str, ...] = field(default=(), repr=False)
    gate: Gate = field(default_factory=Gate)


def rules(settings: Settings) -> House:
    """What the settings say. SettingsError for a key that is none."""
    return House(
        rate=settings.rate,
        hosts=read_hosts(settings.hosts),
        keys=read_keys(settings.api_keys),
        gate=Gate(MODEL) if settings.chat_model else Gate(),
    )
