"""Comparisons over HTTP: the page and its files show the same, and are asked for once."""

import asyncio
import io
import threading
from urllib.parse import urlencode

import pytest
from docx import Document
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.loop import finish
from ui.comparing import MOST, Comparisons, add_comparisons
from ui.gate import Gate, Gone, whole

YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"
COMPARED = urlencode([("plan", YUNXI), ("plan", SONGLING), ("aspect", "=学前教育"), ("lang", "zh-Hans")])


@pytest.fixture
def client(assistant):
    app = Starlette()
    add_comparisons(app, assistant, Gate())
    return TestClient(app)


def test_a_comparison_is_taken_away_with_its_sources(client):
    book = load_workbook(io.BytesIO(client.get(f"/compare.xlsx?{COMPARED}").content))
    assert book.sheetnames == ["对比", "依据"]
    assert [cell.value for cell in book["对比"][2]] == ["=学前教育", "88%以上[1]", "85%左右[2]"]
    assert book["对比"]["A2"].data_type == "s"
    assert [cell.value for cell in book["依据"][2]][:4] == [
        "[1]", "云溪区“十四五”教育发展规划（虚构示例）", "二、(一)1.", "云政发〔2021〕3号",
    ]  # fmt: skip
    made = Document(io.BytesIO(client.get(f"/compare.docx?{COMPARED}").content))
    assert [cell.text for cell in made.tables[0].rows[1].cells][1] == "88%以上[1]"
    assert "| =学前教育 | 88%以上[1] | 85%左右[2] |" in client.get(f"/compare.md?{COMPARED}").text


def test_a_file_asks_nothing_that_its_page_has_asked(client, assistant):
    assert "88&#37;以上" in client.get(f"/compare?{COMPARED}").text and len(assistant.scopes) == 1
    for kind in ("md", "docx", "xlsx"):
        assert client.get(f"/compare.{kind}?{COMPARED}").status_code == 200
    assert len(assistant.scopes) == 1
    client.get("/compare.md?" + COMPARED.replace("zh-Hans", "en"))
    assert len(assistant.scopes) > 1, "in another language it is another comparison"


def test_a_new_state_of_the_store_is_asked_anew_and_old_comparisons_are_forgotten(assistant, monkeypatch):
    made = Comparisons(assistant)

    def lines(generation, anew=False):
        monkeypatch.setattr(type(assistant), "generation", generation)
        return [len(one.lines) for one in made.grow([YUNXI, SONGLING], ["学前教育"], "zh-Hans", anew)]

    assert [lines(name) for name in ("a", "a", "b", "a")] == [[0, 1], [1], [0, 1], [1]]
    assert lines("a", anew=True) == [0, 1], "as the page does: a chat model may say more the next time"
    assert all(lines(f"later {n}") == [0, 1] for n in range(MOST)) and lines("a") == [0, 1]


def test_whoever_leaves_is_not_asked_for_any_more(assistant, monkeypatch):
    ask, asked, go_on = assistant.ask, threading.Event(), threading.Event()

    def slow(question, **more):
        asked.set()
        assert go_on.wait(10)
        return ask(question, **more)

    monkeypatch.setattr(assistant, "ask", slow)

    async def leaving():
        await asyncio.to_thread(asked.wait, 10)
        return {"type": "http.disconnect"}

    async def run():
        gate = Gate(1, 0)
        job = gate.begin(
            lambda: Comparisons(assistant).grow([YUNXI, SONGLING], ["学前教育", "教师", "经费"], "zh-Hans", True)
        )
        with pytest.raises(Gone):
            await whole(leaving, job)
        go_on.set()
        while gate.running:
            await asyncio.sleep(0.005)

    finish(run())
    assert len(assistant.scopes) == 1
