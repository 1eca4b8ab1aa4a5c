"""What of a clause is embedded and what its words are: heading path and text, cut to size."""

from __future__ import annotations

import re

from index.library import Library
from index.plan import Clause

PASSAGE = 280
"""Characters of clause text in one embedded passage."""

SHORT = 5
"""A sentence of up to this many characters says nothing on its own."""

_SENTENCE_END = re.compile(r"(?<=[。!！?？;；\n])")


def heading_path(clause: Clause, library: Library) -> str:
    """Titles from the top of the outline down to ``clause``, without the plan's own title."""
    titles = [node.title for node in (*library.ancestors(clause), clause) if node.title]
    return " > ".join(titles)


def passages(clause: Clause, library: Library) -> list[str]:
    """Texts to embed for ``clause``: its heading path, a line break, a run of whole sentences.

    At least one; each run is at most ``PASSAGE`` characters unless a single sentence is longer.
    """
    path = heading_path(clause, library)
    runs: list[str] = []
    run = ""
    for sentence in _SENTENCE_END.split(clause.text):
        if run and len(run) + len(sentence) > PASSAGE:
            runs.append(run)
            run = ""
        run += sentence
    runs.append(run)
    return [f"{path}\n{run.strip()}" for run in runs]


def sentences(clause: Clause) -> list[str]:
    """The clause's sentences, each without its heading: a long clause promises many things, and the vector of a
    passage is near to none of them. At least one."""
    parts = [part.strip() for part in _SENTENCE_END.split(clause.text)]
    return [part for part in parts if len(part) > SHORT] or [clause.text]


def words_text(clause: Clause, library: Library) -> str:
    """Text whose words BM25 counts: the clause's own, and the headings above it once."""
    return f"{heading_path(clause, library)}\n{clause.text}"
