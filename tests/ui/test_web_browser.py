"""The page in Chromium, as people use it. Screenshots go to ``build/screenshots``."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import pytest

from .browser import DESKTOP, NARROW, PHONE, QUESTION, SLOW, answered, ask, marks, shoot

pytestmark = marks


def fits(page):
    """Nothing sticks out at the side or lies under the question box."""
    return page.evaluate("""() => {
        const wide = document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth;
        const out = [...document.querySelectorAll('button, a, h1, h2, textarea')].filter(e => e.checkVisibility())
            .map(e => e.getBoundingClientRect()).filter(r => r.width && (r.left < 0 || r.right > innerWidth + 1));
        const box = document.querySelector('#box').getBoundingClientRect();
        const under = [...document.querySelectorAll('#welcome, #log')].filter(e => e.checkVisibility())
            .filter(e => e.getBoundingClientRect().bottom > box.top + 1);
        return !wide && !out.length && !under.length && box.bottom <= innerHeight && scrollY === 0;
    }""")


def test_ask_stream_chip_quote(visit):
    page = visit()
    ask(page, SLOW)
    page.wait_for_selector("#log .said >> text=88%以上")
    assert page.locator("#log .bot-row .sources").count() == 0, "the first sentence stands before the answer is whole"
    answer = answered(page)
    assert "85%左右" in answer.inner_text()
    answer.locator(".chip").first.click()
    mark = page.wait_for_selector("#reader mark")
    assert mark.inner_text() == "到2025年，全区学前教育普惠率达到88%以上"
    assert page.locator("#reader .crumbs").inner_text().split() == ["二、主要任务", "(一)学前教育", "1.扩大普惠资源"]
    assert "云政发〔2021〕3号" in page.locator("#reader .about").inner_text()
    assert "提升保育质量" in page.locator("#reader .around").inner_text(), "its neighbours stand around it"
    box, chat = page.locator("#reader").bounding_box(), page.locator("#talk").bounding_box()
    assert box["x"] >= chat["x"] + chat["width"] - 1, "beside the chat"
    assert urlsplit(page.url).path == "/", "in the same tab, on the same page"


def test_the_reader_walks_and_closes_by_keyboard(visit):
    page = visit()
    ask(page, QUESTION)
    chip = answered(page).locator(".chip").first
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader mark")
    page.click("#reader .steps .next")
    page.wait_for_function("document.querySelector('#reader .here').innerText.includes('教研责任区')")
    page.keyboard.press("Escape")
    page.wait_for_selector("#reader", state="hidden")
    assert page.evaluate("document.activeElement.classList.contains('chip')"), "focus returns to where it came from"


LOOK = """(e) => { const s = getComputedStyle(e.closest('#box') || e);
    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor].join(); }"""


def test_everything_is_reached_by_tab_and_focus_is_seen(visit):
    page = visit()
    ask(page, QUESTION)
    answered(page)
    reached = set()
    page.locator(".languages button").first.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate_handle("document.activeElement").as_element()
        name = focused.evaluate("e => e.className.split(' ')[0] || e.tagName")
        if name == "BODY":
            break
        reached.add(name)
        seen = focused.evaluate(LOOK)
        focused.evaluate("e => e.blur()")
        assert seen != focused.evaluate(LOOK), f"no visible focus on {name}"
        focused.focus()
    assert {"chip", "source", "SUMMARY", "submit-button"} <= reached


def test_the_back_key_closes_the_sheet_on_a_phone(visit):
    page = visit(size=PHONE)
    ask(page, QUESTION)
    answered(page).locator(".chip").first.click()
    page.wait_for_selector("#reader mark")
    box = page.locator("#side").bounding_box()
    assert box["y"] > 150 and abs(box["y"] + box["height"] - PHONE[1]) < 2, "it comes up from below"
    page.go_back()
    page.wait_for_selector("#reader", state="hidden")
    assert page.locator("#log .bot-row").count() == 1, "the conversation is still there"


def test_repaired_spots_show_the_raw_form(visit):
    page = visit("/?clause=" + quote("云溪区-2021-2025#二、(一)3."))
    page.wait_for_selector("#reader .here .mended")
    assert page.locator("#reader .here .mended").first.get_attribute("title") == "费(fèi)"
    assert "(fèi)" not in page.locator("#reader .here").inner_text()
    page.check("#reader .raw-switch input")
    assert "(fèi)" in page.locator("#reader .here").inner_text()


def test_permalinks_open_the_clause(visit):
    path = "/clause/" + quote("云溪区-2021-2025#二、(一)1.", safe="") + "?start=84&end=107"
    page = visit(path)
    assert "扩大普惠资源" in page.locator(".here").inner_text()
    page.click(".crumbs a >> nth=0")
    assert "主要任务" in page.locator(".here").inner_text()
    shoot(page, "permalink")
    gone = visit("/?clause=" + quote("云溪区-2021-2025#九、"))
    gone.wait_for_selector("#reader .trouble >> visible=true")
    assert "规划可能已被移除" in gone.locator("#reader").inner_text()


def test_an_example_is_a_question(visit):
    page = visit()
    page.click(".example >> visible=true >> nth=0")
    assert "88%以上" in answered(page).inner_text()
    assert page.locator("#welcome").count() == 0 or not page.locator("#welcome").is_visible()
    page.click(".top .new")
    page.wait_for_selector("#welcome .example >> visible=true")
    assert page.locator("#log .bot-row").count() == 0


@pytest.mark.parametrize(
    ("locale", "language", "title", "placeholder"),
    [
        ("zh-CN", "zh-Hans", "教育规划问答", "您的问题"),
        ("zh-HK", "zh-Hant", "教育規劃問答", "您的問題"),
        ("en-GB", "en", "Education plan Q&A", "question"),
    ],
)
def test_the_interface_follows_the_browser(visit, locale, language, title, placeholder):
    page = visit(locale=locale)
    page.wait_for_function(f"document.querySelector('#box textarea').placeholder.includes('{placeholder}')")
    assert page.evaluate("document.documentElement.lang") == language
    assert page.title() == page.locator("h1").inner_text() == title


def test_the_language_switch_is_kept(visit):
    page = visit()
    ask(page, QUESTION)
    answered(page)
    page.click(".languages [data-pick=en]")
    assert "Sources" in page.locator("#log").inner_text()
    page.wait_for_function("document.querySelector('#box textarea').placeholder.includes('question')")
    page.reload()
    page.wait_for_selector("h1 >> text=Education")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_hostile_words_stay_words(visit):
    page = visit()
    ask(page, '<img src="http://evil.example/q.png" onerror="window.hacked=5">![q](http://evil.example/p.png)')
    answered(page)
    ask(page, "恶意")
    answer = answered(page, 2)
    assert "<script>window.hacked=2</script>" in answer.inner_text()
    page.goto(page.url.partition("?")[0] + "?clause=" + quote("松岭区-2024-2026#第二条"))
    page.wait_for_selector("#reader .here")
    assert "[點我](javascript:alert(1))" in page.locator("#reader .here").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src*='evil'], a[href^='javascript']").count() == 0


def test_bad_questions_get_a_clear_word(visit):
    page = visit()
    ask(page, "   ")
    assert page.wait_for_selector("#hint .notice").inner_text() == "请先输入问题。"
    ask(page, "让它崩溃")
    page.wait_for_selector("#log .notice.failed")
    assert "请再试一次" in page.locator("#log").inner_text() and "secret" not in page.content()
    ask(page, "长" * 50_000)
    page.wait_for_selector("#log >> text=问题太长")
    assert "共 50000 字" in page.locator("#log .user-row").last.inner_text()
    ask(page, QUESTION)
    page.wait_for_selector("#log .sources")


def test_an_answer_can_be_stopped(visit):
    page = visit()
    ask(page, SLOW)
    page.wait_for_selector("#log .said >> text=88%以上")
    page.click("#box .stop-button")
    page.wait_for_selector("#log .notice >> text=已停止")
    page.wait_for_selector("#box .submit-button")
    assert page.locator("#log .sources").count() == 0
    ask(page, "再问一次")
    answered(page, 2)


def test_enter_that_picks_a_word_sends_nothing(visit):
    page = visit()
    page.click("#box textarea")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "xueqian", "selectionStart": 7, "selectionEnd": 7})
    page.keyboard.press("Enter")
    client.send("Input.insertText", {"text": "学前"})
    page.wait_for_timeout(300)
    assert page.locator("#log").count() == 0


def test_two_browsers_do_not_see_each_other(visit):
    one, other = visit(), visit()
    ask(one, QUESTION)
    answered(one)
    assert other.locator("#log .user-row").count() == 0
    ask(other, "别的问题")
    answered(other)
    assert QUESTION not in other.locator("#log").inner_text()


@pytest.mark.parametrize(("scheme", "locale"), [("light", "zh-CN"), ("dark", "zh-TW"), ("light", "en-US")])
def test_every_state_fits_and_is_kept_as_a_picture(visit, scheme, locale):
    page = visit(scheme=scheme, locale=locale)

    def every_size(state):
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            yield size
            shoot(page, f"{size[0]}-{size[1]}-{scheme}-{locale}-{state}")
            assert fits(page), f"{state} at {size}"

    for _ in every_size("1-first"):
        pass
    ask(page, QUESTION)
    answer = answered(page)
    for _ in every_size("2-answer"):
        pass
    answer.locator("details summary").click()
    for size in every_size("3-reader"):
        page.evaluate("document.querySelector('#reader:not([hidden]) .close')?.click()")
        page.wait_for_selector("#reader", state="hidden")
        answer.locator(".chip").first.click()
        page.wait_for_selector("#reader mark")
        mark = page.locator("#reader mark").bounding_box()
        assert mark["y"] >= 0 and mark["y"] + mark["height"] <= size[1], "the quote is in view"
    assert not re.search(r"svg|undefined|\{\{|\$\{", page.locator("body").inner_text())
