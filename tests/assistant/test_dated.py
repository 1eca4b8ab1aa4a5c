"""Years that a text names."""

from assistant.dated import head_years, single_years, years
from index.library import Library


def test_years_and_the_ends_of_periods() -> None:
    assert years("2021年起步，到“十四五”末完成") == {2021, 2025}
    assert years("依据《云溪区教育规划（2016—2020年）》，2024年检查") == {2024}, "a title's years are its own"


def test_single_years_are_of_no_period() -> None:
    assert single_years("2019—2021年，2024年起") == {2024}


def test_a_row_has_the_years_over_its_columns(library: Library) -> None:
    row = next(clause for clause in library.clauses() if clause.kind == "row")
    assert head_years(library, row) == {2020, 2025}
    assert not head_years(library, None)
    assert not any(head_years(library, clause) for clause in library.clauses() if clause.kind != "row")
