"""Ways to put a plan's sentence otherwise that keep it true, by rule: for measuring false alarms on any plans.

Each takes a folded sentence without its stop and gives another wording, or None where it offers no hold. The rules know
nothing of the check's own word lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from index.quantity import find_quantities

Way = Callable[[str, str], str | None]
"""(sentence, district) → the sentence otherwise."""

_MARK = re.compile(r"^(?:[一二三四五六七八九十]+[、是]|\([一二三四五六七八九十\d]+\)|\d+[.、]|——|[①-⑳])\s*")
_OTHER = {
    "开展": "组织开展",
    "加强": "强化",
    "提高": "提升",
    "推动": "推进",
    "完善": "健全",
    "确保": "保证",
    "力争": "争取",
    "每天": "每日",
    "建立": "设立",
    "引导": "指引",
}
_FRONTED = re.compile(r"^(加强|完善|规范|落实|推进|优化|健全)([\u3400-\u9fff“”]{3,14})$")
_TWO = re.compile(r"(?<![、\d\u3400-\u9fff])([\u3400-\u9fff]{2,4})、([\u3400-\u9fff]{2,4})(?![、\d\u3400-\u9fff])")
_FIRST = re.compile(r"除|但|如|凡|对(?!于?外)|经|未|不|若|虽|因|只")


def bare(sentence: str) -> str:
    """A sentence without its item mark and its stop."""
    return _MARK.sub("", sentence.strip()).rstrip("。；;.! ")


def lead_in(sentence: str, district: str) -> str:
    return f"根据规划，{sentence}。"


def of_district(sentence: str, district: str) -> str | None:
    return f"{district}的规划提出，{sentence}。" if district else None


def cut(sentence: str, district: str) -> str | None:
    """The first of several parts, where it is no condition."""
    first, comma, _ = sentence.partition("，")
    whole = comma and len(first) > 9 and not _FIRST.search(first) and not re.search("[的时后中下]$|为|以", first)
    return f"{first}。" if whole and "(" not in first and "“" not in first else None


def synonym(sentence: str, district: str) -> str | None:
    """The first word that has a like one put for it."""
    at = {word: sentence.find(word) for word in _OTHER if sentence.find(word) >= 0}
    if not at or "《" in sentence:  # a title's words are its own
        return None
    word = min(at, key=lambda one: at[one])
    return f"{sentence[: at[word]]}{_OTHER[word]}{sentence[at[word] + len(word) :]}。"


def fronted(sentence: str, district: str) -> str | None:
    """Verb and object exchange places: 加强培训 → 培训要加强."""
    match = _FRONTED.match(sentence.partition("，")[0])
    return f"{match[2]}要{match[1]}。" if match and "、" not in match[2] else None


def turned(sentence: str, district: str) -> str | None:
    """Two members of a list in the other order."""
    other = _TWO.sub(lambda match: f"{match[2]}和{match[1]}", sentence, count=1)
    return f"{other}。" if other != sentence else None


def scaled(sentence: str, district: str) -> str | None:
    """A sum in 万 given in 亿."""
    for one in find_quantities(sentence):
        plain = one.kind == "amount" and one.scale == 10**4 and one.high is None and not one.qualifier
        if plain and one.value >= 100 and "万" in one.text:
            said = f"{(Decimal(one.value) / 10**4).normalize():f}亿{one.unit}"
            return f"{sentence[: one.start]}{said}{sentence[one.end :]}。"
    return None


def closing(sentence: str, district: str) -> str:
    return f"{sentence}，这是其中的一项要求。"


WAYS: dict[str, Way] = {
    "lead-in": lead_in,
    "district named": of_district,
    "cut": cut,
    "synonym": synonym,
    "object first": fronted,
    "list turned": turned,
    "other scale": scaled,
    "closing phrase": closing,
}
MERGED = "two merged"


def merged(first: str, second: str) -> str:
    """Two neighbours in one sentence."""
    return f"{first}；此外，{second}。"
