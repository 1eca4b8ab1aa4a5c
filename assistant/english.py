"""What an English reader needs beside Chinese words: names by sound, amounts in full, a gloss of the terms quoted."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.cues import table
from assistant.draft import PARAGRAPH, Block, Draft, DraftSentence
from assistant.pieces import shown
from assistant.places import bare, sounds
from index.library import Library
from index.quantity import Quantity
from index.script import fold
from index.thesaurus import concepts

MOST = 6
"""Terms that are glossed under an answer."""


@cache
def place(name: str) -> str:
    """杏花岭区 → Xinghualing District."""
    stem = bare(fold(name))
    suffix = table("english")["place"].get(fold(name)[len(stem) :], "")
    return f"{sounds(stem)[0].title()} {suffix}".strip() if name else ""


def amount(quantity: Quantity) -> str:
    """A number as English writes it, in full: 5,898万元 → 58,980,000 yuan; 90%以上 → at least 90%."""
    if quantity.kind != "amount":
        return quantity.text
    words = table("english")
    low = f"{(quantity.value * quantity.scale).normalize():,f}"
    high = f"–{(quantity.high * quantity.scale).normalize():,f}" if quantity.high is not None else ""
    bound = words["bound"].get(quantity.bound, ("",))[0]
    unit = quantity.unit if quantity.unit.isascii() else words["unit"].get(quantity.unit, "")
    return f"{bound}{low}{high}{unit}"


def in_plan_words(text: str) -> str:
    """``text`` with English units and bounds behind and before numbers put as the plans write them."""
    words = table("english")
    for said, written in words["bound"].values():
        text = re.sub(rf"\b{said}(?=\d)", written, text)
    for written, said in words["unit"].items():
        text = re.sub(rf"(?<=\d){said}\b", written, text)
    return text


@cache
def _glossary() -> tuple[tuple[str, str], ...]:
    found = {fold(way): one.english[0] for one in concepts() if one.english for way in (one.term,) if len(way) > 1}
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def gloss(text: str) -> list[tuple[str, str]]:
    """Terms of the field in a Chinese text with their English, longest first taken, in text order, at most ``MOST``."""
    folded = fold(text)
    found: list[tuple[int, str, str]] = []
    for term, english in _glossary():
        at = folded.find(term)
        if at >= 0:
            found.append((at, text[at : at + len(term)], english))
            folded = folded.replace(term, " " * len(term))
    return [(term, english) for _, term, english in sorted(found)[:MOST]]


def glossed(draft: Draft, library: Library) -> Draft:
    """``draft`` with a last paragraph that gives the English of the terms quoted in it."""
    quoted = "\n".join(shown(library, quote) for sentence in draft.sentences for quote in sentence.quotes)
    terms = gloss(quoted)
    if not terms:
        return draft
    text = "Terms: " + "; ".join(f"{term} = {english}" for term, english in terms) + "."
    block = Block(PARAGRAPH, (((len(draft.sentences),),),))
    note = DraftSentence(text, frame=True)
    return replace(draft, sentences=(*draft.sentences, note), layout=(*draft.layout, block))
