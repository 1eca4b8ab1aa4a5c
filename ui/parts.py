"""The parts of Gradio's page: what a step of an event changes goes out as it is.

Gradio makes every part of an event anew at each step, also those that the step leaves alone, to find out how it looks
then, and asks a thread for each value. All that takes the time of the one loop that serves the connections, and is not
needed here: an update names looks as the browser takes them, and only the browser remembers them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import gradio as gr
    from gradio.block_function import BlockFunction
    from gradio.state_holder import SessionState


def parts(**settings: Any) -> gr.Blocks:
    """``gr.Blocks(**settings)`` whose handlers name what they change by part, a value or ``gr.update``."""
    import gradio as gr

    class Parts(gr.Blocks):
        async def postprocess_data(
            self, block_fn: BlockFunction, predictions: Any, state: SessionState | None
        ) -> list[Any]:
            if state is None or not isinstance(predictions, dict) or _update(predictions):
                return await super().postprocess_data(block_fn, predictions, state)
            return [self._changed(part, predictions.get(part, gr.skip()), state) for part in block_fn.outputs]

        def _changed(self, part: Any, change: Any, state: SessionState) -> Any:
            looks = _update(change)
            if part.stateful:
                if not looks:
                    state[part._id] = change
                return None
            if not looks:
                return _plain(part.postprocess(change))
            return change | ({"value": _plain(part.postprocess(change["value"]))} if "value" in change else {})

    return Parts(**settings)


def _update(change: Any) -> bool:
    return isinstance(change, dict) and change.get("__type__") == "update"


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value.model_dump() if hasattr(value, "model_dump") else value
