"""From what askers said of answers to eval cases, and the eval report: shown, never run."""

import json
from dataclasses import replace

import pytest

from eval.case import CaseError, load_cases
from ui.casework import FILE, Draft, keep, lines, record
from ui.feedback import BAD, GOOD, Feedback
from ui.links import link as clause_link
from ui.pages.staff_eval import eval_html, latest
from ui.pages.staff_feedback import PAGE

EVIL = "<script>alert(1)</script> ![x](http://evil.example/a.png) [y](javascript:alert(2))"


def verdict(number=0, **changes):
    made = Feedback(
        f"id{number}", 1_790_000_000.0 + number, BAD, ("incomplete",), "少了近视率", f"目标有哪些{number}？",
        "", "旧的回答。", (), "000001",
    )  # fmt: skip
    return replace(made, **changes)


@pytest.fixture
def clause(small_store):
    return next(one for one in small_store.library.clauses() if "巩固率" in one.text)


@pytest.fixture
def given(clause):
    follow_up = verdict(1, question="那近视率呢？", standalone="青禾区的近视率目标是多少？", clauses=(clause.id,))
    evil = verdict(2, question=EVIL, words=EVIL, answer=EVIL, clauses=(EVIL,))
    return [follow_up, evil, verdict(3, verdict=GOOD, reasons=(), words="", question="很好的问题？")]


def test_a_case_is_what_eval_reads(small_store, clause, tmp_path):
    draft = Draft("近视率目标是多少？", gold=(clause.id,), must=("1个百分点|1 个百分点", "", "99%"), must_not=("98%",))
    made = record(draft, small_store.library)
    assert made["gold"] == [[f"plan.txt#{clause.path}"]] and made["plans"] == ["plan.txt"]
    assert keep(made, tmp_path / "new") and not keep(made, tmp_path / "new")
    (case,) = load_cases(tmp_path / "new" / FILE)
    assert case.must == (("1个百分点", "1 个百分点"), ("99%",)) and case.must_not == ("98%",)
    assert case.question == "近视率目标是多少？" and case.answerable and "feedback" in case.slices


def test_a_clause_may_be_given_by_its_permalink(small_store, clause):
    link = "http://school.test" + clause_link(clause.id, 3, 9)
    assert record(Draft("问？", gold=(link,)), small_store.library)["gold"] == [[f"plan.txt#{clause.path}"]]


def test_a_question_that_no_plan_answers_is_a_case_too(small_store, clause, tmp_path):
    reasons = ("nonsense", "danger", "no_evidence")
    draft = Draft("校长工资多少？", answerable=False, gold=(clause.id,), must=("x",), reasons=reasons)
    keep(record(draft, small_store.library), tmp_path)
    (case,) = load_cases(tmp_path / FILE)
    assert not case.answerable and case.reasons == ("no_evidence", "danger") and case.gold == case.must == ()


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (Draft(" "), "write the question"),
        (Draft("问？"), "needs 'gold' or 'must'"),
        (Draft("问？", gold=("青禾区#九、",)), "no clause 青禾区#九、"),
    ],
)
def test_what_is_no_case_is_said_in_a_line(small_store, draft, says):
    with pytest.raises(CaseError, match=says):
        record(draft, small_store.library)


def test_a_fact_that_the_clauses_do_not_bear_out_is_no_gold(small_store, clause):
    with pytest.raises(CaseError, match="no gold clause holds 77%"):
        record(Draft("近视率目标是多少？", gold=(clause.id,), must=("77%",)), small_store.library)


def test_lines_of_a_field_are_what_they_hold():
    assert lines(" a \r\n\r\nb|c\n") == ("a", "b|c")


def test_the_bad_verdicts_are_shown_first_and_all_are_inert(browser):
    page = browser.get("/staff/feedback").text
    assert "那近视率呢" in page and "青禾区的近视率目标是多少" in page and "很好的问题" not in page
    assert "<script>alert" not in page and 'src="http' not in page and 'href="javascript' not in page
    assert "很好的问题" in browser.get("/staff/feedback?verdict=good").text
    everything = browser.get("/staff/feedback?verdict=all&from=0").text
    assert "很好的问题" in everything and "那近视率呢" in everything


@pytest.mark.parametrize("query", ["?from=-1", "?from=x", "?from=99999999999", "?verdict=%00", "?verdict=<b>"])
def test_odd_addresses_break_nothing(browser, query):
    assert browser.get("/staff/feedback" + query).status_code == 200


def test_many_verdicts_stand_on_several_pages(area, browser, given):
    given[:] = [verdict(number) for number in range(PAGE + 5)]
    first, second = browser.get("/staff/feedback").text, browser.get(f"/staff/feedback?from={PAGE}").text
    assert first.count('class="asked"') == PAGE and second.count('class="asked"') == 5
    assert f"from={PAGE}" in first and "from=0" in second


def test_a_verdict_becomes_a_case_and_can_be_downloaded(area, browser, clause):
    form = browser.get("/staff/feedback/id1").text
    assert "青禾区的近视率目标是多少？" in form and "那近视率呢" not in form, "a case has to be understood by itself"
    assert "checked" in form and "99" in form
    fields = {
        "csrf": browser.csrf, "question": "青禾区的近视率目标是多少？", "answerable": "yes", "persona": "parent",
        "gold": clause.id, "others": "", "must": "1个百分点", "must_not": "",
    }  # fmt: skip
    made = browser.post("/staff/feedback/id1", data=fields)
    assert made.status_code == 200 and "用例已保存" in made.text
    again = browser.post("/staff/feedback/id1", data=fields)
    assert "没有重复保存" in again.text
    file = browser.get("/staff/cases.jsonl")
    assert "attachment" in file.headers["content-disposition"] and len(file.text.splitlines()) == 1
    (area.cases / "copy.jsonl").write_text(file.text, encoding="utf-8")
    assert load_cases(area.cases / "copy.jsonl")[0].must == (("1个百分点",),)


def test_a_clause_that_is_not_there_is_said_with_the_nearest(browser, clause):
    wrong = clause.id[:-1]
    told = browser.post(
        "/staff/feedback/id1", data={"csrf": browser.csrf, "question": "问？", "answerable": "yes", "others": wrong}
    )
    assert told.status_code == 422 and "nearest are" in told.text and wrong in told.text
    assert browser.get("/staff/cases.jsonl").text == ""


def test_what_was_typed_comes_back_as_it_was_and_inert(browser):
    fields = {
        "csrf": browser.csrf,
        "question": EVIL,
        "answerable": "yes",
        "must": "</textarea><b>\n&amp;",
        "others": EVIL,
    }
    told = browser.post("/staff/feedback/id2", data=fields)
    assert told.status_code == 422 and "<script>alert" not in told.text and "</textarea><b>" not in told.text
    assert "&lt;/textarea&gt;&lt;b&gt;\n&amp;amp;" in told.text


def test_a_verdict_that_is_gone_is_said_so(browser):
    for told in (
        browser.get("/staff/feedback/none"), browser.post("/staff/feedback/none", data={"csrf": browser.csrf}),
    ):  # fmt: skip
        assert told.status_code == 404 and "找不到这条反馈" in told.text


def test_without_a_report_the_page_says_how_to_get_one(browser):
    page = browser.get("/staff/eval")
    assert page.status_code == 200 and "eduplan eval --report" in page.text
    assert browser.get("/staff/report.html").status_code == 404


@pytest.fixture
def reported(area):
    case = {"id": "c1", "question": EVIL, "passed": False, "faults": [EVIL]}
    run = {
        "failed": True, "cases": [case, {"id": "c2", "question": "问？", "passed": True, "faults": []}],
        "gates": [{"name": "facts", "passed": False, "findings": [EVIL]}],
        "slices": [{"name": "parent", "count": 2, "passed": 1}],
    }  # fmt: skip
    area.report.mkdir()
    (area.report / "run.json").write_text(json.dumps(run), encoding="utf-8")
    (area.report / "report.html").write_text(f"<h1>{EVIL}</h1>", encoding="utf-8")
    return area.report


def test_the_report_is_shown_and_can_do_nothing(browser, reported):
    page = browser.get("/staff/eval").text
    assert "未通过" in page and "2 条用例中 1 条正确" in page and "facts" in page
    assert "<script>alert" not in page and 'href="javascript' not in page
    policy = browser.get("/staff/report.html").headers.get_list("content-security-policy")
    assert any("default-src 'none'" in one and "sandbox" in one for one in policy)


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"failed": 1, "cases": 3}', "{" * 9])
def test_a_report_that_cannot_be_read_is_none(reported, broken):
    (reported / "run.json").write_text(broken, encoding="utf-8")
    assert latest(reported) is None and "eduplan eval --report" in eval_html(None, whole=True)
