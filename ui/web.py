"""The web chat: the Gradio page, the permalinks beside it, and the server that listens."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from ui.apart import Apart
from ui.chat import chat_page
from ui.comparing import add_comparisons
from ui.conversations import Conversations
from ui.door import Door, unknown_event
from ui.downloads import add_downloads
from ui.frame import STYLE, Frame
from ui.hosts import Named
from ui.house import House
from ui.keys import Keyed
from ui.limits import Limits
from ui.listen import address, listen
from ui.log import Logged
from ui.lost import Lost, tell_faults
from ui.offer import Offers
from ui.parts import parts
from ui.past import rested
from ui.patience import patient
from ui.recall import add_history
from ui.routes import add_pages
from ui.seal import load_seal
from ui.sessions import Sessions
from ui.sight import Desk
from ui.staff import add_staff
from ui.strings import plain
from ui.tabs import remember_little
from ui.talk import Chat
from ui.theme import calm
from ui.warm import Warm

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from ui.office import Office


EVENTS = 100
"""Events of open pages that are dealt with at once, beside questions."""
SESSIONS = 2000
"""Pages whose state is remembered; beyond it the ones longest unused begin anew."""


def build(desk: Desk) -> gr.Blocks:
    """The chat as Gradio blocks. Nothing is reported to anyone: analytics are off before Gradio is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"  # figures for a page that is off, dearer with every event
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)
    tell_faults()

    blocks = parts(title=plain("title", "zh-Hans"), analytics_enabled=False, fill_width=True)
    with blocks:
        chat_page(desk, blocks)
    blocks.max_threads = desk.gate.places + EVENTS
    blocks.state_session_capacity = SESSIONS
    blocks.queue(max_size=SESSIONS, default_concurrency_limit=None)  # the gate bounds what is answered at once
    return blocks


def site(assistant: Chat, kept: Conversations, office: Office | None = None, house: House | None = None) -> FastAPI:
    """The chat at ``/``, the pages beside it at paths of their own; without ``office`` the staff area is off."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from ui.api.app import add_api
    from ui.api.watch import Measure, Meter

    house = house or House()
    meter, offers = Meter(assistant, house.gate), Offers(assistant)
    blocks = build(Desk(assistant, kept, offers, house.gate, meter.told))
    from gradio import mount_gradio_app

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_pages(app, assistant)
    add_comparisons(app, assistant, house.gate)
    add_downloads(app, assistant)
    add_history(app, assistant, kept)
    add_staff(app, office)
    app.mount("/look", StaticFiles(directory=str(files("ui") / "look")))
    mount_gradio_app(
        app, blocks, "/", theme=calm(), head=STYLE, footer_links=[], run_history=False, ssr_mode=False,
        mcp_server=False, enable_monitoring=False, show_error=False, max_file_size=1,
        app_kwargs={"exception_handlers": {KeyError: unknown_event}},
    )  # fmt: skip
    remember_little(app, rested)
    app.add_middleware(Lost)
    app.add_middleware(Apart)
    add_api(app, assistant, house.gate, meter, Warm(assistant, offers))
    app.add_middleware(Frame)
    app.add_middleware(Limits, rate=house.rate)
    app.add_middleware(Keyed, keys=house.keys)
    seal = office.seal if office else load_seal(kept.file.parent)
    app.add_middleware(Sessions, seal=seal, logins=office.signins if office else None)
    app.add_middleware(Named, names=house.hosts)
    app.add_middleware(Door)
    app.add_middleware(Measure, meter=meter)
    app.add_middleware(Logged)
    return app


def launch(
    assistant: Chat,
    kept: Conversations,
    host: str = "127.0.0.1",
    port: int = 7860,
    office: Office | None = None,
    house: House | None = None,
) -> None:
    """Serves the chat until it is interrupted. ListenError where the address cannot be had."""
    listener = listen(host, port)
    import uvicorn

    app = site(assistant, kept, office, house)
    config = uvicorn.Config(app, http=patient(), log_level="warning", log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    sys.stdout.write(f"Chat: {address(listener)} (Ctrl+C stops it)\n")
    sys.stdout.flush()
    server.run(sockets=[listener])
