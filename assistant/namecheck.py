"""Who, where and how often: places, bodies, posts and rhythms of a restatement that its evidence does not give."""

from __future__ import annotations

import re

from assistant.breaks import dense
from assistant.cues import table
from assistant.sameword import neutral
from index.words import part_of_speech, segment

_NO_NAME = frozenset(["v", "c", "p", "r", "u"])
"""Parts of speech of two characters before 市 or 区 that make no name with it (设立市、区两级)."""

_PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2}(?:区|县|市|省|州|旗|镇)(?![级域内外属直里管])))")
_BODY = re.compile(
    r"[区县市省](?:委|[\u3400-\u9fff]{1,8}?(?:局|委员会|委|办公室|办|厅|处|联|部|政府))"
    r"(?=$|[、和及与等，,。；;)牵负承主共联组统])"
)
_EACH = re.compile(r"每(?:半年|学期|学年|季度|[两三]年|[年月周天日生人校班所])")
_TITLE = "(?:[\u3400-\u9fff]{0,10}?(?:局长|主任|部长|区长|书记|主席|校长))?"
_NAME = "((?:[\u3400-\u9fff]{2,3}?)(?=担任|出任|兼任|任|[^\u3400-\u9fff]|$)|[\u3400-\u9fff]{2,3})"
_POST = re.compile(rf"(副)?(组长|主任|部长|局长|区长|书记)(?:为|是|由|:|之一为|之一是)\s*{_TITLE}{_NAME}")
_SEAT = re.compile(r"设在([\u3400-\u9fff]{2,10}?)(?=$|[，,。；;、的和与及内由])")
_DOUBLE = re.compile(r"([\u3400-\u9fff\d]{2,8})(?:、|和|及|与|到|至)\1")
_SAME_EACH = {
    "每年": ("逐年",),
    "每日": ("每天",),
    "每人": ("人",),
    "每生": ("生",),
    "每所": ("校校",),
    "每班": ("班班",),
}


def places(said: str, names: str) -> list[str]:
    """Places in folded ``said`` that ``names`` lacks; words that only end like one (社区) are none."""
    common = frozenset(table("places")["common"].split())
    reasons = []
    for place in _PLACE.findall(said):
        if (
            place in names
            or place[1:] in common
            or place in common
            or "的" in place
            or place[:2] in neutral()
            or part_of_speech(place[:2]) in _NO_NAME
            or place[0] in "在从到由向于和与及是为各每把被让给"
            or place[1] in "位和是为及与有括由在把被向从对给到以用经将副任兼"
        ):
            continue
        reasons.append(f"place {place}")
    return reasons


def bodies(said: str, names: str) -> list[str]:
    """Bodies named as answering for something (区教育局、区财政局) that ``names`` lacks."""
    held = dense(names)
    return [f"body {one}" for one in _BODY.findall(dense(said)) if one not in held]


def rhythm(said: str, ground: str) -> list[str]:
    """How often or for whom: 每学期, 每生 … that ``ground`` lacks."""
    found = dict.fromkeys(_EACH.findall(said))
    ways = {one: (one, f"/{one[1:]}", f"·{one[1:]}", *_SAME_EACH.get(one, ())) for one in found}
    return [f"per {one}" for one in found if not any(way in ground for way in ways[one])]


def doubled(said: str, ground: str) -> list[str]:
    """Members named twice side by side (初中、初中) where ``ground`` does not do so."""
    found = (match.group() for match in _DOUBLE.finditer(said))
    return [f"{one} put in" for one in found if one not in ground]


def roles(said: str, ground: str) -> list[str]:
    """Who holds a post: 组长 for the one whom ``ground`` names as 副组长, or a name it has not at all."""
    reasons = []
    for match in _POST.finditer(said):
        held = [post for post in _POST.finditer(ground) if post[3][:2] == match[3][:2]]
        unknown = match[3] not in ground and all(len(word) == 1 for word in segment(match[3]))
        if unknown or (held and not any(post[1] == match[1] and post[2] == match[2] for post in held)):
            reasons.append(f"{match[1] or ''}{match[2]}{match[3]}")
    return reasons


def seats(said: str, ground: str) -> list[str]:
    """Where a body sits (设在区教委), given another seat than ``ground`` gives it."""
    held = _SEAT.findall(dense(ground))
    told = _SEAT.findall(dense(said))
    return [f"seat {one}" for one in told if held and not any(one in seat or seat in one for seat in held)]
