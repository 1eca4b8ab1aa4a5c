"""Outside measures on sets made up here."""

from __future__ import annotations

import gzip
import json
import tomllib

import pytest

from eval.bench_search import PUBLIC
from eval.grounding import auc, balanced, documents, keywords, numeric
from eval.public import HERE, main


def test_auc_counts_pairs_in_order_and_ties_half():
    assert auc([0.9, 0.8, 0.1], [True, True, False]) == 1
    assert auc([0.1, 0.9], [True, False]) == 0
    assert auc([0.5, 0.5], [True, False]) == 0.5
    assert auc([0.5], [True]) is None


NEWS = {
    "headLine": "云岭区新建学校",
    "newsBeginning": "云岭区今年新建小学3所。",
    "newsRemainder": "投入资金1200万元，明年秋季招生。",
    "annotations": [
        "3所<sep>合理",
        "1500万元<sep>不合理，应为1200万元",
        "云岭区<sep>合理",
        "海洋馆<sep>不合理，没有提到",
    ],
}


def test_a_wrong_figure_is_flagged_and_a_right_one_is_not():
    flags = list(keywords([NEWS]))
    assert [flag.wrong for flag in flags] == [False, True, False, True]
    assert numeric(flags) == (1, 1, 2)
    assert auc([flag.doubt for flag in flags], [flag.wrong for flag in flags]) == 1


FACT = {
    "query": "新建几所小学？",
    "answer": "3所",
    "fakeanswer": "8所",
    "positive": ["云岭区今年新建小学3所。"],
    "positive_wrong": ["云岭区今年新建小学8所。"],
}


def test_a_document_supports_the_answer_of_its_own_kind():
    pairs = list(documents([FACT]))
    assert sorted(true for _, true in pairs) == [False, False, True, True]
    assert balanced(pairs) == (1, 1, 1)
    assert balanced([(True, True), (True, False)]) == (0.5, 1, 0)


def test_an_answer_of_several_parts_needs_each_in_one_of_its_ways():
    whole = FACT | {
        "answer": [["三所", "3所"], "小学"],
        "positive": ["新建小学3所。", "新建园舍3所。"],
        "positive_wrong": [],
    }
    said = [said for said, true in documents([whole]) if true]
    assert said == [True, False]


def test_every_set_has_its_provenance():
    known = tomllib.loads((HERE / "public.toml").read_text(encoding="utf-8"))
    assert {*PUBLIC, "xquad", "tatoeba_cmn", "uhgeval_concise", "rgb_zh_fact"} == set(known)
    assert all(one["origin"] and one["licence"] and one["seen"] for one in known.values())


def test_the_file_has_figures_provenance_and_no_text(tmp_path, capsys):
    corpus = [{"id": 0, "text": "课后服务每天两小时"}, {"id": 1, "text": "教师工资按时发放"}]
    write(tmp_path / "eval" / "cmrc_dev.corpus.jsonl.gz", corpus)
    write(tmp_path / "eval" / "cmrc_dev.queries.jsonl.gz", [{"q": "工资什么时候发放", "gold": [1], "a": ["按时"]}])
    write(tmp_path / "eval" / "tatoeba_cmn.jsonl.gz", [{"zh": "学校", "en": "school"}, {"zh": "老师", "en": "teacher"}])
    write(tmp_path / "grounding" / "uhgeval_concise.jsonl.gz", [NEWS])
    write(tmp_path / "grounding" / "rgb_zh_fact.json.gz", [FACT])
    out = tmp_path / "public.md"
    assert main(["--sets", str(tmp_path), "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert text.strip() == capsys.readouterr().out.strip()
    assert "| cmrc_dev | 2 | 1 | 100.0/100.0/100.0/100.0" in text
    assert "| cmrc_dev | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |" in text
    assert "| UHGEval | numeric flags: precision | 1.000 |" in text
    assert "| RGB fact | document supports answer: balanced accuracy | 1.000 |" in text
    assert "| stard (**not found, not measured**) |" in text and "| cmrc_dev | ymcui" in text
    assert not any(part in text for part in ("按时", "1500万元", "新建", "teacher"))


def test_no_set_at_all_is_one_clear_line(tmp_path, capsys):
    assert main(["--sets", str(tmp_path), "--out", str(tmp_path / "public.md")]) == 2
    assert "holds no public set" in capsys.readouterr().err
    assert not (tmp_path / "public.md").exists()


@pytest.fixture(autouse=True)
def folders(tmp_path):
    for name in ("eval", "grounding"):
        (tmp_path / name).mkdir()


def write(path, records):
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
