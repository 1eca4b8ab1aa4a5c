"""What is only near what was asked is told as near: another year, a deputy, all stages together, a deed, a place."""

from __future__ import annotations

import pytest

from assistant.chain import Assistant
from index.build import index_files
from index.embed import load_embedder
from index.store import open_store

MUQIAO = """木桥区教育发展行动计划（2022—2025年）
（虚构示例）

一、工作基础
1.队伍更强。全区各级各类学校专任教师1800名，中等职业学校、小学教师学历合格率均达100%。班主任津贴达800元/人·月。
2.意见更广。起草时收到意见建议60余条，逐条研究吸收。

二、主要任务
1.办好校园。2023年全区“绿色校园”比例达到40%以上，2024年公办学校设备全部更新。（责任单位：区教育局、区财政局）
2.改造老校。对保留的老旧小学实施综合改造。到2025年，新建3所小学。（责任单位：区教育局）
3.建设工作室。遴选骨干教师领衔“双优”工作室，每个工作室给予4万元经费。
4.办好培智学校。加强培智学校建设，送教上门。
5.多方参与。各部门加强协作，支持学校聘请专家。
6.走出去。支持职校在肯尼亚和法国建设工坊。
7.减轻负担。消除超大班额，减少重复作业。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("near")
    (folder / "a.txt").write_text(MUQIAO, encoding="utf-8")
    embedder = load_embedder()
    index_files(folder / "store", [folder / "a.txt"], embedder, lambda *_: None)
    return Assistant(open_store(folder / "store", embedder)).ask


@pytest.mark.parametrize(
    "asked",
    [
        "木桥区中等职业学校共有专任教师多少名？",
        "木桥区班主任补800，副班主任补多少钱？",
        "木桥区2024年绿色校园比例的目标值是多少？",
        "木桥区收到的意见里，采纳了多少条？",
        "木桥区一共设立多少个“双优”工作室？",
        "木桥区要改造的老旧小学具体是哪几所？",
        "木桥区新建的小学分别盖在哪条路上？",
        "木桥区的培智学校有没有校车？",
        "木桥区“多方参与”的责任单位是哪几家？",
        "Why did Muqiao remove music lessons?",
        "I read that Peizhi School is being closed in Muqiao. What was the reason?",
    ],
)
def test_near_is_not_there(ask, asked):
    answer = ask(asked)
    assert answer.status != "answered" or answer.reason


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("木桥区有多少名专任教师？", "1800名"),
        ("木桥区班主任津贴多少？", "800元"),
        ("木桥区2023年绿色校园比例的目标值是多少？", "40%以上"),
        ("木桥区收到了多少条意见？", "60余条"),
        ("木桥区每个“双优”工作室有多少经费？", "4万元"),
        ("木桥区“办好校园”的责任单位是哪几家？", "区财政局"),
        ("木桥区职校的工坊建在哪两个国家？", "肯尼亚"),
        ("Why does Muqiao eliminate oversized classes?", "超大班额"),
    ],
)
def test_what_is_there_is_answered(ask, asked, says):
    answer = ask(asked)
    assert says in answer.text + " ".join(one.shown for one in answer.citations)
    assert answer.status == "answered" and not answer.reason
