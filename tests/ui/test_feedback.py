"""What askers thought of answers, as the staff read it."""

import pytest

from ui.feedback import LONGEST, feedback, record
from ui.kept import prepare

ME, OTHER = "browser:me", "browser:other"


@pytest.fixture
def file(tmp_path):
    prepare(tmp_path / "history.sqlite3")
    return tmp_path / "history.sqlite3"


def test_a_verdict_is_kept_with_what_the_staff_need(file, answer):
    record(file, ME, 5.0, answer, "bad", ("incomplete", "wrong_citation", "made_up"), "  少了一半\n", "gen-7")
    (one,) = feedback(file)
    assert (one.verdict, one.reasons, one.words) == ("bad", ("wrong_citation", "incomplete"), "少了一半")
    assert (one.question, one.standalone, one.answer) == (answer.question, answer.standalone, answer.text)
    assert one.clauses == ("云溪区-2021-2025#二、(一)1.", "松岭区-2024-2026#第一条")
    assert (one.generation, one.at) == ("gen-7", 5.0) and one.id


def test_a_second_thought_replaces_the_first(file, answer):
    record(file, ME, 1.0, answer, "bad", ("outdated",), "", "1")
    record(file, OTHER, 2.0, answer, "bad", (), "", "1")
    record(file, ME, 3.0, answer, "good", ("outdated",), "", "1")
    assert [(one.verdict, one.reasons) for one in feedback(file)] == [("good", ()), ("bad", ())]
    record(file, ME, 4.0, answer, "", (), "", "1")
    assert [one.at for one in feedback(file)] == [2.0], "taken back"


def test_words_have_an_end(file, answer):
    record(file, ME, 1.0, answer, "bad", (), "长" * 50_000, "1")
    assert len(feedback(file)[0].words) == LONGEST


def test_no_file_is_no_feedback(tmp_path):
    assert feedback(tmp_path / "none") == () and not (tmp_path / "none").exists()
