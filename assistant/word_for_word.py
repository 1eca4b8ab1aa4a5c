"""Chinese put into English word for word, figures in full: a reading aid beside the original, no translation."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from assistant.amounts import MONTHS, amount
from assistant.cues import table
from assistant.places import bare
from assistant.sounds import sounds, surname
from index.alternation import any_of
from index.gloss import meaning
from index.quantity import Quantity, find_quantities
from index.script import fold
from index.words import segment

LONGEST = 18
"""Characters of the longest term looked up."""

SURE = 4
"""Characters from which a term is taken wherever it stands, also across the words that the segmenter sees."""

_MARKS = {
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "！": "! ",
    "？": "? ",
    "“": " ‘",
    "”": "’ ",
    "—": " – ",
    "…": " … ",
}
_MARKS |= {
    "(": " (",
    ")": ") ",
    ",": ", ",
    ";": "; ",
    ":": ": ",
    "《": " ‘",
    "》": "’ ",
    "|": " | ",
    '"': " ",
    "+": " + ",
    "/": "/",
}
_SPACE = ((re.compile(r"\s+([,.;:!?)’])"), r"\1"), (re.compile(r"([(‘])\s+"), r"\1"), (re.compile(r"\s{2,}"), " "))
_REPEATS = re.compile(r"([,;:.])(?:\s*[,;:])+")
_BY = re.compile(r"(?:到|至|截至)$")
_LATE = re.compile(r"时?期?(?:末|底)")
_PREFIX = re.compile(r"[\u3400-\u9fff]{2,8}$")
_END = re.compile(r"(?:年底|年末|底|末)前?")
_SUFFIX = {
    "区": "District",
    "县": "County",
    "市": "City",
    "省": "Province",
    "镇": "Town",
    "小学": "Primary School",
    "中学": "Secondary School",
    "幼儿园": "Kindergarten",
    "学院": "College",
    "大学": "University",
    "街道": "Subdistrict",
}


_PLACES = "区县市省镇"
"""Last characters of the names of places."""
_KINDS = "(?:小学|中学|初级中学|幼儿园|学院|大学|职教中心)(?!生)"


@cache
def glossary() -> dict[str, str]:
    """Folded Chinese term → English, hand-written; the thesaurus is not used: its English widens a search."""
    lines = (files("assistant") / "data" / "glossary.tsv").read_text("utf-8").splitlines()
    own = {fold(word): said.strip("‘’") for word, _, said in (line.partition("\t") for line in lines[1:])}
    own = _parts_of_speech() | own
    places = table("places")
    named = [*places["provinces"].split(), *places["cities"].split()]
    return {name: spelt(name) for name in named if len(name) > 1} | own


def _parts_of_speech() -> dict[str, str]:
    """The verbs, adjectives and adverbs of ``data/grammar.tsv``, the place of an object left out."""
    lines = (files("assistant") / "data" / "grammar.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    words = {fold(word): said for word, kind, said, *_ in rows if kind in ("verb", "adjective", "adverb")}
    return {word: re.sub(" ?[~#]", "", said).strip() for word, said in words.items()}


@cache
def fixed_terms() -> re.Pattern[str]:
    """Terms with a numeral in them that is no figure (九年义务教育, 学前三年毛入园率)."""
    terms = [term for term in glossary() if len(term) > 2 and re.search(r"[\d一二三四五六七八九十两双]", term)]
    return any_of(terms)


@lru_cache(maxsize=2048)
def english(text: str) -> str:
    """A Chinese text in English words in the order of the original, numbers with unit and bound written out."""
    folded = fold(text)
    parts: list[str] = []
    at = 0
    fixed = [match.span() for match in fixed_terms().finditer(folded)]
    for one in find_quantities(text):
        if one.start < at or any(start < one.end and one.start < end for start, end in fixed):
            continue
        before = folded[at : one.start]
        if one.kind == "docno" and (prefix := _PREFIX.search(before)):
            parts.append(_words(before[: prefix.start()]) + " ".join(spelt(char) for char in prefix.group()) + " ")
            before = ""
        by = _BY.search(before) if one.kind in ("year", "year_range", "date") else None
        parts.append(_words(before[: by.start()] if by else before))
        said, end = figure(one, folded)
        parts.append(f" {'by ' if by and not said.startswith('by') else ''}{said} ")
        at = end
    parts.append(_words(folded[at:]))
    line = "".join(parts)
    for pattern, to in _SPACE:
        line = pattern.sub(to, line)
    line = _REPEATS.sub(r"\1", line).strip(" ,;:")
    return re.sub(r"(?:^|(?<=\. ))[a-z]", lambda match: match.group().upper(), line)


def figure(one: Quantity, text: str) -> tuple[str, int]:
    """A number in English and where the text goes on behind it."""
    end = one.end
    if one.kind == "year":
        late = _END.match(text, one.end - 1 if text[one.end - 1] in "底末" else one.end)
        year = str(one.value)
        if late and late.group().endswith("前"):
            return f"by the end of {year}", late.end()
        return (f"the end of {year}", max(end, late.end())) if late else (year, end)
    if one.kind == "year_range" and one.years:
        first, last = one.years
        end += text[end : end + 1] in '”"'
        late = _LATE.match(text, end)
        return (f"the end of {last}", late.end()) if late else (f"{first}–{last}", end)
    if one.kind == "date":
        return day(one), end
    if one.kind == "docno":
        return f"No. {one.value} of {one.high}", end
    if one.kind == "ordinal":
        if one.unit == "级" and one.high is None and not one.text.startswith("第") and int(one.value) in _LEVELS:
            return f"{_LEVELS[int(one.value)]}-level", end  # 省市区三级
        rank = {"年级": " grade", "级": " level", "期": " phase"}.get(one.unit, "")
        places = [one.value] if one.high is None else [one.value, one.high]
        return " to ".join(_ORDINALS.get(int(place), f"no. {place}") for place in places) + rank, end
    return amount(one), end


_ORDINALS = dict(
    enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1)
)
_LEVELS = {2: "two", 3: "three", 4: "four", 5: "five"}
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文米封晏翟覃"
)


def day(one: Quantity) -> str:
    """A date quantity as English writes it: 17 August 2022."""
    digits = str(one.value)
    year = digits[:4] if len(digits) >= 6 else ""
    rest = digits[4:] if year else digits.zfill(4 if len(digits) > 2 else 2)
    month = MONTHS[int(rest[:2]) - 1] if rest[:2] and 1 <= int(rest[:2]) <= 12 else ""
    return " ".join(part for part in (rest[2:4].lstrip("0"), month, year) if part)


def _words(folded: str) -> str:
    return "".join(
        _run(part) if "\u3400" <= part[0] <= "\u9fff" else "".join(_MARKS.get(char, char) for char in part)
        for part in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", folded)
    )


def _run(run: str) -> str:
    """A run of Chinese characters: the longest known terms that end where a word does, then word by word."""
    known = glossary()
    words = segment(run)
    ends = {0}
    for word in words:
        ends.add(max(ends) + len(word))
    said, at, unknown = [], 0, ""
    while at < len(run):
        size = next(
            (
                n
                for n in range(min(LONGEST, len(run) - at), 0, -1)
                if (n >= SURE or at + n in ends) and run[at : at + n] in known
            ),
            0,
        )
        if not size:
            size = next((n for n in range(1, LONGEST) if at + n in ends), len(run) - at)
        word = run[at : at + size]
        at += size
        if word not in known and (len(word) == 1 or named_behind(run[at:])):
            unknown += word
            continue
        inside = known[word] if word in known else looked_up(word)
        said += [unknown_name(unknown), inside]
        unknown = ""
    said.append(unknown_name(unknown))
    return f" {' '.join(one for one in said if one)} "


def named_behind(rest: str) -> bool:
    """Whether a school's or place's kind follows, so that what stands before it is its name."""
    return re.match(_KINDS, rest) is not None


def unknown_name(chars: str) -> str:
    """Characters that make no known word: a name by its sound (a person's with the surname apart), a lone one
    by its meaning."""
    if len(chars) > 2 and chars[-1] in _PLACES:
        return f"{spelt(chars[:-1])} {_SUFFIX[chars[-1]]}"
    if len(chars) in (2, 3) and chars[0] in SURNAMES:
        return f"{surname(chars[0]).title()} {sounds(chars[1:])[0].title()}"
    if len(chars) > 1:
        return spelt(chars)
    return meaning(chars) if chars else ""


@lru_cache(maxsize=4096)
def looked_up(word: str) -> str:
    """A word that the glossary lacks: by the dictionary, else in two parts, else by its sound."""
    known = glossary()
    if word[-1:] == "区" and known.get(word[:-1], "")[:1].islower():
        return f"{known[word[:-1]]} area"
    for suffix, said in _SUFFIX.items():
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return f"{spelt(word.removesuffix(suffix))} {said}"
    for at in range(2, len(word) - 1):
        left, right = word[:at], word[at:]
        if left in known and right in known:
            return f"{known[left]} {known[right]}"
    if whole := meaning(word):
        return whole
    for at in sorted(range(1, len(word)), key=lambda at: abs(2 * at - len(word))):
        parts = [known.get(part) or meaning(part) for part in (word[:at], word[at:])]
        if all(parts):
            return " ".join(parts)
    return spelt(word)


def spelt(name: str) -> str:
    """A name by its sound: 黔江 → Qianjiang."""
    return str(sounds(bare(name) if len(name) > 2 else name)[0]).title() if name else ""
