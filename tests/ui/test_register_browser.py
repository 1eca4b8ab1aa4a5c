"""Registers, the choice of plans and files in Chromium."""

from __future__ import annotations

from .browser import DESKTOP, PHONE, QUESTION, answered, ask, marks, shoot

pytestmark = marks


def test_the_register_is_chosen_at_once_and_remembered(visit):
    page = visit()
    assert page.locator("[data-register=parent][type=button]").get_attribute("aria-pressed") == "true"
    ask(page, QUESTION)
    row = answered(page)
    assert "至少有88个" in row.locator(".plainly").inner_text()
    assert row.locator(".plainly .chip").first.is_visible()
    shoot(page, "answer-parent")
    page.click("[data-register=staff][type=button]")
    assert not row.locator(".plainly").is_visible() and not row.locator(".explained").is_visible()
    assert "云政发〔2021〕3号" in row.locator(".sources").inner_text()
    shoot(page, "answer-staff")
    page.goto(page.url.split("?")[0] + "plans")
    assert page.locator("[data-register=staff][type=button]").get_attribute("aria-pressed") == "true"


def test_staff_take_an_answer_away(visit):
    page = visit()
    ask(page, QUESTION)
    row = answered(page)
    page.click("[data-register=staff][type=button]")
    for kind, suffix in (("word", ".docx"), ("text", ".md")):
        with page.expect_download() as download:
            row.locator(f".act.export.{kind}").click()
        assert download.value.suggested_filename.endswith(suffix)
        assert download.value.path().stat().st_size > 300


def test_one_choice_of_plans_holds_in_the_chat_and_on_the_pages(visit):
    page = visit()
    page.click(".scope summary")
    page.check(".scope label:has-text('云溪区') input")
    assert page.locator(".scope .now").inner_text() == "云溪区"
    ask(page, QUESTION)
    assert "只在所选规划中查找：云溪区" in answered(page).inner_text()
    page.click(".pages a[href='/plans']")
    assert page.locator("table tbody tr").count() == 1
    page.click(".pages a[href='/']")
    page.wait_for_selector(".scope .now >> text=2 份中的 1 份")
    ask(page, QUESTION)
    assert "只在所选规划中查找：云溪区" in answered(page).inner_text()
    page.goto(page.url.split("?")[0] + "plans")
    page.click(".scope summary")
    page.uncheck(".scope label:has-text('云溪区') input")
    page.select_option(".scope select", "2026")
    page.click(".scope .strong")
    assert page.locator("table tbody tr").all_inner_texts()[0].startswith("松嶺區")
    page.click(".scope summary")
    page.click(".scope a.button")
    assert page.locator("table tbody tr").count() == 2


def test_the_drawing_is_taken_away_as_a_picture(visit):
    from PIL import Image

    for size, scheme in ((DESKTOP, "light"), (PHONE, "dark")):
        page = visit("/indicators", size=size, scheme=scheme)
        with page.expect_download() as download:
            page.click("button.picture")
        assert download.value.suggested_filename.endswith(".png")
        picture = Image.open(download.value.path())
        assert picture.format == "PNG" and picture.width > 2 * 300
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 20, "letters and points are drawn"


def test_the_pages_say_it_in_english(visit):
    page = visit("/indicators", locale="en-US")
    shown = page.locator("table.records").inner_text()
    assert "share of children in affordable kindergartens" in shown and "Yunxi District" in shown
    assert "at least 88%" in shown and "学前教育普惠率" in shown
    page.click(".languages [data-pick=zh-Hans]")
    assert "Yunxi" not in page.locator("table.records").inner_text()


def test_a_source_file_is_saved_and_not_opened(visit):
    page = visit("/plans")
    with page.expect_download() as download:
        page.click("a[href^='/original/']")
    assert download.value.suggested_filename == "云溪区-2021-2025.txt"
