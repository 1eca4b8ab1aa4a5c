"""A case begun from a question and a clause, or from feedback; recorded replies of a chat model."""

from __future__ import annotations

import json

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from assistant.chain import Assistant
from assistant.history import Turn
from eval.case import CaseError, load_cases
from eval.gates import gate
from eval.new import append, begin, figures, find_clause, from_feedback
from eval.replies import MissingReplyError, digest, load_replies, recorded, with_misses
from eval.run import run, run_file
from tests.eval.small import PAY, PLACES, make_case


def test_a_case_from_a_question_and_a_clause(library, lookup, tmp_path):
    record = begin(make_case().question, f"yunling#{PAY}", library)
    assert record["gold"] == [[f"yunling.txt#{PAY}"]] and record["plans"] == ["yunling.txt"]
    assert begin(make_case().question, f"yunling.txt#{PAY}", library) == record, "by id or by file"
    file = tmp_path / "mine.jsonl"
    assert append([record], file) == 1
    assert append([record], file) == 0, "a case that is there already is not added again"
    assert load_cases(file)[0].question == make_case().question
    assert not gate(run_file(lookup, file)).failed


def test_the_numbers_of_the_clause_are_offered(library):
    assert figures(find_clause(f"yunling#{PAY}", library)) == ("2027年", "每人每月800元")


def test_a_clause_that_is_not_there(library):
    with pytest.raises(CaseError, match=r"no clause yunling#二、\(一\)2\.: nearest are .*yunling#二、\(一\)1\."):
        begin("问", "yunling#二、(一)2.", library)
    with pytest.raises(CaseError, match=r"no clause \?: `eduplan outline FILE` lists them"):
        begin("问", "?", library)


def test_feedback_becomes_cases(library, tmp_path):
    file = tmp_path / "feedback.jsonl"
    before = [{"role": "user", "content": "云岭区津贴多少？"}]
    lines = [
        {"question": "津贴多少？", "clause": f"yunling#{PAY}"},
        {"question": "那学位呢？", "history": before, "citations": [{"clause": f"yunling#{PLACES}"}]},
        {"question": "没有条款的一行"},
    ]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    first, second = from_feedback(file, library)
    assert first["gold"] == [[f"yunling.txt#{PAY}"]]
    assert [turn["role"] for turn in second["turns"]] == ["user", "user"]
    file.write_text("not json", encoding="utf-8")
    with pytest.raises(CaseError, match="is no feedback file"):
        list(from_feedback(file, library))


PROMPT = [SystemMessage("规则"), HumanMessage("问题：津贴多少？")]


def test_a_reply_is_recorded_once_and_played_again(tmp_path):
    file = tmp_path / "replies.jsonl"
    model = GenericFakeChatModel(messages=iter([AIMessage("每人每月800元。[1]")]))
    asked = recorded(file, model)
    assert [asked.invoke(PROMPT).text for _ in range(2)] == ["每人每月800元。[1]"] * 2
    assert load_replies(file) == {digest(PROMPT): "每人每月800元。[1]"}
    played = recorded(file)
    assert "".join(str(chunk.text) for chunk in played.stream(PROMPT)) == "每人每月800元。[1]"
    assert played.missed == ()


def test_a_changed_prompt_says_re_record(tmp_path):
    model = recorded(tmp_path / "replies.jsonl")
    for prompt in (PROMPT, [SystemMessage("另一规则"), PROMPT[1]]):
        with pytest.raises(MissingReplyError, match="re-record"):
            model.invoke(prompt)
    assert len(model.missed) == 2 and "津贴多少？" in model.missed[0]
    (tmp_path / "broken.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(CaseError, match="holds no recorded replies"):
        recorded(tmp_path / "broken.jsonl")


def test_a_miss_fails_the_run_though_the_offline_answer_stands_in(small_store, tmp_path):
    question = (Turn("user", "青禾区班主任津贴每月多少？"),)
    gold = (("plan.txt#二、(二)3.",),)
    case = make_case(turns=question, plans=("plan.txt",), gold=gold, must=(("800元",),))
    model = recorded(tmp_path / "replies.jsonl")
    done = gate(with_misses(run(Assistant(small_store, model), [case]), model))
    assert done.results[0].passed, done.results[0].faults
    failed = {one.name: one.findings for one in done.gates if not one.passed}
    assert list(failed) == ["recorded replies"] and "re-record" in failed["recorded replies"][0]
