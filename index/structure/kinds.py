"""Titles and kinds of official documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.structure.front import DOC_NO

_KINDS = (
    ("解读", "解读|问答|图解"),
    ("行动计划", "行动计划|三年计划|行动方案"),
    ("规划", "规划|规划纲要|五年规划"),
    ("纲要", "纲要"),
    ("方案", "方案"),
    ("计划", "计划"),
    ("意见", "意见"),
    ("办法", "办法"),
    ("细则", "细则"),
    ("规定", "规定"),
    ("条例", "条例"),
    ("要点", "要点"),
    ("法律", "法"),
    ("通知", "通知"),
)
_TAIL = r"(?:\((?:试行|暂行|草案|修订|修订稿|征求意见稿|[12]\d{3}[^()]{0,12})\))?"
_NAMES = "|".join(names for _, names in _KINDS) + "|规则|章程|制度|标准|准则|指引|公约|预案|决定|公告|通告"
_TITLE = re.compile(rf"[^。;!?]{{2,100}}?(?:{_NAMES}){_TAIL}(?:的通知)?$")
_NUMBERED = re.compile(
    rf"(?<=知|见|法|定|则|案|划|要|策)(?!的)[\u4e00-\u9fff]{{2,10}}[〔\[(](?:19|20)\d\d[〕\])]\s*第?\d{{1,4}}号|{DOC_NO.pattern}$"
)
_SENTENCE = re.compile(r"^(现将|各|根据|为)|:|http|>")
_BREAK = re.compile(r"日$|^[(]|(政府|委员会|局|厅|办公室|小组)$|[。;:]$|号$")
_ABOUT = re.compile(
    r"《(规划|计划|方案|行动计划|意见|办法|纲要|实施方案)》.{0,4}(起草|编制|出台|制定|总体|主要|背景|特点|亮点|保障|重点|解读)"
)


def kind_of(title: str) -> str:
    """``规划``, ``行动计划``, ``方案`` … by how the title ends; ``""`` where it tells nothing."""
    inner = re.search(r"(?:印发|转发)《?(.{4,80}?)》?(?:的通知)$", title)
    name = re.sub(rf"{_TAIL}$", "", inner[1] if inner else title).rstrip("》)")
    return next((kind for kind, names in _KINDS if re.search(rf"(?:{names})$", name)), "")


def reading_of(headings: Sequence[str]) -> str:
    """What a reading (解读) is about: ``规划`` where its chapters speak of 《规划》's making and content."""
    found = [match[1] for heading in headings if (match := _ABOUT.match(heading))]
    return max(found, key=found.count) if len(found) >= 2 else ""


def title_lines(front: str) -> str:
    """The title among the lines of the front matter: the last that reads as one, not of the covering notice."""
    lines = [line.strip(" *#\t■-") for line in front.splitlines() if line.strip(" *#\t■-")]
    candidates: list[str] = []
    i = 0
    while i < len(lines):
        count, title = _title_at(lines, i)
        if title:
            candidates.append(title)
        i += count
    own = [name for name in candidates if not name.endswith("的通知")]
    if own:
        return next((name for name in own if own[-1].endswith(name) and len(name) > len(own[-1])), own[-1])
    return candidates[0] if candidates else ""


def _title_at(lines: Sequence[str], i: int) -> tuple[int, str]:
    """How many lines from ``i`` on make a title, and the title; (1, "") where they make none."""
    for count in (1, 2, 3):
        if i + count > len(lines) or (count > 1 and (_BREAK.search(lines[i + count - 2]) or len(lines[i]) > 60)):
            break
        joined = re.sub(r"^(文件标题|标题|名称)\s*[:|]?\s*", "", "".join(lines[i : i + count]))
        numbered = _NUMBERED.search(joined)
        title = (joined[: numbered.start()] if numbered else joined).strip()
        title = re.sub(r"\((19|20)\d\d年\d{1,2}月\d{1,2}日\)$", "", title)
        if _TITLE.fullmatch(title) and not _SENTENCE.search(title):
            if i + count < len(lines) and re.fullmatch(r"\((试行|暂行|草案)\)", lines[i + count]):
                return count + 1, title + lines[i + count]
            return count, title
    return 1, ""
