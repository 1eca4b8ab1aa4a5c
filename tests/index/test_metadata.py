"""What a plan says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.load import load_plan, plan_from
from index.plan import Document, Metadata
from index.structure.periods import period_of
from index.structure.places import place_in, place_of

NOTICE = """索引号 | 001/2031-00002 | 发布日期 | 2031-05-09 |
青禾政发〔2031〕12号
太原市青禾区人民政府
关于印发《青禾区教育事业发展“十六五”规划》的通知
各镇人民政府，区直各部门：
现将《青禾区教育事业发展“十六五”规划》印发你们，请结合实际抓好落实。
太原市青禾区人民政府
2031年5月6日
（此件公开发布）
青禾区教育事业发展“十六五”规划
根据《国家教育示例规划纲要》和《太原市示例教育规划(2031—2035年)》，制定本规划。
一、目标
（一）学前教育。到2035年，入园率达到98%。（责任单位：区教育局、区财政局）
"""


def document(text: str, name: str = "x.txt") -> Document:
    return Document(name, "txt", "0" * 64, text)


def metadata(text: str) -> Metadata:
    return plan_from(document(text)).metadata


def test_a_notice_with_its_plan() -> None:
    found = metadata(NOTICE)
    assert found == Metadata(
        title="青禾区教育事业发展“十六五”规划",
        kind="规划",
        province="山西省",
        city="太原市",
        district="青禾区",
        issuer="太原市青禾区人民政府",
        doc_no="青禾政发〔2031〕12号",
        issued="2031-05-06",
        published="2031-05-09",
        period=(2031, 2035),
        basis=("国家教育示例规划纲要", "太原市示例教育规划(2031—2035年)"),
    )


def test_a_signature_at_the_end_and_chinese_dates() -> None:
    found = metadata(
        "青禾区招生方案\n为做好招生，制定本方案。\n一、原则\n公平公正。\n青禾区教育委员会\n二〇三一年五月十六日\n"
    )
    assert (found.issuer, found.issued, found.district) == ("青禾区教育委员会", "2031-05-16", "青禾区")


def test_a_reading_without_a_title_is_named_after_what_it_reads() -> None:
    text = (
        "一、《规划》起草背景\n重庆市青禾区人民政府印发《重庆市示例教育规划(2031—2035年)》(以下简称《规划》)，青禾区教委组织编制。\n"
        "二、《规划》编制过程\n青禾区教委多次调研。\n三、《规划》主要内容\n共五章。\n"
    )
    found = metadata(text)
    assert (found.title, found.kind, found.district) == ("青禾区示例教育规划(2031—2035年)解读", "解读", "青禾区")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("太原市青禾区人民政府", ("山西省", "太原市", "青禾区")),
        ("中共重庆市青禾区委教育工作领导小组", ("重庆市", "", "青禾区")),
        ("江苏省宿迁市教育局", ("江苏省", "宿迁市", "")),
        ("青禾县教育规划", ("", "", "青禾县")),
        ("各校区招生办法", ("", "", "")),
    ],
)
def test_places_in_names(name: str, place: tuple[str, str, str]) -> None:
    assert tuple(place_in(name)) == place


def test_a_district_is_completed_from_the_text() -> None:
    assert place_of(["青禾区规划"], "根据太原市教育局和山西省教育厅要求。太原市青禾区。") == (
        "山西省",
        "太原市",
        "青禾区",
    )


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("青禾区三年(2029—2031)行动计划", "", (2029, 2031)),
        ("青禾区教育事业发展第十六个五年规划", "", (2031, 2035)),
        ("青禾区“十六五”教育规划", "", (2031, 2035)),
        ("青禾区工作方案", "到2035年，建成学校。到2035年全覆盖。", (2033, 2035)),
        ("青禾区招生办法", "到2035年", None),
    ],
)
def test_periods(title: str, text: str, period: tuple[int, int] | None) -> None:
    assert period_of(title, text, 2033) == period


@pytest.mark.plans
def test_the_five_plans(real_plans: list[Path]) -> None:
    plans = [load_plan(path) for path in real_plans]
    assert [(p.metadata.province, p.metadata.city, p.metadata.district) for p in plans] == [
        ("重庆市", "", "江北区"),
        ("山西省", "太原市", "杏花岭区"),
        ("江苏省", "宿迁市", "宿城区"),
        ("重庆市", "", "黔江区"),
        ("天津市", "", "红桥区"),
    ]
    assert [p.metadata.kind for p in plans] == ["解读", "规划", "行动计划", "方案", "规划"]
    assert [p.metadata.period for p in plans] == [(2021, 2025), (2021, 2025), (2019, 2021), (2023, 2025), (2021, 2025)]
    assert [p.metadata.doc_no for p in plans] == ["", "杏政发〔2022〕17号", "", "黔江委教组发〔2023〕1号", ""]
    assert [(p.metadata.issued, p.metadata.published) for p in plans] == [
        ("", ""), ("2022-08-17", "2022-08-25"), ("", "2019-09-29"), ("2023-01-29", "2023-02-02"), ("", "2021-12-10"),
    ]  # fmt: skip
    assert [p.id for p in plans][1] == "杏花岭区十四五教育事业发展规划"
    assert len({p.id for p in plans}) == 5
