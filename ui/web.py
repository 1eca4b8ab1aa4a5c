"""The web chat: the Gradio page, the permalinks beside it, and the server that listens."""

from __future__ import annotations

import errno
import os
import socket
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

from ui.chat import chat_page
from ui.door import Door
from ui.frame import STYLE, Frame
from ui.routes import add_pages
from ui.strings import plain
from ui.talk import Chat
from ui.theme import calm

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI


class ListenError(OSError):
    """The address cannot be listened on; the message is one line that says what to do."""


def build(assistant: Chat) -> gr.Blocks:
    """The chat as Gradio blocks. Nothing is reported to anyone: analytics are off before Gradio is imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    blocks = gr.Blocks(title=plain("title", "zh-Hans"), analytics_enabled=False, fill_width=True)
    with blocks:
        chat_page(assistant, blocks)
    return blocks


def site(assistant: Chat) -> FastAPI:
    """The chat at ``/``, the pages beside it at paths of their own."""
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    blocks = build(assistant)
    from gradio import mount_gradio_app

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_pages(app, assistant)
    app.mount("/look", StaticFiles(directory=str(files("ui") / "look")))
    mount_gradio_app(
        app, blocks, "/", theme=calm(), head=STYLE, footer_links=[], run_history=False, ssr_mode=False,
        mcp_server=False, enable_monitoring=False, show_error=False, max_file_size=1,
    )  # fmt: skip
    app.add_middleware(Frame)
    app.add_middleware(Door)
    return app


def launch(assistant: Chat, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serves the chat until it is interrupted. ListenError where the address cannot be had."""
    listener = listen(host, port)
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(site(assistant), log_level="warning", timeout_graceful_shutdown=2))
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
