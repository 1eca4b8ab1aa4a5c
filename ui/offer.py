"""What the page offers to ask: every question is put to the plans before it is shown, and left out where they do not
answer it. An answer put together offline takes some hundredths of a second, and is remembered."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from assistant.answer import ANSWERED, Answer
from ui.examples import examples
from ui.scope import of_plans
from ui.strings import LANGUAGES
from ui.suggest import suggestions
from ui.talk import Chat

_LOG = logging.getLogger(__name__)

MOST = 2000
"""Questions remembered; beyond it all are forgotten."""


class Offers:
    """The questions that ``assistant`` answers. Safe to call from several threads."""

    def __init__(self, assistant: Chat) -> None:
        self._assistant = assistant
        self._known: dict[tuple[str, str, tuple[str, ...]], bool] = {}
        self._first: dict[tuple[str, str], tuple[str, ...]] = {}
        self._finding = threading.Lock()

    def first(self, language: str) -> tuple[str, ...]:
        """Questions to begin with; the first time on a generation of the store they are tried, which takes a while."""
        key = (self._assistant.generation, language)
        with self._finding:  # whoever comes meanwhile waits, and does not try them as well
            if key not in self._first:
                found = examples(self._assistant.library, language, self._answered)
                self._first = {one: told for one, told in self._first.items() if one[0] == key[0]} | {key: found}
            return self._first[key]

    def known(self, language: str) -> tuple[str, ...]:
        """Those questions where they have been tried already, at once."""
        return self._first.get((self._assistant.generation, language), ())

    def prepare(self) -> None:
        """Try the questions to begin with, unless somebody is at it."""
        if not self._finding.locked():
            for language in LANGUAGES:
                self.first(language)

    @property
    def tried(self) -> bool:
        """Whether the questions to begin with are known."""
        return all((self._assistant.generation, language) in self._first for language in LANGUAGES)

    def onward(self, answer: Answer, plans: Sequence[str]) -> tuple[str, ...]:
        """Questions to ask after ``answer``, which was asked of ``plans`` (ids; none: of all)."""
        within = of_plans(self._assistant.library, plans)
        return suggestions(answer, within, lambda question: self._answered(question, tuple(plans)))

    def _answered(self, question: str, plans: tuple[str, ...] = ()) -> bool:
        key = (self._assistant.generation, question, plans)
        if key not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = self._try(question, plans)
        return self._known[key]

    def _try(self, question: str, plans: tuple[str, ...]) -> bool:
        """The first that comes says whether there is evidence; a chat model has not begun to write then."""
        try:
            found = next(iter(self._assistant.stream(question, plans=plans)), None)
        except Exception:  # what cannot be asked is not offered; the page does without it
            _LOG.exception("a question to offer could not be asked")
            return False
        return found is not None and found.status == ANSWERED
