"""The conversation: scope, what can be done next, taking back."""

from dataclasses import replace

from index.script import to_traditional
from ui.examples import examples
from ui.suggest import suggestions
from ui.talk import stopped, talk, undone

YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


def test_a_question_is_asked_of_the_plans_chosen_and_says_so(assistant):
    *_, now = talk(assistant, "学前教育的目标？", (), (YUNXI,))
    assert assistant.scopes == [(YUNXI,)]
    assert "只在所选规划中查找：云溪区" in now[-1].html
    *_, now = talk(assistant, "学前教育的目标？", ())
    assert "只在所选" not in now[-1].html


def test_taking_back_leaves_what_was_before_and_gives_the_question(assistant):
    *_, first = talk(assistant, "云溪区的目标？", ())
    *_, second = talk(assistant, "那松岭区呢？", first)
    assert undone(second) == (first, "那松岭区呢？")
    assert undone(undone(second)[0]) == ((), "云溪区的目标？")
    assert undone(()) == ((), "")


def test_a_question_that_failed_or_was_stopped_can_be_asked_again(assistant):
    *_, broken = talk(assistant, "崩溃", ())
    assert undone(broken) == ((), "崩溃") and "act again" in broken[-1].html
    growing = talk(assistant, "云溪区的目标？", ())
    next(growing)
    assert "act again" in stopped(next(growing))[-1].html


def test_nothing_is_offered_while_it_is_answered(assistant):
    *growing, last = (now[-1].html for now in talk(assistant, "云溪区的目标？", ()))
    assert "act again" in last and not any("act again" in shown for shown in growing)


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
    *_, now = talk(assistant, "云溪区的目标？", (), (YUNXI,))
    follow = now[-1].html.split('class="onward"')[1]
    assert "松岭区" not in follow


def answered_share(assistant, questions):
    """Suggestions after each question's answer, and those of them that are answered."""
    offered = {one for question in questions for one in suggestions(assistant.ask(question), assistant.library)}
    return offered, {one for one in offered if assistant.ask(one).status == "answered"}


def test_the_plans_can_answer_what_is_suggested(sample_assistant):
    offered, answered = answered_share(sample_assistant, examples(sample_assistant.library, "zh-Hans"))
    assert len(offered) >= 5 and offered == answered
