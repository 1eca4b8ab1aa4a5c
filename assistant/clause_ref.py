"""Clause numbers in a question (三、(二)1., 第三条, 第二部分第1点, section 3) and the clauses they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.english_ref import english_refs
from index.library import Library
from index.plan import Clause
from index.script import fold

_HAN = "一二三四五六七八九十"
_NUMERAL = rf"([{_HAN}]{{1,3}}|\d{{1,3}})"
_CHAIN = re.compile(
    rf"(?<![{_HAN}\d])[{_HAN}]{{1,3}}、?(?:\([{_HAN}]{{1,3}}\))(?:\d{{1,2}}[.、点条项]?)?(?:\(\d{{1,2}}\))?|(?<![{_HAN}\d])[{_HAN}]{{1,3}}、(?:\d{{1,2}}\.)?"
)
_ORDINAL = re.compile(
    rf"第(\()?([{_HAN}]{{1,3}}|\d{{1,3}})\)?(?:个|大|小|项)?(部分|板块|方面|章|节|条|款|项|点|(?<=[个大项])(?:任务|措施|举措|原则))"
    rf"|(?:(?<=部分)|(?<=[“\"'「『]))[的、]?[“\"'「『]?([{_HAN}]{{1,3}})是(?=[”\"'」』]|讲|写|提|说|的|$)"
    rf"|(?:(?<=部分)|(?<=[章节条块面]))[的之、]?(\(){_NUMERAL}\)(?:部分|[节条款项点])?"
    r"|(?<=\))(\d{1,2})(?=[.、点条项讲写说是的]|$)"
)
"""A step of a path in words: 第三部分, “四是”, and behind another the bare (三) and (三)1."""
_TABLE = re.compile(rf"(?:专栏|附件|附表|表)([{_HAN}]{{1,2}}|\d{{1,2}})?(?![年现明示格])")
_STEP = re.compile(r"第(\()?(\d+)\)?(部分|章|节|条|款|项|点|是)")
_UNIT = {"板块": "部分", "方面": "部分", "任务": "项", "措施": "项", "举措": "项", "原则": "项"}


def chinese(number: int) -> str:
    """1..99 as a Chinese numeral: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_HAN[tens - 1]}十")
    return head + (_HAN[ones - 1] if ones else "")


def arabic(numeral: str) -> int:
    """A Chinese or Arabic numeral below 100; 0 for anything else."""
    if numeral.isdigit():
        return int(numeral)
    head, ten, tail = numeral.partition("十")
    if not ten:
        return _HAN.find(numeral) + 1 if len(numeral) == 1 else 0
    tens = _HAN.find(head) + 1 if head else 1
    return tens * 10 + (_HAN.find(tail) + 1 if tail else 0)


def clause_refs(text: str) -> tuple[str, ...]:
    """The clause numbers that ``text`` names, as written in paths where they are (``三、(二)1.``), else in words
    (``第3条``, ``第5部分第4是``, ``第(3)条`` where it stands in brackets, ``专栏一``, ``附件``), in text order."""
    folded = unicodedata.normalize("NFKC", fold(text)).replace(" ", "")
    found = []
    for match in _CHAIN.finditer(folded):
        found.append((match.start(), _as_path(match.group())))
    chain = ""
    for match in _ORDINAL.finditer(folded):
        if match[7] and not chain:
            continue
        number = arabic(match[2] or match[4] or match[6] or match[7])
        if number:
            unit = "是" if match[4] else _UNIT.get(match[3], match[3] or "点")
            chain += f"第{f'({number})' if match[1] or match[5] else number}{unit}"
            found = [one for one in found if not one[1].startswith("第")] + [(match.start(), chain)]
    found += [
        (match.start(), match.group()) for match in _TABLE.finditer(folded) if match[1] or match.group() == "附件"
    ]
    found += english_refs(text)
    return tuple(dict.fromkeys(path for _, path in sorted(found)))


def without_refs(folded: str) -> str:
    """Folded text with the clause numbers it names blanked out (附件 and 专栏 stay: they are words too)."""
    for pattern in (_CHAIN, _ORDINAL):
        folded = pattern.sub(lambda match: " " * len(match.group()), folded)
    return folded


def _as_path(text: str) -> str:
    head = re.match(rf"[{_HAN}]+", text)
    assert head
    rest = text[head.end() :].lstrip("、")
    rest = re.sub(r"(\d+)[点条项、.]?$", r"\1.", rest) if re.search(r"\d[点条项、.]?$", rest) else rest
    return f"{head.group()}、{rest}"


def named_clauses(ref: str, plan_id: str, library: Library) -> list[Clause]:
    """The clauses of a plan that ``ref`` (from ``clause_refs``) may mean: none, one, or several that are equally
    likely (第三条 in a plan that restarts its numbers in every section)."""
    clauses = library.plans[plan_id].clauses
    exact = [clause for clause in clauses if _plain(clause.path) == _plain(ref)]
    if exact:
        return exact
    if is_ordinal(ref):
        return within(ref, clauses, library)
    ends = [clause for clause in clauses if _plain(clause.path).endswith(_plain(ref))]
    return ends or [
        clause for clause in clauses if clause.kind in ("table", "annex") and ref in _plain(clause.path + clause.title)
    ]


def _plain(path: str) -> str:
    return fold(path).rstrip(".、")


def is_ordinal(ref: str) -> bool:
    """Whether ``ref`` counts (第2部分第3条) and is no path."""
    return _STEP.match(ref) is not None


def within(ref: str, clauses: Sequence[Clause], library: Library) -> list[Clause]:
    """第2部分第3条 among ``clauses``: each step among what lies below the step before; the likeliest reading of a
    step's marker by which the next steps are found too."""
    steps = [(int(number), unit, bool(bracket)) for bracket, number, unit in _STEP.findall(ref)]
    pool = [clause for clause in clauses if not clause.path.startswith("附件")] or clauses
    return _by_steps(steps, pool, clauses, library)


def _by_steps(
    steps: Sequence[tuple[int, str, bool]], pool: Sequence[Clause], clauses: Sequence[Clause], library: Library
) -> list[Clause]:
    for forms in _forms(*steps[0]):
        found = [clause for clause in pool if fold(clause.number).strip(" ") in forms]
        if found and len(steps) > 1:
            parts = [part for one in found for part in library.children(one.id)]
            below = [clause for clause in clauses if any(one in found for one in library.ancestors(clause))]
            found = _by_steps(steps[1:], parts, clauses, library) or _by_steps(steps[1:], below, clauses, library)
        if found:
            return found
    return []


def _forms(number: int, unit: str, bracket: bool) -> list[set[str]]:
    """Markers that a step may stand for, the likeliest first; a number in brackets stands in them in the plan too."""
    han = chinese(number)
    own = {f"第{han}{unit}", f"第{number}{unit}"}
    top = {f"{han}、", han}
    middle = {f"({han})"}
    item = {f"{number}.", f"{number}、", f"{number}"}
    dash = {f"{han}是"}
    if unit == "是":
        return [dash]
    if bracket:
        return [middle, {f"({number})"}, own, item]
    if unit in ("部分", "章"):
        return [own, top]
    if unit == "节":
        return [own, middle]
    return [own, item, dash, middle, top]
