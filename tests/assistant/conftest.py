"""Two fictional districts, 霞山区 and 柳湾县, as a library made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from assistant.answer import DECLINED
from assistant.compose import compose
from assistant.draft import Draft, render_markdown
from assistant.ground import Ground
from assistant.history import Turn
from assistant.question import Question, read_question
from assistant.retrieve import Hit
from assistant.verify import check_draft
from index.library import Library
from index.plan import Clause, Damage, Document, Indicator, Metadata, Plan, Span
from index.script import fold
from tests.assistant.scripted_server import ScriptedServer, scripted

AS_OF = date(2026, 3, 1)

XIASHAN = [
    ("发文信息", "front", "", "发文信息", "霞政发〔2022〕7号\n成文日期 2022-03-05\n发布日期 2022-03-09", None),
    ("引言", "preamble", "", "引言", "根据《霞山区国民经济和社会发展规划》，制定本规划（2021—2025年）。", None),
    ("一、", "heading", "一、", "发展基础", "一、发展基础", None),
    ("一、(一)", "item", "(一)", "投入持续增加",
     "(一)投入持续增加。2020年全区教育投入6.3亿元，累计投入4,120万元建设智慧校园，"
     "投入980万元改造操场，缩小了校际差距。", "一、"),
    ("二、", "heading", "二、", "主要任务", "二、主要任务", None),
    ("二、(一)", "item", "(一)", "扩大普惠资源",
     "(一)扩大普惠资源。2025年，公办园在园幼儿占比达到55%以上。鼓励社会力量办园。"
     "（责任单位：区教育局、区财政局）", "二、"),
    ("二、(二)", "item", "(二)", "促进学生健康",
     "(二)促进学生健康。确保中小学生每天校内体育活动不少于1小时。力争近视率每年降低0.5个百分点。"
     "探索医教协同机制。不得随意占用体育课。（责任单位：区教育局、区卫生健康局）", "二、"),
    ("二、(三)", "item", "(三)", "改进招生", "(三)改进招生。随迁子女凭居住证报名，同城同待遇。", "二、"),
    ("二、专栏一", "table", "专栏一", "主要指标", "专栏一 主要指标 | 2020年 | 2025年 | 属性", "二、"),
    ("二、专栏一·学前教育毛入园率(%)", "row", "", "学前教育毛入园率(%)",
     "学前教育毛入园率(%) | 91.5 | 96 | 预期性", "二、专栏一"),
    ("三、", "heading", "三、", "保障措施", "三、保障措施", None),
    ("三、一是", "item", "一是", "加强领导", "一是加强领导。健全议事协调机制。", "三、"),
    ("三、二是", "item", "二是", "增加投入", "二是增加投入。教育支出逐年只增不减。", "三、"),
]  # fmt: skip
LIUWAN = [
    ("一、", "heading", "一、", "工作目标", "一、工作目标", None),
    ("一、(一)", "item", "(一)", "学前教育",
     "(一)学前教育。到2024年，公办园在园幼儿占比达到60%，新建幼儿园3所，新增学位900个。", "一、"),
    ("一、(二)", "item", "(二)", "义务教育", "(二)义务教育。新增学位1500个，教师交流轮岗比例不低于15%。", "一、"),
]  # fmt: skip


YUNDU = [
    ("一、", "heading", "一、", "主要任务", "一、主要任务", None),
    ("一、(一)", "item", "(一)", "学前教育",
     "(一)学前教育。到2025年，普惠性幼儿园覆盖率达到88%以上，公办园收费三年内不上调。", "一、"),
    ("一、(二)", "item", "(二)", "评价改革", "(二)评价改革。学校不得公布学生排名。", "一、"),
    ("二、", "heading", "二、", "实施步骤", "二、实施步骤", None),
    ("二、(一)", "heading", "(一)", "启动阶段（2022年3月至6月）",
     "(一)启动阶段（2022年3月至6月）。建立问题清单。", "二、"),
    ("二、(二)", "heading", "(二)", "推进阶段（2022年7月至2024年12月）",
     "(二)推进阶段（2022年7月至2024年12月）。每年通报。", "二、"),
    ("附件1", "annex", "附件1", "重点项目表", "附件1 重点项目表", None),
    ("附件1/表", "table", "", "表", "序号 | 项目 | 规模 | 完成时间 | 牵头单位", "附件1"),
    ("附件1/表·河湾小学新建项目", "row", "", "河湾小学新建项目",
     "1 | 河湾小学新建项目 | 24个班 | 2024年8月 | 区教育局", "附件1/表"),
    ("附件1/表·操场改造项目", "row", "", "操场改造项目",
     "2 | 操场改造项目 | 9个 | 2023年12月 | 区教育局", "附件1/表"),
    ("附件1/表·中央厨房项目", "row", "", "中央厨房项目",
     "3 | 中央厨房项目 | 2个 | 2023年12月 | 区市场监管局", "附件1/表"),
    ("三、", "heading", "三、", "工作小组", "三、工作小组\n工作小组下设2个组。", None),
    ("三、(一)", "heading", "(一)", "教研组", "(一)教研组\n组长：某甲\n牵头单位：区教育局", "三、"),
    ("三、(二)", "heading", "(二)", "保障组", "(二)保障组\n组长：某乙\n牵头单位：区财政局", "三、"),
]  # fmt: skip


def _plan(plan_id: str, metadata: Metadata, rows: list[tuple[str, str, str, str, str, str | None]]) -> Plan:
    source = ""
    clauses: list[Clause] = []
    for path, kind, number, title, text, parent in rows:
        start = len(source)
        source += text + "\n"
        units = tuple(text.split("责任单位：")[1].rstrip("）").split("、")) if "责任单位" in text else ()
        span = Span(start, start + len(text))
        up = f"{plan_id}#{parent}" if parent else None
        level = path.count("(") + 1
        clauses.append(
            Clause(
                f"{plan_id}#{path}",
                plan_id,
                path,
                level,
                kind,
                number,
                title,
                text,
                len(clauses) + 1,
                *span,
                (span,),
                up,
                units,
            )
        )
    document = Document(f"{plan_id}.txt", "txt", "0" * 64, source)
    return Plan(plan_id, metadata, document, tuple(clauses))


def _with_rows(plan: Plan) -> Plan:
    row = next(clause for clause in plan.clauses if clause.kind == "row")
    record = Indicator(
        plan.id,
        "学前教育毛入园率(%)",
        2020,
        "91.5",
        2025,
        "96",
        "%",
        "",
        "预期性",
        row.id,
        row.text,
        row.start,
        row.end,
    )
    return Plan(plan.id, plan.metadata, plan.document, plan.clauses, (record,))


def _districts() -> list[Plan]:
    xiashan = Metadata(
        "霞山区“十四五”教育事业发展规划", "规划", "东原省", "临川市", "霞山区", "霞山区人民政府", "霞政发〔2022〕7号",
        "2022-03-05", "2022-03-09", (2021, 2025), ("霞山区国民经济和社会发展规划",),
    )  # fmt: skip
    liuwan = Metadata(
        "柳湾县教育提质三年行动计划", "行动计划", "东原省", "", "柳湾县", "柳湾县教育局", period=(2022, 2024)
    )
    return [_with_rows(_plan("xs", xiashan, XIASHAN)), _plan("lw", liuwan, LIUWAN)]


def _with_record(plan: Plan, name: str, path: str, target: str, said: str, qualifier: str = "") -> Plan:
    """``plan`` with a record of running text: ``said`` stands in the clause and gives the target in percent."""
    clause = next(clause for clause in plan.clauses if clause.path == path)
    start = plan.document.text.index(said, clause.start)
    period = plan.metadata.period
    record = Indicator(
        plan.id, name, None, "", period[1] if period else None, target, "%", qualifier, "", clause.id, said, start,
        start + len(said),
    )  # fmt: skip
    return Plan(plan.id, plan.metadata, plan.document, plan.clauses, (*plan.indicators, record))


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(_districts())


@pytest.fixture(scope="session")
def wide() -> Library:
    """The two districts and a third, 云渡区, with phases, groups, a project table and indicators in running text."""
    xiashan, liuwan = _districts()
    yundu = _plan("yd", Metadata("云渡区教育发展规划", district="云渡区", period=(2022, 2025)), YUNDU)
    yundu = _with_record(yundu, "普惠性幼儿园覆盖率", "一、(一)", "88", "普惠性幼儿园覆盖率达到88%以上", "以上")
    liuwan = _with_record(liuwan, "公办园在园幼儿占比", "一、(一)", "60", "公办园在园幼儿占比达到60%")
    xiashan = _with_record(xiashan, "公办园在园幼儿占比", "二、(一)", "55", "公办园在园幼儿占比达到55%以上", "以上")
    return Library([xiashan, liuwan, yundu])


def search(question: Question, library: Library) -> list[Hit]:
    """Clauses by the words of the question, as a stand-in for the store."""
    ground = Ground(question.focus, question.standalone, question.language, library)
    asked = set(question.plans)
    hits = [
        Hit(clause, ground.cover(fold(clause.text)) + 0.1 * ground.meant(fold(clause.text)), "words")
        for clause in library.clauses()
        if not asked or clause.plan_id in asked
    ]
    return sorted((hit for hit in hits if hit.score > 0), key=lambda hit: (-hit.score, hit.clause.id))[:10]


class Reply:
    """A question read, answered and checked, for a test to look at."""

    def __init__(self, question: Question, draft: Draft, library: Library) -> None:
        self.question, self.draft = question, draft
        self.status, self.reason = draft.status, draft.reason
        self.declined = draft.status == DECLINED
        quotes = dict.fromkeys(quote for sentence in draft.sentences for quote in sentence.quotes)
        self.text = render_markdown(draft, {quote: n for n, quote in enumerate(quotes, 1)})
        self.paths = [quote.clause for quote in quotes]
        self.faults = [(s.text, reasons) for s in draft.sentences if (reasons := check_draft(s, library))]


def _asker(library: Library) -> Callable[..., Reply]:
    def reply(text: str, *earlier: str) -> Reply:
        history = [Turn("user", said) for said in earlier]
        question = read_question(text, history, library, AS_OF)
        answer = Reply(question, compose(question, search(question, library), library, AS_OF), library)
        assert answer.faults == []
        return answer

    return reply


@pytest.fixture(scope="session")
def ask(library: Library) -> Callable[..., Reply]:
    """``ask("…", "an earlier question", …)``: reads, composes and checks; every sentence must be borne out."""
    return _asker(library)


@pytest.fixture(scope="session")
def ask_wide(wide: Library) -> Callable[..., Reply]:
    """``ask`` over three districts."""
    return _asker(wide)


@pytest.fixture(scope="session")
def ask_of() -> Callable[..., Callable[..., Reply]]:
    """``ask_of(rows)("…", "an earlier question")``: ``ask`` over one fictional plan, 青溪区's, made of the rows."""

    return lambda rows: _asker(_qingxi(rows))


@pytest.fixture(scope="session")
def library_of() -> Callable[..., Library]:
    """``library_of(rows)``: the library that ``ask_of`` asks."""
    return _qingxi


def _qingxi(rows: list[tuple[str, str, str, str, str, str | None]]) -> Library:
    metadata = Metadata("青溪区教育发展规划", district="青溪区", issuer="青溪区教育委员会", period=(2021, 2025))
    return Library([_plan("qx", metadata, rows)])


@pytest.fixture
def damaged() -> Library:
    """One clause whose source lost a character."""
    source = "一、改善条件。新建校?2所。"
    clause = Clause(
        "d#一、",
        "d",
        "一、",
        1,
        "item",
        "一、",
        "改善条件",
        "一、改善条件。新建校舍2所。",
        1,
        0,
        len(source),
        (Span(0, len(source)),),
        repaired=True,
    )
    at = source.index("?")
    plan = Plan(
        "d",
        Metadata("石滩区教育规划", district="石滩区", period=(2021, 2025)),
        Document("d.txt", "txt", "0", source),
        (clause,),
        (),
        (Damage("shifted", at, at + 1, "?", "舍"),),
    )
    return Library([plan])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    """The chat model's server, which answers by a script."""
    with scripted(monkeypatch) as running:
        yield running
