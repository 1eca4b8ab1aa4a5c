"""The staff area in a browser, served as users run it: log in, put plans in, ask about them, remove them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from .browser import DESKTOP, NARROW, PHONE, marks
from .staff_area import NAME, NEW, PASSWORD

pytestmark = marks

ROOT = Path(__file__).parents[2]
QUESTION = "柳溪县到2029年田径场达标率要达到多少？"


@pytest.fixture(scope="module")
def page_url(tmp_path_factory):
    """`eduplan chat` with nothing configured but one account."""
    folder = tmp_path_factory.mktemp("home")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("EDUPLAN_")},
        "XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "EDUPLAN_UPLOAD_MB": "2",
    }  # fmt: skip
    run = [sys.executable, "-u", "-m", "ui.cli"]
    subprocess.run([*run, "staff", "add", NAME], input=PASSWORD, text=True, env=environment, check=True)
    with subprocess.Popen([*run, "chat", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = server.stdout.readline()
            assert said.startswith("Chat: http://127.0.0.1:"), said
            yield said.split()[1]
        finally:
            server.terminate()


@pytest.fixture
def staff(visit):
    """``staff(…)`` opens the area, logged in."""

    def enter(**how):
        page = visit("/staff", **how)
        page.fill("#name", NAME)
        page.fill("#password", PASSWORD)
        page.click(".login button")
        page.wait_for_selector(".put-in")
        return page

    return enter


def choose(page, *files):
    """Put files in; (name, text) each. Waits for all results."""
    page.set_input_files(
        "#files", [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    )
    page.wait_for_function("!document.querySelector('.files progress') && document.querySelector('.files li')")


def test_a_wrong_password_is_refused_and_a_right_one_granted(visit):
    page = visit("/staff")
    page.fill("#name", NAME)
    page.fill("#password", "wrong password")
    page.click(".login button")
    assert "用户名或密码不对" in page.inner_text("[role=alert]") and page.input_value("#name") == NAME
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".put-in")
    page.click("text=退出登录")
    page.wait_for_selector(".login")
    page.goto(page.url + "/feedback")
    assert page.locator(".login").count() == 1


def test_upload_then_ask_then_remove(staff, visit):
    page = staff()
    choose(page, ("柳溪.txt", NEW), ("recipe.txt", "一、用料\n二、做法\n三、提示"))
    page.wait_for_selector("#waiting .waiting")
    assert "柳溪县学校体育提升计划" in page.inner_text("#waiting")
    assert "看不出是教育规划" in page.inner_text(".put-in .files") and "柳溪" not in page.inner_text(".put-in .files")
    chat = visit("/")  # opened before the plan is indexed, and not reloaded
    page.click("#waiting button.strong")
    page.wait_for_selector("#job:not([data-running])")
    assert "新增" in page.inner_text("#job") and page.locator("tbody tr").count() == 1
    chat.fill("#box textarea", QUESTION)
    chat.keyboard.press("Enter")
    chat.wait_for_selector("#log .bot-row .sources")
    assert "97" in chat.inner_text("#log .bot-row .said >> nth=0")
    page.click(".remove summary")
    page.click(".remove[open] button")
    page.wait_for_selector("#job:not([data-running])")
    page.wait_for_function("!document.querySelector('tbody tr')")
    chat.click(".chip >> nth=0")
    chat.wait_for_selector("#reader .trouble:not([hidden])")


def test_a_file_dropped_is_taken(staff):
    page = staff()
    data = page.evaluate_handle(
        "text => { const data = new DataTransfer(); data.items.add(new File([text], 'drop.txt')); return data; }", NEW
    )
    page.dispatch_event(".put-in", "drop", {"dataTransfer": data})
    page.wait_for_selector("#waiting .waiting")
    assert "drop.txt" in page.inner_text("#waiting")
    page.click("text=全部放弃")
    page.wait_for_function("!document.querySelector('#waiting li')")


def test_a_file_that_is_too_large_is_not_sent(staff):
    page = staff()
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "upload" in request.url else None)
    choose(page, ("huge.txt", "x" * (3 * 2**20)))
    assert "上限 2 MB" in page.inner_text(".files") and sent == []


def test_two_hundred_files_at_once(staff):
    page = staff()
    choose(page, *((f"{number}.txt", NEW.replace("柳溪", f"柳溪{number}")) for number in range(202)))
    page.wait_for_function("document.querySelectorAll('#waiting li').length == 200", timeout=120_000)
    assert page.locator(".put-in .files li").count() == 2 and "一次最多" in page.inner_text(".put-in .files")
    page.click("text=全部放弃")
    page.wait_for_function("!document.querySelector('#waiting li')")


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_the_pages_fit(staff, locale):
    page = staff(locale=locale)
    choose(page, ("柳溪" * 40 + ".txt", NEW))
    page.wait_for_selector("#waiting .waiting")
    for width, height in (DESKTOP, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        for path in ("/staff", "/staff/feedback", "/staff/eval"):
            page.goto(page.url.split("/staff")[0] + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.evaluate("document.documentElement.lang")[:2] == locale[:2]
    page.goto(page.url.split("/staff")[0] + "/staff")
    page.locator("#waiting button").last.click()


def test_gradio_reaches_nothing_of_it(page_url):
    """Whoever posts to Gradio's own addresses reaches the functions of its page, none of which is the staff's."""
    with httpx.Client(base_url=page_url) as program:
        program.get("/")
        config = program.get("/config").json()
        assert config["dependencies"] and all(one["api_visibility"] == "private" for one in config["dependencies"])
        for path in ("call/upload", "call/remove", "run/predict", "upload", "api/predict", "call/staff"):
            assert program.post(f"/gradio_api/{path}", json={"data": []}).status_code == 404
        before = program.get("/plans").text
        for number in range(len(config["dependencies"])):
            body = {"data": ["/staff/remove", None, None], "fn_index": number, "session_hash": "s"}
            program.post("/gradio_api/queue/join", json=body)
        for path in ("/staff/index", "/staff/remove", "/staff/upload", "/staff/renew", "/staff/discard"):
            assert program.post(path, json={"data": []}).status_code == 401
        assert program.get("/staff").status_code == 401 and program.get("/plans").text.count("<tr>") == before.count(
            "<tr>"
        )
