"""What the assistant says, as frozen values. Dicts are made from them only at the JSON edge."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.cells import in_words

ANSWERED, PARTIAL, DECLINED = "answered", "partial", "declined"
REASONS = (
    *("no_evidence", "not_indexed", "near_miss", "false_premise", "which_plan", "decided_elsewhere"),
    *("opinion", "personal_data", "off_topic", "instruction", "danger", "too_long", "empty"),
)
"""Why an answer is no plain one."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered piece of evidence. ``quote`` is the source verbatim at ``start:end``; ``shown`` is
    the same words mended and in the asker's script. ``page`` is 1-based or None."""

    n: int
    clause: str
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

    @property
    def words(self) -> str:
        """``shown`` as one reads it: on one line, the cells of a table as words."""
        return in_words(self.shown)


@dataclass(frozen=True, slots=True)
class Operand:
    """One cited number that a derived number was computed from."""

    value: str
    unit: str
    citation: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """A declared computation: ``op`` is sum, difference, ratio, share, max, min or count."""

    op: str
    operands: tuple[Operand, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the numbers of the citations that bear it out.

    ``reasons`` is what the check found wrong; a sentence that states a fact is shown only when it is empty.
    """

    text: str
    citations: tuple[int, ...] = ()
    derived: tuple[Derivation, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know beside the answer; ``clause`` is an id or empty."""

    kind: str
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A clause that search found, cited or not."""

    clause: str
    source: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer. ``text`` is Markdown; ``language`` is zh-Hans, zh-Hant or en; ``ms`` is time per stage."""

    id: str
    question: str
    standalone: str
    status: str
    reason: str
    language: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    notices: tuple[Notice, ...] = ()
    ms: dict[str, float] = field(default_factory=dict)
