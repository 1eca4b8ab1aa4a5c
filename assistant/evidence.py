"""The words behind a drafted sentence: what its quotes say, mended, and the names that stand over them."""

from __future__ import annotations

from assistant.draft import DraftSentence
from assistant.pieces import shown
from index.library import Library


def evidence_of(sentence: DraftSentence, library: Library) -> tuple[tuple[str, ...], str]:
    """The quoted words, one text a quote (empty where the clause is unknown), and as context the names of their plans
    and headings: title, province, city, district, issuer, heading path."""
    quoted = tuple(shown(library, quote) for quote in sentence.quotes)
    names: list[str] = []
    for quote in sentence.quotes:
        clause = library.clause(quote.clause)
        if clause is None:
            continue
        about = library.plan_of(clause).metadata
        names += [about.title, about.province, about.city, about.district, about.issuer]
        names += [node.title for node in (*library.ancestors(clause), clause)]
    return quoted, "\n".join(dict.fromkeys(name for name in names if name))


def headings_of(sentence: DraftSentence, library: Library) -> tuple[str, ...]:
    """What stands over each quote: its plan's district and the headings of its clause, empty where it is unknown."""
    found = []
    for quote in sentence.quotes:
        clause = library.clause(quote.clause)
        nodes = (*library.ancestors(clause), clause) if clause is not None else ()
        district = library.plan_of(clause).metadata.district if clause is not None else ""
        found.append("\n".join([district, *(node.title for node in nodes)]))
    return tuple(found)
