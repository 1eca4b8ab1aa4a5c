"""Files that can be taken away, over HTTP."""

from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.comparing import add_comparisons
from ui.downloads import add_downloads
from ui.gate import Gate
from ui.routes import add_pages
from ui.scope import key

YUNXI, SONGLING = "云溪区-2021-2025", "松岭区-2024-2026"


@pytest.fixture
def client(assistant):
    app = Starlette()
    add_pages(app, assistant)
    add_comparisons(app, assistant, Gate())
    add_downloads(app, assistant)
    return TestClient(app)


def test_the_source_file_comes_as_it_is_and_is_never_shown(client):
    reply = client.get("/original/" + quote(YUNXI))
    assert reply.content == Path(__file__).with_name("fiction.py").read_bytes()
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"].startswith("attachment;")


def test_a_source_file_that_is_not_kept_is_said_so(client):
    gone = client.get("/original/" + quote(SONGLING))
    assert gone.status_code == 404 and "没有保存这份规划的原文件" in gone.text
    assert "找不到这份规划" in client.get("/original/x").text


def test_the_choice_of_plans_is_remembered_and_honoured_on_every_page(client):
    chosen = client.get(f"/plans?scope=1&p={key(YUNXI)}")
    assert "松嶺區教育" not in chosen.text.split("<tbody>")[1]
    assert chosen.cookies["eduplan-scope"].strip('"') == f"p={key(YUNXI)}"
    client.cookies.set("eduplan-scope", f"p={key(YUNXI)}")
    assert "松嶺區" not in client.get("/indicators").text.split('class="table-wrap"')[1]
    assert "松岭区" not in client.get("/indicators.csv").text
    assert 'name="plan" value="松岭区' not in client.get("/compare").text
    assert "松嶺區" in client.get("/indicators?" + urlencode({"plan": SONGLING})).text, "a link names its plan"
    assert client.get("/plans?scope=1").cookies.get("eduplan-scope", "").strip('"') == ""
