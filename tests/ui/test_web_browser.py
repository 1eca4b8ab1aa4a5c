"""The page in Chromium, as people use it. Screenshots go to ``build/screenshots``."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
QUESTION = "云溪区2025年学前教育普惠率的目标是多少？"
SLOW = "请慢慢说：云溪区2025年学前教育普惠率的目标是多少？"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NOT RUN: no Chromium found (install it, or set CHROMIUM)"),
]


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, page_url) -> Iterator[Callable]:
    """``visit(path, …)`` opens a page in a browser of its own. At the end no request of its life has left
    the machine, and nothing in it has failed."""
    contexts, asked, failed = [], [], []

    def open_page(path="/", size=DESKTOP, scheme="light", locale="zh-CN"):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale, service_workers="block"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("response", lambda response: failed.append(response.url) if response.status >= 500 else None)
        page.goto(page_url + path)
        if path.startswith(("/?", "/#")) or path == "/":
            page.wait_for_selector("#box textarea")
            page.wait_for_function("document.querySelector('[aria-pressed=true]')")
        return page

    yield open_page
    for context in contexts:
        context.close()
    home = page_url + "/"
    assert asked and [url for url in asked if not url.startswith((home, "data:", "blob:" + home))] == []
    assert failed == []


def ask(page, question):
    page.fill("#box textarea", question)
    page.keyboard.press("Enter")


def answered(page, count=1):
    """The last answer, once it is complete."""
    page.wait_for_function(f"document.querySelectorAll('#log .bot-row').length >= {count}")
    page.wait_for_selector(f"#log .bot-row >> nth={count - 1} >> .sources")
    return page.locator("#log .bot-row").nth(count - 1)


def shoot(page, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(250)
    page.screenshot(path=SHOTS / f"{name}.png")


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
    assert page.url.rstrip("/").count("/") == 2, "in the same tab, on the same page"


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
    page.goto(page.url + "?clause=" + quote("松岭区-2024-2026#第二条"))
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
    page.fill("#box textarea", "再问一次")
    for _ in range(40):  # Gradio takes no new question until the stopped one is put away
        if not page.input_value("#box textarea"):
            break
        page.press("#box textarea", "Enter")
        page.wait_for_timeout(250)
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


def test_the_first_page_is_there_soon(visit):
    page = visit()
    painted = page.evaluate("performance.now()")
    assert painted < 3_000, f"usable after {painted:.0f} ms"


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
@pytest.mark.parametrize(("scheme", "locale"), [("light", "zh-CN"), ("dark", "zh-TW"), ("light", "en-US")])
def test_every_state_fits_and_is_kept_as_a_picture(visit, size, scheme, locale):
    page = visit(size=size, scheme=scheme, locale=locale)
    name = f"{'-'.join(map(str, size))}-{scheme}-{locale}"
    shoot(page, f"{name}-1-first")
    assert fits(page)
    ask(page, QUESTION)
    answer = answered(page)
    shoot(page, f"{name}-2-answer")
    assert fits(page)
    answer.locator("details summary").click()
    answer.locator(".chip").first.click()
    page.wait_for_selector("#reader mark")
    shoot(page, f"{name}-3-reader")
    assert fits(page)
    mark, view = page.locator("#reader mark").bounding_box(), page.viewport_size
    assert mark["y"] >= 0 and mark["y"] + mark["height"] <= view["height"], "the quote is in view"
    assert not re.search(r"svg|undefined|\{\{|\$\{", page.locator("body").inner_text())
