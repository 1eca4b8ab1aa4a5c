"""Known ways to spoil a true answer; ``eval.kills`` holds whether each is noticed.

A fault takes a case's answer and gives the spoiled one, or None where the answer offers nothing to spoil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from assistant.answer import ANSWERED, DECLINED, Answer, Sentence
from eval.case import Case
from eval.claims import OVER
from eval.figures import numbers
from eval.metrics import MARKER
from eval.score import declines
from index.quantity import Quantity, find_quantities, same
from index.script import fold

BETWEEN = 4
"""Characters between two numbers, or of a sentence, below which there is too little to spoil."""

Fault = Callable[[Case, Answer], Answer | None]


def _shuffle(case: Case, answer: Answer) -> Answer | None:
    """Citation numbers move on by one, as in a list that is read one place off; every number still resolves."""
    numbers_ = [citation.n for citation in answer.citations]
    clauses = {citation.clause for citation in answer.citations}
    if len(clauses) < 2 or not case.answerable or not any(_says(sentence) for sentence in answer.sentences):
        return None
    following = dict(zip(numbers_, [*numbers_[1:], numbers_[0]], strict=True))
    sentences = tuple(replace(s, citations=tuple(following.get(n, n) for n in s.citations)) for s in answer.sentences)
    return replace(answer, sentences=sentences)


def _says(sentence: Sentence) -> bool:
    return len(sentence.citations) == 1 and len(sentence.text) > 15


def _zero(case: Case, answer: Answer) -> Answer | None:
    """A marker [0], which a look-up by place would give the last citation."""
    if not answer.citations:
        return None
    return replace(answer, text=MARKER.sub("[0]", answer.text, count=1), sentences=_first(answer, citations=(0,)))


def _first(answer: Answer, citations: tuple[int, ...]) -> tuple[Sentence, ...]:
    at = next((at for at, sentence in enumerate(answer.sentences) if sentence.citations), 0)
    changed = replace(answer.sentences[at], citations=citations)
    return (*answer.sentences[:at], changed, *answer.sentences[at + 1 :])


def _shifted_quote(case: Case, answer: Answer) -> Answer | None:
    if not answer.citations or answer.citations[0].end - answer.citations[0].start < 2:
        return None
    first = replace(answer.citations[0], start=answer.citations[0].start + 1)
    return replace(answer, citations=(first, *answer.citations[1:]))


def _edit(answer: Answer, wanted: Callable[[Quantity], bool], change: Callable[[Quantity], str]) -> Answer | None:
    """One quantity of the first cited sentence that has a wanted one, changed in the sentence and in the text.

    What the cited words say as well is no fault (4个 for 5个 where both stand there), so such a change is passed over.
    """
    shown = find_quantities("\n".join(citation.shown for citation in answer.citations))
    for sentence in answer.sentences:
        for found in numbers(sentence.text) if sentence.citations else ():
            if wanted(found) and not _known(new := change(found), found, shown):
                return _reworded(answer, sentence, found.text, new)
    return None


def _known(text: str, old: Quantity, shown: Sequence[Quantity]) -> bool:
    """Whether the quantity that ``text`` is, another than ``old``, stands among ``shown``, be it as a table's cell
    without its unit."""
    said = find_quantities(text)
    if not said or same(said[0], old):
        return False
    bare = [one.value for one in shown if not one.unit] if said[0].unit in ("", "%") else []
    return said[0].value in bare or any(same(said[0], one) for one in shown)


def _amount(quantity: Quantity) -> bool:
    return quantity.kind == "amount" and any(char.isdigit() for char in quantity.text)


def _other_number(case: Case, answer: Answer) -> Answer | None:
    """The last digit of a number one up; where the cited words have that too, two up, and so on."""
    for step in range(1, 10):
        spoiled = _edit(answer, _amount, partial(_stepped, step=step))
        if spoiled is not None:
            return spoiled
    return None


def _stepped(quantity: Quantity, step: int) -> str:
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + step) % 10), quantity.text, count=1)


def _other_year(case: Case, answer: Answer) -> Answer | None:
    return _edit(answer, lambda q: q.kind == "year", lambda q: q.text.replace(str(q.value), str(q.value - 3)))


_TURNED = {"以上": "以下", "以下": "以上", "不低于": "不超过", "不超过": "不低于", "以内": "以上"}


def _other_bound(case: Case, answer: Answer) -> Answer | None:
    def turn(quantity: Quantity) -> str:
        word = next(word for word in _TURNED if word in quantity.text)
        return quantity.text.replace(word, _TURNED[word], 1)

    return _edit(answer, lambda q: _amount(q) and any(word in q.text for word in _TURNED), turn)


_UNITS = ("%", "元", "人", "名", "所", "个")


def _other_unit(case: Case, answer: Answer) -> Answer | None:
    def wanted(quantity: Quantity) -> bool:
        return _amount(quantity) and quantity.unit in _UNITS and quantity.unit in quantity.text

    return _edit(answer, wanted, lambda q: q.text.replace(q.unit, "公里"))


_STRENGTH = {
    "应当": "可以",
    "必须": "可以",
    "不得": "可以",
    "严禁": "鼓励",
    "确保": "力争",
    "力争": "确保",
    "探索": "确保",
    "鼓励": "必须",
    "可以": "应当",
}


def _other_strength(case: Case, answer: Answer) -> Answer | None:
    """How far the plan binds itself: 应当 for 可以, 确保 for 力争 …, in the first cited sentence that says so."""
    for sentence in answer.sentences:
        word = next((word for word in _STRENGTH if word in sentence.text), "")
        if sentence.citations and word:
            return _reworded(answer, sentence, word, _STRENGTH[word])
    return None


_PLACE = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})(?=[区區县縣市])")


def _other_place(case: Case, answer: Answer) -> Answer | None:
    """A place that the cited plan is of becomes one that no plan is of."""
    titles = {citation.n: fold(citation.plan_title + citation.shown) for citation in answer.citations}
    for sentence in answer.sentences:
        evidence = "".join(titles.get(number, "") for number in sentence.citations)
        place = next((found[1] for found in _PLACE.finditer(sentence.text) if fold(found[1]) in evidence), "")
        if place:
            return _reworded(answer, sentence, place, "海棠" if len(place) == 2 else "青禾岭")
    return None


def _swapped_values(case: Case, answer: Answer) -> Answer | None:
    """Two numbers of one unit change places within a sentence: each is said of the other's matter. Where the words
    before both are alike (小学、初中2000元和2500元) nothing tells them apart."""
    for sentence in answer.sentences if answer.language != "en" else ():
        found = [one for one in numbers(sentence.text) if _amount(one) and one.high is None and one.unit]
        for a, b in pairwise(found):
            text = sentence.text
            before, between = text[: a.start], text[a.end : b.start]
            once = text.count(a.text) == 1 == text.count(b.text) and before[-1:] not in "：:"
            alike = a.unit == b.unit and a.value != b.value and len(between) > BETWEEN
            if sentence.citations and once and alike and not sentence.derived:
                swapped = f"{before}{b.text}{between}{a.text}{text[b.end :]}"
                return _reworded(answer, sentence, text, swapped)
    return None


_SUBJECTS = {"小学": "初中", "初中": "小学", "公办": "民办", "民办": "公办", "市级": "区级", "区级": "校级"}
_SUBJECTS |= {"幼儿园": "高中"}


def _other_subject(case: Case, answer: Answer) -> Answer | None:
    """What is said of one kind of school, level or body is said of another."""
    for sentence in answer.sentences:
        word = next((word for word in _SUBJECTS if sentence.text.count(word) == 1), "")
        if sentence.citations and word and _SUBJECTS[word] not in sentence.text and numbers(sentence.text):
            return _reworded(answer, sentence, word, _SUBJECTS[word])
    return None


_POLARITY = {"不得": "应当", "取消": "恢复", "只增不减": "有增有减", "不低于": "低于", "鼓励": "不鼓励", "严禁": "允许"}
_POLARITY |= {"新建": "不再新建", "实现": "不实现", "建立": "不建立", "开展": "不开展", "保障": "不保障"}
_POLARITY |= {"提高": "降低", "增加": "减少"}


def _other_polarity(case: Case, answer: Answer) -> Answer | None:
    """不 put in or taken out, or a verb turned into its opposite."""
    for sentence in answer.sentences:
        word = next((word for word in _POLARITY if word in sentence.text), "")
        if sentence.citations and word:
            return _reworded(answer, sentence, word, _POLARITY[word])
    return None


def _added_fact(case: Case, answer: Answer) -> Answer | None:
    """A body and a duty that nothing cited names, at the end of a sentence."""
    for sentence in answer.sentences:
        if sentence.citations and sentence.text.endswith("。") and len(sentence.text) > BETWEEN:
            return _reworded(answer, sentence, sentence.text, f"{sentence.text[:-1]}，由区海洋局每学期检查两次。")
    return None


def _reworded(answer: Answer, sentence: Sentence, old: str, new: str) -> Answer:
    """``sentence`` with its first ``old`` made ``new``, also where it stands in the text."""
    said = sentence.text.replace(old, new, 1)
    sentences = tuple(replace(one, text=said) if one is sentence else one for one in answer.sentences)
    text = answer.text.replace(sentence.text, said) if sentence.text in answer.text else answer.text
    return replace(answer, sentences=sentences, text=text)


_ROW = re.compile(r"^\| *([^|\s-][^|]*?) *\|.*\[\d+\]", re.MULTILINE)


def _swapped_entities(case: Case, answer: Answer) -> Answer | None:
    """Two places of a comparison change names: each gets the other's figures."""
    plans = {citation.plan for citation in answer.citations}
    heads = list(dict.fromkeys(_ROW.findall(answer.text)))
    if len(plans) < 2 or len(heads) < 2:
        return None

    def swap(text: str) -> str:
        return text.replace(heads[0], "\0").replace(heads[1], heads[0]).replace("\0", heads[1])

    sentences = tuple(replace(sentence, text=swap(sentence.text)) for sentence in answer.sentences)
    return replace(answer, text=swap(answer.text), sentences=sentences)


def _past_as_present(case: Case, answer: Answer) -> Answer | None:
    """A plan that is over is presented without a word of it."""
    kept = tuple(notice for notice in answer.notices if notice.kind != OVER)
    return replace(answer, notices=kept) if len(kept) < len(answer.notices) and answer.status != DECLINED else None


def _never_declines(case: Case, answer: Answer) -> Answer | None:
    """Declining switched off. No fault where the answer puts a false premise right with the plan's own figure: that is
    a correction whatever its status (:func:`eval.score.declines`)."""
    answered = replace(answer, status=ANSWERED, reason="")
    return None if case.answerable or declines(case, answered) else answered


def _always_declines(case: Case, answer: Answer) -> Answer | None:
    return replace(answer, status="declined", reason="no_evidence") if case.answerable else None


EDITS = (
    *("number edited", "year edited", "unit edited", "bound edited", "strength edited", "place edited"),
    *("values swapped", "subject edited", "polarity edited", "fact added"),
)
"""The faults that change the words of one sentence: the support check alone has to notice them."""

FAULTS: dict[str, Fault] = {
    "citations shuffled": _shuffle,
    "marker zero": _zero,
    "quote shifted": _shifted_quote,
    "number edited": _other_number,
    "year edited": _other_year,
    "unit edited": _other_unit,
    "bound edited": _other_bound,
    "strength edited": _other_strength,
    "place edited": _other_place,
    "values swapped": _swapped_values,
    "subject edited": _other_subject,
    "polarity edited": _other_polarity,
    "fact added": _added_fact,
    "entities swapped": _swapped_entities,
    "expired plan as in force": _past_as_present,
    "never declines": _never_declines,
    "always declines": _always_declines,
}
