"""The assistant as tools for other assistants, by the Model Context Protocol: ask, search, clause, compare."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import BaseModel, Field

from ui.api import models
from ui.api.asking import Asking
from ui.api.errors import Refused
from ui.api.models import Name, Words
from ui.api.reading import clause_body, found_clause, known_plan, searching
from ui.api.watch import ROUTE, Meter
from ui.door import App, Receive, Scope, Send
from ui.gate import Full, Gate
from ui.links import link
from ui.matrix import MOST_ASPECTS, MOST_PLANS, compare
from ui.talk import Chat

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

T = TypeVar("T")

PATH = "/mcp"
ABOUT = (
    "Chinese district education plans. Every statement of an answer is checked and cites the exact clause; `status` "
    "declined means that the plans do not say it. Quote citations with their url."
)
_HOME: ContextVar[str] = ContextVar("home", default="")
"""Where the asker found this server; empty without one, links are paths then."""

Plans = Annotated[list[Name], Field(max_length=1000, description="Plan ids to keep to; none: all plans.")]


class Line(BaseModel):
    """One aspect: by plan id what the plan says (Markdown, ``[n]`` counts in ``sources``), empty for nothing."""

    aspect: str
    cells: dict[str, str]
    remark: str = Field(description="What follows of all plans.")


class Comparison(BaseModel):
    """Plans side by side."""

    lines: list[Line]
    sources: list[models.Citation]


class Tools:
    """What the tools do; the work is done in the threads of ``gate``, questions are asked through ``asking``."""

    def __init__(self, assistant: Chat, gate: Gate, asking: Asking) -> None:
        self._assistant, self._gate, self._asking = assistant, gate, asking

    async def ask(self, question: Words, plans: Plans = []) -> models.Answer:  # noqa: B006  never changed
        """Answer a question about the plans (Simplified or Traditional Chinese, or English), every sentence with its
        citations."""
        answer = await self._asking.begin(question, (), plans).last()
        self._asking.count(answer, "mcp")
        return models.Answer.of(answer, _HOME.get())

    async def search(
        self, words: Words, k: Annotated[int, Field(ge=1, le=100)] = 10, plan: Name = ""
    ) -> list[models.Hit]:
        """Find clauses by meaning and words, best first; ``plan`` (an id) keeps to one plan."""
        return await searching(self._assistant, self._gate, words, k, plan).last()

    async def clause(self, id: Name) -> models.Clause:
        """One clause by its id (`<plan id>#<path>`): its text, its place in the plan, the ids of its neighbours."""
        library = self._assistant.library
        return clause_body(library, found_clause(self._assistant, library, id), _HOME.get())

    async def compare(
        self,
        plans: Annotated[list[Name], Field(min_length=2, max_length=MOST_PLANS, description="Plan ids.")],
        aspects: Annotated[list[Words], Field(min_length=1, max_length=MOST_ASPECTS, description="As 学前教育, 教师.")],
    ) -> Comparison:
        """Put plans side by side on some aspects."""
        for plan in plans:
            known_plan(self._assistant.library, plan)
        matrix = await self._gate.begin(partial(compare, self._assistant, plans, aspects)).last()
        home = _HOME.get()
        sources = [asdict(one) | {"url": home + link(one.clause, one.start, one.end)} for one in matrix.sources]
        return Comparison.model_validate({"lines": [asdict(line) for line in matrix.lines], "sources": sources})


def tool_server(assistant: Chat, gate: Gate | None = None, meter: Meter | None = None) -> MCPServer:
    """The protocol's server; it runs over HTTP (``Served``) or over standard input and output (``over_stdio``)."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    log = logging.getLogger()
    handlers, level = log.handlers[:], log.level
    server = MCPServer("eduplan", instructions=ABOUT, version=version("eduplan"))
    log.handlers[:] = handlers  # it takes the whole program's log for its own
    log.setLevel(level)
    gate = gate or Gate()
    tools = Tools(assistant, gate, Asking(assistant, gate, meter or Meter(assistant, gate)))
    only_reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for work in (tools.ask, tools.search, tools.clause, tools.compare):
        server.add_tool(_told(work), annotations=only_reads)
    return server


def _told(work: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
    """``work`` whose refusals the caller gets to read; what else goes wrong stays in the log."""
    from functools import wraps

    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(work)
    async def told(*args: object, **fields: object) -> T:
        try:
            return await work(*args, **fields)
        except (Refused, Full) as error:
            raise ToolError(str(error)) from error

    return told


def over_stdio(assistant: Chat) -> None:
    """Serve the tools to the program that started this one, until it closes standard input."""
    asyncio.run(tool_server(assistant).run_stdio_async())


class Served:
    """The tools at one path over HTTP. No session is kept between requests, so none can be
    taken over or pile up, and there is no stream to hold open: only POST is answered."""

    def __init__(self, server: MCPServer) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        own = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # ``ui.door`` knows this server's names
        self._app: App = server.streamable_http_app(
            streamable_http_path=PATH, json_response=True, stateless_http=True, transport_security=own
        )
        self.sessions: StreamableHTTPSessionManager = server.session_manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.requests import Request

        scope[ROUTE] = PATH
        _HOME.set(models.home(Request(dict(scope))))
        await self._app(scope, receive, send)
