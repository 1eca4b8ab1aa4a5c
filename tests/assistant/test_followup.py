"""What a follow-up leaves out and where it is taken from: the question before it, its answer, the conversation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.followup import depends, standalone
from assistant.gather import gather
from assistant.ground import Ground
from assistant.history import Turn
from assistant.question import Question, read_question
from assistant.retrieve import Hit
from index.library import Library
from tests.assistant.conftest import AS_OF, Reply, search

Ask = Callable[..., Reply]


def whole(library: Library, text: str, *said: str) -> str:
    """``text`` made standalone after ``said``, user and assistant in turn."""
    return standalone(text, [Turn("assistant" if at % 2 else "user", one) for at, one in enumerate(said)], library)


@pytest.mark.parametrize(
    ("text", "earlier", "made"),
    [
        ("那中小学呢", "霞山区怎样布局幼儿园？", "霞山区怎样布局中小学？"),
        ("高中呢", "霞山区小学和初中新增多少学位？", "霞山区高中新增多少学位？"),
        ("How about kindergartens?", "How many places will Xiashan add for primary and junior secondary?",
         "How many places will Xiashan add for kindergartens?"),
        ("普通高中呢，有什么目标", "霞山区职业教育要做到多大规模？", "霞山区普通高中有什么目标"),
        ("那小学呢，多少人算大班", "霞山区对幼儿园有什么目标？", "霞山区小学多少人算大班"),
        ("And subject workshops?", "How many teaching workshops of known teachers will Xiashan set up?",
         "How many subject workshops will Xiashan set up?"),
    ],
)  # fmt: skip
def test_another_takes_its_place(text: str, earlier: str, made: str, library: Library) -> None:
    assert whole(library, text, earlier) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("目标值呢", "霞山区近视率，目标值"),
        ("五年后呢", "霞山区近视率，五年后"),
        ("这是约束性指标吗", "霞山区近视率，是约束性指标吗"),
        ("比2020年降了多少", "霞山区近视率，比2020年降了多少"),
        ("到25年要到多少", "霞山区近视率，到25年要到多少"),
        ("谁负责落实", "霞山区近视率，谁负责落实"),
        ("对应的责任部门是哪几家", "霞山区近视率，对应的责任部门是哪几家"),
        ("有没有专门经费", "霞山区近视率，有没有专门经费"),
        ("幼儿园也有吗", "霞山区近视率，幼儿园也有吗"),
        ("是每个学生都要查一遍吗", "霞山区近视率，是每个学生都要查一遍吗"),
        ("农村的有多少", "霞山区近视率，农村的有多少"),
    ],
)
def test_what_was_spoken_of_is_put_before_what_is_asked_of_it(text: str, made: str, library: Library) -> None:
    assert whole(library, text, "霞山区2020年近视率是多少？").replace("2020年近视率", "近视率") == made


def test_an_aspect_of_a_figure_leaves_the_year_of_another_behind(library: Library) -> None:
    assert whole(library, "基数呢", "霞山区2025年近视率是多少？") == "霞山区近视率，基数"


@pytest.mark.parametrize(
    ("text", "earlier", "made"),
    [
        ("那学校自己能说了算的事多不多", "霞山区老师待遇有说法吗", "霞山区学校自己能说了算的事多不多"),
        ("那新盖的学校谁来办，别光盖个壳子", "霞山区啥时候能没有大班？", "霞山区新盖的学校谁来办，别光盖个壳子"),
        ("那小学一共几所", "霞山区有多少幼儿园老师？", "霞山区小学一共几所"),
        ("How do they visit pupils' homes?", "Does Xiashan promise that teachers earn as much as officials?",
         "How do they visit pupils' homes in Xiashan?"),
    ],
)  # fmt: skip
def test_one_that_says_all_but_the_place_takes_only_that(text: str, earlier: str, made: str, library: Library) -> None:
    assert whole(library, text, earlier) == made


@pytest.mark.parametrize(
    ("earlier", "made"),
    [
        ("霞山区给老师发什么津贴", "霞山区给老师发津贴，钱是区里出的吗"),
        ("霞山区有哪十大工程？", "霞山区十大工程，钱是区里出的吗"),
        ("霞山怎么争创示范区？", "霞山争创示范区，钱是区里出的吗"),
        ("霞山区的学校会不会搬？", "霞山区的学校，钱是区里出的吗"),
    ],
)
def test_what_a_question_is_about(earlier: str, made: str, library: Library) -> None:
    assert whole(library, "这钱是区里出的吗", earlier) == made


def test_the_place_is_carried_through_a_question_that_stands_alone(library: Library) -> None:
    asked = ("霞山区有多少所幼儿园？", "100所。", "教师有多少名", "900名。")
    assert whole(library, "那小学一共几所？", *asked) == "霞山区小学一共几所"


def test_the_same_of_another_place_in_so_many_words(library: Library) -> None:
    assert whole(library, "柳湾县有没有类似的承诺", "霞山区生均经费怎么保障？") == "柳湾县生均经费怎么保障？"


@pytest.mark.parametrize(
    ("text", "said", "made"),
    [
        ("这个组管什么事", ("霞山区规划建设组的组长是谁？", "某甲。"), "霞山区规划建设组管什么事"),
        ("那个工程培训多少人", ("霞山区怎样培养教师？", "实施“薪火”工程。"), "霞山区实施“薪火”工程培训多少人"),
        ("是哪两个", ("霞山区给学校的钱会少吗？", "不会，要做到两个不减。"), "霞山区要做到两个不减，是哪两个"),
        ("Which two?", ("Does Xiashan work with universities?", "Yes, two schools were renamed."),
         "Xiashan two schools were renamed，Which two"),
    ],
)  # fmt: skip
def test_what_is_pointed_at_may_stand_in_the_answer(
    text: str, said: tuple[str, ...], made: str, library: Library
) -> None:
    assert whole(library, text, *said) == made


@pytest.mark.parametrize(
    "text",
    [
        "随迁子女入学需要什么证件",
        "学生近视率要降多少",
        "教师交流轮岗的比例不低于多少",
        "How much money is there for each pupil",
        "是否收费由谁决定",
    ],
)
def test_a_question_with_a_subject_of_its_own_does_not_lean(text: str) -> None:
    assert not depends(text)


def read(text: str, library: Library, *said: str) -> Question:
    history = [Turn("assistant" if at % 2 else "user", one) for at, one in enumerate(said)]
    return read_question(text, history, library, AS_OF)


def test_the_conversation_stays_beside_a_question_that_names_no_place(library: Library) -> None:
    said = ("霞山区的近视防控有哪些措施？", "每年筛查一次。")
    alone = read("随迁子女入学需要什么证件", library, *said)
    assert (alone.said, alone.before) == ("", " ".join(said))
    assert read("柳湾县新增多少学位", library, *said).before == ""
    assert read("随迁子女入学需要什么证件", library).before == ""


def test_of_a_follow_up_its_own_words_are_kept_apart(library: Library) -> None:
    assert read("那体育课呢", library, "霞山区的近视防控有哪些措施？").fresh == ("体育课",)
    assert read("霞山区体育课怎么上", library).fresh == ()


def _hit(library: Library, clause: str, score: float) -> Hit:
    found = library.clause(clause)
    assert found is not None
    return Hit(found, score, "")


def test_a_clause_spoken_of_gains_a_little_where_the_question_finds_it_itself(library: Library) -> None:
    question = read("有多少小时由学校自己安排", library, "霞山区体育活动每天多少小时？", "1小时。")
    assert question.before
    own = [_hit(library, "xs#二、(三)", 0.5), _hit(library, "xs#二、(二)", 0.45)]
    spoken = [_hit(library, "xs#二、(二)", 0.9), _hit(library, "xs#三、一是", 0.8)]

    def found(asked: Question, k: int) -> list[Hit]:
        return spoken if asked.standalone == question.before else own

    hits = gather(question, library, 10, found)
    assert [hit.clause.path for hit in hits] == ["二、(二)", "二、(三)"]


def test_words_lent_by_the_conversation_count_less_than_its_own(library: Library) -> None:
    focus = ("体育活动", "近视率")
    alone = Ground(focus, "体育活动近视率", "zh-Hans", library)
    asked = Ground(focus, "体育活动近视率", "zh-Hans", library, ("近视率",))
    assert asked.cover("近视率") > alone.cover("近视率")
    assert asked.cover("体育活动") < alone.cover("体育活动")
    assert asked.cover("体育活动近视率") == pytest.approx(1.0)


def test_a_follow_up_of_whose_words_nothing_is_found_is_only_answered_with_the_nearest(
    library: Library, ask: Ask
) -> None:
    reply = ask("有没有击剑馆", "霞山区体育活动怎么安排？")
    assert reply.question.standalone == "霞山区体育活动，有没有击剑馆"
    assert reply.status != "answered"
    assert ask("有没有占用体育课", "霞山区体育活动怎么安排？").status == "answered"


def test_the_part_of_what_was_listed_by_its_number(library: Library) -> None:
    question = read("第二个措施讲什么", library, "霞山区有哪些保障措施？")
    assert "第2项" in question.clause_refs
    assert search(question, library)


def test_what_is_pointed_at_begins_where_a_word_begins(library: Library) -> None:
    earlier = "霞山区2022—2024年三年行动计划里班主任津贴标准调整为多少？"
    assert whole(library, "那这个津贴从哪年开始", earlier) == "霞山区班主任津贴从哪年开始"
    assert whole(library, "这个工作室建几个", "霞山区“三名”工作室给多少经费") == "霞山区“三名”工作室建几个"


def test_what_its_stands_for_may_be_in_the_question_itself() -> None:
    assert not depends("Which plan is the newest, and what are its main tasks?")
    assert depends("What are its main tasks?")
