"""Which plans there are, how many, and which is the newest or the oldest."""

from __future__ import annotations

from assistant.compose_metadata import compose_title
from assistant.cues import has
from assistant.decline import names
from assistant.draft import Draft, DraftSentence
from assistant.fields import field_of
from assistant.scene import Scene, sentence
from index.plan import Plan


def compose_catalogue(scene: Scene) -> Draft:
    """The indexed plans by district, with their titles quoted where the document gives them."""
    folded, plans = scene.question.folded, tuple(scene.library.plans.values())
    order = next((key for key in ("newest", "oldest") if has(folded, "catalogue", key)), "")
    if order:
        return _by_date(scene, order, plans)
    counted = has(folded, "catalogue", "count")
    scene.page.frame(scene.say("plans_counted", count=str(len(plans))) if counted else scene.say("catalogue"))
    items = []
    for plan in plans:
        items.append(compose_title(scene, plan) or DraftSentence(scene.label(plan), frame=True))
    scene.page.items(items)
    return scene.page.draft()


def _day(plan: Plan) -> str:
    """The day a plan bears, in ISO form: of its issue, else of its publication; empty for none."""
    return plan.metadata.issued or plan.metadata.published


def _by_date(scene: Scene, order: str, plans: tuple[Plan, ...]) -> Draft:
    """The plan with the last or the first date, then the date and the period of each, cited."""
    dated = sorted((plan for plan in plans if _day(plan)), key=_day, reverse=order == "newest")
    others = tuple(plan for plan in plans if not _day(plan))
    language = scene.question.language
    if not dated:
        scene.page.frame(scene.say("no_dates"))
    else:
        first = tuple(plan for plan in dated if _day(plan) == _day(dated[0]))
        scene.page.frame(scene.say(order, label=names(first, language)))
        if others:
            scene.page.frame(scene.say("undated", label=names(others, language)))
    absent = [DraftSentence(scene.say("not_mentioned"), frame=True)]
    rows = [[_cell(scene, plan, "issued", "published") or absent, _cell(scene, plan, "period") or absent]
            for plan in (*dated, *others)]  # fmt: skip
    labels = tuple(scene.label(plan) for plan in (*dated, *others))
    scene.page.table((scene.say("district"), scene.say("dated"), scene.say("period")), labels, rows)
    return scene.page.draft()


def _cell(scene: Scene, plan: Plan, *fields: str) -> list[DraftSentence]:
    """The first of the fields that the document gives, as a cell."""
    found = next((values for field in fields if (values := field_of(plan, field))), [])
    return [sentence(scene, value, piece) for value, piece in found]
