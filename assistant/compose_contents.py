"""How many parts a plan, or a heading that the question names, has, and which: counted, each cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import kinds
from assistant.compose_part import named_part
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import named_heading
from assistant.scene import Scene, flat, sentence
from assistant.titles import title_piece
from index.plan import Clause, Plan
from index.quantity import find_quantities

KINDS = frozenset({kinds.FACT, kinds.NUMBER, kinds.LIST})
"""Questions that may ask how a plan is divided."""
MOST = 60
"""Items of a part that are listed beneath its groups."""
TITLED = 0.85
"""Share of the question's words that a heading must hold for its parts to be counted."""

_PARTS = re.compile(
    "(?:分(?:成|为|了)?|一共|总共|共)(?:有|写了|列了|包括)?(?:几|多少)(?:大|个)*(?:部分|章|板块|方面|条|项|点)[了呢啊]?[?？。]*$"
    "|(?:有|写了|列了|包括)(?:几|多少)(?:大|个)*(?:部分|章|板块|条)[了呢啊]?[?？。]*$"
    r"|\bhow many (?:parts|sections|chapters|clauses|points|items)\b"
)
_OF_PART = re.compile(
    "(?:几|多少)(?:大|个|条|项|类|点|方面)+的?(?:主要|重点|工作|基本|保障|具体)*(?:任务|举措|措施|目标|原则|保障|工作|问题|成就|不足)"
    "|(?:任务|举措|措施|目标|原则|保障|问题|成就|不足)[^，。？?]{0,4}(?:几|多少)(?:大|个|条|项|类|点|方面)+"
    r"|\bhow many (?:\w+ ){0,2}(?:tasks|measures|safeguards|principles|goals|objectives|challenges|problems)\b"
)
_WHOLE = re.compile(
    '(?:规划|计划|方案|文件|解读|全文|文本)[^，。？?“”"]{0,4}(?:分|有|包括|一共|总共|共)'
    r"|\b(?:plan|programme|program|document)\b[^?]{0,40}\b(?:have|has|divided|contains?|consists?)\b"
)


def compose_contents(scene: Scene) -> Draft | None:
    """The parts of what the question names, with their number; None where it asks for something else."""
    folded = scene.question.folded
    if len(scene.plans) != 1 or scene.question.kind not in KINDS:
        return None
    part = named_part(scene) if _OF_PART.search(folded) else None
    if part is None and not _PARTS.search(folded):
        return None
    plan = scene.plans[0]
    whole = part is None and _WHOLE.search(folded) is not None
    heading = part or (None if whole else named_heading(scene, TITLED))
    if heading is None and not whole:
        return None
    parts = _parts(scene, heading) if heading else first_rank(plan)
    if len(parts) < 2:
        return None
    under = [_parts(scene, one) for one in parts]
    if part is not None and all(under) and len(parts) < sum(map(len, under)) <= MOST:
        return _outline(scene, part, parts, under)
    say_number(scene, heading, heading.title if heading else plan.title, parts)
    scene.page.items([sentence(scene, flat(title_piece(part).text), title_piece(part)) for part in parts])
    return scene.page.draft()


def _outline(scene: Scene, heading: Clause, groups: Sequence[Clause], under: Sequence[Sequence[Clause]]) -> Draft:
    """Both numbers of a part whose groups have items: of the groups and of the items; then each group with its own."""
    items = [one for group in under for one in group]
    label, english = scene.label(scene.plans[0]), scene.question.language == "en"
    told = [(groups, str(len(groups)) + "个方面" * (not english)), (items, str(len(items)) + "条" * (not english))]
    quotes = tuple(scene.quote(title_piece(one)) for one in (*groups, *items))
    derived, first = list[DraftDerivation](), 0
    for counted, result in told:
        operands = tuple(DraftOperand(one.title, "", first + at) for at, one in enumerate(counted))
        derived.append(DraftDerivation("count", operands, result))
        first += len(counted)
    named = heading.title.replace("“", "‘").replace("”", "’")
    text = scene.say("counted_in", label=label, title=named, groups=told[0][1], result=told[1][1])
    scene.page.say(DraftSentence(text, quotes, tuple(derived)))
    for group, own in zip(groups, under, strict=True):
        scene.page.say(sentence(scene, flat(title_piece(group).text), title_piece(group)))
        scene.page.items([sentence(scene, flat(title_piece(one).text), title_piece(one)) for one in own])
    return scene.page.draft()


def _parts(scene: Scene, heading: Clause) -> tuple[Clause, ...]:
    """What stands under a heading, its tables aside."""
    return tuple(one for one in scene.library.children(heading.id) if one.kind not in ("table", "row"))


def first_rank(plan: Plan) -> tuple[Clause, ...]:
    """The headings of the first rank."""
    return tuple(clause for clause in plan.clauses if clause.level == 1 and clause.number and not clause.parent)


def say_number(scene: Scene, heading: Clause | None, title: str, parts: Sequence[Clause]) -> None:
    """How many ``parts`` there are: in the words of the ``heading`` over them where it says so, else counted."""
    for piece in pieces_of(heading) if heading else ():
        if any(one.kind == "amount" and one.value == len(parts) for one in find_quantities(piece.text)):
            scene.page.say(sentence(scene, flat(piece.text), piece))
            return
    operands = tuple(DraftOperand(part.title, "", at) for at, part in enumerate(parts))
    result = str(len(parts)) if scene.question.language == "en" else f"{len(parts)}{'条' if heading else '个部分'}"
    quotes = tuple(scene.quote(title_piece(part)) for part in parts)
    label = scene.label(scene.library.plan_of(parts[0]))
    named = title.replace("“", "‘").replace("”", "’")
    text = scene.say("counted" if heading else "divided", label=label, title=named, result=result)
    scene.page.say(DraftSentence(text, quotes, (DraftDerivation("count", operands, result),)))
