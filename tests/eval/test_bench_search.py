"""The search benchmark's measures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from eval.bench_search import main, measure, own_set, public_sets, quality, rank
from eval.ranker import Ranker
from index.embed import load_embedder


def test_quality_is_counted_from_ranks() -> None:
    found = quality([1, 2, 7, 11])
    assert (found.first, found.five, found.ten) == (0.25, 0.5, 0.75)
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 7) / 4)


def test_ties_count_against_the_right_document() -> None:
    scores = np.array([0.5, 0.5, 0.1], np.float32)
    assert rank(scores, [1]) == 2
    assert rank(scores, [0, 1]) == 1
    assert rank(np.zeros(3, np.float32), [2]) == 3


def test_the_dev_questions_share_no_topic_with_training() -> None:
    from index.pairs import own_pairs

    topics = [{entry["topic"] for entry in own_pairs(split)} for split in ("train", "dev")]
    assert not topics[0] & topics[1]
    found = own_set()
    assert len(found.questions) >= 60
    assert all(0 <= place < len(found.documents) for gold in found.gold for place in gold)


def test_a_word_of_the_question_ranks_its_document_first(tmp_path: Path) -> None:
    ranker = Ranker(["新建小学三所", "招聘教师六百名", "改造厕所"], load_embedder())
    assert rank(ranker.words("厕所什么时候改造"), [2]) == 1
    assert ranker.words("厕所").max() <= 1


def test_sets_are_read_from_a_folder_and_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = [{"id": 0, "text": "课后服务每天两小时"}, {"id": 1, "text": "教师工资按时发放"}]
    write(tmp_path / "stard.corpus.jsonl.gz", corpus)
    write(tmp_path / "stard.queries.jsonl.gz", [{"q": "工资什么时候发放", "gold": [1]}])
    (found,) = public_sets(tmp_path)
    assert measure(found, Ranker(found.documents, load_embedder()))["fused"].first == 1.0
    assert main(["--sets", str(tmp_path), "--only", "stard"]) == 0
    assert "| stard | 2 | 1 | 100.0/100.0/100.0/100.0" in capsys.readouterr().out


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
