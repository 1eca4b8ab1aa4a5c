"""Every page under the rules of axe-core (see ``axe/README.md``): no serious and no critical violation."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from .browser import DESKTOP, PHONE, QUESTION, answered, ask, marks

pytestmark = marks

AXE = (Path(__file__).with_name("axe") / "axe.min.js").read_text(encoding="utf-8")
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
GRAVE = ("serious", "critical")

PLAN = "云溪区-2021-2025"
COMPARED = [("plan", PLAN), ("plan", "松岭区-2024-2026"), ("aspect", "学前教育"), ("aspect", "教师队伍")]
PAGES = {
    "plans": "/plans",
    "plan": "/plan/" + quote(PLAN, safe=""),
    "clause": "/clause/" + quote(f"{PLAN}#二、(一)3.", safe=""),
    "found": "/plan/" + quote(PLAN, safe="") + "?q=" + quote("学前教育"),
    "indicators": "/indicators",
    "compare": "/compare?" + urlencode(COMPARED),
    "lost": "/clause/nothing",
    "staff": "/staff",
}
LOOKS = [(DESKTOP, "light", "zh-CN"), (PHONE, "dark", "en-US")]


def grave(page) -> list[str]:
    """The violations that count, a line each: the rule, and where it is broken."""
    page.evaluate(AXE)
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in page.evaluate(RUN)
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("size", "scheme", "locale"), LOOKS, ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(visit, name, size, scheme, locale):
    page = visit(PAGES[name], size=size, scheme=scheme, locale=locale)
    for details in page.locator("details:not([open]) > summary").all():
        if details.is_visible():
            details.click()
    assert grave(page) == []


@pytest.mark.parametrize(("size", "scheme", "locale"), LOOKS, ids=["desktop", "phone"])
def test_the_chat_is_accessible(visit, size, scheme, locale):
    page = visit(size=size, scheme=scheme, locale=locale)
    assert grave(page) == [], "the first page"
    page.click(".scope summary")
    ask(page, QUESTION)
    row = answered(page)
    row.locator(".unused summary").click()
    for register in ("staff", "parent"):
        page.click(f"[data-register={register}][type=button]")
        assert grave(page) == [], register
    row.locator(".said .chip").first.click()
    page.wait_for_selector("#reader mark")
    assert grave(page) == [], "the reader"


def test_the_rules_find_what_is_wrong(visit):
    page = visit("/plans")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><button></button>')"
    )
    assert {line.split()[0] for line in grave(page)} >= {"image-alt", "button-name"}
