"""How many parts a plan, or a heading that the question names, has, and which: counted, each cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import kinds
from assistant.draft import Draft, DraftDerivation, DraftOperand, DraftSentence
from assistant.ground import pieces_of
from assistant.headings import named_heading
from assistant.scene import Scene, flat, sentence
from assistant.titles import title_piece
from index.plan import Clause, Plan
from index.quantity import find_quantities

KINDS = frozenset({kinds.FACT, kinds.NUMBER, kinds.LIST})
"""Questions that may ask how a plan is divided."""
TITLED = 0.85
"""Share of the question's words that a heading must hold for its parts to be counted."""

_PARTS = re.compile(
    "(?:分(?:成|为|了)?|一共|总共|共)(?:有|写了|列了|包括)?(?:几|多少)(?:大|个)*(?:部分|章|板块|方面|条|项|点)[了呢啊]?[?？。]*$"
    "|(?:有|写了|列了|包括)(?:几|多少)(?:大|个)*(?:部分|章|板块|条)[了呢啊]?[?？。]*$"
    r"|\bhow many (?:parts|sections|chapters|clauses|points|items)\b"
)
_WHOLE = re.compile(
    '(?:规划|计划|方案|文件|解读|全文|文本)[^，。？?“”"]{0,4}(?:分|有|包括|一共|总共|共)'
    r"|\b(?:plan|programme|program|document)\b[^?]{0,40}\b(?:have|has|divided|contains?|consists?)\b"
)


def compose_contents(scene: Scene) -> Draft | None:
    """The parts of what the question names, with their number; None where it asks for something else."""
    folded = scene.question.folded
    if len(scene.plans) != 1 or scene.question.kind not in KINDS or not _PARTS.search(folded):
        return None
    plan = scene.plans[0]
    heading = None if _WHOLE.search(folded) else named_heading(scene, TITLED)
    if heading is None and not _WHOLE.search(folded):
        return None
    parts = scene.library.children(heading.id) if heading else first_rank(plan)
    if len(parts) < 2:
        return None
    say_number(scene, heading, heading.title if heading else plan.title, parts)
    scene.page.items([sentence(scene, flat(title_piece(part).text), title_piece(part)) for part in parts])
    return scene.page.draft()


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
