"""What can be done around an answer, in Chromium: ask on, ask again, reword, take back, choose plans, copy."""

from __future__ import annotations

from .browser import QUESTION, SLOW, answered, ask, marks, shoot

pytestmark = marks


def test_a_second_question_waits_while_one_is_answered(visit):
    page = visit()
    ask(page, SLOW)
    page.wait_for_selector("#log .said >> text=88%以上")
    ask(page, "别的问题")
    assert page.input_value("#box textarea") == "别的问题", "it waits in the box"
    answered(page, 2)
    assert page.locator("#log .sources").count() == 2, "the first was answered to its end"


def test_an_answer_leads_on(visit):
    page = visit()
    ask(page, QUESTION)
    asked = answered(page).locator(".follow").first
    question = asked.inner_text()
    asked.click()
    answered(page, 2)
    assert page.locator("#log .user-row").last.inner_text() == question
    assert page.locator("#log .onward >> visible=true").count() == 1, "only under the last answer"
    page.click("#log .bot-row:last-child .again")
    page.wait_for_timeout(200)
    answered(page, 2)
    assert page.locator("#log .user-row").count() == 2, "asked again in its place"
    page.click("#log .bot-row:last-child .revise")
    page.wait_for_function("document.querySelectorAll('#log .user-row').length === 1")
    assert page.input_value("#box textarea") == question
    page.click("#log .bot-row:last-child .undo")
    page.wait_for_selector("#welcome .example >> visible=true")


def test_an_answer_is_copied_with_its_sources(visit):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    answered(page).locator(".copy-all").click()
    page.wait_for_selector(".copy-all.done")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0].endswith("88%以上。[1]") and copied[-2].endswith("二、（一）1.，云政发〔2021〕3号")


def test_how_a_follow_up_was_understood_can_be_edited(visit):
    page = visit()
    ask(page, QUESTION)
    answered(page)
    ask(page, "那松岭区呢？")
    answered(page, 2).locator(".reword").click()
    assert page.input_value("#box textarea") == "松岭区2026年学前教育普惠率的目标是多少？"
    page.keyboard.press("Enter")
    answered(page, 3)
    assert page.locator("#log .user-row").last.inner_text() == "松岭区2026年学前教育普惠率的目标是多少？"


def test_only_chosen_plans_are_asked(visit):
    page = visit()
    page.click(".scope summary")
    shoot(page, "scope")
    page.check(".scope label:has-text('云溪区') input")
    page.click(".scope summary")
    assert page.locator(".scope summary").inner_text().split() == ["提问范围", "云溪区"]
    ask(page, QUESTION)
    assert "只在所选规划中查找：云溪区" in answered(page).inner_text()
    page.click(".scope summary")
    page.check(".scope input[name=v]")
    page.click(".scope summary")
    ask(page, "还有呢？")
    assert "没有有效期内的规划" in page.wait_for_selector("#hint .notice").inner_text()


def test_a_question_typed_at_once_after_a_new_conversation_begins_it(visit):
    """What is asked just after belongs to the new conversation, however late that stands there."""
    page = visit()
    ask(page, QUESTION)
    answered(page)
    for number in range(4):
        page.click(".top .new")
        ask(page, f"普惠率是多少{number}？")
        page.wait_for_selector(f"#log .user-row:has-text('普惠率是多少{number}')")
        answered(page)
        assert page.locator("#log .user-row").count() == 1


def test_a_question_typed_at_once_after_one_was_cut_off_begins_a_new_conversation(visit):
    page = visit()
    ask(page, SLOW)
    page.wait_for_selector("#log .bot-row .said")
    page.click(".top .new")
    ask(page, QUESTION)
    first = "asked => document.querySelector('#log .user-row')?.innerText.trim() === asked"
    page.wait_for_function(first, arg=QUESTION)
    answered(page)
    assert page.locator("#log .user-row").count() == 1, "nothing of the conversation before comes back"
