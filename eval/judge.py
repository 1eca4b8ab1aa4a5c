"""An optional judge: a chat model asked whether cited words bear an answer's sentences out. It reports, it never gates.

Judges differ from run to run on the same answers, so each answer is put to several votes and their spread is told
beside their mean. Every vote sees the clauses in another order: at temperature 0 the same prompt would be one vote
counted several times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from assistant.answer import Answer, Citation, Sentence
from assistant.markup import fenced
from eval.case import CaseError
from eval.metrics import mean
from eval.score import Result

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

LEAST = 3
"""Votes below which a spread says nothing."""
AT_ONCE = 4
"""Questions to the judge under way at a time."""

_LINE = re.compile(r"^\W*(\d+)\W+(yes|no)\b", re.IGNORECASE | re.MULTILINE)

Vote = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The votes on one case: for each round whether each of ``sentences`` is borne out; None where the judge failed or
    its reply left a sentence without a verdict."""

    case: str
    sentences: tuple[str, ...]
    votes: tuple[Vote | None, ...]

    @property
    def shares(self) -> tuple[float | None, ...]:
        """For each round the share of the sentences it holds borne out."""
        return tuple(None if vote is None else sum(vote) / len(vote) for vote in self.votes)

    @property
    def support(self) -> float | None:
        """The mean share of the votes that could be read."""
        return mean(self.shares)

    @property
    def spread(self) -> float | None:
        """Highest − lowest share; None for fewer than two votes that could be read."""
        return _spread(self.shares)

    @property
    def doubted(self) -> tuple[str, ...]:
        """Sentences that more than half of the votes that could be read deny."""
        read = [vote for vote in self.votes if vote is not None]
        denied = [sum(not vote[at] for vote in read) for at in range(len(self.sentences))]
        return tuple(text for text, count in zip(self.sentences, denied, strict=True) if 2 * count > len(read))


@dataclass(frozen=True, slots=True)
class Panel:
    """A judge's votes on a run's answers. ``failure`` is the last thing that its client raised, empty where nothing."""

    model: str
    votes: int
    verdicts: tuple[Verdict, ...]
    failure: str = ""

    @property
    def rounds(self) -> tuple[float | None, ...]:
        """Mean share of each round, over the cases of which every vote could be read."""
        whole = [one.shares for one in self.verdicts if None not in one.votes]
        return tuple(mean(shares[at] for shares in whole) for at in range(self.votes))

    @property
    def spread(self) -> float | None:
        """Highest − lowest of ``rounds``: how far one reading of this judge may be from another."""
        return _spread(self.rounds)

    @property
    def unread(self) -> int:
        """Votes that could not be read."""
        return sum(vote is None for one in self.verdicts for vote in one.votes)

    @property
    def divided(self) -> tuple[Verdict, ...]:
        """Cases on a sentence of which the votes differ."""
        return tuple(one for one in self.verdicts if len({vote for vote in one.votes if vote is not None}) > 1)


def _spread(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return max(known) - min(known) if len(known) > 1 else None


def check_votes(votes: int) -> None:
    """CaseError for fewer votes than have a spread worth telling."""
    if votes < LEAST:
        raise CaseError(f"--votes {votes}: give {LEAST} or more; fewer votes of a judge have no spread to speak of")


def convene(
    results: Sequence[Result], model: BaseChatModel, name: str, votes: int = LEAST, at_once: int = AT_ONCE
) -> Panel:
    """``votes`` votes on each answer that cites something. CaseError for fewer than ``LEAST``.

    A judge that fails costs its vote, not the run; where the first answer gets none at all, no further one is asked.
    """
    check_votes(votes)
    cited = [(result.case.id, result.answer) for result in results if result.answer and _cited(result.answer)]
    failures: list[str] = []

    def vote(answer: Answer, turn: int) -> Vote | None:
        try:
            reply = "".join(str(chunk.text) for chunk in model.stream(messages(answer, turn)))
        except Exception as error:  # whatever the provider's client raises: the judge never stops a run
            failures.append(str(error).strip().partition("\n")[0] or type(error).__name__)
            return None
        return read(reply, len(_cited(answer)))

    verdicts: list[Verdict] = []
    with ThreadPoolExecutor(at_once) as pool:
        for part in (cited[:1], cited[1:]):
            if len(failures) >= votes:
                break
            asked = [(answer, turn) for _, answer in part for turn in range(votes)]
            found = list(pool.map(lambda one: vote(*one), asked))
            for place, (case, answer) in enumerate(part):
                texts = tuple(sentence.text for sentence in _cited(answer))
                verdicts.append(Verdict(case, texts, tuple(found[place * votes : (place + 1) * votes])))
    return Panel(name, votes, tuple(verdicts), failures[-1] if failures else "")


def read(reply: str, sentences: int) -> Vote | None:
    """The verdicts on sentences 1 … ``sentences`` out of a reply; None where one is missing or said both ways."""
    said: dict[int, set[bool]] = {}
    for number, word in _LINE.findall(reply):
        said.setdefault(int(number), set()).add(word.lower() == "yes")
    vote = [said.get(number, set()) for number in range(1, sentences + 1)]
    return tuple(True in one for one in vote) if all(len(one) == 1 for one in vote) else None


def messages(answer: Answer, turn: int) -> list[BaseMessage]:
    """The prompt of one vote: the cited words as fenced data, citation ``turn`` first, and the sentences."""
    from langchain_core.messages import HumanMessage, SystemMessage

    start = turn % len(answer.citations)
    clauses = [_clause(one) for one in (*answer.citations[start:], *answer.citations[:start])]
    sentences = [
        f'<sentence n="{n}" cites="{",".join(map(str, one.citations))}">{fenced(one.text)}</sentence>'
        for n, one in enumerate(_cited(answer), 1)
    ]
    return [SystemMessage(prompts.load("judge")), HumanMessage("\n".join([*clauses, "", *sentences]))]


def _clause(one: Citation) -> str:
    return f'<clause n="{one.n}" plan="{fenced(one.plan_title)}" path="{fenced(one.path)}">{fenced(one.shown)}</clause>'


def _cited(answer: Answer) -> list[Sentence]:
    """The sentences to be judged; one that names no citation of the answer is the eval's own fault to tell."""
    known = {citation.n for citation in answer.citations}
    return [sentence for sentence in answer.sentences if known.intersection(sentence.citations)]
