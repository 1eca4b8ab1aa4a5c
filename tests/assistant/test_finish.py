"""What is left of a draft when the check takes a sentence out."""

from __future__ import annotations

from assistant.answer import ANSWERED, DECLINED, PARTIAL
from assistant.draft import LIST, PARAGRAPH, Block, Draft, DraftSentence, Quote
from assistant.finish import checked
from index.library import Library

HELD, WRONG = "新增小学学位300个。", "新增小学学位900个。"


def _draft(library: Library, *texts: str) -> Draft:
    """A heading over a list of ``texts``, each citing one clause."""
    clause = next(one for plan in library.plans.values() for one in plan.clauses if "小学" in one.text)
    quote = Quote(clause.id, clause.start, clause.end)
    held = library.plan_of(clause).document.text[clause.start : clause.end]
    told = [DraftSentence(held if text == HELD else text, (quote,)) for text in texts]
    rows = tuple(((place,),) for place in range(1, len(told) + 1))
    heading = DraftSentence("最接近的条款：", frame=True)
    layout = (Block(PARAGRAPH, (((0,),),)), Block(LIST, rows))
    return Draft(ANSWERED, sentences=(heading, *told), layout=layout)


def test_a_heading_stays_over_what_is_left(library: Library) -> None:
    left = checked(_draft(library, HELD, WRONG), library, "zh-Hans")
    assert left.sentences[0].text == "最接近的条款："
    assert left.status == PARTIAL


def test_a_heading_over_nothing_goes_and_nothing_cited_is_no_answer(library: Library) -> None:
    left = checked(_draft(library, WRONG), library, "zh-Hans")
    assert [one.text for one in left.sentences] == ["在霞山区的规划里没有找到能回答这个问题的条款。"]
    assert (left.status, left.reason) == (DECLINED, "no_evidence")
    assert [notice.kind for notice in left.notices] == ["unsupported"]
