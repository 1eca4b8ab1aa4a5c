"""Kills restores at moments spread over their whole course and looks at what is left:
``python tests/soak/restores.py [--kills 100]``.

After each kill the place holds no store, or one that opens, finds what was backed up and is sound but for the list of
its checksums, which is written last; and the restore can be run again where there was none. One line of JSON at the
end; status 1 where anything was not so.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from index import archive, sums
from index.place import place_of
from index.soundness import examine
from tests.soak.kills import FIRST, OPERATIONS, Trial, done, dying, forked, report, warm


def restore(packed: Path, where: str, scratch: Path) -> None:
    with tempfile.TemporaryDirectory(dir=scratch) as unpacked:
        archive.put(archive.unpack(packed, Path(unpacked)), place_of(where))


def operations(packed: Path, scratch: Path) -> int:
    """How many operations on files a restore takes."""
    out = scratch / "operations"

    def work() -> None:
        seen = [0]
        sys.addaudithook(lambda event, _: seen.__setitem__(0, seen[0] + (event in OPERATIONS)))
        restore(packed, str(scratch / "measured"), scratch)
        out.write_text(str(seen[0]))

    assert done(forked(work)) == 0, "a restore failed"
    return int(out.read_text())


def killed(packed: Path, at: int, scratch: Path) -> str:
    """What a restore left that was killed at its ``at``-th operation: none, or whole."""
    trial = Trial(str(scratch / f"store-{at}"), scratch)

    def die() -> None:
        dying(at)
        restore(packed, trial.where, scratch)

    def look() -> None:
        if place_of(trial.where).current() is None:
            (scratch / "left").write_text("none")
            return restore(packed, trial.where, scratch)
        faults = [fault.what for fault in examine(place_of(trial.where)).faults]
        assert all(what.startswith((sums.FILE, "current")) for what in faults), faults
        trial.amount({FIRST})
        (scratch / "left").write_text("whole")

    assert done(forked(die)) in (0, -signal.SIGKILL), f"the restore failed before operation {at}"
    assert done(forked(look)) == 0, f"what a kill at operation {at} left"
    assert done(forked(lambda: assert_whole(trial))) == 0, f"the store after a kill at operation {at}"
    shutil.rmtree(trial.where)
    return (scratch / "left").read_text()


def assert_whole(trial: Trial) -> None:
    assert trial.amount({FIRST}) == FIRST


def soak(kills: int, scratch: Path) -> dict[str, int]:
    """What was left, in figures. AssertionError where a promise was broken."""
    trial, packed = Trial(str(scratch / "store"), scratch / "plans"), scratch / "backup.tar.gz"
    trial.plans.mkdir()
    trial.write(FIRST)

    def back_up() -> None:
        trial.index()
        archive.pack(place_of(trial.where), place_of(trial.where).current(), packed, {})

    assert done(forked(back_up)) == 0, "the backup"
    steps = operations(packed, scratch)
    moments = sorted({1 + number * steps // kills for number in range(kills)})
    left = [killed(packed, at, scratch) for at in moments]
    return {"operations": steps, "kills": len(left), "left_none": left.count("none"), "left_whole": left.count("whole")}


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--kills", type=int, default=100)
    given = args.parse_args()
    warm()
    with tempfile.TemporaryDirectory() as scratch:
        return report(lambda: soak(given.kills, Path(scratch)))


if __name__ == "__main__":
    sys.exit(main())
