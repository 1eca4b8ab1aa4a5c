"""`eduplan chat`: the web chat on a free port."""

from __future__ import annotations

import threading
from argparse import Namespace

from assistant.chain import Assistant
from assistant.settings import Settings
from ui.web import launch, listen
from ui.workspace import open_assistant


def serve(args: Namespace, settings: Settings) -> int:
    """Run the page until interrupted. ListenError, before anything is loaded, where it could not be served."""
    host, port = args.host or settings.host, settings.port if args.port is None else args.port
    listen(host, port).close()
    assistant = open_assistant(args, settings)
    threading.Thread(target=_warm, args=(assistant,), daemon=True).start()
    launch(assistant, host, port)
    return 0


def _warm(assistant: Assistant) -> None:
    """Load what the first question would wait for: Chroma, the word index, both dictionaries."""
    for question in ("教育", "education"):
        assistant.search(question)
