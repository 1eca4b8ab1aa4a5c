"""Which province or city a district is in (哪些区在重庆, 黔江区是哪个市的), from what is known of the plans."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant import kinds
from assistant.cues import table
from assistant.decline import names
from assistant.draft import Draft
from assistant.english import place
from assistant.places import bare
from assistant.scene import Scene
from assistant.sounds import sounds
from index.plan import Plan
from index.script import fold

_WHERE = re.compile(
    r"(?:的|规划|教育)*(?:在|属于|位于|归|隶属于?|是)(?:中国)?(?:哪一?个?|什么|哪里的?|哪儿的?)(?:省市?|市|直辖市|地方|城市|地级市)?(?:的|管|管辖)?"
    r"|where (?:is|are)(?: located)?"
    r"|(?:(?:is|are|lies?|located|in|to) )*(?:which|what) (?:city|province|municipality)(?: and (?:city|province))?"
    r"(?: (?:is|are|does|do|in|located|belong|to|part|of))*"
)
_WHETHER = re.compile(
    r"(?:是不是|是否|属不属于|在不在|属于|在|位于|归|是|隶属于?)+(?P<place>\0)(?:省|市)?(?:的|管|管辖|区|下面)*(?:吗|么|不|吧)?"
    r"|(?:is|are|does|do)(?: (?:a|an|the|districts?|county|part|in|of|from|belong|to|located))* (?P<en>\0)"
)
_WHICH = re.compile(
    r"(?:收录的?|里面?|其中)*哪(?:些|几个|一?个|几)(?:区县?|县|规划)(?:都)?(?:是|在|属于|位于)+(?P<a>\0)(?:省|市)?(?:的|市的)?"
    r"|(?:(?:which|what|of the|of|these|the|five|all|indexed|districts?|plans?|counties|ones?|are|is|in|from|a) ?)+"
    r"(?P<b>\0)(?: (?:municipality|city|province))?"
)


def compose_region(scene: Scene) -> Draft | None:
    """Where the districts lie, or which of them lie in the place named; None where something else is asked."""
    if scene.question.kind in (kinds.DANGER, kinds.CLAUSE, kinds.OPINION) or not scene.plans:
        return None
    masked, wide = _masked(scene)
    asked = masked.strip(" ?？。!！,，")
    named = tuple(plan for plan in scene.plans if plan.id in scene.question.plans) if scene.question.exact else ()
    one = re.sub("\1(?: district| county)?(?: (?:in|of))?|请问|呢", "", asked)
    one = re.sub(" +", " ", one).strip(" ,，、和and")
    if named and "\1" in asked and wide and _WHETHER.fullmatch(one):
        return _whether(scene, named, wide)
    if named and "\1" in asked and not wide and _WHERE.fullmatch(one):
        for plan in named:
            region = _region(scene, plan)
            key = "lies_in" if region else "no_region"
            scene.page.frame(scene.say(key, label=scene.label(plan), region=region))
        return scene.page.draft()
    if not named and wide and "\1" not in asked and _WHICH.fullmatch(asked):
        inside = tuple(plan for plan in scene.library.plans.values() if _in(plan, wide))
        label = names(inside, scene.question.language)
        scene.page.frame(scene.say("plans_in", place=_called(scene, wide), label=label))
        for plan in inside:
            region = _region(scene, plan)
            scene.page.frame(scene.say("lies_in", label=scene.label(plan), region=region))
        return scene.page.draft()
    return None


def _masked(scene: Scene) -> tuple[str, str]:
    """The question with the district's names as \\1 and the last wider place as \\0, and that place."""
    text, wide = scene.question.folded, ""
    about = [plan.metadata for plan in scene.library.plans.values()]
    districts = {one.district for one in about if one.district}
    for form in _forms(frozenset(districts)):
        text = text.replace(form, "\1")
    data = table("places")
    regions = {one for known in about for one in (known.city, known.province) if one}
    for name in sorted(regions | set(data["provinces"].split()) | set(data["cities"].split()), key=len, reverse=True):
        for form in _forms(frozenset((name,))):
            if form in text:
                text, wide = text.replace(form, "\0"), bare(fold(name))
                break
    return re.sub("(?:\0)+", "\0", text.replace("\1's", "\1")), wide


@lru_cache(maxsize=1024)
def _forms(places: frozenset[str]) -> list[str]:
    """How places are written: with their suffix, without, and in Latin letters; the longest first."""
    forms = {form for one in places for form in (fold(one), bare(fold(one)), *sounds(bare(fold(one)))[:1])}
    return sorted((form for form in forms if len(form) > 1), key=len, reverse=True)


def _in(plan: Plan, wide: str) -> bool:
    return wide in (bare(fold(plan.metadata.city)), bare(fold(plan.metadata.province)))


def _called(scene: Scene, wide: str) -> str:
    return sounds(wide)[0].title() if scene.question.language == "en" else wide


def _region(scene: Scene, plan: Plan) -> str:
    """Province and city of a plan."""
    parts = [one for one in (plan.metadata.province, plan.metadata.city) if one]
    if scene.question.language == "en":
        return ", ".join(map(place, reversed(parts)))
    return "".join(parts)


def _whether(scene: Scene, named: tuple[Plan, ...], wide: str) -> Draft:
    for plan in named:
        region = _region(scene, plan)
        key = "no_region" if not region else "lies_in" if _in(plan, wide) else "lies_not_in"
        scene.page.frame(scene.say(key, label=scene.label(plan), region=region, place=_called(scene, wide)))
    return scene.page.draft()
