from index.changes import change
from index.plan import Clause, Document, Metadata, Plan, Span


def plan(*clauses):
    """A plan of ``(path, text)`` clauses."""
    made = tuple(
        Clause(f"甲规划#{path}", "甲规划", path, 1, "item", path, "", text, 1, 0, 1, (Span(0, 1),))
        for path, text in clauses
    )
    return Plan("甲规划", Metadata("甲规划"), Document("a.txt", "txt", "0", "…"), made)


BEFORE = plan(("1.", "1.办好学前教育。"), ("2.", "2.办好义务教育。"))


def test_a_new_plan_is_added():
    assert change(None, BEFORE).state == "added"
    assert change(None, BEFORE).added == ("甲规划#1.", "甲规划#2.")


def test_an_equal_plan_is_unchanged():
    assert change(BEFORE, BEFORE).state == "unchanged"


def test_other_words_under_one_number_are_a_change():
    found = change(BEFORE, plan(("1.", "1.办好学前教育。"), ("2.", "2.办强义务教育。")))
    assert (found.changed, found.added, found.removed, found.moved) == (("甲规划#2.",), (), (), ())


def test_the_same_words_under_another_number_are_a_renumbering():
    found = change(BEFORE, plan(("1.", "1.加强党的领导。"), ("2.", "2.办好学前教育。"), ("3.", "3.办好义务教育。")))
    assert found.moved == (("甲规划#1.", "甲规划#2."), ("甲规划#2.", "甲规划#3."))
    assert found.changed == ("甲规划#1.",)
    assert found.removed == ()


def test_a_clause_that_is_gone_is_removed():
    assert change(BEFORE, plan(("1.", "1.办好学前教育。"))).removed == ("甲规划#2.",)
