"""Training pairs for the bundled embedder: public text, dictionary, thesaurus and the project's own pairs.

A pair is two texts that should lie close together. Sources are drawn from by name, one source a batch.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from index.features import HAN
from index.gloss import Gloss
from index.phrasing import Pair, framed
from index.thesaurus import Concept, concepts

Plain = tuple[str, str]
TRAINING = Path(__file__).parent / "training"
WINDOW = 260  # characters of a long text that a pair keeps

_SENTENCE = re.compile(rf"[^。!！?？;；\n]*[{HAN}][^。!！?？;；\n]*[。!！?？;；]?")


def rows(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    """The objects of ``name.jsonl.gz``."""
    with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def own_pairs(split: str, folder: Path = TRAINING) -> list[dict[str, Any]]:
    """The project's own ``{topic, official, asks}`` of ``train`` or ``dev``; topics do not overlap."""
    lines = (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sources(corpora: Path, seed: int) -> dict[str, list[Pair]]:
    """Pairs by source; the same for the same ``seed``."""
    rng = random.Random(seed)
    gloss = Gloss((row["s"], row["g"]) for row in rows(corpora, "lex_cedict"))
    own = own_pairs("train")
    known = concepts()
    laws, policy = list(_law_articles(corpora, rng)), list(_policy(corpora))
    questions = [*_reading(corpora, "cmrc_trial", rng), *_reading(corpora, "drcd_test", rng)]
    advice = [(row["a"], row["b"][:WINDOW]) for row in rows(corpora, "lawyer_llama")]
    cloze = [*_cloze(laws, rng), *_cloze(policy, rng)]
    around = _sentences(text for _, text in chain(policy, laws))
    some = (rng.sample(pairs, min(count, len(pairs))) for pairs, count in ((advice, 8000), (cloze, 24000)))
    plain = {
        "question": questions,
        "advice": advice,
        "heading": [(title, text[:WINDOW]) for title, text in laws],
        "cloze": cloze,
        "paraphrase": [(row["a"], row["b"]) for row in rows(corpora, "stsb_zh")],
        "parallel": [
            (row["en"][:WINDOW], row["zh"][:WINDOW]) for name in ("par_ntrex", "par_d2l") for row in rows(corpora, name)
        ],
        "short_parallel": [(row["en"], row["zh"]) for row in rows(corpora, "par_tatoeba")],
        "dictionary": list(_dictionary(corpora)),
        "switched": [(gloss.english(a, rng), b) for a, b in chain(questions * 3, *some)],
    }
    some_laws = rng.sample(laws, min(4000, len(laws)))
    field = [*_field(own, known, gloss, around, rng), *(Pair(*pair) for pair in _cloze(some_laws, rng))]
    return {name: [Pair(*pair) for pair in pairs] for name, pairs in plain.items()} | {
        "thesaurus": list(_thesaurus(known, rng)),
        "framed": list(framed(known, rng)),
        "field": field,
    }


def _field(
    own: Sequence[dict[str, Any]], known: Sequence[Concept], gloss: Gloss, around: Sequence[str], rng: random.Random
) -> Iterator[Pair]:
    """The project's own pairs, the sentence alone or within a clause; each question also clipped, in pseudo-English,
    and beside another on the same matter."""
    officials = [entry["official"] for entry in own]
    for entry in own:
        text, asks = entry["official"], list(entry["asks"])
        for ask in asks:
            ways = [ask, ask, ask, _clipped(ask, rng), _clipped(ask, rng), gloss.english(ask, rng)]
            for way in (*ways, *_swapped(ask, known, rng)):
                yield _within_clause(way, text, officials, around, rng)
        rng.shuffle(asks)
        yield from (Pair(one, other, text) for one, other in pairwise(asks))
        yield Pair(gloss.english(text, rng), text, text)
    yield from (_within_clause(way, text, officials, around, rng) for way, text in _reworded(officials, known, rng))


def _within_clause(ask: str, text: str, officials: Sequence[str], around: Sequence[str], rng: random.Random) -> Pair:
    """One time in four the sentence as it is, else among others, for clauses are long and what a question is about is
    only a part of one: up to three of the field, which are no strangers to a plan, and one of any official text."""
    if rng.random() < 0.25:
        return Pair(ask, text, text)
    beside = tuple(rng.sample(officials, rng.randrange(4)))
    whole = [text, *beside, *rng.sample(around, rng.randrange(2))]
    rng.shuffle(whole)
    return Pair(ask, "".join(whole), text, beside)


def _sentences(texts: Iterable[str]) -> list[str]:
    """Official sentences of middling length."""
    found = (one.strip() for text in texts for one in _SENTENCE.findall(text))
    return sorted({one for one in found if 15 <= len(one) <= 80})


def _reading(corpora: Path, name: str, rng: random.Random) -> Iterator[Plain]:
    """Question and a window of its passage that holds the answer."""
    for row in rows(corpora, name):
        text, answer = row["b"], row.get("ans") or ""
        at = max(text.find(answer if isinstance(answer, str) else answer[0]), 0)
        start = max(0, at - rng.randrange(WINDOW * 3 // 4))
        yield row["a"], text[start : start + WINDOW]


def _law_articles(corpora: Path, rng: random.Random) -> Iterator[Plain]:
    """Title with section, and article; those on education and children first in number."""
    for row in rows(corpora, "laws"):
        field = bool(re.search("教育|学校|教师|学生|未成年|儿童|少年|老年|残疾|家庭|就业|体育|文化|卫生", row["title"]))
        articles = [item for item in row["items"] if item["text"] and item["art"]]
        for item in articles if field else rng.sample(articles, min(6, len(articles))):
            yield f"{row['title']} {item['sec']}", item["text"]


def _policy(corpora: Path) -> Iterator[Plain]:
    for row in rows(corpora, "policy_docs"):
        for part in re.split(r"\n\s*\n|\n(?=第|[一二三四五六七八九十]+、)", row["text"]):
            yield row["name"], re.sub(r"\s+", " ", part)


def _halves(text: str, rng: random.Random) -> Iterator[Plain]:
    """One sentence of a text, and the rest of it (one time in ten all of it)."""
    sentences = [found for found in _SENTENCE.findall(text) if len(found) > 5]
    if len(sentences) > 1:
        at = rng.randrange(len(sentences))
        rest = sentences if rng.random() < 0.1 else sentences[:at] + sentences[at + 1 :]
        yield sentences[at][:WINDOW], "".join(rest)[:WINDOW]


def _cloze(texts: Sequence[Plain], rng: random.Random) -> Iterator[Plain]:
    """Inverse cloze task (Lee, Chang, Toutanova: Latent Retrieval, ACL 2019)."""
    for _, text in texts:
        yield from _halves(text, rng)


def _dictionary(corpora: Path) -> Iterator[Plain]:
    for row in rows(corpora, "lex_cedict"):
        meanings = [meaning for meaning in row["g"] if not meaning.startswith(("CL:", "surname", "variant of", "see "))]
        if meanings:
            yield "; ".join(meanings)[:120], row["s"]


def _swapped(ask: str, known: Sequence[Concept], rng: random.Random) -> Iterator[str]:
    """The question with a way of naming a concept changed for another of the same register."""
    for concept in known:
        for ways in (concept.everyday, concept.also):
            found = [way for way in ways if len(way) > 1 and way in ask]
            if found and len(ways) > 1:
                yield ask.replace(found[0], rng.choice([way for way in ways if way != found[0]]))


def _clipped(text: str, rng: random.Random) -> str:
    if len(text) < 10:
        return text
    start = rng.randrange(len(text) // 3)
    return text[start : start + max(6, len(text) * 2 // 3)]


def _thesaurus(known: Sequence[Concept], rng: random.Random) -> Iterator[Pair]:
    """Every way to name a concept, beside its term and beside another way."""
    for concept in known:
        ways = [*concept.also, *concept.everyday, *concept.english]
        for way in ways:
            for other in (concept.term, rng.choice(ways), " ".join([concept.term, *concept.also])):
                yield Pair(way, other, concept.term)


def _reworded(texts: Sequence[str], known: Sequence[Concept], rng: random.Random) -> Iterator[Plain]:
    """A sentence's concept in everyday or English words, with a little of what stands around it, and the sentence."""
    for text in texts:
        for concept in known:
            if concept.term not in text:
                continue
            at = text.index(concept.term)
            before, after = text[max(0, at - rng.randrange(9)) : at], text[at + len(concept.term) :][: rng.randrange(9)]
            for way in (*concept.everyday, *concept.english, *concept.also):
                yield (way if way.isascii() else before + way + after), text
