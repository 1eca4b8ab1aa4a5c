"""Earlier conversations and verdicts on answers, in Chromium."""

from __future__ import annotations

import zipfile

import pytest

from ui.conversations import Conversations
from ui.feedback import feedback

from .browser import DESKTOP, NARROW, PHONE, QUESTION, SLOW, answered, ask, marks, shoot
from .conftest import serving
from .test_axe_browser import grave

pytestmark = marks


@pytest.fixture
def opened(chromium):
    """``opened(address)`` is a page in a browser of its own; ``opened(address, page)`` one more in the same."""
    contexts = []

    def open_page(address, beside=None, locale="zh-CN", size=DESKTOP, scheme="light"):
        context = beside.context if beside else chromium.new_context(
            locale=locale, color_scheme=scheme, viewport={"width": size[0], "height": size[1]}
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#box textarea")
        page.wait_for_function("Boolean(window.eduplan && window.eduplan.act)")
        return page

    yield open_page
    for context in dict.fromkeys(contexts):
        context.close()


@pytest.fixture
def home(tmp_path):
    with serving(tmp_path) as address:
        yield address


def history(page):
    page.click(".top .past")
    page.wait_for_selector("#past .conversations")
    return page.locator("#past li")


def kept(page):
    """The address once the conversation is kept under it."""
    page.wait_for_url("**/?chat=*")
    return page.url


def test_a_conversation_survives_a_restart_of_the_server(opened, tmp_path):
    with serving(tmp_path) as address:
        page = opened(address)
        ask(page, QUESTION)
        answered(page)
        url = kept(page)
        port = int(address.rpartition(":")[2])
    with serving(tmp_path, port):
        page.goto(url)
        answer = answered(page)
        answer.locator(".chip").first.click()
        assert page.wait_for_selector("#reader mark").inner_text() == "到2025年，全区学前教育普惠率达到88%以上"
        ask(page, "那松岭区呢？")
        assert "理解为" in answered(page, 2).inner_text(), "it goes on where it was"
        assert history(page).count() == 1


def test_what_is_being_answered_when_the_page_is_left_is_kept(opened, home):
    page = opened(home)
    ask(page, SLOW)
    page.wait_for_selector("#log .said >> text=88%以上")
    page.goto(kept(page))
    page.wait_for_selector("#log .user-row")
    assert page.locator("#log .user-row").inner_text() == SLOW


def test_two_browsers_do_not_see_each_other(opened, home):
    one, other = opened(home), opened(home)
    ask(one, QUESTION)
    answered(one)
    stolen = opened(kept(one), other)
    stolen.wait_for_selector("#hint .notice >> text=找不到这个对话")
    assert stolen.locator("#log").count() == 0
    assert history(stolen).count() == 0
    id = one.url.rpartition("=")[2]
    for path in (f"/history/{id}.md", f"/history/{id}.docx"):
        assert stolen.request.get(home + path).status == 404
        assert one.request.get(home + path).status == 200
    token = stolen.get_attribute("#past [data-csrf]", "data-csrf")
    for path in (f"/history/{id}/delete", f"/history/{id}/name"):
        assert stolen.request.post(home + path, headers={"x-csrf": token}, form={"title": "我的"}).status == 404
    assert stolen.request.post(home + "/history/clear", headers={"x-csrf": token}).status == 204
    assert history(one).locator("a.open").inner_text() == QUESTION


def test_a_conversation_is_renamed_saved_opened_and_deleted(opened, home, tmp_path):
    page = opened(home)
    ask(page, QUESTION)
    answered(page)
    page.click(".top .new")
    page.wait_for_selector("#welcome .example >> visible=true")
    ask(page, "别的问题")
    answered(page)
    rows = history(page)
    assert rows.locator("a.open").all_inner_texts() == ["别的问题", QUESTION]
    old = rows.nth(1)
    old.locator(".rename").click()
    old.locator("input").fill("普惠率 <b>")
    page.keyboard.press("Enter")
    page.wait_for_selector("#past li >> text=普惠率 <b>")
    for kind in ("docx", "md"):
        with page.expect_download() as waiting:
            page.locator("#past li").nth(1).locator(f"a.save[href*='.{kind}']").click()
        waiting.value.save_as(tmp_path / f"saved.{kind}")
    assert "二、（一）1.，云政发〔2021〕3号" in (tmp_path / "saved.md").read_text(encoding="utf-8")
    assert "88%以上" in zipfile.ZipFile(tmp_path / "saved.docx").read("word/document.xml").decode()
    page.locator("#past li a.open").nth(1).click()
    page.wait_for_selector(f"#log .user-row >> text={QUESTION}")
    history(page)
    current = page.locator("#past li.current")
    current.locator(".delete").first.click()
    current.locator(".delete-sure").click()
    page.wait_for_selector("#welcome .example >> visible=true", state="attached")
    assert page.locator("#past li a.open").all_inner_texts() == ["别的问题"]
    page.click("#past .clear")
    page.click("#past .clear-sure")
    page.wait_for_selector("#past .hint")
    assert Conversations(tmp_path / "history.sqlite3", 30).list("browser:") == ()
    page.keyboard.press("Escape")
    assert "chat=" not in page.url


def test_a_conversation_deleted_in_another_tab_is_no_context(opened, home):
    page = opened(home)
    ask(page, QUESTION)
    answered(page)
    other = opened(home, page)
    history(other).locator(".delete").first.click()
    other.click("#past .delete-sure")
    other.wait_for_selector("#past .hint")
    ask(page, "那松岭区呢？")
    page.wait_for_function("document.querySelectorAll('#log .user-row').length === 1")
    answered(page)
    assert history(page).locator("a.open").all_inner_texts() == ["那松岭区呢？"]


def test_a_verdict_reaches_the_staff_and_stays(opened, home, tmp_path):
    page = opened(home)
    ask(page, QUESTION)
    answered(page).locator(".act.bad").click()
    page.check("#judge >> text=引用错误")
    page.check("#judge >> text=不完整")
    page.fill("#judge textarea", "少了一半 <script>")
    page.click("#judge .strong")
    page.wait_for_selector("#log .act.bad.given")
    (one,) = feedback(tmp_path / "history.sqlite3")
    assert (one.verdict, one.reasons, one.words) == ("bad", ("wrong_citation", "incomplete"), "少了一半 <script>")
    assert one.question == QUESTION and one.clauses[0] == "云溪区-2021-2025#二、(一)1." and one.generation == "1"
    page.reload()
    page.wait_for_selector("#log .act.bad.given")
    page.click("#log .act.good")
    page.wait_for_selector("#log .act.good.given")
    assert [one.verdict for one in feedback(tmp_path / "history.sqlite3")] == ["good"]
    page.click("#log .act.good")
    page.wait_for_selector("#log .act.good:not(.given)")
    assert feedback(tmp_path / "history.sqlite3") == ()


def test_a_conversation_goes_on_in_another_tab(opened, home):
    page = opened(home)
    ask(page, QUESTION)
    answered(page)
    other = opened(kept(page), page)
    answered(other)
    ask(other, "那松岭区呢？")
    answered(other, 2)
    ask(page, "再问一次")
    answered(page, 3)
    assert page.locator("#log .user-row").all_inner_texts() == [QUESTION, "那松岭区呢？", "再问一次"]


def test_for_how_long_is_said_before_the_first_question(opened, home):
    page = opened(home)
    assert "保存 30 天" in page.inner_text("#welcome .retention")
    assert "保存 30 天" in history(page).page.inner_text("#past .retention")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialogs_are_accessible(opened, home, scheme):
    page = opened(home, scheme=scheme)
    ask(page, QUESTION)
    answered(page)
    history(page).locator(".rename").click()
    page.click("#past .clear")
    assert grave(page) == [], "the list, a name being changed, all about to be deleted"
    page.keyboard.press("Escape")
    page.locator("#log .act.bad").click()
    assert grave(page) == [], "the form for what is wrong"


@pytest.mark.parametrize(("scheme", "locale"), [("light", "zh-CN"), ("dark", "zh-TW"), ("light", "en-US")])
def test_the_dialogs_fit_and_are_kept_as_pictures(opened, home, scheme, locale):
    page = opened(home, locale=locale, scheme=scheme)
    ask(page, QUESTION)
    answered(page)
    for width, height in (DESKTOP, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        history(page)
        shoot(page, f"{width}-{height}-{scheme}-{locale}-4-history")
        assert page.evaluate("document.querySelector('#past').scrollWidth <= innerWidth")
        page.click("#past .close")
        page.locator("#log .act.bad").click()
        shoot(page, f"{width}-{height}-{scheme}-{locale}-5-judge")
        box = page.locator("#judge").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
        page.click("#judge .close")
