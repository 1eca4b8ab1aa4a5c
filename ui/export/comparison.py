"""A comparison as a paper and as the sheets of a workbook, every cell with its sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from index.library import Library
from ui.export.paper import BULLETS, HEADING, NOTE, PARAGRAPH, Block, Paper, block, grid
from ui.export.xlsx import Rows
from ui.links import source_line
from ui.matrix import Matrix, names, remarks, rows
from ui.strings import plain


def comparison_paper(matrix: Matrix, library: Library, language: str, day: date) -> Paper:
    """The matrix with its remarks and sources, its own words in ``language``."""
    title = plain(
        "export_compared", language, plans=(", " if language == "en" else "、").join(names(matrix.plans, language))
    )
    return Paper(title, tuple(_blocks(matrix, library, language, day)))


def _blocks(matrix: Matrix, library: Library, language: str, day: date) -> Iterator[Block]:
    yield grid(_cells(matrix, language))
    if told := remarks(matrix, language):
        yield block(PARAGRAPH, *told)
    if matrix.sources:
        yield block(HEADING, plain("sources", language))
        yield block(BULLETS, *(source_line(n, one, library) for n, one in enumerate(matrix.sources, 1)))
    yield block(NOTE, plain("export_made", language, day=day.isoformat()))


def comparison_sheets(matrix: Matrix, library: Library, language: str) -> list[tuple[str, Rows]]:
    """The matrix on one sheet, on another its sources by column: number, plan, clause, document number, words."""
    heads = ("column_number", "column_plan", "column_clause", "column_doc_no", "column_words")
    sources = [
        [f"[{n}]", one.plan_title, one.path, library.plans[one.plan].metadata.doc_no, one.words]
        for n, one in enumerate(matrix.sources, 1)
    ]
    return [
        (plain("nav_compare", language), [*_cells(matrix, language), *([line] for line in remarks(matrix, language))]),
        (plain("sources", language), [[plain(key, language) for key in heads], *sources]),
    ]


def _cells(matrix: Matrix, language: str) -> list[list[str]]:
    return rows(matrix, plain("compare_aspect", language), plain("not_mentioned", language), language)
