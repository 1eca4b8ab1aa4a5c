"""Pictures of every page: `make shots`, into build/screenshots. Desktop and phone, light and dark, three languages.

Serves the sample plans (or the folder given) as a user would, and asks one question in each language.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))

from browser import ARGUMENTS, CHROMIUM, DESKTOP, PHONE, SHOTS  # noqa: E402

LOCALES = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "en-US": "en"}
SIZES, SCHEMES, REGISTERS = (DESKTOP, PHONE), ("light", "dark"), ("parent", "staff")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--plans", type=Path, default=ROOT / "index" / "samples")
    reader.add_argument("--out", type=Path, default=SHOTS)
    reader.add_argument("--url", help="a running chat to take pictures of instead")
    asked = reader.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if CHROMIUM is None:
        sys.exit("no Chromium found: install it, or set CHROMIUM")
    if asked.url:
        shoot(asked.url, asked.out)
        return
    with served(asked.plans) as url:
        shoot(url, asked.out)


@contextmanager
def served(plans: Path) -> Iterator[str]:
    """The chat over ``plans`` in a process of its own, with a store that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-u", "-m", "ui.cli", "chat", "--port", "0", "--plans", str(plans), "--store"]
        with subprocess.Popen([*command, f"{folder}/store"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                said = server.stdout.readline().split()
                yield said[1]
            finally:
                server.terminate()


def shoot(url: str, out: Path) -> None:
    """Every page in every look."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for size, scheme, locale in product(SIZES, SCHEMES, LOCALES):
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale
            )
            look = f"{size[0]}-{scheme}-{LOCALES[locale]}"
            page = context.new_page()
            for name, path in addresses(page, url).items():
                page.goto(url + path)
                page.screenshot(path=out / f"{name}-{look}.png", full_page=name in ("indicators", "compare", "staff"))
            chat(page, url, LOCALES[locale], partial(_take, page, out, look))
            context.close()
        browser.close()


def addresses(page, url: str) -> dict[str, str]:
    """The pages beside the chat, by name; a plan, a clause and a comparison as the plans at hand have them."""
    page.goto(url + "/plans")
    plans = page.locator("tbody th > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.goto(url + plans[0])
    clauses = page.locator(".tree ul ul a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.goto(url + "/compare")
    ids = page.locator("input[name=plan]").evaluate_all("boxes => boxes.map(box => box.value)")
    aspects = page.locator("input[name=aspect]").evaluate_all("boxes => boxes.map(box => box.value)")
    compared = [("plan", one) for one in ids[:3]] + [("aspect", one) for one in (*aspects[:2], "教师队伍建设")]
    return {
        "plans": "/plans",
        "plan": plans[0],
        "found": plans[0] + "?q=" + "%E5%AD%A6%E5%89%8D",
        "clause": clauses[min(3, len(clauses) - 1)],
        "lost": "/clause/nothing",
        "indicators": "/indicators",
        "compare": "/compare?" + urlencode(compared),
        "staff": "/staff",
    }


def _take(page, out: Path, look: str, name: str) -> None:
    page.screenshot(path=out / f"{name}-{look}.png")


def chat(page, url: str, language: str, take) -> None:
    """The first page, an answer in both registers, the reader beside it, the choice of plans."""
    page.goto(url)
    page.wait_for_selector("#box textarea")
    page.wait_for_function("document.querySelector('[aria-pressed=true]')")
    take("first")
    page.locator(f".examples[lang={language}] .example").first.click()
    page.wait_for_selector("#log .bot-row .onward")
    page.wait_for_timeout(300)
    for register in REGISTERS:
        page.locator(f"[data-register={register}][type=button]").click()
        page.wait_for_timeout(100)
        take(f"answer-{register}")
    if page.locator("#log .said .chip").count():
        page.locator("#log .said .chip").first.click()
        page.wait_for_selector("#reader mark")
        take("reader")
        page.keyboard.press("Escape")
    if page.locator(".scope summary").count():
        page.locator(".scope summary").click()
        take("scope")


if __name__ == "__main__":
    main()
