"""The whole pipeline with a real sentence-transformers model beside the bundled one, as its user runs it."""

import json

import pytest

from tests.conftest import PLAN
from ui.cli import main


@pytest.fixture
def where(tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return [str(tmp_path / "plan.txt"), "--store", str(tmp_path / "store")]


def run(capsys, *argv):
    status = main(list(argv))
    out = capsys.readouterr()
    return status, out.out, out.err


def test_another_model_is_one_setting(capsys, monkeypatch, transformer_folder, where):
    monkeypatch.setenv("EDUPLAN_EMBEDDER", str(transformer_folder))
    monkeypatch.setenv("EDUPLAN_DEVICE", "cpu")
    assert run(capsys, "index", *where)[0] == 0
    status, out, _ = run(capsys, "ask", "青禾区班主任津贴是多少？", *where[1:], "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["status"] == "answered"
    assert "800元" in answer["text"]
    assert answer["citations"][0]["path"] == "二、(二)3."


def test_models_are_not_mixed_and_a_store_is_embedded_again_on_request(capsys, monkeypatch, transformer_folder, where):
    run(capsys, "index", *where)
    monkeypatch.setenv("EDUPLAN_EMBEDDER", str(transformer_folder))
    monkeypatch.setenv("EDUPLAN_DEVICE", "cpu")
    status, _, err = run(capsys, "ask", "青禾区近视率？", *where[1:])
    assert status == 2
    assert "reembed" in err
    assert run(capsys, "store", "reembed", *where[1:])[0] == 0
    assert run(capsys, "ask", "青禾区近视率？", *where[1:])[0] == 0


@pytest.mark.plans
def test_the_five_plans_answer_verbatim(capsys, real_plans, tmp_path):
    store = ["--store", str(tmp_path / "store")]
    status, out, _ = run(capsys, "index", str(real_plans[0].parent), *store, "--json")
    plans = json.loads(out)["plans"]
    assert status == 0
    assert [plan["district"] for plan in plans] == ["江北区", "杏花岭区", "宿城区", "黔江区", "红桥区"]
    assert all(plan["title"] and plan["period"] and plan["clauses"] for plan in plans)
    questions = tmp_path / "q.jsonl"
    asked = [{"id": plan["id"], "question": f"{plan['district']}对教师队伍有什么要求？"} for plan in plans]
    questions.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in asked), encoding="utf-8")
    assert run(capsys, "answer", str(questions), "--out", str(tmp_path / "a.jsonl"), *store)[0] == 0
    texts = {path.name: path.read_bytes().decode("utf-8-sig") for path in real_plans}
    answers = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [plan["id"] for plan in plans]
    for answer in answers:
        assert answer["status"] != "declined"
        assert {citation["plan"] for citation in answer["citations"]} == {answer["id"]}
        for citation in answer["citations"]:
            assert citation["quote"] == texts[citation["source"]][citation["start"] : citation["end"]]
