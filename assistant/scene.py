"""What a composer works with: the question, what search found, the library, and the evidence for and against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.cues import has
from assistant.draft import DraftSentence, Page, Quote
from assistant.english import place
from assistant.ground import Ground, folded_text, pieces_of
from assistant.nearness import Nearness
from assistant.pieces import FRONT, Piece, quote
from assistant.question import Question
from assistant.retrieve import Hit
from assistant.wording import phrase
from index.library import Library
from index.plan import Clause, Plan
from index.script import fold

MANY = 100
"""Plans of which all are looked through where a question names none."""
LABELLED, WHO = 0.4, 0.8
"""What a line gains whose label the question names (组长：…); where it asks who."""
RANK = 0.8
"""What a clause's place in the search counts beside the words of its sentences (0..1)."""
OWN, CONCEPT, LIKE = 0.5, 0.25, 1.0
"""What a sentence's share of the asker's words, of the concepts named, and its cosine with the question count in
``Found.near``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a clause: ``cover`` of the asker's words and ``meant`` of the concepts they name, each 0..1 with
    headings counted; ``near`` what its own words count, and ``score`` with search's rank, for ranking; ``like`` is its
    cosine with the question, 0 where no embedder is at hand."""

    piece: Piece
    cover: float
    meant: float
    near: float
    score: float
    like: float = 0.0


class Scene:
    """One question and everything its answer is made from."""

    def __init__(
        self,
        question: Question,
        hits: Sequence[Hit],
        library: Library,
        as_of: date,
        nearness: Nearness | None = None,
    ) -> None:
        self.question = question
        self.nearness = nearness
        self.library = library
        self.as_of = as_of
        self.page = Page()
        asked = set(question.plans)
        self.hits = [hit for hit in hits if not asked or hit.clause.plan_id in asked]

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans asked about; where none is named all, or, of very many, those in which search found something."""
        chosen = self.question.plans or tuple(self.library.plans)
        if len(chosen) > MANY:
            chosen = tuple(dict.fromkeys(hit.clause.plan_id for hit in self.hits))
        return tuple(self.library.plans[name] for name in chosen)

    @cached_property
    def ground(self) -> Ground:
        question = self.question
        return Ground(question.focus, question.standalone, question.language, self.library, question.fresh)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What a line's label may be called: the question's words, of English ones what plans write for them."""
        if self.question.language != "en":
            return self.question.focus
        return tuple(way for term in self.ground.own for way in term.ways if not way.isascii())

    @cached_property
    def headings(self) -> dict[str, str]:
        return {}

    def heading(self, clause: Clause) -> str:
        """Folded titles of the clause and of what stands over it."""
        if clause.id not in self.headings:
            titles = [node.title for node in (*self.library.ancestors(clause), clause)]
            self.headings[clause.id] = fold(" ".join(titles))
        return self.headings[clause.id]

    def text_of(self, clause: Clause) -> str:
        return folded_text(clause)

    def about(self, question: Question) -> Scene:
        """The same hits and day, for a part of the question."""
        nearness = self.nearness and self.nearness.of(question.standalone)
        return Scene(question, self.hits, self.library, self.as_of, nearness)

    def quote(self, piece: Piece) -> Quote:
        return quote(self.library, piece)

    def label(self, plan: Plan) -> str:
        """How a plan is called in a sentence: its district, or its title where two plans share that."""
        about = plan.metadata
        name = about.district or about.city or about.title
        shared = (
            sum(name in (other.metadata.district, other.metadata.city) for other in self.library.plans.values()) > 1
        )
        if shared:
            return about.title
        return place(name) if self.question.language == "en" and name != about.title else name

    def say(self, key: str, **words: str) -> str:
        return phrase(key, self.question.language, **words)

    def found(self, hits: Iterable[Hit]) -> list[Found]:
        """The sentences of the hits' clauses, best first; search rank and the question's words both count."""
        top = max((hit.score for hit in self.hits), default=1.0) or 1.0
        held = [(hit, piece) for hit in hits for piece in self._telling(hit.clause)]
        pieces = [piece for _, piece in held]
        likes = self.nearness(self.library, pieces) if self.nearness else [0.0] * len(pieces)
        result = [
            self._rated(piece, max(0.0, hit.score / top), like) for (hit, piece), like in zip(held, likes, strict=True)
        ]
        return sorted(result, key=lambda one: (-one.score, one.piece.clause.id, one.piece.start))

    @staticmethod
    def _telling(clause: Clause) -> tuple[Piece, ...]:
        """The sentences of a clause; of a table its caption, for the heads of its columns say nothing alone; before the
        document none that belongs to the page."""
        if clause.kind == FRONT:
            return tuple(one for one in pieces_of(clause) if not has(fold(one.text), "furniture"))
        return pieces_of(clause)[: 1 if clause.kind == "table" else None]

    def _rated(self, piece: Piece, rank: float, like: float) -> Found:
        heading = self.heading(piece.clause)
        text = self.text_of(piece.clause)[piece.start : piece.end]
        cover, meant = self.ground.cover(text, heading), self.ground.meant(text, heading)
        who = re.search("谁|\\bwho\\b", self.question.folded)
        label = (WHO if who else LABELLED) if labelled(text, self.labels) else 0.0
        near = label + OWN * self.ground.cover(text) + CONCEPT * self.ground.meant(text) + LIKE * max(0.0, like)
        return Found(piece, cover, meant, near, RANK * rank + 0.5 * cover + 0.25 * meant + near, like)


_LABEL = re.compile(r"\s*([\u4e00-\u9fff][\u4e00-\u9fff\s]{1,8})[:：]")


def label_of(text: str) -> str:
    """The label that folded ``text`` begins with (副组长 of 副组长:…); empty for none."""
    match = _LABEL.match(text)
    return "".join(match[1].split()) if match else ""


def labelled(text: str, focus: Iterable[str]) -> bool:
    """Whether folded ``text`` is a line with a label that the question names: 工作职责：… for 职责."""
    label = label_of(text)
    return len(label) > 1 and any(label.endswith(run) or run.endswith(label) for run in focus if len(run) > 1)


_BREAK = re.compile(r"\s+")
_CELLS = re.compile(r"(?:\s*[|\n]\s*)+")


def flat(text: str) -> str:
    """A quoted text on one line, its outline marker off the front."""
    line = _CELLS.sub(" | ", text.strip()) if "|" in text or ("\n" in text.strip() and len(text) < 80) else text
    line = _BREAK.sub(" ", line).strip(" |").rstrip("，,、；;")
    return re.sub(
        r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)\s*|——)",
        "",
        line,
    ).strip()


def sentence(scene: Scene, text: str, *pieces: Piece) -> DraftSentence:
    return DraftSentence(text, tuple(dict.fromkeys(scene.quote(piece) for piece in pieces)))
