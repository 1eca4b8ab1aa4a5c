"""What the first asker would wait for is done before they come: until then the server listens but is not ready."""

from __future__ import annotations

import gc
import logging
import threading

from ui.offer import Offers
from ui.talk import Chat

_LOG = logging.getLogger(__name__)
PAUSE = 5.0
"""Seconds after which a store that could not be searched is tried again."""


class Warm:
    """Searches once, so that Chroma, the word index and both dictionaries are loaded; then tries the questions that the
    first page offers. ``ready`` as soon as a search has succeeded."""

    def __init__(self, assistant: Chat, offers: Offers) -> None:
        self._assistant, self._offers = assistant, offers
        self._ready, self._over = threading.Event(), threading.Event()

    def ready(self) -> bool:
        """Whether a question is answered without waiting."""
        return self._ready.is_set()

    def start(self) -> None:
        """Begin, in a thread that ends with the process."""
        threading.Thread(target=self._run, name="warm", daemon=True).start()

    def stop(self) -> None:
        """Do not try again."""
        self._over.set()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                for question in ("教育", "education"):
                    self._assistant.search(question)
            except Exception:  # a store that cannot be searched yet, or a server that is not up
                _LOG.exception("the store could not be searched")
                self._over.wait(PAUSE)
                continue
            break
        else:
            return
        self._ready.set()
        try:
            self._offers.prepare()
        except Exception:  # the page does without them
            _LOG.exception("no questions to begin with could be found")
        gc.freeze()  # what is loaded now stays: looking through it again would halt every answer for half a second
