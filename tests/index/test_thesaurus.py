"""The thesaurus: its data, what it finds in a question and what it adds."""

from __future__ import annotations

import json

import pytest

from index.features import normalise
from index.hints import groups, pieces
from index.thesaurus import LEXICON, concepts, named, widen


def names(text: str) -> set[str]:
    return {concepts()[number].term for number in named(text)}


def test_the_lexicon_covers_the_field() -> None:
    terms = [concept.term for concept in concepts()]
    assert len(terms) >= 800
    assert len(set(terms)) == len(terms), "a term stands once"


def test_each_line_has_known_keys_and_texts_only() -> None:
    for path in LEXICON.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) <= {"term", "also", "everyday", "en", "hints"}
            ways = [way for key in ("also", "everyday", "en") for way in row.get(key, [])]
            assert ways and all(isinstance(way, str) and way.strip() == way and way for way in ways), row["term"]
            assert row["term"] not in ways


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("放学没人接孩子怎么办", "课后服务"),
        ("放學沒人接孩子怎麼辦", "课后服务"),
        ("双减在我们区怎么落实", "减轻学生过重作业负担"),
        ("外来娃能上公办吗", "随迁子女入学"),
        ("Is there after-school care?", "课后服务"),
        ("children of Migrant Workers", "随迁子女入学"),
        ("区管校聘进展", "教师轮岗"),
        ("食堂承包给外面老板了", "食堂自主经营"),
        ("薪水拖了三个月", "教师工资水平"),
        ("公立國中太爛", "初中阶段学校"),
        ("老师让买书单", "推荐书目管理"),
        ("学汽修有前途吗", "职业教育"),
        ("这份文件还管用吗", "文件有效期"),
        ("Is there a psychiatric referral?", "医校协同转介"),
        ("Where is there a Luban workshop?", "教育对外开放"),
        ("招不招兼职教师", "企业兼职教师"),
    ],
)
def test_a_way_of_saying_names_its_concept(question: str, term: str) -> None:
    assert term in names(question)


@pytest.mark.parametrize(
    ("remark", "term"),
    [
        ("几年要换到别的学校去教，老师们", "教师轮岗"),
        ("老师会不会到屋头来看看", "家访制度"),
        ("隔壁老木匠能不能进学校给学生上课", "企业兼职教师"),
        ("上小学是不是先考试才收", "免试就近入学"),
        ("定这个规划问过老百姓没有", "规划编制过程"),
        ("以后给学校的钱会不会砍", "教育经费保障"),
        ("Are children grouped by ability in class?", "均衡编班"),
        ("老师又扇我家娃的耳光", "严禁体罚学生"),
        ("把学生打了一顿的那个老师还在教", "严禁体罚学生"),
        ("爸妈常年在广东，小孩跟着外婆过", "留守儿童关爱"),
        ("班上塞了六十几个人", "消除大班额"),
        ("午睡只能趴桌上", "午休服务"),
        ("穿着羽绒服上课还发抖", "冬季取暖设施"),
        ("小宝才一岁半，没地方送", "托育服务"),
        ("A teacher keeps shouting at my boy", "师德师风建设"),
        ("Who looks after the pupils after school until we finish work?", "课后服务"),
        ("Their kindergardens and nurserys teach maths", "科学保教"),
        ("班主任从来没进过我家门，也不到家里坐坐", "家访制度"),
        ("楼盘卖的时候说配学校，交房了开发商又不认账", "小区配套学校建设"),
        ("学校大事都是校长一拍脑袋就定", "学校决策与校务公开"),
        ("周末球场锁着，附近居民进不去", "学校体育场地开放"),
        ("两口子下班晚，娃放学没人接", "课后服务"),
        ("Nobody is home at noon, who feeds the kids?", "学校供餐"),
        ("My niece cannot leave her bed, could a teacher come to the house?", "送教上门服务"),
    ],
)
def test_a_remark_hints_at_a_concept_without_its_words(remark: str, term: str) -> None:
    assert term in names(remark)


def test_going_to_school_is_not_reading() -> None:
    assert "阅读素养" not in names("外地娃在这儿念书要啥证")


def test_a_hint_counts_less_than_a_name_and_a_lone_cue_least() -> None:
    def trust(text: str, term: str) -> float:
        return {concepts()[number].term: value for number, value in named(text).items()}[term]

    said = [trust(text, "校车安全管理") for text in ("校车安全管理", "校车接送", "坐面包车上学")]
    assert said == sorted(said, reverse=True) and said[0] == 1.0 > said[-1]


def test_what_stands_in_an_official_way_hints_at_nothing_else() -> None:
    assert names("普惠性幼儿园覆盖率") == {"普惠性幼儿园覆盖率"}


def test_a_name_in_official_words_adds_more_than_a_hint_beside_it() -> None:
    added = dict(widen("集团化办学怎么推进，操场也破"))
    assert added["集团"] > 2 * added["运动"]


@pytest.mark.parametrize("word", ["娃", "孩子", "小孩", "伢子", "娃儿"])
def test_children_have_many_names(word: str) -> None:
    assert "留守儿童关爱" in names(f"{word}跟着爷爷奶奶过")


def test_every_hint_is_made_of_known_groups_and_says_enough() -> None:
    for concept in concepts():
        for hint in concept.hints:
            parts = pieces(hint)
            assert parts and all(way.strip("*") for piece in parts for way in piece), (concept.term, hint)
            if len(parts) == 1:
                assert all(len(way) > 1 for way in parts[0]), (concept.term, hint)


def test_every_group_is_used() -> None:
    hints = " ".join(hint for concept in concepts() for hint in concept.hints)
    assert [name for name in groups() if f"@{name}" not in hints] == []


def test_of_overlapping_ways_the_longest_counts() -> None:
    assert "普惠性幼儿园覆盖率" in names("普惠性幼儿园覆盖率是多少")
    assert "幼儿园数量" not in names("普惠性幼儿园覆盖率是多少")


def test_an_english_way_must_be_whole_words() -> None:
    assert names("a stemming algorithm") == set(), "STEM is not in stemming"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天天气真好",
        "那小学呢",
        "初中呢",
        "第三条是什么",
        "能不能说得具体一点",
        "孩子他爸爱钓鱼",
        "明天早上几点的火车",
        "And what about the second one?",
        "How do I cook noodles?",
        "The stock market fell again",
        "帮我写一首关于月亮的诗",
        "附近哪家火锅好吃",
        "汇率是多少",
    ],
)
def test_an_ordinary_sentence_names_nothing_and_adds_nothing(text: str) -> None:
    assert names(text) == set()
    assert widen(text) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("全国中小学", "初中阶段学校"),  # 国中
        ("科学技术宣传教育", "职业教育"),  # 学技术
        ("法治宣传教育", "教育与宗教分离"),  # 传教
        ("小学考试", "高中学业水平考试"),  # 学考
        ("师资优化", "拔尖创新人才培养"),  # 资优
        ("工人的加班费", "代收费与服务性收费"),  # 班费
    ],
)
def test_a_way_is_not_found_across_two_other_words(text: str, term: str) -> None:
    assert term not in names(text)


def test_no_way_is_a_single_character_or_stands_for_many_concepts() -> None:
    owners: dict[str, set[str]] = {}
    for concept in concepts():
        for way in (concept.term, *concept.also, *concept.everyday, *concept.english):
            owners.setdefault(normalise(way), set()).add(concept.term)
    assert not [way for way, terms in owners.items() if len(way) < 2 or len(terms) > 3]


def test_every_concept_is_said_in_english() -> None:
    assert not [concept.term for concept in concepts() if not concept.english]


def test_added_terms_are_pairs_of_the_official_ways_best_first() -> None:
    added = widen("晚托几点结束")
    terms = [term for term, _ in added]
    assert {"课后", "服务"} <= set(terms)
    assert all(len(term) > 1 and 0 < weight <= 1 for term, weight in added)
    assert [weight for _, weight in added] == sorted((weight for _, weight in added), reverse=True)
