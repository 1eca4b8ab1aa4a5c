"""A drafted answer made readable for someone who knows no Chinese: plain English beside every Chinese word.

A plan's sentence becomes one that says what the district is to do (``assistant.rendition``); where its grammar is not
clear, or the check does not bear the English out, its words stand in English one by one, between ‹ ›.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.amounts import amount
from assistant.clause_ref import arabic
from assistant.cues import table
from assistant.draft import PARAGRAPH, Block, Draft, DraftSentence
from assistant.english_ref import ROMAN
from assistant.places import bare
from assistant.rendition.sentence import rendition, term
from assistant.sounds import sounds
from assistant.verify import check_draft
from assistant.word_for_word import RANKS, english, in_words
from index.library import Library
from index.quantity import find_quantities, periods
from index.script import fold

SHORT = 8
"""Characters up to which a quotation is a word or term, given before its English."""

FOREIGN = 2
"""Chinese characters for each Latin letter from which a text is Chinese."""

_HAN = r"[\u3400-\u9fff]"
_INSIDE = r"(?:[^“”]|“[^“”]*”)*"
_QUOTED = re.compile(rf"“({_INSIDE}{_HAN}{_INSIDE})”")
_FIXED = re.compile(
    rf"{_HAN}{{2,10}}[〔\[]\d{{4}}[〕\]]\d+[号號]|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?(?:\s?\d{{1,2}}:\d\d)?"
)
"""Document numbers and dates."""
_BARE = re.compile(rf"{_HAN}[\u3400-\u9fff·、〔〕()（）《》\d]*")
_VALUE = re.compile(rf"[<>≥≤]?(?:{_HAN}{{1,3}})?\d[\d,.]*(?:[-—~至]\d[\d,.]*)?[%％‰]?(?:{_HAN}[\u3400-\u9fff/·]*)?")
_SAID = re.compile(
    rf"(?P<label>[^“”]+?): (?:(?P<value>[^“”]+)\. In the plan's words: )?“(?P<text>{_INSIDE}{_HAN}{_INSIDE})”"
)
"""A frame that says what a plan says (``english_text``, ``english_value``)."""
_NATURES = {"预期性": "expected, not binding", "约束性": "binding"}
_NATURE = re.compile(r"[(（]((?:预期|约束)性|(?:預期|約束)性)[)）]")
_NUMBERED = re.compile(
    r"(?:[(（](?P<bracket>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]"
    r"|(?P<point>\d{1,2})[.．、](?!\d)|(?P<part>[一二三四五六七八九十]{1,3})(?P<mark>、|是(?!否)))\s*(?=[^\s|])"
)
"""The number of a heading or of one of several points before its words."""
_FRAME = re.compile(r"→|\((?:19|20)\d\d\)")
_LETTER = re.compile(r"[A-Za-z]{2,}")


@lru_cache(maxsize=4096)
def place(name: str) -> str:
    """杏花岭区 → Xinghualing District."""
    stem = bare(fold(name))
    suffix = table("english")["place"].get(fold(name)[len(stem) :], "")
    return f"{sounds(stem)[0].title()} {suffix}".strip() if name else ""


def in_english(draft: Draft, library: Library | None = None) -> Draft:
    """``draft`` with the English of the Chinese it quotes or names, which stays beside it, and a last line that says
    what this English is. With ``library`` each sentence is checked and the headings over it tell if it reports."""
    sentences = tuple(_sentence(one, library) for one in draft.sentences)
    changed = any(new.text != old.text for new, old in zip(sentences, draft.sentences, strict=True))
    notices = tuple(replace(notice, text=beside(notice.text)) for notice in draft.notices)
    layout = tuple(
        replace(block, header=tuple(map(beside, block.header)), labels=tuple(map(beside, block.labels)))
        for block in draft.layout
    )
    if changed and any(sentence.quotes for sentence in sentences):
        key = "word_for_word" if any("‹" in sentence.text for sentence in sentences) else "by_rule"
        note = DraftSentence(table("frames")[key]["en"], frame=True)
        layout = (*layout, Block(PARAGRAPH, (((len(sentences),),),)))
        sentences = (*sentences, note)
    return replace(draft, sentences=sentences, notices=notices, layout=layout)


def _sentence(one: DraftSentence, library: Library | None) -> DraftSentence:
    """``one`` in English; word for word where the check finds the English not borne out, and as it is where it finds
    that of its words too."""
    made = replace(one, text=beside(one.text, _reports(one, library)))
    if library is None or made.text == one.text or not check_draft(made, library):
        return made
    plain = replace(one, text=beside(one.text, plainly=True))
    return one if check_draft(plain, library) and not check_draft(one, library) else plain


def _reports(one: DraftSentence, library: Library | None) -> bool:
    """Whether a sentence tells what has been done: by the headings over it, or by the years it names."""
    clause = library.clause(one.quotes[0].clause) if library is not None and one.quotes else None
    if library is None or clause is None:
        return False
    titles = " ".join(node.title for node in (*library.ancestors(clause), clause))
    if re.search(table("grammar")["past"]["headings"], fold(titles)):
        return True
    years = [period.last for period in periods(one.text)]
    period = library.plan_of(clause).metadata.period
    return bool(years and period and max(years) < period[0])


def beside(text: str, reports: bool = False, plainly: bool = False) -> str:
    """``text`` with English beside its Chinese: before a quotation or a line of Chinese, in brackets behind a term.
    ``reports``: it tells what has been done; ``plainly``: word for word, without grammar."""
    if not re.search(_HAN, text):
        return text
    if _chinese(_QUOTED.sub("", text)) and not _FRAME.search(text):  # a list's item, a cell
        return _line(text, reports, plainly)
    if said := _SAID.fullmatch(text):
        return _told(said["label"], said["value"] or "", said["text"], reports, plainly)
    return _inline(text, reports, plainly)


def _chinese(text: str) -> bool:
    """Whether a text is Chinese, though there may be a foreign name in it (STEAM)."""
    return not _LETTER.search(text) or len(re.findall("[A-Za-z]", text)) * FOREIGN < len(re.findall(_HAN, text))


def _inline(text: str, reports: bool = False, plainly: bool = False) -> str:
    """English beside the Chinese inside an English sentence."""
    kept: list[str] = []

    def keep(said: str) -> str:
        kept.append(said)
        return f"\0{len(kept) - 1}\0"

    def quotation(match: re.Match[str]) -> str:
        return keep(_quotation(match[1], reports, plainly))

    text = _NATURE.sub(lambda match: keep(f" ({_NATURES[fold(match[1])]}, {match[1]})"), text)
    text = _QUOTED.sub(quotation, text)
    text = re.sub(rf"\(([^()]*{_HAN}[^()]*)\)", lambda match: keep(_aside(match[1], text[: match.start()])), text)
    text = _FIXED.sub(lambda match: keep(f"{english(match.group())} ({match.group()})"), text)
    text = _VALUE.sub(lambda match: keep(_value(match.group())), text)
    text = _BARE.sub(lambda match: keep(f"{_name(match.group())} ({match.group()})"), text)
    for _ in range(len(kept) + 1):  # what is kept may hold what was kept before it
        text = re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], text)
    return text.replace("\0", "")


def _told(label: str, value: str, words: str, reports: bool, plainly: bool) -> str:
    """What the plan of ``label`` says: its value first where there is one, then the sentence, the original beside."""
    first = f"{label}: {_inline(value)}. " if value else ""
    number, bare_words = _number(words)
    made = None if plainly else rendition(bare_words, label, reports)
    if made is None:
        return f"{first or f'{label}: '}{number}‹{english(bare_words)}›{_strength(words)} (“{words}”)"
    return f"{first}{number}{made.text} (“{words}”)"


def _line(text: str, reports: bool, plainly: bool) -> str:
    """A line of Chinese without a frame: a list's item, a cell."""
    words = text.strip("“”")
    number, bare_words = _number(words)
    short = "" if plainly else term(bare_words)
    if short:
        return f"{number}{short[:1].upper()}{short[1:]} (“{words}”)"
    made = None if plainly else rendition(bare_words, "", reports)
    said = made.bare if made else english(bare_words)
    if said == fold(words):
        return f"“{words}”"
    return f"{number}{said}{'' if made else _strength(text)} (“{words}”)"


def _quotation(words: str, reports: bool, plainly: bool) -> str:
    """Quoted words inside an English sentence."""
    if len(words) <= SHORT:
        said = term(words) or in_words(words)
        return f"“{words}”" if said == fold(words) else f"“{words}” ({said})"
    number, bare_words = _number(words)
    made = None if plainly else rendition(bare_words, "", reports)
    said = (made.bare if made else "") or english(bare_words)
    return f"‘{number}{term(bare_words) or said}’{'' if made else _strength(words)} (“{words}”)"


def _number(words: str) -> tuple[str, str]:
    """The number before a heading or a point, in figures, and the words behind it: (三)… → (3); 二是… → Second,"""
    found = _NUMBERED.match(fold(words))
    if not found:
        return "", words
    numeral = next(filter(None, (found["bracket"], found["point"], found["part"])))
    rank = arabic(numeral)
    if found["bracket"]:
        said = f"({rank}) "
    elif found["mark"] == "是":
        said = f"{RANKS[rank - 1].capitalize()}: " if rank <= len(RANKS) else f"No. {rank}: "
    elif found["part"]:
        said = f"{ROMAN[rank - 1].upper()}. " if rank <= len(ROMAN) else ""
    else:
        said = f"{rank}. "
    return said, words[found.end() :]


def _strength(words: str) -> str:
    """How firmly the words bind, where they have one word of strength that says so."""
    folded, data = fold(words), table("strength")["strength"]
    held = [(kind, word) for kind, ways in data.items() for word in ways if word in folded]
    kinds = {kind for kind, _ in held}
    said = table("english")["strength"].get(held[0][0]) if len(kinds) == 1 else None
    return f" (“{in_words(held[0][1])}”: {said})" if said else ""


def _aside(words: str, before: str) -> str:
    """Chinese in brackets: the original of an amount just given stays alone."""
    found = find_quantities(words)
    if len(found) != 1 or found[0].kind != "amount" or found[0].end - found[0].start < len(words):
        return f"({_name(words)}, {words})"
    told = amount(found[0])
    return f"({words})" if before.rstrip().endswith(told) else f"({told}, {words})"


def _value(words: str) -> str:
    found = find_quantities(words)
    if not re.search(_HAN, words) or len(found) != 1 or found[0].kind != "amount":
        return words if not re.search(_HAN, words) else f"{english(words)} ({words})"
    return f"{amount(found[0])} ({words})"


def _name(words: str) -> str:
    """The English of a name or term inside an English sentence."""
    if said := term(words):
        return said
    return in_words(words)
