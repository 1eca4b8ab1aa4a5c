"""The addresses of earlier conversations, asked by programs; and what a saved conversation holds."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from index.library import Library
from ui.conversations import Conversation
from ui.export.docx import docx
from ui.export.markdown import markdown
from ui.pages.history import history_html
from ui.talk import STOPPED, Exchange
from ui.transcript import transcript
from ui.welcome import retention_html


@pytest.fixture(scope="module")
def client(page_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_url) as client:
        client.get("/")
        yield client


def test_nothing_changes_without_the_pages_own_token(client):
    for path in ("/history/clear", "/history/x/delete", "/history/x/name"):
        assert client.post(path).status_code == 403
        assert client.post(path, headers={"x-csrf": "forged"}).status_code == 403
        assert client.get(path).status_code == 404


def test_an_id_that_is_not_ones_own_is_one_that_does_not_exist(client):
    token = (
        client.get("/history").text.split('data-csrf="')[1].split('"')[0].replace("&#45;", "-").replace("&#95;", "_")
    )
    headers = {"x-csrf": token}
    for id in ("x", "..", "%2e%2e%2fsecret", "a'--", "长" * 200):
        assert client.get(f"/history/{id}.md").status_code == 404
        assert client.post(f"/history/{id}/delete", headers=headers).status_code == 404
        assert client.post(f"/history/{id}/name", headers=headers, data={"title": "我的"}).status_code == 404, id
    assert client.post("/history/clear", headers=headers).status_code == 204
    assert client.get("/history/x.exe").status_code == 404


def test_the_list_is_kept_by_nobody_on_the_way(client):
    assert client.get("/history").headers["cache-control"] == "no-store"


def test_a_browser_that_takes_no_cookies_is_told(page_url):
    assert "Cookie" in httpx.get(page_url + "/history").text


def test_for_how_long_is_said_and_where_nothing_is_kept_that_too():
    assert "保存 7 天" in retention_html(7) and "不保存对话" in retention_html(0)
    assert "还没有保存的对话" in history_html((), 7, "token")


def test_a_conversation_is_saved_with_its_sources_in_official_form(answer, library):
    follow_up = replace(answer, question="那里呢？", standalone="云溪区的目标？", status="partial")
    talk = (Exchange("目标？", ("云溪区-2021-2025",), answer), Exchange("那里呢？", (), follow_up, STOPPED))
    text = markdown(transcript(Conversation("我的\n对话", "我的对话", talk, (0.0, 90_000.0)), library, "zh-Hans"))
    assert text.startswith("# 我的对话\n") and "1970-01-01 – 1970-01-02" in text
    assert "只在所选规划中查找：云溪区" in text and "| 云溪区 | 88%以上[1] |" in text
    assert "《云溪区“十四五”教育发展规划（虚构示例）》二、（一）1.，云政发〔2021〕3号：“到2025年" in text
    assert "理解为 “云溪区的目标？”" in text and "只有部分依据" in text and "已停止" in text
    assert "Sources" in markdown(transcript(Conversation("a", "a", talk, ()), library, "en"))


def test_a_conversation_is_saved_though_its_plans_have_gone(answer):
    gone = Conversation("a", "a", (Exchange("目标？", ("云溪区-2021-2025",), answer),), (0.0,))
    assert "》二、（一）1.：“到2025年" in markdown(transcript(gone, Library([]), "zh-Hans"))


def test_what_users_and_documents_say_stays_words_in_a_saved_file(answer, library):
    evil = "<script>x()</script>\x00![a](http://b/c.png)"
    shown = replace(answer, citations=(replace(answer.citations[0], shown=evil), answer.citations[1]))
    paper = transcript(Conversation(evil, evil, (Exchange(evil, (), shown),), ()), library, "zh-Hans")
    text = markdown(paper)
    assert "<script" not in text.replace("\\<", "") and "](http:" not in text
    assert docx(paper)[:2] == b"PK"
