"""Another process indexes while questions are asked: every answer comes from one finished generation."""

import subprocess
import sys

from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store
from tests.conftest import PLAN

WRITER = """
import sys
from pathlib import Path
from index.build import index_files
from index.embed import load_embedder

plan, store = map(Path, sys.argv[1:])
text = plan.read_text(encoding="utf-8")
embedder = load_embedder()
for amount in range(900, 1400, 100):
    plan.write_text(text.replace("800元", f"{amount}元"), encoding="utf-8")
    index_files(store, [plan], embedder, lambda *_: None)
"""


def test_indexing_in_another_process_disturbs_no_answer(tmp_path):
    plan, store = tmp_path / "plan.txt", tmp_path / "store"
    plan.write_text(PLAN, encoding="utf-8")
    embedder = load_embedder()
    index_files(store, [plan], embedder, lambda *_: None)
    assistant = Assistant(open_store(store, embedder))
    seen = set()
    with subprocess.Popen([sys.executable, "-c", WRITER, str(plan), str(store)]) as writer:
        while writer.poll() is None:
            seen.add(_amount(assistant))
    seen.add(_amount(assistant))
    assert writer.returncode == 0
    assert {"800元", "1300元"} <= seen <= {f"{amount}元" for amount in range(800, 1400, 100)}


def _amount(assistant):
    answer = assistant.ask("青禾区班主任津贴是多少？")
    assert answer.status == "answered"
    (quote,) = {citation.quote for citation in answer.citations}
    return quote.partition("每月")[2].partition("元")[0] + "元"
