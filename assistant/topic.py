"""What a question is about, without what it asks of it."""

from __future__ import annotations

import re
from functools import cache

from assistant.cues import stop_words, table
from index.script import fold
from index.words import segment

_HANGING = re.compile("(?:分为?|包括|都?有|是|从|由)$")
_MEASURE = re.compile("^(?:个|项|条|些|种|大|点)")
_TIME = re.compile(r"[一二三四五六七八九十两\d]+年|年|底|末|期间|内|里")
NOTHING = 1
"""Characters of content with which a question asks of nothing that it names (到25年要到多少)."""
_KIND = re.compile("(?:什么|啥|哪些|哪种)$")
_GENERAL = re.compile(
    "措施|任务|要求|内容|目标|办法|做法|规定|安排|关系|问题|作用|意义|变化|计划|打算|说法|方面|部门|单位|人员|学校"
)
TAIL = (3, 14)
"""Characters of what may follow the asking words and belongs to the topic (有哪些保障措施); 措施 alone adds nothing,
but the kind asked for may (发什么津贴)."""


@cache
def cue(key: str) -> re.Pattern[str]:
    """The regular expressions of ``data/followup.toml`` under ``key`` as one."""
    return re.compile("|".join(table("followup")[key]), re.IGNORECASE)


def topic(question: str) -> str:
    """A question without its interrogative tail: 杏花岭区的近视防控有哪些措施？ → 杏花岭区的近视防控."""
    folded = fold(question)
    match = cue("asks").search(folded)
    cut = question
    if match and match.start() >= 4:
        cut = question[: match.start()]
    elif match and match.start() and not question.isascii():
        return (question[: match.start()] + question[match.end() :]).strip(" ,，。?？!！、的吗呢")
    behind = question[match.end() :].strip(" ,，。?？!！、的吗呢") if match and cut is not question else ""
    behind = _MEASURE.sub("", behind)
    kind = match is not None and _KIND.search(fold(match.group())) and not _GENERAL.fullmatch(fold(behind))
    if TAIL[0] - bool(kind) <= len(behind) <= TAIL[1] and not cue("asks").search(fold(behind)):
        return cut.strip(" ,，。?？!！、") + behind
    return _HANGING.sub("", cut.strip(" ,，。?？!！、的"))


def content_of(folded: str) -> int:
    """Characters of a Chinese question that are no function word and no time."""
    phrases, chinese, _ = stop_words()
    words = (word for part in phrases.sub(" ", _TIME.sub(" ", folded)).split() for word in segment(part))
    return sum(len(word) for word in words if word not in chinese and re.match(r"[\u3400-\u9fff]", word))


_AGAIN = ("more", "source", "sure", "done")


def asks_again(text: str) -> str:
    """What a message asks of the answer before it: more, its source, whether it is sure, what has come of it (done);
    empty for one that asks of something itself."""
    folded = fold(text).strip(" 。？?！!，,.")
    return next((key for key in _AGAIN if cue(key).fullmatch(folded)), "")
