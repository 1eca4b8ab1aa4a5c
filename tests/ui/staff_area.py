"""A staff area over a small real store, for tests: what it serves, who may come in."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.accounts import Accounts
from ui.door import Door
from ui.intake import Intake
from ui.limits import Limits
from ui.office import Office
from ui.seal import Seal
from ui.sessions import Sessions
from ui.shelf import Shelf
from ui.signins import SignIns
from ui.staff import add_staff
from ui.uploads import Uploads

NAME, PASSWORD = "amy", "correct horse 42"

NEW = """柳溪县学校体育提升计划（2026—2029年）
（虚构示例）

为增强学生体质，制定本计划。

一、工作目标
到2029年，全县中小学校田径场达标率达到97%，每名学生掌握2项运动技能。

二、重点任务
（一）开足体育课
1.增加课时。小学每天安排1节体育课，幼儿园每天户外活动不少于2小时。（责任单位：县教育局）
2.配齐教师。三年内新招体育教师64名。（责任单位：县教育局、县人力资源社会保障局）
（二）办好比赛
1.四级联赛。每年举办校园足球联赛300场。（责任单位：县体育局）

三、组织保障
县教育局牵头，每年公布进展。
"""
"""A fictional plan that the store does not hold."""


def office(folder: Path, store: Path, **changes) -> Office:
    """A staff area whose chat serves a copy of ``store``."""
    from assistant.chain import Assistant
    from index.embed import load_embedder
    from index.store import open_store

    where = folder / "store"
    if not where.exists():
        shutil.copytree(store, where)
    state = folder / "store-chat"
    accounts = Accounts(state)
    assistant = Assistant(open_store(where, load_embedder()))
    shelf = Shelf(assistant, where, Uploads(state / "uploads", 2 * 2**20, 5), Intake())
    parts = {
        "accounts": accounts,
        "signins": SignIns(state, accounts.stamp),
        "seal": Seal(),
        "shelf": shelf,
        "feedback": tuple,
        "report": folder / "report",
        "cases": folder / "cases",
    }
    return Office(**parts | changes)


def client(area: Office | None, base: str = "http://school.test") -> TestClient:
    """A browser at the area's door."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_staff(app, area)
    seal = area.seal if area else Seal()
    logins = area.signins if area else None
    return TestClient(Door(Sessions(Limits(app, 0), seal, logins)), base, follow_redirects=False)


def token(page) -> str:
    """The token that a page's forms carry."""
    from html import unescape

    return unescape(re.search(r'name="csrf" value="([^"]+)"', page.text)[1])


def log_in(browser: TestClient, name=NAME, password=PASSWORD):
    return browser.post("/staff/login", data={"csrf": token(browser.get("/staff")), "name": name, "password": password})


def upload(browser: TestClient, name: str, data, csrf: str, **headers):
    return browser.post("/staff/upload", content=data, headers={"x-name": name, "x-csrf": csrf, **headers})


def finished(browser: TestClient) -> str:
    """The page once the work in the background is over."""
    for _ in range(600):
        if "data-running" not in browser.get("/staff/job").text:
            return browser.get("/staff").text
        time.sleep(0.05)
    raise AssertionError("the work in the background does not end")
