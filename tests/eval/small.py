"""A small fictional library, true answers about it, and an assistant that looks them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import ANSWERED, DECLINED, Answer, Citation, Notice, Retrieved, Sentence
from assistant.history import Turn
from eval.case import Case
from index.library import Library
from index.plan import Clause, Document, Metadata, Plan, Span

PLACES = "二、(一)1."
PAY = "二、(二)1."
_TEXTS = {
    PLACES: (
        "扩大学位",
        "到2030年，新建幼儿园9所、改建小学14所，新增公办幼儿园学位2970个，普惠性幼儿园覆盖率达到95%以上。",
    ),
    PAY: ("提高待遇", "从2027年起，中小学班主任津贴提高到每人每月800元，乡村教师应当另有补助。"),
}


OTHER_PAY = "三、(一)1."
_OTHER_TEXTS = {OTHER_PAY: ("稳定队伍", "班主任津贴为每人每月600元，学校可以另行奖励。")}


def small_library() -> Library:
    """Two districts: 云岭区, whose plan runs, and 青禾区, whose plan was over in 2025."""
    return Library(
        [_plan("yunling", "云岭区", (2026, 2030), _TEXTS), _plan("qinghe", "青禾区", (2021, 2025), _OTHER_TEXTS)]
    )


def _plan(name: str, district: str, period: tuple[int, int], texts: dict[str, tuple[str, str]]) -> Plan:
    title = f"{district}教育规划（虚构示例）"
    source = title + "\n" + "\n".join(f"{heading}。{body}" for heading, body in texts.values())
    clauses = []
    for path, (heading, body) in texts.items():
        text = f"{heading}。{body}"
        start = source.index(text)
        span = Span(start, start + len(text))
        clauses.append(Clause(f"{name}#{path}", name, path, 3, "item", "1.", heading, text, 2, *span, (span,)))
    document = Document(f"{name}.txt", "txt", name[0] * 64, source)
    return Plan(name, Metadata(title, district=district, period=period), document, tuple(clauses))


def quoting(library: Library, n: int, path: str, quote: str, plan_id: str = "yunling") -> Citation:
    clause = library.clause(f"{plan_id}#{path}")
    assert clause is not None
    plan = library.plan_of(clause)
    start = plan.document.text.index(quote)
    end = start + len(quote)
    return Citation(n, clause.id, plan.id, plan.title, clause.title, path, plan.source, None, start, end, quote, quote)


def true_answer(library: Library) -> Answer:
    """An answer from both clauses in which everything is as it should be."""
    places, pay = (_TEXTS[path][1] for path in (PLACES, PAY))
    sentences = (Sentence(f"云岭区：{places}", (1,)), Sentence(pay, (2,)))
    return Answer(
        id="a",
        question="云岭区要新建多少幼儿园，班主任津贴涨到多少？",
        standalone="云岭区要新建多少幼儿园，班主任津贴涨到多少？",
        status=ANSWERED,
        reason="",
        language="zh-Hans",
        text=f"云岭区：{places}[1]{pay}[2]",
        sentences=sentences,
        citations=(quoting(library, 1, PLACES, places), quoting(library, 2, PAY, pay)),
        retrieved=_retrieved(library, "yunling"),
    )


def _retrieved(library: Library, *plans: str) -> tuple[Retrieved, ...]:
    clauses = (clause for clause in library.clauses() if clause.plan_id in plans)
    return tuple(Retrieved(c.id, library.plan_of(c).source, c.start, c.end, 1.0) for c in clauses)


COMPARING = "云岭区和青禾区的班主任津贴各是多少？"


def comparison(library: Library) -> Answer:
    """A table of both districts; that one plan is over stands in a notice."""
    pay, other = _TEXTS[PAY][1], _OTHER_TEXTS[OTHER_PAY][1]
    return Answer(
        id="c",
        question=COMPARING,
        standalone=COMPARING,
        status=ANSWERED,
        reason="",
        language="zh-Hans",
        text=f"| 规划 | 内容 |\n| --- | --- |\n| 云岭区 | {pay}[1] |\n| 青禾区 | {other}[2] |",
        sentences=(Sentence(pay, (1,)), Sentence(other, (2,))),
        citations=(quoting(library, 1, PAY, pay), quoting(library, 2, OTHER_PAY, other, "qinghe")),
        retrieved=_retrieved(library, "yunling", "qinghe"),
        notices=(Notice("period_over", "青禾区规划的规划期已于2025年结束。"),),
    )


def decline(question: str = "海棠区的津贴是多少？", reason: str = "not_indexed") -> Answer:
    return Answer("b", question, question, DECLINED, reason, "zh-Hans", "没有收录这个区的规划。")


def make_case(**changes: object) -> Case:
    """The case that :func:`true_answer` passes."""
    case = Case(
        id="a",
        turns=(Turn("user", "云岭区要新建多少幼儿园，班主任津贴涨到多少？"),),
        persona="staff",
        language="zh-Hans",
        type="number",
        plans=("yunling.txt",),
        gold=((f"yunling.txt#{PLACES}",), (f"yunling.txt#{PAY}",)),
        must=(("9所",), ("800元", "八百元")),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def comparing() -> Case:
    """The case that :func:`comparison` passes."""
    return make_case(
        id="c",
        turns=(Turn("user", COMPARING),),
        type="comparison",
        plans=("yunling.txt", "qinghe.txt"),
        gold=((f"yunling.txt#{PAY}",), (f"qinghe.txt#{OTHER_PAY}",)),
        must=(("800元",), ("600元",)),
        cells=(("yunling.txt", ("800元",)), ("qinghe.txt", ("600元",))),
    )


def unanswerable() -> Case:
    turns = (Turn("user", "海棠区的津贴是多少？"),)
    return make_case(id="b", turns=turns, gold=(), must=(), answerable=False, reasons=("not_indexed",))


def answers(library: Library) -> dict[str, Answer | Exception]:
    """The right answer to each case's question."""
    return {
        make_case().question: true_answer(library),
        unanswerable().question: decline(),
        COMPARING: comparison(library),
    }


class Lookup:
    """An assistant whose answers are given by question; an exception given in their place is raised."""

    def __init__(self, library: Library, answers: dict[str, Answer | Exception]) -> None:
        self.library = library
        self.answers = answers
        self.asked: list[tuple[str, date | None]] = []

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None, id: str = "") -> Answer:
        self.asked.append((question, as_of))
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        return replace(answer, id=id, ms={"all": float(len(self.asked))})
