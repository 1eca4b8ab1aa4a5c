"""Chat models, by LangChain's one name for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelError(ValueError):
    """The chat model cannot be had; the message says what to do."""


def load_chat_model(name: str, timeout: float) -> BaseChatModel:
    """The model ``provider:name``. Its key and address come from the provider's own environment variables."""
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    try:
        return init_chat_model(name, temperature=0, timeout=timeout, max_retries=1)
    except ImportError as error:
        raise ModelError(f'the chat model {name} needs its package: pip install "eduplan[{provider}]"') from error
    except Exception as error:  # providers raise whatever their client does: a missing key, an unknown provider …
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"the chat model {name} cannot be used ({first}); check EDUPLAN_CHAT_MODEL") from error
