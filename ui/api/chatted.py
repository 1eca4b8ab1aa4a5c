"""What chat programs send to `/v1/chat/completions`: the part of it that is read. All else is let pass."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.api.models import Name, Text

MODEL = "eduplan"
"""The name of the one model."""


class Part(BaseModel):
    """A part of a message; only ``text`` is read."""

    type: Name = Field(examples=["text"])
    text: Text | None = None


class Message(BaseModel):
    """A turn. Other roles than user and assistant (system, developer, tool) have no effect."""

    role: Name = Field(examples=["user"])
    content: Text | list[Part] | None = None


class StreamOptions(BaseModel):
    include_usage: bool = False


class Completion(BaseModel):
    """A conversation whose last user message is the question."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"model": MODEL, "messages": [{"role": "user", "content": "云溪区2025年学前教育普惠率的目标是多少？"}]}
            ]
        }
    )

    model: Name
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = 1
