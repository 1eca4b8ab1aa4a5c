"""The command contract, as a script meets it: output on stdout, one clear line on stderr, the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PLAN
from ui.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def plans(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path, plans, capsys):
    main(["index", str(plans), "--store", str(tmp_path / "store")])
    capsys.readouterr()
    return str(tmp_path / "store")


def run(capsys, *argv):
    """Exit status, stdout, stderr."""
    try:
        status = main(list(argv))
    except SystemExit as stop:
        status = stop.code
    out = capsys.readouterr()
    return status, out.out, out.err


def json_of(capsys, *argv):
    status, out, _ = run(capsys, *argv, "--json")
    assert status == 0
    return json.loads(out)


def test_index_says_what_it_found(capsys, tmp_path, plans):
    found = json_of(capsys, "index", str(plans), "--store", str(tmp_path / "s"))
    assert "青禾区义务教育提质行动计划" in found["plans"][0]["title"]
    assert found["plans"][0]["district"] == "青禾区"
    assert found["plans"][0]["period"] == [2026, 2028]
    assert found["changes"][0]["state"] == "added"
    assert found["failures"] == []


def test_outline_gives_the_contract(capsys, plans):
    rows = json_of(capsys, "outline", str(plans / "plan.txt"))
    assert set(rows[0]) == {"path", "level", "kind", "number", "title", "line", "start", "end", "repaired"}
    row = next(row for row in rows if row["path"] == "二、(二)3.")
    assert PLAN[row["start"] :].startswith("3.提高班主任津贴")
    assert PLAN[: row["start"]].count("\n") + 1 == row["line"]


def test_indicators_give_the_contract(capsys, plans):
    rows = json_of(capsys, "indicators", str(plans / "plan.txt"))
    keys = "plan source name baseline_year baseline target_year target unit qualifier nature clause quote start end"
    assert rows
    for row in rows:
        assert set(row) == set(keys.split())
        assert row["quote"] == PLAN[row["start"] : row["end"]]
    rate = next(row for row in rows if "巩固率" in row["name"])
    assert (rate["target"], rate["unit"], rate["target_year"]) == (99, "%", 2028)


def test_ask_gives_the_contract(capsys, store):
    answer = json_of(capsys, "ask", "青禾区班主任津贴是多少？", "--store", store)
    keys = "id question standalone status reason language text sentences citations retrieved notices ms"
    assert set(answer) == set(keys.split())
    assert answer["status"] == "answered"
    assert "800元" in answer["text"]
    citation = answer["citations"][0]
    assert citation["quote"] == PLAN[citation["start"] : citation["end"]]
    assert {"n", "clause", "plan", "plan_title", "clause_title", "path", "source", "page", "shown"} < set(citation)
    assert all(set(sentence) == {"text", "citations", "derived", "reasons"} for sentence in answer["sentences"])
    assert len({row["clause"] for row in answer["retrieved"]}) == len(answer["retrieved"]) <= 10


def test_search_says_why(capsys, store):
    rows = json_of(capsys, "search", "班主任津贴", "-k", "3", "--store", store)
    assert len(rows) == 3
    assert rows[0]["clause"].endswith("二、(二)3.")
    assert rows[0]["why"]


def test_a_batch_is_answered_line_by_line(capsys, store, tmp_path):
    questions = tmp_path / "q.jsonl"
    history = [{"role": "user", "content": "青禾区班主任津贴是多少？"}, {"role": "assistant", "content": "800元"}]
    rows = [
        {"id": "a", "question": "青禾区\u2028近视率？"},
        {"id": "b", "question": "那课后服务呢？", "history": history},
    ]
    questions.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    out = tmp_path / "a.jsonl"
    assert run(capsys, "answer", str(questions), "--out", str(out), "--store", store)[0] == 0
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    assert [answer["id"] for answer in answers] == ["a", "b"]


def test_two_runs_are_identical_but_for_their_timings(capsys, store):
    first, second = (json_of(capsys, "ask", "青禾区班主任津贴是多少？", "--store", store) for _ in range(2))
    first.pop("ms"), second.pop("ms")
    assert first == second


def test_plans_given_are_the_plans_worked_on(capsys, tmp_path, plans):
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.txt").write_text(PLAN.replace("青禾", "白鹭"), encoding="utf-8")
    where = ["--store", str(tmp_path / "s")]
    json_of(capsys, "plans", "--plans", str(plans), *where)
    found = json_of(capsys, "plans", "--plans", str(other), *where)
    assert ["白鹭" in plan["title"] for plan in found] == [True]
    assert len(json_of(capsys, "plans", *where)) == 2


def test_a_plan_can_be_removed(capsys, store):
    plan = json_of(capsys, "plans", "--store", store)[0]["id"]
    assert json_of(capsys, "remove", plan, "--store", store) == {"removed": [plan]}
    assert json_of(capsys, "plans", "--store", store) == []


def test_a_store_is_checked_backed_up_and_restored(capsys, store, tmp_path):
    archive, copy = str(tmp_path / "b.tar.gz"), str(tmp_path / "copy")
    assert "is sound" in run(capsys, "store", "check", "--store", store)[1]
    assert run(capsys, "store", "backup", archive, "--store", store)[0] == 0
    assert run(capsys, "store", "restore", archive, "--store", copy)[0] == 0
    assert "is sound" in run(capsys, "store", "check", "--store", copy)[1]
    assert run(capsys, "store", "restore", archive, "--store", copy)[0] == 2
    kept = [sorted(path.name for path in (Path(where) / "originals").iterdir()) for where in (store, copy)]
    assert kept[0] == kept[1] != [], "the plans' own files go with it"


@pytest.mark.parametrize(
    "argv",
    [
        ["ask"],
        ["ask", "近视", "--nonsense"],
        ["nonsense"],
        ["ask", "近视", "--store", "nowhere"],
        ["ask", "近视", "--plans", "nowhere"],
        ["ask", "近视", "--as-of", "soon"],
        ["search", "近视", "-k", "0"],
        ["index", "nowhere"],
        ["outline", "nowhere.txt"],
        ["indicators", "nowhere.txt"],
        ["answer", "nowhere.jsonl", "--out", "a.jsonl"],
        ["remove", "nothing", "--store", "nowhere"],
        ["store", "check", "--store", "nowhere"],
        ["store", "backup", "--store", "nowhere"],
        ["eval", "--cases", "nowhere.jsonl"],
        ["chat", "--port", "99999"],
    ],
    ids=" ".join,
)
def test_a_wrong_request_is_one_line_and_exit_2(capsys, tmp_path, monkeypatch, argv):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, *argv)
    assert status == 2
    assert out == ""
    assert err.startswith("eduplan: ")
    assert err.count("\n") == 1


def test_a_folder_without_plans_and_an_empty_file_are_named(capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "no plans in" in run(capsys, "index", str(tmp_path / "empty"), "--store", str(tmp_path / "s"))[2]
    (tmp_path / "empty" / "a.txt").write_text("")
    status, _, err = run(capsys, "index", str(tmp_path / "empty"), "--store", str(tmp_path / "s"))
    assert status == 2
    assert "a.txt" in err


@pytest.mark.parametrize("question", ["", "   ", "🙂🙂", "\x00\x07", "问" * 100_000, "。？！"])
def test_an_odd_question_gets_a_clear_answer(capsys, store, question):
    answer = json_of(capsys, "ask", question, "--store", store)
    assert answer["status"] == "declined"
    assert answer["text"]


def test_a_batch_line_that_is_no_question_is_numbered(capsys, store, tmp_path):
    (tmp_path / "q.jsonl").write_text('{"id": 1, "question": "近视"}\n{"id": 2}\n', encoding="utf-8")
    status, _, err = run(capsys, "answer", str(tmp_path / "q.jsonl"), "--out", str(tmp_path / "a"), "--store", store)
    assert status == 2
    assert "line 2" in err
    assert not (tmp_path / "a").exists()


def test_asking_loads_neither_torch_nor_a_web_framework(store):
    code = (
        "import sys; from ui.cli import main; main(['ask', 'How many pupils?', '--store', sys.argv[1]])\n"
        "print([m for m in ('torch', 'gradio', 'fastapi', 'starlette', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, store], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip().endswith("[]")


def test_products_of_matrices_stay_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    with pytest.raises(SystemExit):
        main(["--help"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
