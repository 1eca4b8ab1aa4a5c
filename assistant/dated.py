"""The years that a text names, and those over the columns of a table."""

from __future__ import annotations

import re
from functools import lru_cache

from index.library import Library
from index.plan import Clause
from index.quantity import find_quantities, periods

_TITLE = re.compile("《[^《》]*》")


@lru_cache(maxsize=4096)
def years(text: str) -> frozenset[int]:
    """The years and ends of periods that ``text`` names, titles left out."""
    return frozenset(year for one in periods(_TITLE.sub(" ", text)) for year in (one.first, one.last))


def single_years(text: str) -> frozenset[int]:
    """The years that ``text`` names one by one (2025年): no periods, no dates, titles left out."""
    plain = _TITLE.sub(" ", text)
    return frozenset(one.years[0] for one in find_quantities(plain) if one.kind == "year" and one.years)


def head_years(library: Library, clause: Clause | None) -> frozenset[int]:
    """The years of the columns over a table's row; none for any other clause."""
    table = library.clause(clause.parent) if clause is not None and clause.kind == "row" and clause.parent else None
    return single_years(table.text) if table is not None else frozenset()
