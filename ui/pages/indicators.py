"""The indicators of all plans: a drawing of one measure across them, and the records as a table to sort and filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from index.indicators import indicator_csv, indicator_rows
from index.library import Library
from index.plan import Indicator
from index.script import is_traditional
from ui.export.cells import harmless
from ui.links import link, place
from ui.measures import SORTS, Wanted, amount, measures, points, select
from ui.pages.terms import english_place, english_value, named, nature_name, place_name, under, unit_name
from ui.plot import plot_svg
from ui.prose import attribute, inert
from ui.scope import EVERYTHING, Scope, within
from ui.scope_form import scope_form
from ui.strings import say

MOST = 500
"""Records shown in one page; the download holds all."""


def indicators_html(library: Library, wanted: Wanted, scope: Scope = EVERYTHING, today: date = date.max) -> str:
    """The page's main part: of the plans asked for, else of those that ``scope`` leaves on the day ``today``."""
    if not library.plans:
        return f'<h1>{say("nav_indicators")}</h1><p class="notice">{say("plans_none")}</p>'
    form = scope_form(library, today, scope, "/indicators")
    library = _asked(library, wanted, scope, today)
    records = select(library, wanted)
    return (
        f'<h1>{say("nav_indicators")}</h1><p class="lead">{say("indicators_lead")}</p>{form}'
        f"{_form(library, wanted)}{_plot(library, wanted)}{_table(library, wanted, records)}"
    )


def _asked(library: Library, wanted: Wanted, scope: Scope, today: date) -> Library:
    return library if wanted.plans else within(library, scope, today)


def indicators_csv(library: Library, wanted: Wanted, scope: Scope = EVERYTHING, today: date = date.max) -> str:
    """The records asked for as CSV, in the same order as on the page; no cell begins a formula."""
    library = _asked(library, wanted, scope, today)
    rows = {
        (row["clause"], row["start"], row["name"]): row
        for plan in library.plans.values()
        for row in indicator_rows(plan)
    }
    shown = (rows[record.clause_id, record.start, record.name] for record in select(library, wanted))
    return indicator_csv([{name: harmless(cell) for name, cell in row.items()} for row in shown])


def address(wanted: Wanted, path: str = "/indicators") -> str:
    """Where the page, or the download of what it shows, is."""
    query: dict[str, object] = {
        "plan": wanted.plans,
        "q": wanted.words,
        "unit": wanted.unit,
        "nature": wanted.nature,
        "measure": wanted.measure,
        "clash": int(wanted.clash) or "",
        "sort": wanted.sort if wanted.sort != "plan" else "",
        "down": int(wanted.down) or "",
    }
    asked = urlencode({key: value for key, value in query.items() if value}, doseq=True)
    return path + (f"?{asked}" if asked else "")


def _form(library: Library, wanted: Wanted) -> str:
    units = dict.fromkeys(sorted(record.unit for record in library.indicators() if record.unit))
    natures = dict.fromkeys(sorted(record.nature for record in library.indicators() if record.nature))
    groups = measures(library.indicators())
    names = {key: _name(group) for key, group in groups.items()}
    boxes = "".join(
        f'<label><input type="checkbox" name="plan" value="{attribute(plan.id)}"'
        f"{' checked' if plan.id in wanted.plans else ''}><span>{place_name(plan)}</span></label>"
        for plan in library.plans.values()
    )
    words = f'<input type="search" name="q" maxlength="60" value="{attribute(wanted.words)}">'
    clash = f'<input type="checkbox" name="clash" value="1"{" checked" if wanted.clash else ""}>'
    return (
        '<form class="filters" action="/indicators">'
        f"<fieldset><legend>{say('column_plan')}</legend>{boxes}</fieldset>"
        f'<div class="fields"><label>{say("indicator_name")}{words}</label>'
        + _choice("measure", "measure", names, wanted.measure)
        + _choice("unit", "column_unit", {unit: unit for unit in units}, wanted.unit)
        + _choice("nature", "column_nature", {nature: nature for nature in natures}, wanted.nature)
        + f'</div><p class="tools"><label>{clash}{say("only_clashes")}</label>'
        f'<button class="button strong">{say("filter")}</button>'
        f'<a class="button" href="/indicators">{say("filter_none")}</a>'
        f'<a class="button" href="{inert(address(wanted, "/indicators.csv"))}" download>{say("download_csv")}</a>'
        "</p></form>"
    )


def _choice(field: str, key: str, options: dict[str, str], chosen: str) -> str:
    shown = "".join(
        f'<option value="{attribute(value)}"{" selected" if value == chosen else ""}>{inert(word)}</option>'
        for value, word in options.items()
    )
    return f'<label>{say(key)}<select name="{field}"><option value="">—</option>{shown}</select></label>'


def _name(group: Sequence[Indicator]) -> str:
    """What the records of one measure are called, with the unit."""
    names = [record.name for record in group]
    name = next((name for name in names if not is_traditional(name)), names[0])
    unit = group[0].unit
    return f"{name}（{unit}）" if unit and unit not in name else name


def _plot(library: Library, wanted: Wanted) -> str:
    """The measure chosen, else the one that most of the plans asked for have, where there is one to draw."""
    groups = measures(select(library, replace(wanted, measure="", sort="plan")))
    key = wanted.measure or next(iter(groups), "")
    group = [record for record in groups.get(key, []) if record.target or record.baseline]
    if not group:
        return ""
    rows = [(place(plan), english_place(plan), points(plan, group)) for plan in library.plans.values()]
    key_words = "".join(f'<span class="key"><i class="{kind}"></i>{say(kind)}</span>' for kind in ("reached", "aimed"))
    name = _name(group)
    picture = f'<button type="button" class="button picture">{say("download_picture")}</button>'
    caption = f"<figcaption><b>{named(name)}</b>{key_words}{picture}</figcaption>"
    return f'<figure class="drawing">{caption}{plot_svg(rows, name)}</figure>'


def _table(library: Library, wanted: Wanted, records: Sequence[Indicator]) -> str:
    if not records:
        return f'<p class="notice">{say("indicators_none")}</p>'
    heads = "".join(_head(key, wanted) for key in SORTS) + f'<th scope="col">{say("column_clause")}</th>'
    rows = "".join(_rows(library, records[:MOST]))
    cut = f'<p class="notice">{say("indicators_cut", n=MOST)}</p>' if len(records) > MOST else ""
    return (
        f'<p class="label" role="status">{say("indicators_count", n=len(records))}</p>{cut}'
        f'<div class="table-wrap" tabindex="0"><table class="records stacked"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _head(key: str, wanted: Wanted) -> str:
    chosen = wanted.sort == key
    order = f' aria-sort="{"descending" if wanted.down else "ascending"}"' if chosen else ""
    arrow = f'<span class="arrow">{"▼" if wanted.down else "▲"}</span>' if chosen else ""
    href = inert(address(replace(wanted, sort=key, down=chosen and not wanted.down)))
    return f'<th scope="col"{order}><a href="{href}">{say(f"column_{key}")}{arrow}</a></th>'


def _rows(library: Library, records: Iterable[Indicator]) -> Iterable[str]:
    known = {record.id: record for record in library.indicators()}
    for record in records:
        others = [known[other] for other in record.conflicts if other in known]
        clause = library.clause(record.clause_id)
        path = clause.path if clause else record.clause_id
        href = link(record.clause_id, record.start, record.end)
        cells = {
            "name": named(record.name) + "".join(_clash(record, other) for other in others),
            "baseline": _value(record.baseline_year, amount(record.baseline, record, True)),
            "target": _value(record.target_year, amount(record.target, record)),
            "unit": unit_name(record.unit),
            "nature": nature_name(record.nature),
            "clause": f'<a href="{href}">{inert(path)}</a>',
        }
        told = "".join(_cell(key, cell) for key, cell in cells.items())
        yield f'<tr><th scope="row">{place_name(library.plans[record.plan_id])}</th>{told}</tr>'


def _cell(key: str, cell: str) -> str:
    return (
        f'<td class="{key}"><span class="column">{say(f"column_{key}")}</span><span>{cell}</span></td>'
        if cell
        else ("<td></td>")
    )


def _value(year: int | None, shown: str) -> str:
    if not shown:
        return ""
    return f'{inert(shown)}<span class="year">{year or ""}</span>{under(english_value(shown))}'


def _clash(record: Indicator, other: Indicator) -> str:
    """What the plan says elsewhere of the same year."""
    if other.baseline and other.baseline_year == record.baseline_year and other.baseline != record.baseline:
        year, shown = other.baseline_year, amount(other.baseline, other, True)
    else:
        year, shown = other.target_year, amount(other.target, other)
    told = say("clashes", year=year or "", value=shown)
    return f'<a class="clash" href="{link(other.clause_id, other.start, other.end)}">{told}</a>'
