"""Which province, city and district a document is of, read from names in it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from index.alternation import any_of

_SHORT = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")
_UNIT = r"(?:自治县|自治旗|新区|区|县|旗|市)"
_NAMED = re.compile(rf"([\u4e00-\u9fff]{{1,6}}?{_UNIT})")
_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,3}省")
_CITY = re.compile(r"[\u4e00-\u9fff]{2,3}市(?=[\u4e00-\u9fff])")
_NO_NAMES = (
    "我区 全区 本区 各区 校区 园区 社区 地区 城区 街区 片区 小区 学区 市区 郊区 山区 景区 辖区 林区 牧区 "
    "自治区 特区 新区 开发区 灾区 库区 老区 中心城区 主城区 中心区 示范区 试验区 实验区 我县 全县 本县 "
    "各县 区县 市县 我市 全市 本市 各市 城市 省市 县市 功能区 营区 教区 集聚区 经济区 高新区 先行区 "
    "贫困县 强县 强区 大县 郊县 都市 分区 战区 社会区 普惠区 发展区 安置区"
)
_COMMON = frozenset(_NO_NAMES.split())
"""Words that end as a district's name does."""


class Place(NamedTuple):
    """Full names, Simplified; empty where not known."""

    province: str = ""
    city: str = ""
    district: str = ""


@cache
def _gazetteer() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Short or full name of a province → full name; of a city → (full name, province)."""
    data = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
    provinces: dict[str, str] = {}
    cities: dict[str, tuple[str, str]] = {}
    for province, listed in data.items():
        provinces[province] = provinces[_SHORT.sub("", province)] = province
        for name in listed.split():
            full = name if name.endswith(("州", "盟", "地区")) and len(name) > 3 else name + "市"
            cities[full] = (full, province)
    return provinces, cities


@cache
def _prefixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    provinces, cities = _gazetteer()
    return any_of(provinces), any_of(cities)


def place_in(name: str) -> Place:
    """The place that a title or an issuer's name begins with: ``太原市杏花岭区人民政府``."""
    provinces, cities = _gazetteer()
    by_province, by_city = _prefixes()
    rest = re.sub(r"^(中共|中国共产党|关于|印发|《)+", "", name)
    province = city = ""
    if (found := by_province.match(rest)) and not by_city.match(rest):
        province, rest = provinces[found[0]], rest[found.end() :]
    if found := by_city.match(rest):
        city, home = cities[found[0]]
        province, rest = province or home, rest[found.end() :]
    elif province and not province.endswith("市") and (found := re.match(r"[\u4e00-\u9fff]{2,4}?市", rest)):
        city, rest = found[0], rest[found.end() :]
    if not province and not city and (found := _PROVINCE.match(rest)) and _proper(found[0]):
        province, rest = found[0], rest[found.end() :]
        if (found := _CITY.match(rest)) and _proper(found[0]):
            city, rest = found[0], rest[found.end() :]
    named = _NAMED.match(rest)
    district = named[1] if named and len(named[1]) > 2 and _proper(named[1]) else ""
    if district.endswith("市") and not city and not province and district in cities:
        city, province, district = district, cities[district][1], ""
    return Place(province, city, district)


def _proper(name: str) -> bool:
    return name not in _COMMON and not re.search(r"[的和及与各全本我该为在是到年月日]", name[:-1])


def place_of(names: list[str], text: str, grounds: Iterable[str] = ()) -> Place:
    """The place that ``names`` (title, issuer, source, best first) tell, completed from ``text`` (Simplified).

    ``grounds`` are titles of the documents it rests on: those of its own province and city, where all agree.
    """
    province = city = district = ""
    for name in names:
        found = place_in(name)
        if district and found.district and found.district != district:
            continue
        province, city, district = province or found.province, city or found.city, district or found.district
    if not district and not city and not (province and province.endswith("市")):
        district = _often(text)
    if not (province or city):
        above = [place_in(name) for name in grounds]
        province = _agreed(place.province for place in above)
        city = _agreed([*(place.city for place in above), *map(_city_alone, grounds)]).replace(province, "")
    if not (province or city):
        province, city = _above(text, district)
    return Place(province, city, district)


def _agreed(names: Iterable[str]) -> str:
    named = set(filter(None, names))
    return named.pop() if len(named) == 1 else ""


def _city_alone(name: str) -> str:
    """The city that a title opens with, in the gazetteer or not: 青州市…."""
    found = _CITY.match(name)
    return found[0] if found and _proper(found[0]) else ""


def _often(text: str) -> str:
    """The district whose offices ``text`` names most often."""
    provinces, cities = _gazetteer()
    votes: Counter[str] = Counter()
    offices = re.finditer(r"(?:自治县|自治旗|区|县|旗)(?=人民政府|委|教育|教委|政府|国民经济)", text)
    for found in islice(offices, 200):
        name = _grown(text, found)
        if name and _proper(name) and name not in cities and name not in provinces:
            votes[name] += 1
    best, count = votes.most_common(1)[0] if votes else ("", 0)
    return best if count > 1 or text.count(best) > 2 else ""


def _grown(text: str, unit: re.Match[str]) -> str:
    """The name before a unit, as long as its longer form is not much rarer: 江北区, not 日江北区."""
    start = unit.start() - 2
    if start < 0 or not re.fullmatch(r"[\u4e00-\u9fff]{2}", text[start : unit.start()]):
        return ""
    name = text[start : unit.end()]
    while start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and len(name) < 6:
        longer = text[start - 1] + name
        if longer[0] in "省市区县" or text.count(longer) * 5 < text.count(name) * 4 or text.count(name) < 2:
            break
        name, start = longer, start - 1
    return name


def _above(text: str, district: str) -> tuple[str, str]:
    """Province and city named most in ``text``; one named right before the district counts most."""
    provinces, cities = _gazetteer()
    by_province, by_city = _prefixes()
    homes, towns = Counter[str](), Counter[str]()
    for pattern, votes in ((by_province, homes), (by_city, towns)):
        for match in pattern.finditer(text):
            near = bool(district) and text.startswith(district, match.end())
            if near or match[0].endswith(("市", "省", "区", "州", "盟")):
                votes[cities[match[0]][0] if votes is towns else provinces[match[0]]] += 5 if near else 1
    town, count = towns.most_common(1)[0] if towns else ("", 0)
    home, times = homes.most_common(1)[0] if homes else ("", 0)
    if town and (count >= times or cities[town][1] == home):
        return cities[town][1], town
    return home, ""
