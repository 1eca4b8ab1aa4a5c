"""A short form of ``tests/soak/kills.py``: indexing processes killed at six moments, a search beside them."""

import json
import subprocess
import sys
from pathlib import Path

SOAK = Path(__file__).parents[1] / "soak" / "kills.py"


def test_a_killed_writer_leaves_every_plan_whole_and_no_search_fails():
    done = subprocess.run([sys.executable, SOAK, "--kills", "6", "--seed", "7"], capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0, f"{told}\n{done.stderr}"
    assert told["kills"] + told["done_before"] == told["left_former"] + told["left_new"] == 6
    assert told["kills"] > 0 and told["searches"] > 0
