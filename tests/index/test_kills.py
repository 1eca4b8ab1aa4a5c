"""Short forms of ``tests/soak``: processes that index, with a search beside them, and that restore, killed at moments
of every kind."""

import json
import subprocess
import sys
from pathlib import Path

SOAK = Path(__file__).parents[1] / "soak"


def told(script, *argv):
    """The script's last line, once it has found all as it should be."""
    done = subprocess.run([sys.executable, SOAK / script, *argv], capture_output=True, text=True)
    said = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0, f"{said}\n{done.stderr}"
    return said


def test_a_killed_writer_leaves_every_plan_whole_and_no_search_fails():
    said = told("kills.py", "--kills", "6", "--seed", "7")
    assert said["kills"] + said["done_before"] == said["left_former"] + said["left_new"] == 6
    assert said["kills"] > 0 and said["searches"] > 0


def test_a_killed_restore_leaves_a_whole_store_or_none():
    said = told("restores.py", "--kills", "12")
    assert said["kills"] == said["left_none"] + said["left_whole"] == 12
    assert said["left_none"] > 0
