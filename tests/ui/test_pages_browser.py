"""The pages beside the chat in Chromium."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from .browser import DESKTOP, NARROW, PHONE, marks, shoot

pytestmark = marks
PLAN = "云溪区-2021-2025"


def fits(page):
    """Nothing sticks out at the side; what is wider than the screen scrolls in its own frame."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_chat_to_a_plan_to_the_words_in_it(visit):
    page = visit()
    page.click(".pages a[href='/plans']")
    page.click("table a >> text=云溪区")
    page.fill("#find", "公办园")
    page.keyboard.press("Enter")
    page.click(".found li a")
    mark = page.wait_for_selector("#here mark")
    assert mark.inner_text() == "公办园"
    assert page.locator(".tree [aria-current]").inner_text() == "1.扩大普惠资源"
    assert page.evaluate("document.activeElement.id") == "here"
    shoot(page, "plan-at-clause")
    page.click("#here .copy")
    page.wait_for_selector("#here .copy.done")


def test_a_permalink_is_in_view_wherever_it_stands(visit):
    for size in (DESKTOP, PHONE):
        page = visit("/clause/" + quote(f"{PLAN}#附表·义务教育巩固率(%)", safe=""), size=size)
        row = page.locator(".here-row").bounding_box()
        assert row["y"] >= 0 and row["y"] + row["height"] <= size[1]


def test_the_text_can_be_downloaded(visit):
    page = visit("/plan/" + quote(PLAN, safe=""))
    with page.expect_download() as download:
        page.click("a[href^='/text/']")
    assert download.value.suggested_filename == "云溪区“十四五”教育发展规划（虚构示例）.txt"
    text = download.value.path().read_text("utf-8")
    assert text.startswith("云溪区") and "收费(fèi)" in text, "as it stands in the file, not mended"


def test_the_language_is_chosen_on_any_page(visit):
    page = visit("/plans")
    assert page.locator(".languages [aria-pressed=true]").inner_text() == "简体"
    page.click(".languages [data-pick=en]")
    assert "Document no." in page.locator("main").inner_text()
    page.goto(page.url.replace("/plans", "/plan/" + quote(PLAN, safe="")))
    assert page.locator("summary >> text=About this plan").is_visible()


def test_indicators_are_filtered_sorted_and_lead_to_their_words(visit):
    page = visit("/indicators")
    assert page.locator(".plot .row").count() == 2
    page.click("thead a >> text=目标")
    page.wait_for_selector("th[aria-sort=ascending] >> text=目标")
    assert page.locator("td.target").all_inner_texts()[0].startswith("85%左右")
    page.check("input[name=clash]")
    page.click(".filters .strong")
    assert page.locator("table.records tbody tr").count() == 2
    with page.expect_download() as download:
        page.click("a[download]")
    assert len(download.value.path().read_text("utf-8-sig").splitlines()) == 3
    page.click(".plot a >> nth=0 >> circle.hit")
    page.wait_for_selector("#here mark")


def test_plans_are_compared_and_every_cell_leads_to_its_words(visit):
    page = visit("/compare")
    page.check("input[name=plan] >> nth=0")
    page.click(".filters .strong")
    assert "至少选两份规划" in page.locator("main .notice").inner_text()
    page.check("input[name=plan] >> nth=1")
    page.fill("textarea", "学前教育\n教师队伍")
    page.click(".filters .strong")
    assert page.locator(".matrix tbody tr").count() == 2
    assert page.locator(".matrix td .chip").count() == 4
    with page.expect_download() as download:
        page.click("a[href^='/compare.md']")
    assert download.value.path().read_text("utf-8").count("88%以上[1]") == 2
    page.click(".matrix .chip >> nth=0")
    page.wait_for_selector("#here mark")


COMPARED = [("plan", PLAN), ("plan", "松岭区-2024-2026"), ("aspect", "学前教育"), ("aspect", "教师队伍")]
PAGES = {
    "compare": "/compare?" + urlencode(COMPARED),
    "plans": "/plans",
    "indicators": "/indicators",
    "plan": "/plan/" + quote(PLAN, safe=""),
    "clause": "/clause/" + quote(f"{PLAN}#附表·义务教育巩固率(%)", safe=""),
    "found": "/plan/" + quote(PLAN, safe="") + "?q=" + quote("学前教育"),
}


@pytest.mark.parametrize(
    ("size", "scheme", "locale"),
    [(DESKTOP, "light", "zh-CN"), (PHONE, "dark", "zh-TW"), (NARROW, "light", "en-US")],
    ids=["desktop", "phone", "narrow"],
)
def test_every_page_fits_and_is_kept_as_a_picture(visit, size, scheme, locale):
    page = visit(PAGES["plans"], size=size, scheme=scheme, locale=locale)
    for name, path in PAGES.items():
        page.goto("/".join(page.url.split("/")[:3]) + path)
        assert fits(page), name
        shoot(page, f"page-{name}-{size[0]}-{scheme}-{locale}")
        low = page.evaluate(CONTRAST)
        assert low == [], f"{name}: too little contrast"


CONTRAST = """() => {
    const parse = colour => { const m = colour.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
    const linear = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
    const ground = e => {
        for (; e; e = e.parentElement) {
            const c = parse(getComputedStyle(e).backgroundColor);
            if (c[3] > .99) return c;
        }
        return [255, 255, 255];
    };
    const low = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.data.trim(), e = walk.currentNode.parentElement;
        if (!text || !e.checkVisibility({opacityProperty: true}) || e.closest('script, style, option')) continue;
        const style = getComputedStyle(e);
        const a = light(parse(e.closest('svg') ? style.fill : style.color)), b = light(ground(e));
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${text.slice(0, 20)}`);
    }
    return low;
}"""
"""Visible text with less contrast to its ground than WCAG AA asks for, each once; empty where all is well."""
