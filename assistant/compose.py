"""The offline answerer: a draft out of the clauses that search found, by kind of question. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import kinds
from assistant.answer import DECLINED, PARTIAL
from assistant.asked import asked_units, only_change, values
from assistant.compose_catalogue import compose_catalogue
from assistant.compose_claim import compose_claim
from assistant.compose_clause import compose_clause
from assistant.compose_compare import compose_comparison
from assistant.compose_contents import compose_contents
from assistant.compose_fact import compose_fact
from assistant.compose_group import compose_group
from assistant.compose_indicator import compose_indicator, matching, piece_of, row_meant
from assistant.compose_list import compose_list
from assistant.compose_mention import compose_mention
from assistant.compose_metadata import compose_metadata
from assistant.compose_opinion import compose_opinion
from assistant.compose_overview import compose_overview
from assistant.compose_part import compose_part
from assistant.compose_payer import compose_payer
from assistant.compose_purpose import compose_purpose
from assistant.compose_records import compose_records
from assistant.compose_region import compose_region
from assistant.compose_responsible import compose_responsible
from assistant.compose_source import compose_source
from assistant.compose_where import compose_where
from assistant.compose_why import compose_why, ends_something
from assistant.contradiction import with_conflicts
from assistant.cues import has
from assistant.decline import danger, issuer_of, lacks, missing, not_indexed, plain
from assistant.draft import Draft, DraftSentence
from assistant.english import in_english
from assistant.headings import named_heading
from assistant.matterless import which_matter
from assistant.mention import not_mentioned
from assistant.nearness import Nearness
from assistant.notices import with_notices
from assistant.numbers import CLEAR, ask_which
from assistant.other_period import other_period
from assistant.premise import correct_premise
from assistant.question import Question
from assistant.retell import retell
from assistant.retrieve import Hit
from assistant.scene import Scene
from assistant.support import CLAUSES, COVER, LIKED, MEANT
from assistant.talk import talk
from index.library import Library
from index.script import to_simplified, to_traditional

DANGER = 3
"""Sentences of a plan that follow the calm word; more would bury it."""


def compose(
    question: Question, hits: Sequence[Hit], library: Library, as_of: date, nearness: Nearness | None = None
) -> Draft:
    """The answer to ``question`` as a draft: sentences tied to source spans, status, notices for ``as_of``.

    ``nearness`` tells which sentences of a clause are about the question where they share no words with it."""
    if question.kind in kinds.DECLINED and (question.kind != kinds.OPINION or not library.plans):
        return plain(question)
    if question.kind == kinds.TALK:
        return talk(question, library)
    if not library.plans or (question.unknown_places and not question.plans):
        return not_indexed(question, library)
    scene = Scene(question, hits, library, as_of, nearness)
    if question.unknown_places:
        scene.page.frame(scene.say("without", places="、".join(question.unknown_places)))
    first = (which_matter,) if question.kind == kinds.OPINION else _BEFORE
    said = next((draft for look in first if (draft := look(scene)) is not None), None)
    draft = said or _BY_KIND.get(question.kind, _asked)(scene)
    draft = retell(scene, draft) if question.again else draft
    if question.unknown_places and draft.status != DECLINED:
        draft = replace(draft, status=PARTIAL, reason="not_indexed")
    draft = with_notices(with_conflicts(draft, scene), scene)
    return in_english(draft, library) if question.language == "en" else _in_script(draft, question.language)


def _outcome(scene: Scene) -> Draft | None:
    """Asked what has come of a plan (目标实现了吗): that it does not say, and what it set out; a review of the years
    before it is in it."""
    question = scene.question
    if len(scene.plans) != 1 or question.kind in _OWN or not has(question.folded, "outcome"):
        return None
    period = scene.plans[0].metadata.period
    if period is None or any(year < period[0] for year in question.years):
        return None
    return missing(scene, "near_miss", "no_result")


_OWN = frozenset({kinds.CLAUSE, kinds.METADATA, kinds.DANGER, kinds.COMPARISON, kinds.RESPONSIBLE})
"""Questions that are not about what has come of a plan, whatever their words."""


def _placed(scene: Scene) -> Draft | None:
    return compose_where(scene) if scene.question.kind in (kinds.FACT, kinds.LIST, kinds.POLICY) else None


def _asked(scene: Scene) -> Draft:
    """A number that an indicator record gives comes from the record; a heading that the question names is listed;
    anything else comes from the sentences found."""
    question = scene.question
    if len(scene.plans) == 1 or question.kind == kinds.NUMBER:
        records = matching(question, scene.library, tuple(plan.id for plan in scene.plans))
        records = records or (row_meant(scene) if question.kind == kinds.NUMBER else [])
        if len(records) == 1 and (piece := piece_of(scene, records[0])) and only_change(scene, piece):
            return compose_fact(scene)
        if records and len({record.plan_id for record in records}) == 1:
            return ask_which(scene) or compose_indicator(scene, records)
    if question.kind == kinds.POLICY and ends_something(scene):
        return compose_why(scene)
    if question.kind == kinds.FACT and named_heading(scene, 0.85):
        return compose_list(scene)
    return compose_fact(scene)


def _danger(scene: Scene) -> Draft:
    danger(scene)
    own = scene.about(scene.question)
    found = own.found(own.hits[:CLAUSES])
    best = found[0] if found else None
    if best is None or max(best.cover - COVER, best.meant - MEANT, best.like - LIKED) < 0:
        return scene.page.draft(PARTIAL, "danger")
    draft = compose_fact(own)
    said = [one for one in draft.sentences if one.quotes][:DANGER]
    if draft.status != DECLINED and said:
        scene.page.frame(scene.say("danger_plan"))
        scene.page.items(said)
    return scene.page.draft("answered" if draft.status != DECLINED else PARTIAL, "danger")


def _elsewhere(scene: Scene) -> Draft:
    """What a district plan does not decide: says who does, and what the plan says on the subject. A plan that does
    say it (每年四月公布学区范围) is quoted."""
    near = [one for one in scene.found(scene.hits[:CLAUSES])[:3] if one.cover >= CLEAR]
    if asked_units(scene.question.folded):
        near = [one for one in near if values(scene, one.piece.text)]
    if any(not lacks(scene, one, CLEAR + 1) for one in near):
        return compose_fact(scene)
    if len(scene.plans) == 1:
        issuer = issuer_of(scene.plans[0])
    else:
        issuer = "the district education bureau" if scene.question.language == "en" else "当地教育局或教委"
    return missing(scene, "decided_elsewhere", "elsewhere", issuer=issuer)


def _in_script(draft: Draft, language: str) -> Draft:
    convert = to_traditional if language == "zh-Hant" else to_simplified

    def shown(sentence: DraftSentence) -> DraftSentence:
        derived = tuple(replace(one, result=convert(one.result)) for one in sentence.derived)
        return replace(sentence, text=convert(sentence.text), derived=derived)

    layout = tuple(
        replace(block, header=tuple(map(convert, block.header)), labels=tuple(map(convert, block.labels)))
        for block in draft.layout
    )
    return replace(draft, sentences=tuple(map(shown, draft.sentences)), layout=layout)


_BEFORE: tuple[Callable[[Scene], Draft | None], ...] = (
    compose_region,
    compose_mention,
    which_matter,
    compose_source,
    other_period,
    compose_group,
    compose_contents,
    compose_claim,
    correct_premise,
    compose_purpose,
    compose_records,
    compose_part,
    compose_overview,
    not_mentioned,
    compose_payer,
    _outcome,
    _placed,
)
"""What is looked at before the kind of the question, the first that has something to say."""

_BY_KIND: dict[str, Callable[[Scene], Draft]] = {
    kinds.LIST: compose_list,
    kinds.RESPONSIBLE: compose_responsible,
    kinds.CLAUSE: compose_clause,
    kinds.METADATA: compose_metadata,
    kinds.COMPARISON: compose_comparison,
    kinds.CATALOGUE: compose_catalogue,
    kinds.WHY: compose_why,
    kinds.DANGER: _danger,
    kinds.ELSEWHERE: _elsewhere,
    kinds.OPINION: compose_opinion,
}
