"""What the browser tests share: where Chromium is, sizes of screens, screenshots."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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

marks = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NOT RUN: no Chromium found (install it, or set CHROMIUM)"),
]


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
    page.wait_for_timeout(80)
    page.screenshot(path=SHOTS / f"{name}.png")
