"""The conversation: how it grows, what can be done next, taking back."""

from dataclasses import replace

import pytest

from assistant.history import Turn
from index.script import to_traditional
from ui.messages import messages
from ui.offer import Offers
from ui.strings import LANGUAGES
from ui.suggest import suggestions
from ui.talk import Exchange, judged, stopped, talk, undone

YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


def shown(assistant, now, rating=False):
    """The last message."""
    return messages(now, assistant.library, rating)[-1]["content"]


def test_a_question_is_asked_of_the_plans_chosen_and_says_so(assistant):
    *_, now = talk(assistant, "学前教育的目标？", (), (YUNXI,))
    assert assistant.scopes == [(YUNXI,)]
    assert "只在所选规划中查找：云溪区" in shown(assistant, now)
    *_, now = talk(assistant, "学前教育的目标？", ())
    assert "只在所选" not in shown(assistant, now)


def test_a_follow_up_carries_the_conversation(assistant):
    *_, first = talk(assistant, "云溪区的目标？", ())
    *_, second = talk(assistant, "那松岭区呢？", first)
    assert assistant.histories[1] == [Turn("user", "云溪区的目标？"), Turn("assistant", first[0].answer.text)]
    rows = messages(second, assistant.library)
    assert [row["role"] for row in rows] == ["user", "assistant", "user", "assistant"]


def test_the_answer_grows(assistant):
    steps = [shown(assistant, now) for now in talk(assistant, "云溪区的目标？", ())]
    assert "正在查找" in steps[0] and len(steps) == 5
    assert "松岭区" not in steps[1] and "松岭区" in steps[2] and "sources" in steps[-1]


def test_what_was_understood_and_found_stands_while_a_model_is_silent(assistant, answer):
    found = replace(answer, text="", sentences=(), citations=(), question="那里呢？", standalone="云溪区的目标？")
    waiting = shown(assistant, (Exchange("那里呢？", answer=found, state="growing"),))
    assert "云溪区的目标？" in waiting and "找到 2 条相关条文" in waiting and 'class="now"' in waiting
    assert 'class="said"' not in waiting and "onward" not in waiting


def test_an_error_is_a_message_and_no_traceback(assistant, caplog):
    *_, broken = talk(assistant, "崩溃", ())
    assert "failed" in shown(assistant, broken) and "secret" not in shown(assistant, broken) and "secret" in caplog.text
    list(talk(assistant, "再问", broken))
    assert assistant.histories[-1] == [], "a question that failed is no context for the next one"


def test_what_was_stopped_says_so(assistant):
    growing = talk(assistant, "云溪区的目标？", ())
    assert "working" not in shown(assistant, stopped(next(growing)))
    cut = stopped(next(growing))
    assert cut[-1].answer.text.endswith("目标是88%以上。[1]")
    assert "已停止" in shown(assistant, cut) and "sources" not in shown(assistant, cut)
    assert stopped(()) == ()
    *_, whole = talk(assistant, "云溪区的目标？", ())
    assert stopped(whole) == whole


def test_taking_back_leaves_what_was_before_and_gives_the_question(assistant):
    *_, first = talk(assistant, "云溪区的目标？", ())
    *_, second = talk(assistant, "那松岭区呢？", first)
    assert undone(second) == (first, "那松岭区呢？")
    assert undone(undone(second)[0]) == ((), "云溪区的目标？")
    assert undone(()) == ((), "")


def test_a_question_that_failed_or_was_stopped_can_be_asked_again(assistant):
    *_, broken = talk(assistant, "崩溃", ())
    assert undone(broken) == ((), "崩溃") and "act again" in shown(assistant, broken)
    growing = talk(assistant, "云溪区的目标？", ())
    next(growing)
    assert "act again" in shown(assistant, stopped(next(growing)))


def test_nothing_is_offered_while_it_is_answered(assistant):
    *growing, last = (shown(assistant, now, True) for now in talk(assistant, "云溪区的目标？", ()))
    assert "act again" in last and "act good" in last
    assert not any("act again" in step or "act good" in step for step in growing)


def test_a_whole_answer_can_be_judged_and_shows_how_it_was(assistant):
    *_, now = talk(assistant, "云溪区的目标？", ())
    assert "act good" not in shown(assistant, now), "where nothing is kept there is nobody to tell"
    told = shown(assistant, judged(now, 0, "bad"), rating=True)
    assert 'class="act good"' in told and 'class="act bad given"' in told and "已记下" in told
    *_, broken = talk(assistant, "崩溃", now)
    assert "act good" not in shown(assistant, broken, rating=True)


def test_suggestions_are_about_what_was_cited(answer, library):
    lone = replace(answer, citations=answer.citations[:1], question="云溪区2025年学前教育普惠率的目标是多少？")
    assert suggestions(lone, library) == (
        "松岭区2026年学前教育普惠率的目标是多少？",
        "云溪区的“扩大普惠资源”由哪些单位负责？",
        "云溪区规划的“提升保育质量”讲了什么？",
    )


def test_suggestions_speak_the_language_of_the_answer(answer, library):
    lone = replace(answer, citations=answer.citations[:1])
    assert suggestions(replace(lone, language="en"), library)[0].startswith("What is Songling District's 2026 target")
    assert "松嶺區" in suggestions(replace(lone, language="zh-Hant"), library)[0]


def test_what_was_just_asked_and_what_was_refused_suggests_nothing(answer, library):
    asked = suggestions(answer, library)
    assert asked[0] not in suggestions(replace(answer, question=asked[0]), library)
    assert asked[0] not in suggestions(replace(answer, standalone=to_traditional(asked[0])), library)
    assert suggestions(replace(answer, status="declined"), library) == ()


def test_within_chosen_plans_no_other_is_suggested(assistant, answer):
    offers = Offers(assistant)
    assert any("松岭区" in one for one in offers.onward(replace(answer, citations=answer.citations[:1]), ()))
    assert not any("松岭区" in one for one in offers.onward(answer, (YUNXI,)))
    assert set(assistant.scopes[-1]) == {YUNXI}


def test_what_the_plans_do_not_answer_is_not_offered(assistant, answer, monkeypatch):
    offers = Offers(assistant)
    offered = offers.onward(answer, ())
    refused = {offered[0]: "partial", offered[1]: "declined"}
    stream = assistant.stream

    def choosy(question, history=(), *, plans=()):
        return (replace(one, status=refused.get(question, one.status)) for one in stream(question, plans=plans))

    monkeypatch.setattr(assistant, "stream", choosy)
    left = Offers(assistant).onward(answer, ())
    assert left and not set(left) & set(refused)
    monkeypatch.setattr(assistant, "stream", lambda *_, **__: 1 / 0)
    assert Offers(assistant).onward(answer, ()) == (), "a fault offers nothing and breaks nothing"


def test_a_question_is_tried_once_for_each_generation_of_the_store(assistant, answer):
    offers = Offers(assistant)
    offered = offers.onward(answer, ())
    tried = len(assistant.scopes)
    assert tried >= len(offered) and offers.onward(answer, ()) == offered and len(assistant.scopes) == tried


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plans_can_answer_what_is_suggested(sample_assistant, language):
    offers = Offers(sample_assistant)
    begun = [sample_assistant.ask(question) for question in offers.first(language)]
    offered = {one for answer in begun for one in offers.onward(answer, ())}
    assert len(begun) == 5 and {one.status for one in begun} == {"answered"}
    assert len(offered) >= 5 and {sample_assistant.ask(one).status for one in offered} == {"answered"}
