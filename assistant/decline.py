"""Answers that say why there is none, what is missing, and what comes nearest."""

from __future__ import annotations

from assistant import kinds
from assistant.answer import DECLINED
from assistant.certain import EVEN
from assistant.cues import table
from assistant.draft import Draft, DraftSentence, Page
from assistant.english import place
from assistant.likely import likely
from assistant.pieces import FRONT, Piece
from assistant.question import Question
from assistant.records import of_row
from assistant.scene import Found, Scene, flat, sentence
from assistant.wording import phrase
from index.library import Library
from index.plan import Plan
from index.script import to_traditional

REASONS = {
    kinds.INSTRUCTION: "instruction",
    kinds.PERSONAL: "personal_data",
    kinds.OPINION: "opinion",
    kinds.OFF_TOPIC: "off_topic",
    kinds.EMPTY: "empty",
    kinds.TOO_LONG: "too_long",
    kinds.TASK: "off_topic",
}
NEAR = 0.15
"""Cover of the question's words from which a sentence is offered as coming near."""
ABOUT = 0.55
"""Cover from which a sentence with a number is taken to be about all that a question names."""
BEFORE = 60
"""Characters before a sentence that may name what it goes on about."""
HALF = 0.5
"""Share of the matters named that is too much to be left unsaid."""
NEAREST = 2
"""Clauses that are offered with a declined question."""


def plain(question: Question) -> Draft:
    """A question declined for what it is, whatever the plans say."""
    reason = REASONS[question.kind]
    page = Page()
    page.frame(phrase("task" if question.kind == kinds.TASK else reason, question.language))
    return page.draft(DECLINED, reason)


def names(plans: list[Plan] | tuple[Plan, ...], language: str) -> str:
    """District names in one line, each once."""
    english = language == "en"
    found = dict.fromkeys(
        place(plan.metadata.district) if english and plan.metadata.district else plan.metadata.district or plan.title
        for plan in plans
    )
    return (", " if language == "en" else "、").join(found)


def not_indexed(question: Question, library: Library) -> Draft:
    """A question about places of which no plan is indexed."""
    page = Page()
    glue = ", " if question.language == "en" else "、"
    places = glue.join(question.unknown_places)
    if not library.plans:
        page.frame(phrase("nothing_indexed", question.language))
        return page.draft(DECLINED, "not_indexed")
    known = names(tuple(library.plans.values()), question.language)
    page.frame(phrase("not_indexed", question.language, places=places))
    page.frame(phrase("indexed_are", question.language, plans=known, places=places))
    return page.draft(DECLINED, "not_indexed")


def issuer_of(plan: Plan) -> str:
    """Whom to ask about a plan; where it does not say who issued it, its district's office by no name of its own: what
    is a 教育局 in one place is a 教委 in another."""
    return plan.metadata.issuer or f"{plan.metadata.district}教育主管部门"


def missing(scene: Scene, reason: str, key: str, pieces: tuple[Piece, ...] = (), **words: str) -> Draft:
    """What was asked is not there: says so, quotes the nearest sentences, names whom to ask."""
    plans = scene.plans
    scene.page.frame(scene.say(key, plans=names(plans, scene.question.language), **words))
    near = pieces or nearest(scene)
    if near:
        scene.page.frame(scene.say("says_instead" if reason == "false_premise" else "nearest"))
        scene.page.items([quoted(scene, piece) for piece in near])
    if len(plans) == 1 and "issuer" not in words:  # else it has said whom to ask
        scene.page.frame(scene.say("ask", issuer=issuer_of(plans[0])))
    return scene.page.draft(DECLINED, reason)


def nearest(scene: Scene) -> tuple[Piece, ...]:
    """The best sentence of each of the first clauses found, that of one which more likely than not is meant first."""
    sentences = [one for one in scene.found(scene.hits[:6]) if one.piece.clause.kind != FRONT]
    sure = (one.sentences[0] for one in likely(scene, sentences)[:1] if one.chance >= EVEN)
    taken = {one.piece.clause.id: one.piece for one in sure if one.meant > 0 or one.cover >= NEAR}
    for found in sentences:
        if found.cover >= NEAR and found.piece.clause.id not in taken:
            taken[found.piece.clause.id] = found.piece
    return tuple(taken.values())[:NEAREST]


def unsaid(scene: Scene, found: Found) -> float:
    """Share of the matters that a question names (学历, hire) of which the sentence found and its headings are silent;
    of English ones also what stands right before it (校车……。票价不超过1元)."""
    clause, start, end = found.piece.clause, found.piece.start, found.piece.end
    start = max(0, start - BEFORE) if scene.question.language == "en" else start
    text = f"{scene.text_of(clause)[start:end]} {scene.heading(clause)}"
    words = scene.ground.lacking("")
    return len(scene.ground.lacking(text)) / len(words) if words else 0.0


def lacks(scene: Scene, found: Found, about: float = ABOUT) -> bool:
    """Whether a question names a matter (学历) of which the sentence found, about much else of it, is silent; not where
    it covers ``about`` of the question. Of English words, whose ways are guessed, more than half must be unsaid."""
    share = unsaid(scene, found)
    return found.cover < about and (share > HALF if scene.question.language == "en" else share >= HALF)


def quoted(scene: Scene, piece: Piece) -> DraftSentence:
    """A sentence of a plan as it stands, with the district in front; a table's row as its record."""
    row = of_row(scene, piece)
    if row is not None:
        return row
    label = scene.label(scene.library.plan_of(piece.clause))
    return sentence(scene, scene.say("english_text", label=label, text=flat(piece.text)), piece)


def danger(scene: Scene) -> None:
    """A calm word and where to turn, before anything else."""
    language = scene.question.language
    lines = table("hotlines")["en" if language == "en" else "zh"]
    scene.page.frame(phrase("danger", language))
    scene.page.frame(phrase("danger_contacts", language))
    shown = [to_traditional(line) if language == "zh-Hant" else line for line in lines]
    scene.page.items([DraftSentence(line, frame=True) for line in shown])
