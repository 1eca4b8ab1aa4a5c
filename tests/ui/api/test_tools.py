"""The tools for other assistants, called by the protocol's own client: in the process, and over HTTP."""

import logging
import sys
from pathlib import Path

import httpx
import pytest
from mcp import Client, StdioServerParameters

from tests.conftest import PLAN
from tests.loop import finish
from ui.api.tools import tool_server
from ui.gate import Full, Gate
from ui.links import link

ROOT = Path(__file__).parents[3]
YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"
NAMES = ["ask", "search", "clause", "compare"]


def called(server, name, **arguments):
    async def run():
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return finish(run())


@pytest.fixture
def server(assistant):
    return tool_server(assistant, Gate())


def test_the_tools_say_what_they_take_and_that_they_change_nothing(server):
    async def run():
        async with Client(server) as client:
            return (await client.list_tools()).tools

    tools = finish(run())
    assert [tool.name for tool in tools] == NAMES
    assert all(tool.description and tool.output_schema and tool.annotations.read_only_hint for tool in tools)
    assert [tool.input_schema["required"] for tool in tools] == [["question"], ["words"], ["id"], ["plans", "aspects"]]


def test_the_log_stays_as_it_was(assistant, monkeypatch):
    log = logging.getLogger()
    monkeypatch.setattr(log, "handlers", [])
    level = log.level
    tool_server(assistant)
    assert log.handlers == [] and log.level == level


def test_ask_gives_the_answer_with_its_citations(server, assistant, answer):
    told = called(server, "ask", question="普惠率是多少？", plans=[YUNXI])
    assert not told.is_error and told.structured_content["text"] == answer.text
    first = told.structured_content["citations"][0]
    assert first["url"] == link(first["clause"], first["start"], first["end"])
    assert assistant.scopes == [(YUNXI,)]


def test_search_and_clause_lead_to_the_text(server):
    hits = called(server, "search", words="普惠率", k=2, plan=YUNXI).structured_content["result"]
    assert len(hits) == 2 and {hit["plan"] for hit in hits} == {YUNXI}
    found = called(server, "clause", id=f"{YUNXI}#二、（一）1.").structured_content
    assert found["title"] == "扩大普惠资源" and "1620个" in found["text"]


def test_compare_puts_plans_side_by_side(server):
    told = called(server, "compare", plans=[YUNXI, SONGLING], aspects=["学前教育普惠率"]).structured_content
    [line] = told["lines"]
    assert line["cells"] == {YUNXI: "88%以上[1]", SONGLING: "85%左右[2]"}
    assert [one["plan"] for one in told["sources"]] == [YUNXI, SONGLING]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ask", {}),
        ("ask", {"question": ""}),
        ("ask", {"question": "a\0"}),
        ("ask", {"question": "\ud800"}),
        ("ask", {"question": "长" * 100_000}),
        ("ask", {"question": ["x"]}),
        ("ask", {"question": "x", "plans": ["../../etc/passwd"]}),
        ("search", {"words": "x", "k": 0}),
        ("search", {"words": "x", "plan": "x"}),
        ("clause", {"id": "x"}),
        ("clause", {"id": "../../etc/passwd"}),
        ("compare", {"plans": [YUNXI], "aspects": ["x"]}),
        ("compare", {"plans": [YUNXI, "x"], "aspects": ["x"]}),
        ("compare", {"plans": [YUNXI, SONGLING], "aspects": []}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_done_is_told_to_the_caller(server, name, arguments):
    told = called(server, name, **arguments)
    assert told.is_error and told.content[0].text


def test_a_fault_keeps_its_details(server):
    told = called(server, "ask", question="崩溃")
    assert told.is_error and "secret" not in str(told)


def test_a_full_server_says_when_to_come_back(assistant, monkeypatch):
    def full(work):
        raise Full(7)

    gate = Gate()
    monkeypatch.setattr(gate, "begin", full)
    told = called(tool_server(assistant, gate), "ask", question="x")
    assert told.is_error and "try again in 7 s" in told.content[0].text


def test_over_http_links_lead_to_the_server(page_url):
    told = called(f"{page_url}/mcp", "ask", question="普惠率是多少？")
    url = told.structured_content["citations"][0]["url"]
    assert url.startswith(f"{page_url}/clause/") and "<mark>" in httpx.get(url).text


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"jsonrpc": "2.0", "id": 1, "method": 7}']
)
def test_what_is_no_call_is_refused(page_url, body):
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    told = httpx.post(f"{page_url}/mcp", content=body, headers=headers)
    assert 400 <= told.status_code < 500
    assert (
        httpx.post(f"{page_url}/mcp", content=body, headers=headers | {"origin": "http://evil.test"}).status_code == 403
    )
    assert httpx.get(f"{page_url}/mcp").status_code == 405


def test_the_command_serves_them_over_stdin_and_stdout(tmp_path):
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "plan.txt").write_text(PLAN, encoding="utf-8")
    command = ["-m", "ui.cli", "mcp", "--store", str(tmp_path / "store"), "--plans", str(plans)]
    program = StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)
    told = called(program, "ask", question="班主任津贴是多少？")
    assert "800元" in told.structured_content["text"]
    assert told.structured_content["citations"][0]["url"].startswith("/clause/")
