"""What one visitor tries on another: their conversations, their open page, their feedback."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from ui.conversations import Conversations
from ui.past import owner_of
from ui.seal import load_seal
from ui.sessions import VISITOR, Visitor, digest
from ui.talk import Exchange

from .inert import SCRIPT, Markup


@pytest.fixture
def two(home, folder) -> Iterator[tuple]:
    """Two browsers at one server, and the conversation that the first one had."""
    kept = Conversations(folder / "history.sqlite3", 30)
    with httpx.Client(base_url=home) as mine, httpx.Client(base_url=home) as other:
        mine.get("/plans")
        other.get("/plans")
        key = digest(load_seal(folder).opened(mine.cookies[VISITOR]))[:32]
        owner = owner_of(SimpleNamespace(state=SimpleNamespace(visitor=Visitor(key))))
        yield mine, other, kept.keep(owner, "", 0, Exchange("只有我知道的问题")), kept, owner


def csrf(browser):
    return unescape(re.search(r'data-csrf="([^"]+)"', browser.get("/history").text)[1])


def test_nobody_reads_or_changes_another_s_conversation(two):
    mine, other, id, kept, owner = two
    assert mine.get(f"/history/{id}.md").status_code == 200 and "只有我知道" in mine.get("/history").text
    assert "只有我知道" not in other.get("/history").text
    for kind in ("md", "docx"):
        assert other.get(f"/history/{id}.{kind}").status_code == 404
    for token in (csrf(other), csrf(mine)):
        headers = {"x-csrf": token}
        for path in (f"/history/{id}/delete", f"/history/{id}/name", "/history/clear"):
            other.post(path, headers=headers, data={"title": "taken"})
    assert [one.title for one in kept.list(owner)] == ["只有我知道的问题"]


def test_a_cookie_that_is_changed_is_nobody_s(two):
    mine, other, id, *_ = two
    good = mine.cookies[VISITOR]
    number, _, signature = good.partition(".")
    for forged in (number, f"{number}.", f".{signature}", f"{number}x.{signature}", good.swapcase(), good[:-1]):
        other.cookies.clear()
        assert other.get(f"/history/{id}.md", headers={"cookie": f"{VISITOR}={forged}"}).status_code == 404


def test_a_conversation_s_name_is_no_mark_up_and_no_header(two):
    mine, _, id, *_ = two
    name = f"x\r\nSet-Cookie: evil=1 {SCRIPT} ../../etc/passwd"
    mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, data={"title": name})
    found = Markup(mine.get("/history").text).found
    assert not any(tag in ("script", "img") for tag, _ in found)
    saved = mine.get(f"/history/{id}.md")
    assert "evil" not in saved.headers.get("set-cookie", "")
    assert "/" not in saved.headers["content-disposition"].partition("''")[2]
    assert "<script>" not in saved.text.replace("\\<", "")


def test_a_name_without_end_is_cut(two):
    mine, _, id, kept, owner = two
    mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, data={"title": "长" * 100_000})
    assert len(kept.list(owner)[0].title) <= 80
    assert (
        mine.post(f"/history/{id}/name", headers={"x-csrf": csrf(mine)}, content=b"title=" + b"x" * 2**21).status_code
        == 413
    )


class Tab:
    """An open page of a browser, as Gradio's script talks to the server; ``session`` names it."""

    def __init__(self, browser: httpx.Client, session: str) -> None:
        self.browser, self.session = browser, session
        config = browser.get("/config").json()
        names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
        self.events = {
            f"{names.get(id)}.{name}": event
            for event in config["dependencies"]
            if event["backend_fn"]
            for id, name in event["targets"]
        }

    def do(self, name: str, *given: object, event_data: object = None) -> str:
        """Everything that the server says of the event."""
        told = self.send(name, *given, event_data=event_data)
        assert told.status_code == 200, told.text
        return self.hear()

    def send(self, name: str, *given: object, event_data: object = None) -> httpx.Response:
        event = self.events[name]
        data = [*given, *[None] * (len(event["inputs"]) - len(given))]
        sent = {"fn_index": event["id"], "data": data, "event_data": event_data, "session_hash": self.session}
        return self.browser.post("/gradio_api/queue/join", json=sent | {"trigger_id": event["targets"][0][0]})

    def hear(self) -> str:
        said = ""
        with self.browser.stream("GET", f"/gradio_api/queue/data?session_hash={self.session}") as stream:
            for line in stream.iter_lines():
                said += line
                if "close_stream" in line:
                    break
        return said


def feedback_of(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "history.sqlite3") as base:
        return base.execute("SELECT owner, words FROM feedback").fetchall()


def test_the_name_of_another_s_page_gives_nothing_of_it(two, folder):
    """Whoever learns a page's session acts in it as themselves: they see, save and judge nothing of the other's."""
    mine, other, *_ = two
    page = Tab(mine, "victimssession")
    assert "onward" in page.do("box.submit", "只有我知道的第二个问题")
    thief = Tab(other, "victimssession")
    judged = {"act": "judge", "place": 0, "verdict": "bad", "reasons": [], "words": "forged"}
    for act in (judged, {"act": "save", "place": 0, "kind": "md", "time": ""}, {"act": "again"}, {"act": "undo"}):
        assert "只有我知道" not in thief.do("acts.select", event_data=act)
    assert "只有我知道" not in thief.do("box.submit", "之前问了什么？")
    assert all(words != "forged" for _, words in feedback_of(folder))


def test_the_name_of_another_s_page_is_no_ear_at_its_answers(two):
    """Whoever knows the session neither hears what the server says to the page, nor stops it, nor ends the page."""
    mine, other, *_ = two
    page, thief = Tab(mine, "overheardsession"), Tab(other, "overheardsession")
    event = page.send("box.submit", "只有我知道的第三个问题").json()["event_id"]
    heard = thief.hear()
    assert "session_not_found" in heard and "只有我知道" not in heard
    given = {"session_hash": page.session, "fn_index": page.events["box.submit"]["id"], "event_id": "guessed"}
    assert other.post("/gradio_api/cancel", json=given).status_code == 200
    with other.stream("GET", f"/gradio_api/heartbeat/{page.session}") as beat:
        assert beat.status_code == 200
    told = page.hear()
    assert event in told and "只有我知道" in told and "onward" in told


def test_a_browser_without_cookies_has_its_page_too(home):
    def bare(request):
        request.headers.pop("cookie", None)

    with httpx.Client(base_url=home, event_hooks={"request": [bare]}) as browser:
        assert "onward" in Tab(browser, "cookieless").do("box.submit", "普惠率是多少？")


def test_another_s_conversation_cannot_be_opened_by_its_id(two):
    mine, other, id, *_ = two
    opened = {"act": "open", "id": id}
    assert "只有我知道" in Tab(mine, "ownersession").do("acts.select", event_data=opened)
    assert "只有我知道" not in Tab(other, "thiefsession").do("acts.select", event_data=opened)


def test_feedback_is_its_giver_s_own(two, folder):
    mine, *_ = two
    page = Tab(mine, "judgessession")
    page.do("box.submit", "普惠率是多少？")
    for place in (0, 1, -1, "0; DROP TABLE feedback", 10**30):
        judged = {"act": "judge", "place": place, "verdict": "bad", "reasons": [], "words": f"at {place}"}
        page.do("acts.select", event_data=judged)
    owners = {owner for owner, words in feedback_of(folder) if words.startswith("at ")}
    assert len(owners) == 1 and [words for _, words in feedback_of(folder) if words.startswith("at ")] == ["at 0"]


@pytest.mark.parametrize(
    "data",
    [[], [None], ["x"] * 50, [{"__type__": "update"}, None, None, None], [["x"] * 1000, None, None, None],
     ["x", {"owner": "user:amy"}, {"plans": "x"}, "../../etc"]],
)  # fmt: skip
def test_made_up_values_break_nothing_and_are_not_shown_back(two, data):
    mine, *_ = two
    page = Tab(mine, "madeupsession")
    sent = {"fn_index": page.events["box.submit"]["id"], "data": data, "session_hash": page.session, "event_data": None}
    told = mine.post("/gradio_api/queue/join", json=sent)
    assert told.status_code in (200, 400, 422) and "Traceback" not in told.text
    assert "onward" in page.do("box.submit", "还在吗？"), "the page goes on"
