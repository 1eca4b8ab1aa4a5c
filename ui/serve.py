"""`eduplan chat`: the web chat on a free port."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import time
from argparse import Namespace

from assistant.settings import Settings
from ui.conversations import DAY, Conversations
from ui.house import rules
from ui.listen import listen
from ui.log import start_log
from ui.office import open_office
from ui.web import launch
from ui.workspace import open_assistant, open_conversations, store_where

SWITCH = 0.0005
"""Seconds for which a thread computes while another wants to: the one that reads and writes the connections wants
little and often, and waits for so long each time."""
_LOG = logging.getLogger(__name__)


def serve(args: Namespace, settings: Settings) -> int:
    """Run the page until interrupted. ListenError, before anything is loaded, where it could not be served."""
    host, port = args.host or settings.host, settings.port if args.port is None else args.port
    listen(host, port).close()
    house = rules(settings)
    start_log(settings)
    sys.setswitchinterval(SWITCH)
    kept = open_conversations(args, settings)
    assistant = open_assistant(args, settings)
    threading.Thread(target=_tidy, args=(kept,), daemon=True).start()
    office = open_office(settings, store_where(args, settings), assistant, kept.file)
    launch(assistant, kept, host, port, office, house)
    return 0


def _tidy(kept: Conversations) -> None:
    """Delete what is kept for longer than it may be: now, then once a day."""
    while True:
        try:
            kept.expire()
        except sqlite3.Error:
            _LOG.exception("expired conversations could not be deleted")
        time.sleep(DAY)
