"""A plan whose title, headings, clauses, table and file name are mark-up and formulas: on every page, in every file."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store
from ui.comparing import add_comparisons
from ui.downloads import add_downloads
from ui.gate import Gate
from ui.routes import add_pages

from .inert import SCRIPT, Markup, live_markdown

PLAN = f"""<img src=x onerror=alert(1)>{{district}}义务教育提质行动计划（2026—2028年）{SCRIPT}
（虚构示例）

一、工作目标{SCRIPT}
到2028年，全区新增小学学位2400个，九年义务教育巩固率达到99%以上。{SCRIPT}

二、重点任务"><svg onload=alert(1)>{{{{7*7}}}}
（一）关心教师<!--
1.提高班主任津贴[点我](javascript:alert(1))。班主任津贴提高到每月800元![x](http://evil.example/a.png)。（责任单位：=HYPERLINK("http://evil.example")、区财政局）
三、组织保障<iframe srcdoc="<script>alert(1)</script>"></iframe>
区教育局牵头，每年向社会公布一次进展。

附表 主要指标
指标名称 | 2025年 | 2028年
=cmd|'/c calc'!A1普惠率(%) | 82.5 | 87.5
@SUM(1+1)义务教育巩固率(%) | 99.1 | 99.5
+1<b onmouseover=alert(1)>新增学位(个) | 0 | 2400
"""
DISTRICTS = ("青禾区", "岚坪区")


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("hostile")
    files = []
    for district in DISTRICTS:
        files.append(folder / f"{district}'\"><img src=x onerror=alert(1)>.txt")
        files[-1].write_text(PLAN.replace("{district}", district), encoding="utf-8")
    embedder = load_embedder()
    assert index_files(folder / "store", files, embedder, lambda *_: None).failures == ()
    assistant = Assistant(open_store(folder / "store", embedder), None, date(2026, 6, 1))
    app = Starlette()
    add_pages(app, assistant)
    add_comparisons(app, assistant, Gate())
    add_downloads(app, assistant)
    made = TestClient(app)
    made.plans = list(assistant.library.plans.values())
    return made


def pages(plans) -> list[str]:
    both = urlencode([("scope", "1"), *(("plan", plan.id) for plan in plans)])
    found = ["/plans", "/indicators", "/indicators?" + urlencode({"q": SCRIPT}), f"/compare?{both}"]
    found += [f"/compare?{both}&" + urlencode({"aspect": aspect}) for aspect in ("教师", SCRIPT)]
    for plan in plans:
        found += [f"/plan/{quote(plan.id)}", f"/plan/{quote(plan.id)}?" + urlencode({"q": "津贴" + SCRIPT})]
        found += [f"/clause/{quote(one.id, safe='')}{part}" for one in plan.clauses for part in ("", "?part=1")]
    return found


def test_no_page_shows_it_as_mark_up(client):
    shown = ""
    for path in pages(client.plans):
        told = client.get(path)
        assert told.status_code == 200, path
        read = Markup(told.text)
        shown += read.text
        for tag, values in read.found:
            assert tag not in {"iframe", "img", "object", "embed", "comment"}, path
            assert tag != "script" or (values.get("src") or "").startswith("/look/"), path
            assert not any(name.startswith("on") or name == "srcdoc" for name in values), path
            for name in ("href", "src", "action"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):|.*evil\.example", values.get(name) or ""), path
    assert "alert(1)" in shown, "its words are there, as words"


def test_no_cell_of_the_table_is_a_formula(client):
    rows = list(csv.reader(io.StringIO(client.get("/indicators.csv").text.lstrip("\ufeff"))))
    assert len(rows) > 6
    cells = [cell for row in rows for cell in row]
    assert any("cmd" in cell for cell in cells)
    assert [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d)", cell)] == []


def test_no_file_to_take_away_holds_live_markdown(client):
    both = urlencode([("scope", "1"), *(("plan", plan.id) for plan in client.plans), ("aspect", "教师")])
    assert live_markdown(client.get(f"/compare.md?{both}").text) == []


def test_no_name_of_a_file_leaves_its_header(client):
    for plan in client.plans:
        for below in ("text", "original"):
            told = client.get(f"/{below}/{quote(plan.id)}")
            assert told.status_code in (200, 404)
            if told.status_code == 200:
                where = told.headers["content-disposition"]
                assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%~-]+", where), where
                assert "html" not in told.headers["content-type"]
