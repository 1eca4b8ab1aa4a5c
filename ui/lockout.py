"""How long one has to wait after logins that failed: nothing at first, then ever longer. Pure."""

from __future__ import annotations

from dataclasses import dataclass

FIRST, LONGEST = 30.0, 900.0
"""Seconds of the first wait and of the longest: whoever wants to keep the staff out cannot do it for long."""
FORGOTTEN = 24 * 3600.0
"""Seconds after which failures no longer count."""
FREE_NAME, FREE_ADDRESS = 5, 20
"""Failures without a wait: of a name, and of an address, which a whole office may share."""


@dataclass(frozen=True, slots=True)
class Record:
    """Attempts of one name or address that did not succeed (yet), when the last began, and when the next may."""

    count: int = 0
    last: float = 0.0
    until: float = 0.0


def wait(record: Record, now: float) -> float:
    """Seconds until the next attempt; 0 where it may begin."""
    return max(0.0, record.until - now)


def attempted(record: Record, free: int, now: float) -> Record:
    """After an attempt has begun: it counts before its outcome is known, so that many at once gain nothing."""
    count = 1 if now - record.last > FORGOTTEN else record.count + 1
    pause = 0.0 if count < free else min(FIRST * 2.0 ** min(count - free, 20), LONGEST)
    return Record(count, now, now + pause if pause else 0.0)


def forgiven(record: Record) -> Record:
    """An address after one of its attempts succeeded: that one does not count, those before it still do."""
    return Record(max(0, record.count - 1), record.last, 0.0)
