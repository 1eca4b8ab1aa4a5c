"""The web chat: the Gradio page, the permalinks beside it, and the server that listens."""

from __future__ import annotations

import errno
import os
import socket
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from ui.chat import chat_page
from ui.conversations import Conversations
from ui.door import Door, unknown_event
from ui.downloads import add_downloads
from ui.frame import STYLE, Frame
from ui.limits import Limits
from ui.log import Logged
from ui.patience import patient
from ui.recall import add_history
from ui.routes import add_pages
from ui.seal import load_seal
from ui.sessions import Sessions
from ui.staff import add_staff
from ui.strings import plain
from ui.talk import Chat
from ui.theme import calm

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from ui.office import Office


class ListenError(OSError):
    """The address cannot be listened on; the message is one line that says what to do."""


def build(assistant: Chat, kept: Conversations) -> gr.Blocks:
    """The chat as Gradio blocks. Nothing is reported to anyone: analytics are off before Gradio is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    blocks = gr.Blocks(title=plain("title", "zh-Hans"), analytics_enabled=False, fill_width=True)
    with blocks:
        chat_page(assistant, kept, blocks)
    return blocks


def site(assistant: Chat, kept: Conversations, office: Office | None = None, rate: int = 0) -> FastAPI:
    """The chat at ``/``, the pages beside it at paths of their own; without ``office`` the staff area is off. ``rate``
    is what one visitor may ask a minute, 0 any number."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from ui.api.app import add_api
    from ui.api.watch import Measure

    blocks = build(assistant, kept)
    from gradio import mount_gradio_app

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_pages(app, assistant)
    add_downloads(app, assistant)
    add_history(app, assistant, kept)
    add_staff(app, office)
    app.mount("/look", StaticFiles(directory=str(files("ui") / "look")))
    mount_gradio_app(
        app, blocks, "/", theme=calm(), head=STYLE, footer_links=[], run_history=False, ssr_mode=False,
        mcp_server=False, enable_monitoring=False, show_error=False, max_file_size=1,
        app_kwargs={"exception_handlers": {KeyError: unknown_event}},
    )  # fmt: skip
    meter = add_api(app, assistant)
    app.add_middleware(Frame)
    app.add_middleware(Limits, rate=rate)
    seal = office.seal if office else load_seal(kept.file.parent)
    app.add_middleware(Sessions, seal=seal, logins=office.signins if office else None)
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
    rate: int = 0,
) -> None:
    """Serves the chat until it is interrupted. ListenError where the address cannot be had."""
    listener = listen(host, port)
    import uvicorn

    app = site(assistant, kept, office, rate)
    config = uvicorn.Config(app, http=patient(), log_level="warning", log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    sys.stdout.write(f"Chat: {address(listener)} (Ctrl+C stops it)\n")
    sys.stdout.flush()
    server.run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, before anything slow is loaded; port 0 takes a free one."""
    if not 0 <= port <= 65535:
        raise ListenError(f"Port {port} does not exist: choose one from 1 to 65535 with --port.")
    listener = None
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(128)
    except OSError as error:
        if listener is not None:
            listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ListenError(
                f"Port {port} on {host} is taken: stop the program that uses it, or choose another with --port."
            ) from error
        raise ListenError(
            f"Cannot listen on {host}:{port} ({error.strerror}): choose another --host or --port."
        ) from error
    return listener


def address(listener: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
