"""Where things are on this server, and how a plan and a clause are called."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlencode

from assistant.answer import Citation
from index.library import Library
from index.plan import Clause, Plan
from index.script import is_traditional

_BRACKETED = re.compile(r"\(([一二三四五六七八九十百零〇\d]{1,4})\)")
_AGAIN = re.compile(r"~\d+$")


def link(clause: str, start: int | None = None, end: int | None = None) -> str:
    """The permalink of a clause, percent-encoded; with the source span of a quote it opens there."""
    query = "?" + urlencode({"start": start, "end": end}) if start is not None and end is not None else ""
    return f"/clause/{quote(clause, safe='')}{query}"


def plan_link(plan: str, **query: str) -> str:
    """The page of a plan."""
    return f"/plan/{quote(plan, safe='')}" + (f"?{urlencode(query)}" if query else "")


def text_link(plan: str) -> str:
    """The download of a plan's extracted text."""
    return f"/text/{quote(plan, safe='')}"


def original_link(plan: str) -> str:
    """The download of the file that a plan was read from."""
    return f"/original/{quote(plan, safe='')}"


def indicators_link(plan: str) -> str:
    """The indicators of one plan."""
    return "/indicators?" + urlencode({"plan": plan})


def script(plan: Plan) -> str:
    """The language tag of a plan's words."""
    return "zh-Hant" if is_traditional(plan.document.text[:2000]) else "zh-Hans"


def label(clause: Clause, longest: int = 24) -> str:
    """Number and title of a clause, cut where it is long; not escaped."""
    title = clause.title if len(clause.title) <= longest else clause.title[: longest - 1] + "…"
    return clause.number + title.removeprefix(clause.number) if clause.number else title or clause.path


def citation(plan: Plan, clause: Clause) -> str:
    """The clause in official form: 《规划名》三、（二）1.，文号."""
    number = f"，{plan.metadata.doc_no}" if plan.metadata.doc_no else ""
    return f"《{plan.title}》{official(clause.path)}{number}"


def cited(one: Citation, library: Library) -> str:
    """The clause of a citation in official form; of a plan that has gone, what the citation tells."""
    clause = library.clause(one.clause)
    return citation(library.plan_of(clause), clause) if clause else f"《{one.plan_title}》{official(one.path)}"


def source_line(number: int, one: Citation, library: Library) -> str:
    """``[1] 《规划》三、（二）1.，文号：“words”``; not escaped."""
    return f"[{number}] {cited(one, library)}：“{one.words}”"


def official(path: str) -> str:
    """A clause path as documents write it: numbers in full-width brackets, without what tells equal paths apart."""
    return _BRACKETED.sub(r"（\1）", _AGAIN.sub("", path))


def facts(plan: Plan) -> list[str]:
    """What is known of the plan, in the order in which it is shown; not escaped."""
    metadata = plan.metadata
    return [fact for fact in (metadata.issuer, metadata.doc_no, period(plan)) if fact]


def place(plan: Plan) -> str:
    """The short name by which a user would call the plan."""
    return plan.metadata.district or plan.metadata.city or plan.title


def region(plan: Plan) -> str:
    """Province, city and district, as far as the plan says."""
    metadata = plan.metadata
    return " · ".join(dict.fromkeys(filter(None, (metadata.province, metadata.city, metadata.district))))


def period(plan: Plan) -> str:
    """``2021–2025``, empty where the plan does not say."""
    years = plan.metadata.period
    return "–".join(str(year) for year in dict.fromkeys(years)) if years else ""


def validity(plan: Plan, today: date) -> str:
    """Key of the string that says whether the plan's period holds on ``today``."""
    years = plan.metadata.period
    if not years:
        return "period_unknown"
    if today.year > years[1]:
        return "period_over"
    return "period_ahead" if today.year < years[0] else "in_force"
