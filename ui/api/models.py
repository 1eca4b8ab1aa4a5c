"""What goes in and out as JSON. Field names are those of the commands' ``--json``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant import answer as said
from ui.links import link

LONGEST = 20_000
"""Characters of a text that is read at all; what the assistant takes for a question is shorter."""
CLAUSE = "云溪区-2021-2025#二、(一)1."
"""A clause id for the examples; the plan is invented."""


def _clean(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half of a surrogate pair, which is no character") from None
    return text


def _worded(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty: write a question")
    return _clean(text)


Text = Annotated[str, AfterValidator(_clean), Field(max_length=LONGEST)]
Words = Annotated[str, AfterValidator(_worded), Field(max_length=LONGEST)]
Name = Annotated[str, AfterValidator(_clean), Field(max_length=500)]


class Turn(BaseModel):
    """One turn of the conversation so far; roles but these two are left out."""

    role: Name = Field(description="`user` or `assistant`", examples=["user"])
    content: Text


class Ask(BaseModel):
    """A question. With ``plans`` it is asked of these alone."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "云溪区2025年学前教育普惠率的目标是多少？"},
                {
                    "question": "松岭区呢？",
                    "history": [
                        {"role": "user", "content": "云溪区2025年学前教育普惠率的目标是多少？"},
                        {"role": "assistant", "content": "88%以上。"},
                    ],
                },
            ]
        },
    )

    question: Words
    history: list[Turn] = Field([], max_length=1000, description="The conversation so far; the last 20 turns count.")
    plans: list[Name] = Field([], max_length=1000, description="Plan ids as `/api/plans` lists them.")
    id: Name = Field("", description="Comes back with the answer.")
    stream: bool = Field(False, description="Server-sent events, as with `Accept: text/event-stream`.")


class Sentence(BaseModel):
    """A sentence and the numbers of the citations that bear it out."""

    text: str
    citations: list[int]
    derived: list[said.Derivation]
    reasons: list[str]


class Citation(BaseModel):
    """The evidence: ``quote`` is the source's text at ``start:end`` (code points), ``shown`` the same words mended and
    in the asker's script."""

    n: int
    clause: str = Field(examples=[CLAUSE])
    plan: str
    plan_title: str
    clause_title: str
    path: str
    source: str
    page: int | None
    start: int
    end: int
    quote: str
    shown: str
    url: str = Field(description="Opens the clause at the quote.", examples=[link(CLAUSE, 72, 96)])


class Notice(BaseModel):
    """What the reader must know beside the answer."""

    kind: str
    text: str
    clause: str


class Answer(BaseModel):
    """A checked answer: `eduplan ask --json`, and a link with every citation."""

    id: str
    question: str
    standalone: str = Field(description="The question as it was understood in the conversation.")
    status: Literal["answered", "partial", "declined"]
    reason: str = Field(description="Why, where it is no plain answer: no_evidence, off_topic, too_long …")
    language: Literal["zh-Hans", "zh-Hant", "en"]
    text: str = Field(description="Markdown; `[n]` marks citation n.")
    sentences: list[Sentence]
    citations: list[Citation]
    retrieved: list[said.Retrieved]
    notices: list[Notice]
    ms: dict[str, float]

    @classmethod
    def of(cls, answer: said.Answer, home: str) -> Answer:
        """The answer with links under the address ``home``, which has no slash at its end."""
        data = asdict(answer)
        for one in data["citations"]:
            one["url"] = home + link(one["clause"], one["start"], one["end"])
        return cls.model_validate(data)


class Plan(BaseModel):
    """What a plan says of itself: a row of `eduplan plans --json`."""

    id: str = Field(examples=["云溪区-2021-2025"])
    title: str
    kind: str
    province: str
    city: str
    district: str
    issuer: str
    doc_no: str
    issued: str
    published: str
    period: tuple[int, int] | None = Field(examples=[[2021, 2025]])
    superseded_by: str | None
    source: str
    sha256: str
    clauses: int
    indicators: int
    damage: int
    warnings: list[str]


class Node(BaseModel):
    """A node of a plan's outline: a row of `eduplan outline --json`, and its id."""

    clause: str = Field(examples=[CLAUSE])
    path: str
    level: int
    kind: str
    number: str
    title: str
    line: int
    start: int
    end: int
    repaired: bool


class Clause(Node):
    """One clause in full. ``text`` is its own text, mended; ``own`` are the spans of the source that it came from."""

    plan: str
    plan_title: str
    source: str
    page: int | None
    text: str
    own: list[tuple[int, int]]
    responsible: list[str]
    parent: str | None
    children: list[str]
    url: str


class Hit(BaseModel):
    """A clause that search found: a row of `eduplan search --json`."""

    clause: str = Field(examples=[CLAUSE])
    plan: str
    plan_title: str
    title: str
    source: str
    start: int
    end: int
    score: float
    why: str
    text: str


class Indicator(BaseModel):
    """A measurable target: a row of `eduplan indicators --json`."""

    plan: str
    source: str
    name: str = Field(examples=["学前教育普惠率"])
    baseline_year: int | None
    baseline: int | float | str | None
    target_year: int | None = Field(examples=[2025])
    target: int | float | str | None = Field(examples=[88, "8-10"])
    unit: str | None = Field(examples=["%"])
    qualifier: str | None = Field(examples=["以上"])
    nature: str | None
    clause: str
    quote: str
    start: int
    end: int


def home(request: Any) -> str:
    """Where the asker found the server, for links; without a slash at its end."""
    return str(request.base_url).rstrip("/")
