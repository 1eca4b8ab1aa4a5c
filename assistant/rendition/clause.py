"""A stretch of a sentence between two commas: when and by what means, who, does what, to what end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.rendition.action import FORBIDDEN, Action, Clause
from assistant.rendition.deed import Around, deed, light
from assistant.rendition.lexicon import (
    CONJUNCTION,
    CONTENT,
    LIGHT,
    LOCALISER,
    MODAL,
    NEGATION,
    OF,
    PREPOSITION,
    QUANTITY,
    TIME,
    Word,
    of_kind,
)
from assistant.rendition.phrase import noun_phrase
from assistant.rendition.preposition import take
from assistant.rendition.tangle import Tangle
from assistant.rendition.verbs import governs, heads, main_verb, pure

__all__ = ["parse"]


def parse(words: Sequence[Word]) -> Clause:
    """The parts of a clause. Raises ``Tangle`` where they cannot be told."""
    return _Reader(list(words)).clause()


def _quality(words: Sequence[Word]) -> bool:
    """Whether words say only what something is like: 更加合理, 日益丰富多彩."""
    like = all(
        bool(one.adverb or one.adjective) and not one.noun if one.kind == CONTENT else one.kind == CONJUNCTION
        for one in words
    )
    return like and bool(words[-1].adjective) and bool(words[0].adverb) and not pure(words[0])


@dataclass
class _Reader:
    words: list[Word]
    at: int = 0
    lead: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    subject: str = ""
    preposed: str = ""
    aim: str = ""
    modal: str = ""
    negated: bool = False
    doer: bool = False
    timed: bool = False
    ruled: bool = False
    become: str = ""

    def clause(self) -> Clause:
        while self.at < len(self.words):
            if self._step():
                continue
            one = self.words[self.at]
            rest = self.words[self.at + 1 :]
            if self._is_verb():
                return Clause(tuple(self.lead), self.subject, deed(one, rest, self._around(), parse), self.modal)
            if one.kind == LIGHT:
                return Clause(tuple(self.lead), self.subject, light(rest, self._around()), self.modal)
            self._name()
        return self._end()

    def _around(self) -> Around:
        before, behind = tuple(self.before), tuple(self.behind)
        return Around(bool(self.subject), self.preposed, self.aim, before, behind, self.negated)

    def _end(self) -> Clause:
        """A clause without a verb: a name, a lead, or what is forbidden."""
        if self.become:
            return Clause(tuple(self.lead), self.subject, Action("become", "成为", self.become), self.modal)
        waiting = self.before or self.preposed or self.negated or self.aim
        if self.modal in FORBIDDEN and self.subject and not self.ruled and not waiting:
            return Clause(tuple(self.lead), "", Action("", "", self.subject, behind=tuple(self.behind)), self.modal)
        if waiting or self.modal:
            raise Tangle("an adverb with nothing to do")
        if self.behind and self.subject:
            raise Tangle("a name with a preposition behind it")
        return Clause((*self.lead, *self.behind), self.subject)

    def _step(self) -> bool:
        """Takes one small part: a time, a preposition with its name, an adverb, a modal; whether it did."""
        one, later = self.words[self.at], self.words[self.at + 1 :]
        if one.kind == TIME and not (later and later[0].kind == OF) and (later or not self.subject):
            self._time(one)
        elif one.zh in ("与", "同") and (self.subject or not self.at):
            self._preposition(replace(one, kind=PREPOSITION, noun="with"))
        elif one.kind == CONJUNCTION and not self.subject:
            self.at += 1
        elif one.kind == PREPOSITION:
            self._preposition(one)
        elif one.kind == MODAL:
            self.modal, self.ruled = one.verb, bool(self.subject)
            self.at += 1
        elif one.kind == NEGATION:
            self.negated = True
            self.at += 1
        elif self.subject and not self.preposed and _quality(self.words[self.at :]):
            told = " ".join(word.noun if word.kind else word.adjective or word.adverb for word in self.words[self.at :])
            self.become = told.replace(" , ", ", ")
            self.at = len(self.words)
        elif one.adverb == "in all" and self.subject and later and later[0].kind == QUANTITY and len(later) == 1:
            number = later[0]
            self.subject = f"{self.subject}: {number.noun} {number.of}".rstrip() + " in all"
            self.at += 2
        elif one.adverb and self._before_verb():
            self.before.append(one.adverb)
            self.at += 1
        elif not one.said and not one.kind:
            self.at += 1
        else:
            return False
        return True

    def _time(self, one: Word) -> None:
        self.at += 1
        if self.subject:
            self.behind.append(one.noun)
            self.timed = True
            return
        span = self.words[self.at : self.at + 1]
        during = bool(span) and span[0].zh in ("期间", "时期")
        self.at += during
        self.lead.append(one.noun.replace("in ", "in the years ", 1) if during else one.noun)

    def _preposition(self, one: Word) -> None:
        taken = take(self.words, self.at, one, parse)
        self.at = taken.at
        if taken.lead:  # a place behind the subject belongs to what is done there
            (self.behind if self.subject and one.zh in ("在", "于") else self.lead).append(taken.lead)
        if taken.behind:
            self.behind.append(taken.behind)
        if taken.subject:  # 经费由财政承担: what stands before the doer is what is done to
            self.preposed = self.subject if self.subject and not self.preposed else self.preposed
            self.subject, self.doer = taken.subject, True
        self.preposed, self.aim = taken.preposed or self.preposed, taken.aim or self.aim

    def _before_verb(self) -> bool:
        """Whether the word at hand is an adverb: only adverbs and small words stand between it and a verb."""
        i = self.at + 1
        while i < len(self.words) and (
            (self.words[i].adverb and not self.words[i].verb) or self.words[i].kind in (MODAL, NEGATION)
        ):
            i += 1
        if i >= len(self.words):
            return False
        one = self.words[i]
        if one.kind in (LIGHT, PREPOSITION):
            return True
        if pure(one):
            return i + 1 >= len(self.words) or self.words[i + 1].kind != OF
        last = i + 1 == len(self.words)
        return bool(one.verb) and (not last or bool(self.preposed or self.subject)) and not self.words[self.at].noun

    def _is_verb(self) -> bool:
        one, later = self.words[self.at], self.words[self.at + 1 :]
        if not one.verb or one.kind == MODAL:
            return False
        if pure(one):
            return main_verb(self.words, self.at) == self.at
        if self.before or self.modal or self.preposed or self.negated or self.aim:
            return True
        if (self.doer or self.timed) and later:
            return True
        if self.behind and not later:
            return True
        if later and later[0].kind == CONJUNCTION and len(later) > 2 and pure(later[1]) and not self.subject:
            return True
        if self.subject or not later or later[0].kind in (OF, CONJUNCTION, LOCALISER):
            return False
        other = main_verb(self.words, self.at + 1)
        if other + 1 < len(self.words) and self.words[other - 1].zh in heads() and one.zh not in governs("whom"):
            return False
        return other == len(self.words) or other + 1 < len(self.words)

    def _name(self) -> None:
        """The subject: names up to the verb and what stands close before it."""
        end = self.at + 1
        stop = main_verb(self.words, self.at)
        while end < stop:
            one = self.words[end]
            if one.zh in ("对", "对于") and any(word.kind == OF for word in self.words[end:stop]):
                end = stop  # 群众对教育的满意度 is one name
                while self.words[end - 1].adverb and not self.words[end - 1].noun:
                    end -= 1
                break
            if one.kind in (PREPOSITION, MODAL, LIGHT, NEGATION) or one.zh in of_kind(TIME):
                break
            if one.adverb and not one.adjective and not one.noun and not one.verb:
                break
            if one.adverb and all(w.adverb for w in self.words[end:stop]) and stop < len(self.words):
                break
            end += 1
        if self.subject:
            raise Tangle("two subjects")
        run = self.words[self.at : end]
        if run[-1].kind == LOCALISER:
            self.lead.append(f"{run[-1].noun} {noun_phrase(run[:-1])}")
        elif run[0].kind == LOCALISER:
            raise Tangle("a place word of nothing")
        else:
            if not any(w.noun for w in run):
                raise Tangle("a subject that names nothing")
            self.subject = noun_phrase(run)
        self.at = end
