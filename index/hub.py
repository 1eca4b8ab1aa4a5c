"""Models by name: a folder, else the hub's cache on this machine, else the hub, asked once whether it is there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Model = TypeVar("Model")

PATIENCE = 5.0
"""Seconds that the hub has to answer. Its own client tries again and again for more than a minute."""


def only_a_folder(name: str) -> bool:
    """Whether ``name`` can be no model's on the hub (owner/name): where that folder is not there, nothing is."""
    return Path(name).expanduser().is_absolute() or name.startswith((".", "~")) or name.count("/") > 1


def opened(name: str, local: bool, load: Callable[[bool], Model]) -> Model:
    """What ``load(offline)`` gives for ``name``: a folder if ``local``, otherwise first without a look-up, for a copy
    in the hub's cache serves as it is, then from the hub. Raises whatever the loaders raise."""
    with _hushed("sentence_transformers", "huggingface_hub", "transformers"):
        try:
            return load(True)
        except Exception:  # they raise whatever they meet: OSError, ValueError, KeyError …
            if local:
                raise
        reach(name)
        return load(False)


def reach(name: str) -> None:
    """One question to the hub: OSError where it cannot be reached or does not know ``name``."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, OfflineModeIsEnabled, RepositoryNotFoundError

    try:
        HfApi().model_info(name, timeout=PATIENCE)
    except RepositoryNotFoundError as error:
        raise OSError("the hub does not know it, or it is private") from error
    except HFValidationError as error:
        raise OSError("this is no name of a model") from error
    except OfflineModeIsEnabled as error:
        raise OSError("looking things up is switched off by HF_HUB_OFFLINE") from error
    except Exception as error:  # httpx's errors, and the client's own
        raise OSError(f"the hub did not answer within {PATIENCE:.0f} s: {type(error).__name__}") from error


def first_line(error: BaseException) -> str:
    """The first line of what went wrong, at most 200 characters."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


@contextmanager
def _hushed(*names: str) -> Iterator[None]:
    """The loggers' warnings held back: the error that follows says it in one line."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
