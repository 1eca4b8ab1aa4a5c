"""What it means that an answer is inert: nothing in it but words, and no words but those of the plans."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from assistant.answer import Answer
from index.library import Library
from ui.render import answer_html, question_html

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
"""Words that would be mark-up of any page that showed them as they are."""

TAGS = {
    "div", "p", "ul", "ol", "li", "a", "b", "i", "q", "span", "br", "h4", "table", "thead", "tbody", "tr", "th", "td",
    "details", "summary", "blockquote", "strong", "button",
}  # fmt: skip
"""All that an answer is made of."""
ATTRIBUTES = {"class", "lang", "href", "title", "role", "type", "start", "tabindex", "scope"}


class Markup(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.found.append(("comment", {}))


def live(html: str) -> list[str]:
    """What in ``html`` could do anything: elements and attributes of no answer, links that lead out of the site."""
    found = []
    for tag, attributes in Markup(html).found:
        if tag not in TAGS:
            found.append(f"<{tag}>")
        for name, value in attributes.items():
            if name not in ATTRIBUTES:
                found.append(f"{tag} {name}")
            if name == "href" and not re.match(r"/(?!/)|#", value or ""):
                found.append(f"{tag} href={value}")
    return found


def live_markdown(text: str) -> list[str]:
    """Images, links and raw HTML in Markdown that are not escaped."""
    return re.findall(r"(?<!\\)!?\[[^\]\\]*\]\([^)]*\)|(?<!\\)<(?!br>)[A-Za-z/!][^>]*>?", text)


def unfounded(answer: Answer, library: Library) -> list[str]:
    """Quotes that do not stand in a plan at their place, and sentences that the check found wrong."""
    found = [sentence.text for sentence in answer.sentences if sentence.reasons]
    for one in answer.citations:
        plan = library.plans[one.plan]
        if plan.document.text[one.start : one.end] != one.quote or library.clause(one.clause) is None:
            found.append(one.quote)
    numbers = {one.n for one in answer.citations}
    return found + [s.text for s in answer.sentences if not numbers.issuperset(s.citations)]


def assert_inert(answer: Answer, library: Library) -> None:
    """No mark-up in the page or in what is saved of it, and nothing that no plan says."""
    assert live(answer_html(answer, library)) == []
    assert live(question_html(answer.question)) == []
    assert live_markdown(answer.text) == []
    assert unfounded(answer, library) == []
