"""What the server remembers of open pages: no more with every answer, and next to nothing of those that were closed."""

import gc
import inspect
import json
import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from weakref import WeakSet

import pytest
from httpx import ASGITransport, AsyncClient

from tests.loop import finish
from ui.conversations import Conversations
from ui.kept import prepare
from ui.past import Past, rested
from ui.tabs import KEPT, tabs
from ui.talk import Exchange
from ui.web import site

PAGE = {
    *("__init__", "__getitem__", "get", "__setitem__", "__contains__", "components", "state_components"),
    *("_update_config", "_update_value_in_config"),
}
HELD = {"blocks_config", "config_values", "state_data", "is_closed", "_state_ttl", "STATE_TTL_WHEN_CLOSED"}
PAGES = {
    *("__init__", "__getitem__", "__contains__", "set_blocks", "update", "delete_all_expired_state", "delete_state"),
}
pytestmark = pytest.mark.filterwarnings("ignore:The 'alias' attribute")
"""pydantic says so of a route of Gradio's own, when it is first asked for."""


class Visit:
    """A page of the chat, as Gradio's own script talks to the server."""

    def __init__(self, browser, number):
        self._browser, self.number = browser, number

    async def do(self, name, *given):
        """What the server said of the event at last: a value or a change of looks for each part."""
        config = (await self._browser.get("/config")).json()
        names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
        events = {f"{names.get(id)}.{name}": one for one in config["dependencies"] for id, name in one["targets"]}
        data = [*given, *[None] * (len(events[name]["inputs"]) - len(given))]
        sent = {"fn_index": events[name]["id"], "data": data, "session_hash": self.number}
        joined = await self._browser.post("/gradio_api/queue/join", json=sent)
        assert joined.status_code == 200
        told = await self._browser.get("/gradio_api/queue/data", params={"session_hash": self.number})
        *_, last, end = [json.loads(line[6:]) for line in told.text.split("\n\n") if line]
        assert last["success"] and end["msg"] == "close_stream", told.text
        return last["output"]["data"]


@pytest.fixture
def served(assistant, tmp_path):
    """``served(visit)`` runs the coroutine ``visit(browser, holder)`` on a server that lives as long."""

    async def run(visit):
        prepare(tmp_path / "history.sqlite3")
        app = site(assistant, Conversations(tmp_path / "history.sqlite3", 30))
        holder = next(one.app.state_holder for one in app.routes if hasattr(one, "app") and isinstance(one.app, App))
        async with (
            app.router.lifespan_context(app),
            AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as browser,
        ):
            await browser.get("/")
            await visit(browser, holder)

    from gradio.routes import App

    return lambda visit: finish(run(visit))


@pytest.fixture
def made(monkeypatch):
    """Gradio's parts that were made since, as far as anything still holds them."""
    from gradio.blocks import Block

    held, make = WeakSet(), Block.__init__

    def noted(self, *args, **settings):
        make(self, *args, **settings)
        held.add(self)

    monkeypatch.setattr(Block, "__init__", noted)
    return held


def test_gradio_keeps_its_pages_as_ours_take_for_granted():
    """Its insides are nobody's promise: another version that changes them fails here, by name, before a page does."""
    import gradio
    from gradio.state_holder import SessionState, StateHolder

    see = f"Gradio {gradio.__version__} keeps its pages in another way: see ui/tabs.py and ui/parts.py"
    for kind, known in ((SessionState, PAGE), (StateHolder, PAGES)):
        assert {name for name, one in vars(kind).items() if callable(one) or isinstance(one, property)} == known, see
    assert set(re.findall(r"self\.(\w+)(?:: [^=\n]+)? =", inspect.getsource(SessionState.__init__))) == HELD, see
    told = inspect.signature(gradio.Blocks.postprocess_data).parameters
    assert [*told] == ["self", "block_fn", "predictions", "state"], see


def test_no_part_of_gradios_page_stays_behind_with_an_answer(served, made):
    async def visit(browser, _):
        page, other = Visit(browser, "a"), Visit(browser, "b")
        await page.do("box.submit", "云溪区的目标？")
        gc.collect()
        before = len(made)
        assert before
        for _ in range(3):
            await page.do("box.submit", "云溪区的目标？")
            await page.do("top.input")
            await other.do("box.submit", "云溪区的目标？")
        gc.collect()
        assert len(made) == before

    served(visit)


def test_a_page_is_told_how_its_parts_look(served):
    async def visit(browser, _):
        box, log, *_, file = await Visit(browser, "a").do("box.submit", "云溪区的目标？")
        assert box["value"] == "" and box["submit_btn"] and box["stop_btn"] is False and box["__type__"] == "update"
        assert log["visible"] is True and "onward" in log["value"][-1]["content"][0]["text"]
        assert file == {"__type__": "update"}, "what an answer leaves alone stays as it is"

    served(visit)


def test_a_conversation_goes_on_after_its_page_was_closed_and_is_not_held_meanwhile(served, assistant):
    async def visit(browser, holder):
        def tab():
            (one,) = holder.session_data.values()
            return one

        def past():
            return next(one for one in tab().state_data.values() if isinstance(one, Past))

        page = Visit(browser, "a")
        await page.do("box.submit", "云溪区的目标？")
        assert len(past().talk) == 1
        tab().is_closed = True  # as Gradio notes when the connection breaks that a page keeps open
        assert past().id and past().talk == () and past().drawn == ()
        await page.do("box.submit", "云溪区的目标？")
        assert [turn.role for turn in assistant.histories[-1]] == ["user", "assistant"]

    served(visit)


def test_of_a_conversation_that_is_not_on_file_all_is_kept():
    talk = (Exchange("云溪区的目标？"),)
    assert rested(Past("browser:k", "", talk)).talk == talk and rested(Past("browser:k", "7", talk)) == Past(
        "browser:k", "7"
    )
    assert rested("zh-Hans") == "zh-Hans"


def test_a_closed_page_is_forgotten_after_a_while_and_an_open_one_is_not():
    now = datetime(2030, 1, 1)
    events = {"open": set(), "closed": set(), "gone": set(), "new": {"1"}}
    queue = SimpleNamespace(pending_event_ids_session=events)
    made = tabs(rested, lambda: now)
    made.set_blocks(SimpleNamespace(default_config=SimpleNamespace(blocks={}), state_session_capacity=9, _queue=queue))
    made["closed"].is_closed = bool(made["open"])
    now += KEPT
    made.delete_all_expired_state()
    assert set(made.session_data) == {"open", "closed"} and set(events) == {"open", "closed", "new"}
    now += timedelta(seconds=1)
    made.delete_all_expired_state()
    assert set(made.session_data) == set(made.time_last_used) == {"open"} and set(events) == {"open", "new"}


def test_beyond_its_room_the_page_longest_unused_is_forgotten():
    made = tabs(rested)
    made.set_blocks(SimpleNamespace(default_config=SimpleNamespace(blocks={}), state_session_capacity=2))
    for number in ("a", "b", "a", "c"):
        made[number]
    assert set(made.session_data) == set(made.time_last_used) == {"a", "c"}
