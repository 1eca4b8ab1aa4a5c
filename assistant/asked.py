"""What number a question asks for, and whether a sentence is about its unit, year and stage of education."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.counted import counts, narrower, nouns_asked
from assistant.cues import has, table
from assistant.dated import head_years, single_years, years
from assistant.likeness import other_stages
from assistant.pieces import Piece, members, segments
from assistant.scene import Scene
from index.plan import Clause, Span
from index.quantity import Quantity, find_quantities, periods
from index.script import fold

_COUNTED = re.compile(
    "(?:几|多少|好多)(门|届|条|次|节|台|套|间|栋|座|册|场|处|周|天|岁|倍|支|名|人|位|亿|万|元|枚|块(?![一-龥]?牌))(?!年)"
)
_SOME = re.compile("[哪那这前近好头]几(?=[个所名位项家年天])")
"""Some known ones (那几个幼儿园), or which ones: not how many."""
_OF_THINGS = re.compile("(?:多少|几|好多)个(?!月|小时|百分点|学时|课时|[亿万元块])")
"""Asks how many things there are: a sum of money or a share is none."""
_COUNT_EN = re.compile(r"\bhow many\b(?! of\b)")
"""Asks for a number; how many of them may be told as a share."""
_SAME = {**dict.fromkeys("人名位", ("人", "名", "位", "人次")), **dict.fromkeys("亿万元块", ("元",))}
_WHILE = re.compile("[”’\"'」』]?(?:期间|时期|五年)")
_SPANS = ("年", "个月", "月", "天", "周", "日", "小时", "分钟", "课时", "学时")
_BY = re.compile("(?:降低|下降|减少|压减|提高|提升|增加|上升|增长|上涨)(?:了|约|近|不少于|不低于)?\\s*$")
_TITLE = re.compile("《[^》]*》")
_WHOSE = re.compile(r"([\u4e00-\u9fff]{2,6})(?:[(（][^()（）]*[)）])?\s*$")
_PLACE = ("学位", "学位数")
_PER = re.compile(
    "(?:每(?:一|个|名|位)?|(?<![一二三四五六七八九十第之])一个?(?=[年月周天]|学年|学期))"
    "(月|年(?![级前后内来多度])|学年|学期|周|天|日|生|人|班|校|节)"
)
_SLASH = re.compile("[/·](月|年|学年|学期|周|天|日|生|人|班|校|节)")
_HAVING = re.compile(
    r"([\u4e00-\u9fff]{2,10}?)(?:各|都|也|还|分别|一共|总共|共|现)*(?:建|设|办)?有(?:几|多少)(?:所|个|家|座|支)[了呢啊吗]*[?？。]?$"
)
SAME_PER, OTHER_PER = 0.2, -0.3
"""What a sentence gains whose figures are per what was asked (每月), and loses whose are not."""
AHEAD = 0.8
"""A value is the one asked where the next best part of its sentence covers no more than this share of its cover."""
PAST = -0.4
"""What a sentence of years gone by loses where a target is asked for."""
OTHER_STAGE = -0.6
"""What a sentence about another stage of education loses."""
BEFORE = 20
"""Characters before a number in which what it counts stands (老年大学1所)."""
NOUN = 8
"""Characters behind a number in which what it counts stands."""
NAMED_YEAR, NEAR_YEAR, OTHER_YEAR = 0.2, 0.1, -0.6
"""What a sentence gains whose year is the one asked, or whose clause or plan gives it; what another year costs."""


def other_stage(scene: Scene, piece: Piece) -> bool:
    """Whether the question is about one stage of education (高中) and the sentence only about another (初中)."""
    text, heading = scene.text_of(piece.clause)[piece.start : piece.end], scene.heading(piece.clause)
    asked = scene.question.folded
    if not other_stages(asked, text + heading):
        return False
    # 班主任津贴、特殊教育学校班主任津贴均达……: one member's stage is not the others'
    members = [part for part in re.split("[、，,；;]", text) if not other_stages(asked, part)]
    named = scene.ground.lacking("")
    told = " ".join(members) + heading
    return other_stages(asked, told) or not named or bool(scene.ground.lacking(told))


@lru_cache(maxsize=64)
def asked_units(folded: str) -> frozenset[str] | None:
    """The units an answer may have, as the question shows (几所, 多少钱, 比例); None where it does not."""
    folded = _SOME.sub(" ", folded)
    matched = [entry for entry in table("asked")["unit"] if re.search(entry["cue"], folded)]
    exact = [entry for entry in matched if entry.get("exact")]
    found = [unit for entry in exact or matched for unit in entry["units"]]
    if not matched or exact:
        found += [one for word in _COUNTED.findall(folded) for one in (_SAME.get(word, (word,)))]
    return frozenset(found) or None


def values(scene: Scene, text: str, loose: bool = False) -> list[Quantity]:
    """The numbers in ``text`` that may be what is asked; ``loose`` takes any amount, whatever its unit."""
    units = asked_units(scene.question.folded)
    found = find_quantities(text)
    if "第几" in scene.question.folded:
        return [one for one in found if one.kind == "ordinal" and one.unit]
    if units == frozenset({"年"}):
        return [one for one in found if one.kind in ("year", "year_range", "date")]
    if units == frozenset({"月"}):
        return [one for one in found if one.kind == "date"]
    if units == frozenset({"号"}):
        return [one for one in found if one.kind == "docno"]
    things = units is None and _OF_THINGS.search(scene.question.folded) is not None
    nouns = _counted_nouns(scene.question.folded)
    found = tuple(one for one in found if _of_noun(scene, text, one))
    return [
        one
        for one in found
        if one.kind == "amount"
        and not (one.unit == "%" and _COUNT_EN.search(scene.question.folded))
        and not (things and one.canonical[1] in ("元", "%"))
        and (one.unit not in nouns or _counts(nouns[one.unit], text, one))
        and (
            (loose and one.unit not in _SPANS and one.canonical[1] != "元")
            or units is None
            or one.unit in units
            or one.canonical[1] in units
            or (units == {"元"} and _share_of_base(scene.question.folded, text, one))
        )
    ]


def _share_of_base(folded: str, text: str, value: Quantity) -> bool:
    """Whether funds are asked for and a percentage is of a sum (教师工资总额1.5%): so plans set them too."""
    data = table("asked")
    asked = re.search(data["share_asked"], folded) and not re.search("多少(?:钱|元|[万亿])", folded)
    return bool(asked) and value.unit == "%" and re.search(data["share_base"], fold(text[: value.start])) is not None


def _counts(noun: str, text: str, value: Quantity) -> bool:
    """Whether ``noun`` stands behind a value; a school place (学位2400个) is one pupil more."""
    behind = re.search(noun, text[value.end : value.end + NOUN])
    return behind is not None or ("学生" in noun and text[: value.start].endswith(_PLACE))


def _of_noun(scene: Scene, text: str, value: Quantity) -> bool:
    """Whether a number counts what 老年大学有几所 asks for: the noun's end stands before or behind it."""
    asked = _HAVING.search(scene.question.folded)
    named = next((run for run in scene.question.focus if asked and asked[1].endswith(run)), "")
    head = named[-2:]
    if len(head) < 2 or value.kind != "amount" or re.fullmatch(table("asked")["any_noun"], head):
        return True
    return head in fold(text[max(0, value.start - BEFORE) : value.end + NOUN])


@lru_cache(maxsize=64)
def _counted_nouns(folded: str) -> dict[str, str]:
    """What must follow a unit that counts anything (个), where the question says what is counted (schools)."""
    found: dict[str, str] = {}
    for entry in table("asked")["unit"]:
        if "noun" in entry and re.search(entry["cue"], folded):
            found |= dict.fromkeys(entry["loose"], entry["noun"])
    return found


def only_change(scene: Scene, piece: Piece) -> bool:
    """Whether the question asks to what a figure is to go and the sentence says only by how much it is to change."""
    folded = scene.question.folded
    state = has(folded, "rank", "state") and not has(folded, "rank", "change")
    if not state and not has(folded, "rank", "level"):
        return False
    best = best_value(scene, piece)
    part, held = (best[0], [best[1]]) if best else (piece, values(scene, piece.text))
    return bool(held) and all(_BY.search(fold(part.text[: one.start])) for one in held)


def best_value(scene: Scene, piece: Piece) -> tuple[Piece, Quantity] | None:
    """The value in the part of a sentence that is most about the question, where that part has just one.

    Of an enumeration of such values (小学500元、初中600元) none, unless the question names whose it asks for.
    """
    text, folded = piece.clause.text, scene.text_of(piece.clause)
    rated = []
    for span in segments(text, Span(piece.start, piece.end)):
        for part in members(text, span):
            held = values(scene, text[part.start : part.end])
            if held:
                rated.append((_about(scene, Piece(piece.clause, *part)), span, part, held))
    if not rated:
        return None
    nouns = nouns_asked(scene.question.folded, scene.question.focus)
    told = [(part, folded[part.start : part.end], value) for _, _, part, held in rated for value in held]
    own = [(part, value) for part, text, value in told for noun in nouns if counts(noun, text, value)]
    if len(own) == len(nouns) == 1:
        return Piece(piece.clause, *own[0][0]), own[0][1]
    rated.sort(key=lambda one: -one[0])
    cover, span, part, held = rated[0]
    unclear = len(rated) > 1 and (not cover or rated[1][0] > AHEAD * cover)
    if len(held) != 1 or held[0].high is not None or unclear:
        return None
    if len(nouns) > 1 or any(narrower(noun, folded[part.start : part.end], held[0]) for noun in nouns):
        return None
    siblings = [one for other in rated[1:] if other[1] == span for one in other[3] if one.unit == held[0].unit]
    if siblings and not _named_whose(scene, folded[part.start : part.end], held[0]):
        return None
    return Piece(piece.clause, *part), held[0]


def counted_in(scene: Scene, text: str) -> bool:
    """Whether folded ``text`` has a number that counts just what the question does."""
    nouns = nouns_asked(scene.question.folded, scene.question.focus)
    return any(counts(noun, text, value) for value in values(scene, text) for noun in nouns)


def _about(scene: Scene, part: Piece) -> float:
    """How much a part of a sentence is about the question: its words, and what they mean."""
    text = scene.text_of(part.clause)[part.start : part.end]
    (like,) = scene.nearness(scene.library, [part]) if scene.nearness else (0.0,)
    return scene.ground.cover(text) + scene.ground.meant(text) + max(0.0, like)


def _named_whose(scene: Scene, part: str, held: Quantity) -> bool:
    """Whether the question names what stands right before the value: the 小学 of 每月小学500元."""
    label = _WHOSE.search(part[: held.start])
    return bool(label) and label[1][-2:] in scene.question.folded  # type: ignore[index]


def times(text: str) -> frozenset[str]:
    """The spans of time that figures of ``text`` are for: 每月, /年."""
    return frozenset({*_PER.findall(fold(text)), *_SLASH.findall(fold(text))}) & set("月年周天日") | (
        frozenset({"学期"}) if "学期" in text else frozenset()
    )


def per_bonus(scene: Scene, piece: Piece) -> float:
    """What a sentence gains that gives its figures per what the question asks them per (每月, 每生); loses that does
    not."""
    asked = set(_PER.findall(scene.question.folded))
    if not asked:
        return 0.0
    text = scene.text_of(piece.clause)[piece.start : piece.end]
    return SAME_PER if asked & {*_PER.findall(text), *_SLASH.findall(text)} else OTHER_PER


def year_bonus(scene: Scene, piece: Piece) -> float:
    """How a sentence agrees with the single years that the question names; 0 where it names none."""
    asked = single_years(scene.question.folded)
    if not asked:
        return OTHER_YEAR if _before_period(scene, piece) else 0.0
    near = years(piece.text) | head_years(scene.library, piece.clause)
    if asked & near:
        return NAMED_YEAR
    if near:
        return OTHER_YEAR
    era = _era(scene, piece.clause)
    if era and not any(era[0] <= year <= era[1] for year in asked):
        return OTHER_YEAR
    around: set[int] = set()
    for clause in _above(scene, piece.clause):
        around |= years(clause.text)
    period = scene.library.plan_of(piece.clause).metadata.period
    return NEAR_YEAR if asked & around or (period and period[1] in asked) else OTHER_YEAR


def _before_period(scene: Scene, piece: Piece) -> bool:
    """Whether a whole period is asked about (“十四五”期间) and the sentence only tells of years before it."""
    asked = [
        one
        for one in find_quantities(scene.question.folded)
        if one.kind == "year_range" and one.years and _WHILE.match(scene.question.folded[one.end :])
    ]
    era = _era(scene, piece.clause)
    told = years(piece.text) or ({era[1]} if era else set())
    return bool(asked) and bool(told) and all(one.years and max(told) < one.years[0] for one in asked)


def goal_bonus(scene: Scene, piece: Piece) -> float:
    """Where a target is asked for without a single year: what a sentence gains that is of the end of the plan's period,
    and loses that is only of years before it."""
    period = scene.library.plan_of(piece.clause).metadata.period
    ahead = has(scene.question.folded, "rank", "goal") or has(scene.question.folded, "ahead")
    if not ahead or single_years(scene.question.folded) or period is None:
        return 0.0
    told = years(piece.text)
    era = _era(scene, piece.clause)
    if era and era[1] < period[0]:
        return PAST
    if period[1] in told or piece.clause.kind == "row":
        return NAMED_YEAR
    return PAST if told and max(told) < period[0] else 0.0


def off_year(scene: Scene, piece: Piece) -> bool:
    """Whether the question names a year that neither the sentence nor the plan's period nor its date has to do with."""
    asked = single_years(scene.question.folded)
    about = scene.library.plan_of(piece.clause).metadata
    if about.period:
        asked -= set(range(about.period[0], about.period[1] + 1))
    asked -= years(f"{about.issued} {about.published}") | years(piece.clause.text)
    return bool(asked) and year_bonus(scene, piece) < 0


def _era(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """The period that the nearest heading over a clause names (“十三五”教育发展成就)."""
    for node in (clause, *reversed(scene.library.ancestors(clause))):
        found = periods(node.title)
        if found:
            return found[0].first, found[0].last
    return None


def _above(scene: Scene, clause: Clause) -> list[Clause]:
    return [clause, *reversed(scene.library.ancestors(clause))][:3]
