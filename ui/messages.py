"""A conversation as Gradio's Chatbot takes it: each exchange as two messages of HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Answer
from index.library import Library
from ui.drawn import Drawn
from ui.prose import inert
from ui.render import answer_html, notice_html, question_html, scope_note
from ui.scope import names
from ui.strings import say
from ui.talk import DONE, FAILED, GROWING, STOPPED, Exchange, Talk


def messages(
    past: Talk, library: Library, rating: bool = False, onward: Sequence[str] = (), drawn: Sequence[Drawn] = ()
) -> list[dict[str, str]]:
    """The conversation, two messages an exchange; with ``rating`` each whole answer can be judged. ``onward`` are
    questions to ask after the last. Answers among ``drawn`` are not drawn again."""
    known = {id(one.answer): one.html for one in drawn}
    rows: list[dict[str, str]] = []
    for place, one in enumerate(past, 1):
        rows.append({"role": "user", "content": question_html(one.question)})
        follow = onward if place == len(past) else ()
        rows.append({"role": "assistant", "content": _reply(one, library, rating, follow, known)})
    return rows


def _reply(one: Exchange, library: Library, rating: bool, follow: Sequence[str], known: Mapping[int, str]) -> str:
    if one.state == FAILED:
        return notice_html("failed", "failed") + onward_html()
    about = scope_note(names(library, one.plans)) if one.plans else ""
    shown = ""
    if one.answer and (one.answer.text or one.state == DONE):
        whole = one.state == DONE
        shown = (known.get(id(one.answer)) if whole else None) or answer_html(one.answer, library, complete=whole)
    if one.state == GROWING:
        return about + (shown or steps_html(one.answer))
    if one.state == STOPPED:
        return about + shown + notice_html("stopped" if shown else "stopped_empty") + onward_html()
    judge = verdict_html(one.verdict) if rating else ""
    return about + shown + judge + onward_html(follow)


def steps_html(found: Answer | None) -> str:
    """What is being done while no sentence stands yet; ``found`` has no text, but what was understood and found."""
    if found is None:
        return f'<ol class="working"><li class="now">{say("working")}</li></ol>'
    read = f"<q>{inert(found.standalone)}</q>" if found.standalone.strip() != found.question.strip() else ""
    understood = f"<li>{say('understood')} {read}</li>" if read else ""
    return (
        f'<ol class="working">{understood}<li>{say("working_found", n=len(found.retrieved))}</li>'
        f'<li class="now">{say("working_writing")}</li></ol>'
    )


def verdict_html(verdict: str) -> str:
    """The two thumbs; the one that was given stays marked. The browser knows them by their class."""
    thumbs = "".join(
        f'<button type="button" class="act {kind}{" given" if kind == verdict else ""}">{say(f"act_{kind}")}</button>'
        for kind in ("good", "bad")
    )
    thanks = f'<span class="thanks">{say("thanks")}</span>' if verdict else ""
    return f'<p class="verdict">{thumbs}{thanks}</p>'


def onward_html(questions: Sequence[str] = ()) -> str:
    """What can be done after an answer: ask one of ``questions``, or ask again, reword or take back the last one.

    The browser knows each button by its class: Gradio drops data attributes from messages.
    """
    follow = "".join(f'<li><button type="button" class="act follow">{inert(one)}</button></li>' for one in questions)
    asks = f'<p class="label">{say("ask_next")}</p><ul>{follow}</ul>' if follow else ""
    acts = "".join(
        f'<button type="button" class="act {act}">{say(f"act_{act}")}</button>' for act in ("again", "revise", "undo")
    )
    return f'<div class="onward">{asks}<p class="acts">{acts}</p></div>'
