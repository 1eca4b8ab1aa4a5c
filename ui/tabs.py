"""What the server remembers of each open page: the values of its states, and nothing else.

Gradio also keeps, for each page, whatever part changed in its looks, once more for every value that the part has then,
and the settings and value of each, so that a page can be linked to as it stands. The chat page has no such links, and
no change of its looks changes how a part reads or writes values. Without all that an answer costs a fifth less, and
memory does not grow with every answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI
    from gradio.state_holder import StateHolder

KEPT = timedelta(hours=1)
"""How long a closed page is remembered after its last use: it may have been a connection that broke, or a nap."""

Rest = Callable[[Any], Any]
"""What is kept of a state's value when its page is closed."""


def remember_little(app: FastAPI, rest: Rest) -> None:
    """Have the Gradio apps that are mounted in ``app`` remember no more of their pages than this."""
    from gradio.routes import App

    for mounted in (getattr(route, "app", None) for route in app.routes):
        if isinstance(mounted, App):
            mounted.state_holder = tabs(rest)
            mounted.state_holder.set_blocks(mounted.get_blocks())


def tabs(rest: Rest, clock: Callable[[], datetime] = datetime.now) -> StateHolder:
    """Gradio's holder of all pages, by the number that each page gives itself."""
    from gradio.state_holder import SessionState, StateHolder

    class Tab(SessionState):
        """One page. Its parts are those that all pages begin with."""

        def __init__(self, blocks: gr.Blocks) -> None:
            self.blocks_config = blocks.default_config
            self.config_values: dict[int, Any] = {}
            self.state_data: dict[int, Any] = {}
            self._closed = False

        @property
        def is_closed(self) -> bool:
            return self._closed

        @is_closed.setter
        def is_closed(self, closed: bool) -> None:
            self._closed = closed
            for key, value in self.state_data.items():
                self[key] = value

        def __setitem__(self, key: int, value: Any) -> None:
            if self.blocks_config.blocks[key].stateful:
                self.state_data[key] = rest(value) if self._closed else value

        def _update_config(self, key: int) -> None:
            pass

        def _update_value_in_config(self, key: int, value: Any) -> None:
            pass

    class Tabs(StateHolder):
        def __getitem__(self, session_id: str) -> SessionState:
            if session_id not in self.session_data:
                self.session_data[session_id] = Tab(self.blocks)
            self.update(session_id)
            self.time_last_used[session_id] = clock()
            return self.session_data[session_id]

        def delete_all_expired_state(self) -> None:
            """Gradio calls this every second."""
            before, known = clock() - KEPT, self.session_data
            for id in [id for id, one in known.items() if one.is_closed and self.time_last_used[id] < before]:
                del known[id], self.time_last_used[id]
            events = self.blocks._queue.pending_event_ids_session  # a page's set stays there when it is empty
            for id in [id for id in events.keys() - known.keys() if not events[id]]:
                del events[id]

    holder: StateHolder = Tabs()  # type: ignore[no-untyped-call]
    return holder
