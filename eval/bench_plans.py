"""Search over whole plans, side by side: LangChain's default pipeline, plain BM25, vectors, this project's search.

``make bench-search`` writes it into ``eval/search.md``. Questions and gold clauses are the eval's cases.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np

from assistant.chain import Assistant
from eval.case import CASES, Case, load_cases, load_refs
from eval.claims import span_cover
from eval.integrity import resolve
from eval.metrics import Groups, mean
from eval.ranker import Ranker
from eval.suites import DISTRICTS_MISSING, folders, opened
from index.embed import Embedder
from index.library import Library
from index.passage import words_text
from index.plan import Clause
from index.words import terms

FIRST = 5
"""Results that count."""
SIZE, OVERLAP = 500, 50
"""LangChain's usual chunks, in characters."""

MISSING = "not measured: `pip install langchain-text-splitters langchain-chroma`"

Row = tuple[str, int, int]
"""Source, start, end of a result."""
Search = Callable[[str], Sequence[Row]]

SYSTEMS = {
    "LangChain chunks, plain BM25": "BM25 over those chunks, words cut as in this project",
    "LangChain default": f"RecursiveCharacterTextSplitter({SIZE}, {OVERLAP}) + Chroma + the same embedder",
    "clauses, plain BM25": "clauses with their heading path, the question's own terms",
    "clauses, vectors": "the store's vector search alone",
    "this project": "`eduplan search`: question read, words and vectors fused, shared out over the plans asked",
}


def report(embedder: Embedder) -> Iterator[str]:
    """Markdown: a table for each set of plans that is at hand."""
    yield "\n## Whole plans\n"
    yield from (f"- *{name}*: {means}" for name, means in SYSTEMS.items())
    yield f"""
Span recall@{FIRST} in percent: the share of the gold clauses' characters that the first {FIRST} results cover.
*characters*: how much text these are (who returns more covers more). Single-turn questions with gold clauses, from
`eval/cases`; *parents* are in everyday words. Not blind but for *test*, the split that is kept out of tuning.
"""
    refs = load_refs(CASES / "plans.toml")
    for suite, folder in folders().items():
        if folder is None:
            yield f"**{DISTRICTS_MISSING}**"
            continue
        cases = [c for c in load_cases(CASES / f"{suite}.jsonl", refs) if c.answerable and c.gold and not c.history]
        with tempfile.TemporaryDirectory() as place:
            assistant = opened([folder], Path(place), embedder)
            golden = [(case, resolve(case, refs, assistant.library).groups) for case in cases]
            yield from table(suite, golden, searches(assistant, embedder, suite), assistant.library)


def searches(assistant: Assistant, embedder: Embedder, name: str) -> dict[str, Search]:
    """Each system's search over the assistant's plans; those on LangChain's chunks only where its packages are here."""
    library, store = assistant.library, assistant.store
    clauses = list(library.clauses())
    texts = [words_text(clause, library) for clause in clauses]
    rows = [_row(clause, library) for clause in clauses]

    def vectors(question: str) -> list[Row]:
        found = store.search_dense(embedder.embed_query(question), 10 * FIRST)[:FIRST]
        return [_row(clause, library) for one, _ in found if (clause := library.clause(one))]

    return chunked(library, embedder, name) | {
        "clauses, plain BM25": _plain(rows, texts, embedder),
        "clauses, vectors": vectors,
        "this project": lambda question: [_row(hit.clause, library) for hit in assistant.search(question, FIRST)],
    }


def chunked(library: Library, embedder: Embedder, name: str) -> dict[str, Search]:
    """LangChain's default pipeline, and BM25 on its chunks; empty without ``langchain-text-splitters`` and
    ``langchain-chroma``, which nothing else here needs."""
    try:
        splitters, vectorstores = import_module("langchain_text_splitters"), import_module("langchain_chroma")
    except ImportError:
        return {}
    import chromadb
    from chromadb.config import Settings

    splitter = splitters.RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    plans = list(library.plans.values())
    chunks = splitter.create_documents([plan.document.text for plan in plans], [{"source": p.source} for p in plans])
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    store = vectorstores.Chroma(f"chunks-{name}", embedder, client=client)
    store.add_documents(chunks)

    def row(chunk: object) -> Row:
        meta, text = chunk.metadata, chunk.page_content  # type: ignore[attr-defined]
        return meta["source"], meta["start_index"], meta["start_index"] + len(text)

    return {
        "LangChain chunks, plain BM25": _plain([row(c) for c in chunks], [c.page_content for c in chunks], embedder),
        "LangChain default": lambda question: [row(chunk) for chunk in store.similarity_search(question, FIRST)],
    }


def _plain(rows: Sequence[Row], texts: Sequence[str], embedder: Embedder) -> Search:
    ranker = Ranker(texts, embedder)

    def search(question: str) -> list[Row]:
        scores = ranker.weighted(dict.fromkeys(terms(question), 1.0))
        return [rows[at] for at in np.argsort(-scores, kind="stable")[:FIRST]]

    return search


def _row(clause: Clause, library: Library) -> Row:
    return library.plan_of(clause).source, clause.start, clause.end


def table(
    suite: str, golden: Sequence[tuple[Case, Groups]], systems: Mapping[str, Search], library: Library
) -> Iterator[str]:
    """The systems × slices of one set of plans."""
    slices = {
        "all": [True for _ in golden],
        "staff": [case.persona == "staff" and case.language != "en" for case, _ in golden],
        "parents": ["everyday" in case.slices for case, _ in golden],
        "English": [case.language == "en" for case, _ in golden],
        "test": [case.split == "test" for case, _ in golden],
    }
    heads = [f"{name} ({sum(chosen)})" for name, chosen in slices.items()]
    yield f"\n### {suite}: {len(library.plans)} plans, {len(golden)} questions\n"
    yield f"| search | {' | '.join(heads)} | characters |\n{'| --- ' * (len(heads) + 2)}|"
    for name in SYSTEMS:
        if name not in systems:
            yield f"| {name} | {MISSING} |{' |' * len(heads)}"
            continue
        found = [systems[name](case.question) for case, _ in golden]
        spans = [span_cover(rows, gold, library) for rows, (_, gold) in zip(found, golden, strict=True)]
        means = (mean(one for one, wanted in zip(spans, chosen, strict=True) if wanted) for chosen in slices.values())
        cells = " | ".join("–" if one is None else f"{100 * one:.1f}" for one in means)
        shown = mean(float(sum(end - start for _, start, end in rows)) for rows in found)
        yield f"| {name} | {cells} | {shown or 0:.0f} |"
