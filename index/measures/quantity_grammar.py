"""How numbers are written in official texts, as regular expressions over folded text; each is linear to match."""

from __future__ import annotations

import re

from index.alternation import alternation
from index.measures.chinese_number import CHARS
from index.measures.units import AFTER, BEFORE, COUNTERS, DOWN, PER, RANKS, SCALES, UP, unit_pattern
from index.measures.units import WITHIN as MIDDLE

NUM = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
HAN = rf"[{CHARS}]+(?:点[零〇一二三四五六七八九]+)?"
DASH = r"\s?[-–—―─‐−~〜∼～至到]{1,2}\s?"
UNIT = unit_pattern()
WITHIN = f"(?:{alternation(MIDDLE)})"
SCALE = rf"(?:{alternation(SCALES)})(?!分之|分点|瓦|帕|克|米(?!饭))"
SLASH_PER = rf"(?:/(?:{PER})(?:[·./、](?:{PER}))?|(?:每(?:{PER})){{1,2}})"
YEAR = r"(?:19|20)\d\d"
HAN_YEAR = r"[一二][〇零○九一二三四五六七八]{3}"
MARK = r"年(?!级|轻|龄|均|报|鉴|会)(?:度|底|末|初)?|学年度?"
PLAN = (
    r"(?:[“\"「『‘'](?P<nth>[六七八九]|十[一二三四五六七八九]?)五[”\"」』’']|(?P<bare>十[一二三四五])五)"
    r"(?![”\"」』’']?普法)"
)


def _piece(n: int) -> str:
    """One number with scale and unit; groups d (digits) or h (numeral), w, s, v (余 before, scale, 余 after), u, p."""
    return (
        rf"(?:(?P<d{n}>{NUM})\s?(?P<w{n}>{WITHIN})?(?P<s{n}>{SCALE})?|(?P<h{n}>{HAN}))"
        rf"(?P<v{n}>{WITHIN})?\s?(?P<u{n}>{UNIT})?(?P<p{n}>{SLASH_PER})?"
    )


PRE = rf"(?<![节预契条合公签制最附邻靠临])(?:{alternation(BEFORE)})"
TOKENS: dict[str, str] = {
    "docno": rf"[〔\[(【](?P<doc_year>{YEAR})[〕\])】]\s?第?\s?(?P<doc_number>\d+)\s?号",
    "date": rf"(?P<year>{YEAR})\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?日)?(?:\s?\d{{1,2}}:\d\d)?"
    rf"|(?P<iso_year>{YEAR})(?P<sep>[-/.])(?P<iso_month>\d{{1,2}})(?P=sep)(?P<iso_day>\d{{1,2}})(?!\d)(?:\s?\d\d:\d\d)?"
    r"|(?:(?P<from_month>\d{1,2})[-—~至])?(?P<only_month>\d{1,2})\s?月(?:\s?(?P<only_day>\d{1,2})\s?日)?"
    r"|(?P<dot_month>\d{1,2})·(?P<dot_day>\d{1,2})|(?:[2-9]|1\d|2[0-4]):[0-5]\d(?!\d)",
    "plan": rf"第(?P<fifth>{HAN})个五年|{PLAN}",
    "span": rf"(?P<first>{YEAR})(?:年|学年)?{DASH}(?P<last>{YEAR})(?!\d)(?P<span_unit>{MARK})?"
    rf"(?(span_unit)|(?!\s?(?:{SCALE}|{UNIT})))",
    "yearly": rf"(?:(?P<number>{YEAR})|(?P<words>{HAN_YEAR}))\s?(?P<mark>{MARK})",
    "rank": rf"第\s?(?P<nth_rank>\d+|{HAN})(?P<rank_unit>{alternation(RANKS | COUNTERS)})?",
    "marker": rf"\((?P<bracketed>\d{{1,3}}|{HAN})\)",
    "junk": r"[“\"「『‘']\d+[”\"」』’']|[a-z\d]+(?:\s?\+\s?[a-z\d]+)+"
    rf"|\d{{8,}}+(?:号|[a-z][a-z\d]*|(?!\s?(?:{SCALE}|{UNIT})))"
    r"|\d{1,2}\.0(?=行动|版|工程|时代|计划|》)"
    r"|[a-z]+-?\d+(?:\.\d+)?|0\d+|\d+(?=[a-z])(?!m(?:bps|2)?(?![a-z])|gbps|gb|tb|km|kg)[a-z\d]*",
    "percent": rf"(?P<percent_pre>{PRE})?(?P<base>百|千)分之(?P<share>{NUM}|{HAN})"
    rf"(?:{DASH}(?:百分之)?(?P<share_high>{NUM}|{HAN}))?",
    "ratio": r"(?P<left>\d+(?:\.\d+)?)\s?[::]\s?(?P<right>\d+(?:\.\d+)?)(?![\d:])",
    "amount": rf"(?P<per>(?:每(?:{PER})){{1,2}})?(?P<pre>{PRE})?\s?{_piece(1)}(?P<range>{DASH}{_piece(2)})?",
}
TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in TOKENS.items()))
START = re.compile(rf"[\da-z{CHARS}百千每第〔\[(【“\"「『‘'≥≧⩾>≤≦⩽<不至最超逾高大多突约近接将低少小]")
POST = re.compile(rf"\s?({alternation(AFTER)})")
FAR = re.compile(r"(不低于|不少于|不超过|不高于|至少|至多|不得低于|不得超过)[^\d,，。;；:：、()]{0,12}$")
CHANGE = re.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))[^\d,，。;；:：、到至达为]{{0,10}}$")
MARKER = re.compile(rf"(?:\d{{1,3}}[.、](?![\d%])|[{CHARS}]{{1,4}}、)")
CIRCLED = dict.fromkeys(range(ord("①"), ord("⑳") + 1), " ")
LATIN = re.compile(r"[a-z\d]*")
NUMBER_RUN = re.compile(rf"[\d,.]*\d|[{CHARS}]+")
HEADER = re.compile(rf"\(({UNIT})\)(?:[\s|]+(?:[<>≥≤]\s?)?\d[\d,.]*(?:{alternation(AFTER)})?(?=[\s|]|$))+")
VAGUE = ("几", "数", "好", "上")
CLOCK = re.compile(r"[::]\d")
EACH = re.compile(r"(?:每(?!一)|至少|不少于)[^,，。;；、:：]*一\w{1,2}$")
PERIOD_END = re.compile(r"时?期?(?:末|底)")
