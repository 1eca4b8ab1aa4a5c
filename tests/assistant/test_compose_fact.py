"""Facts and policy checks: the first sentence, how much is quoted, everyday words that share none with the clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.asked import best_value
from assistant.compose import compose
from assistant.draft import Draft
from assistant.nearness import Nearness
from assistant.pieces import Piece
from assistant.question import read_question
from assistant.retrieve import Hit
from assistant.scene import Scene
from index.embed import Embedder
from index.library import Library
from index.plan import Clause, Span

AS_OF = date(2026, 3, 1)

MEANINGS = (("瘦弱", "体育活动"), ("老师傅", "社会力量"), ("镜片", "近视"))
"""Words that mean the same, one dimension each: an everyday one and the plan's."""


class Meanings(Embedder):
    fingerprint, dimension = "meanings", len(MEANINGS)

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.encode_query(text) for text in texts], np.float32)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return np.array([float(any(word in text for word in words)) for words in MEANINGS], np.float32)


def _answer(text: str, library: Library, *paths: str, nearness: bool = True) -> Draft:
    """The draft for ``text`` where search found the clauses ``paths`` of the first plan, with scores close together."""
    question = read_question(text, (), library, AS_OF)
    first = next(iter(library.plans))
    clauses = [clause for path in paths if (clause := library.clause(f"{first}#{path}"))]
    hits = [Hit(clause, 0.06 - 0.001 * at, "") for at, clause in enumerate(clauses)]
    return compose(question, hits, library, AS_OF, Nearness(Meanings(), text) if nearness else None)


def test_a_policy_answer_opens_with_how_firm_and_what(library: Library) -> None:
    draft = _answer("霞山区能保证中小学生每天校内体育活动吗", library, "二、(二)")
    opening = draft.sentences[0]
    assert "确保" in opening.text
    assert "不少于1小时" in opening.text
    assert opening.quotes


def test_the_opening_sentence_is_not_said_twice(library: Library) -> None:
    draft = _answer("霞山区能保证中小学生每天校内体育活动吗", library, "二、(二)")
    assert sum("不少于1小时" in sentence.text for sentence in draft.sentences) == 1


def test_everyday_words_find_the_sentence_by_its_meaning(library: Library) -> None:
    draft = _answer("霞山的娃太瘦弱了，学校管不管", library, "二、(一)", "二、(二)")
    assert "体育活动" in draft.sentences[0].text
    assert {quote.clause.partition("#")[2] for one in draft.sentences for quote in one.quotes} == {"二、(二)"}


def test_without_an_embedder_an_unsure_answer_shows_the_likely_clauses(library: Library) -> None:
    draft = _answer("霞山的娃太瘦弱了，学校管不管", library, "二、(一)", "二、(二)", nearness=False)
    assert len({quote.clause for one in draft.sentences for quote in one.quotes}) == 2


def test_a_question_in_plain_words_is_answered_if_a_sentence_means_the_same(library: Library) -> None:
    """Neither a cue of everyday talk nor a word of the clause: only the meaning bears on it."""
    assert _answer("霞山区请老师傅授课", library, "二、(一)").status != "declined"
    assert _answer("霞山区请老师傅授课", library, "二、(一)", nearness=False).status == "declined"


def _value(text: str, library: Library, nearness: bool) -> str:
    """The value put first of a sentence with two, of which the question shares no word."""
    told = "体质优良率达到60%以上，近视率降低3%左右。"
    clause = Clause("xs#九、", "xs", "九、", 1, "item", "九、", "", told, 1, 0, len(told), (Span(0, len(told)),))
    near = Nearness(Meanings(), text) if nearness else None
    scene = Scene(read_question(text, (), library, AS_OF), [], library, AS_OF, near)
    found = best_value(scene, Piece(clause, 0, len(told)))
    return found[1].text if found else ""


def test_of_two_values_the_one_of_the_part_that_is_meant_comes_first(library: Library) -> None:
    assert _value("霞山的娃戴镜片的要少几成", library, nearness=True).startswith("3%")


def test_where_nothing_tells_which_value_is_meant_none_comes_first(library: Library) -> None:
    assert _value("霞山的娃戴镜片的要少几成", library, nearness=False) == ""


def test_where_each_value_is_asked_for_none_leads(library: Library) -> None:
    question = read_question("柳湾县新建幼儿园和新增学位各多少？", (), library, AS_OF)
    clause = library.clause("lw#一、(一)")
    assert clause is not None
    draft = compose(question, [Hit(clause, 0.5, "")], library, AS_OF)
    said = " ".join(one.text for one in draft.sentences)
    assert "3所" in said
    assert "900个" in said
    assert not said.startswith(("柳湾县：900", "柳湾县：3所。"))


def _asked(text: str, library: Library, *ids: str) -> Draft:
    clauses = [clause for one in ids if (clause := library.clause(one))]
    hits = [Hit(clause, 0.9 - 0.02 * at, "") for at, clause in enumerate(clauses)]
    return compose(read_question(text, (), library, AS_OF), hits, library, AS_OF)


def test_an_english_answer_about_something_else_does_not_say_that_the_plan_commits_itself(library: Library) -> None:
    draft = _asked("Does Xiashan District lend computers to families?", library, "xs#二、(二)", "xs#二、(一)")
    assert draft.sentences[0].text.startswith("No clause says this in so many words")
    assert (draft.status, draft.reason) == ("partial", "near_miss")
    assert "commits itself" not in " ".join(one.text for one in draft.sentences)


def test_an_english_answer_that_is_about_the_question_opens_with_how_firm(library: Library) -> None:
    draft = _asked("Is short sight among pupils to be cut every year in Xiashan District?", library, "xs#二、(二)")
    assert "(its word is “力争”" in draft.sentences[0].text
    assert draft.status == "answered"


def test_asked_of_the_time_to_come_only_what_has_been_done_is_said_to_be_so(library: Library) -> None:
    draft = _asked("霞山区会改造操场吗？", library, "xs#一、(一)")
    assert draft.sentences[0].text == "没有找到规划写今后要怎么做的条款，只写了已经做过的："
    english = _asked("Will Xiashan District renovate its playgrounds?", library, "xs#一、(一)")
    assert not english.sentences[0].text.startswith("On this the plan")
    assert not _asked("霞山区改造操场花了多少钱？", library, "xs#一、(一)").sentences[0].text.startswith("没有找到")
