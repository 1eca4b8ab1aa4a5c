"""The server around the page: permalinks, the paths that are open, busy ports."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from ui.door import allowed


@pytest.fixture(scope="module")
def client(page_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page_url) as client:
        yield client


def test_a_permalink_is_a_page_of_its_own(client):
    path = "/clause/" + quote("云溪区-2021-2025#二、(一)1.", safe="")
    found = client.get(path, headers={"accept-language": "zh-TW"})
    assert found.status_code == 200 and '<html lang="zh-Hant"' in found.text and 'id="here"' in found.text
    assert client.get(path + "?part=1").text.startswith("<article")
    assert "<mark>" in client.get(path + "?start=84&end=90&part=1").text
    for no_span in ("start=90&end=84", "start=one&end=two", "start=1", "start=1&end=" + "9" * 5000):
        shown = client.get(f"{path}?{no_span}&part=1")
        assert shown.status_code == 200 and "<mark>" not in shown.text


def test_a_clause_that_is_gone_is_said_so(client):
    gone = client.get("/clause/" + quote("云溪区-2021-2025#九、", safe=""))
    assert gone.status_code == 404 and "规划可能已被移除" in gone.text
    assert client.get("/clause/x?part=1").status_code == 404


def test_the_permalink_of_a_renumbered_clause_still_leads_to_it(client):
    moved = client.get("/clause/" + quote("云溪区-2021-2025#四、", safe="") + "?part=1")
    assert moved.status_code == 200 and "保障措施" in moved.text


def test_a_plan_that_is_gone_is_said_so(client):
    for path in ("/plan/x", "/text/x", "/plan/x?q=y"):
        gone = client.get(path)
        assert gone.status_code == 404 and "找不到这份规划" in gone.text


@pytest.mark.parametrize(
    ("path", "status"), [("/plans", 200), ("/indicators", 200), ("/compare", 200), ("/plan/x", 404), ("/clause/x", 404)]
)
def test_pages_are_only_read(client, path, status):
    assert client.get(path).status_code == client.head(path).status_code == status
    assert client.post(path).status_code == client.put(path).status_code == 404


def test_odd_addresses_break_nothing(client):
    for query in ("?sort=__class__&down=1", "?plan=x&plan=y", "?measure=%7C", "?q=" + "%25" * 500, "?unit=%00"):
        assert client.get("/indicators" + query).status_code == 200
        assert client.get("/indicators.csv" + query).status_code == 200
    assert client.get("/compare?plan=x&aspect=" + "y" * 5000).status_code == 200
    assert client.get("/compare.md").status_code == 200
    assert (
        "filename*=UTF-8''%E4%BA%91" in client.get("/text/" + quote("云溪区-2021-2025")).headers["content-disposition"]
    )


def test_the_page_has_its_language_and_look_from_the_start(client):
    page = client.get("/", headers={"accept-language": "zh-TW,zh;q=0.9"}).text
    assert 'lang="zh-Hant" data-ui="zh-Hant"' in page
    assert page.index("/look/style.css") < page.index("/look/page.js") < page.index("window.gradio_config")
    assert client.head("/").status_code == 200


def test_only_what_the_page_needs_is_open(client):
    for name in ("upload", "info", "run/predict", "call/ask", "file=/etc/passwd", "proxy=http://evil.example", "runs"):
        assert client.post(f"/gradio_api/{name}").status_code == 404
    for path in ("/gradio_api/upload", "/gradio_api/info", "/monitoring", "/docs", "/openapi.json", "/login"):
        assert not allowed(path)
        assert client.get(path).status_code == client.post(path).status_code == 404
    assert client.get("/").status_code == 200
    assert client.get("/look/%2e%2e/web.py").status_code == 404


def test_no_page_may_fetch_from_elsewhere(client):
    for path in ("/", "/clause/x", "/plans", "/indicators", "/compare", "/look/style.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy and "http" not in policy and "*" not in policy


def test_no_endpoint_is_offered_to_programs(client):
    assert all(one["api_visibility"] == "private" for one in client.get("/config").json()["dependencies"])


@pytest.mark.parametrize("number", [-1, 999])
def test_an_event_that_the_page_does_not_have_is_refused_in_words(client, number):
    made_up = {"data": [], "fn_index": number, "session_hash": "x"}
    refused = client.post("/gradio_api/queue/join", json=made_up)
    assert refused.status_code == 404 and "reload the page" in refused.json()["detail"]
