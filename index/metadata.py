"""What a plan says of itself: title, kind, place, issuer, number, dates, period, grounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.clean import mend
from index.outline import Outline
from index.plan import Damage, Document, Metadata, Span
from index.script import to_simplified
from index.structure.front import DOC_NO, NOTICE, PREAMBLE, RECORD
from index.structure.kinds import kind_of, reading_of, title_lines
from index.structure.markers import matchable
from index.structure.numerals import DIGITS, ordinal
from index.structure.periods import period_of
from index.structure.places import Place, place_of

_OFFICE = r"(人民政府|委员会|教育局|教育委员会|教委|教体局|办公室|办公厅|教育厅|教育部|国务院|领导小组|委|局|厅|部)"
_ISSUER = re.compile(rf"[\u4e00-\u9fff]{{2,40}}{_OFFICE}$")
_SENDER = re.compile(rf"([\u4e00-\u9fff]{{2,40}}?{_OFFICE})\s*(?=关于|印发|转发|办公室关于)")
_DATE = re.compile(
    r"((?:19|20)\d\d|[一二][〇零○o一二三四五六七八九]{3})\s*[-年./]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[-月./]\s*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
_WRITTEN = re.compile(r"(成文日期|发文日期|印发日期)\s*[::|]?\s*")
_PUBLISHED = re.compile(r"(发布日期|发布时间|公布日期|时间|信息提供日期)\s*[::|]?\s*")
_SOURCE = re.compile(r"(发布机构|发文机关|发文单位|公开主体|信息来源|来源)\s*[::|]?\s*([\u4e00-\u9fff]{3,30})")
_GROUNDS = re.compile(r"(根据|依据|按照|贯彻落实|贯彻|落实|结合|对照|依照)")
_BOOK = re.compile(r"《([^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》")


def read_metadata(document: Document, outline: Outline, damage: Sequence[Damage] = ()) -> Metadata:
    """Everything in Simplified; what the text does not say is empty or inferred from what it names."""
    source = document.text
    parts = {path: _mended(source, damage, outline, path) for path in (RECORD, NOTICE, PREAMBLE)}
    whole = simplified(mend(source, damage).text[:200_000])
    front = f"{parts[RECORD]}\n{parts[NOTICE]}"
    title = title_lines(front) or title_lines(parts[PREAMBLE][:200])
    headings = [simplified(node.title) for node in outline.nodes if node.level == 1]
    read_document = reading_of(headings)
    body = outline.nodes[-1].own[-1].end if outline.nodes and outline.nodes[-1].own else len(source)
    signer, signed = _signature(simplified(mend(source, damage, [Span(max(0, body - 400), body)]).text))
    issuer = _issuer(parts, title) or signer
    names = [title, issuer, *(match[2] for match in _SOURCE.finditer(front)), *_senders(front)]
    basis = _basis(parts[PREAMBLE] or _grounds(source, damage, outline))
    place = place_of([name for name in names if name], whole, basis)
    if not title:
        title = _inferred(whole, place, read_document)
    issued, published = _dates(parts)
    issued = issued or signed
    period = period_of(title, whole, int(issued[:4] or published[:4] or 0))
    return Metadata(
        title, "解读" if read_document else kind_of(title), place.province, place.city, place.district, issuer,
        _number(front), issued, published, period, basis,
    )  # fmt: skip


def simplified(text: str) -> str:
    """Simplified and NFKC where that keeps one character one."""
    return to_simplified("".join(a if "\u3000" < a < "\u3020" else b for a, b in _pairs(text)))


def _pairs(text: str) -> zip[tuple[str, str]]:
    return zip(text, text.translate(_HALF), strict=True)


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def plan_id(metadata: Metadata, document: Document) -> str:
    """Short, readable and stable: title, district where the title lacks it, edition where it lacks that."""
    name = re.sub(r"[《》“”\"'‘’「」『』#\s~/]", "", simplified(metadata.title)).replace("—", "-")
    place = metadata.district or metadata.city or metadata.province
    stem = place.rstrip("区县市旗省") if len(place) > 2 else place
    if stem and stem not in name:
        name = place + name
    if not re.search(r"(19|20)\d\d|五年|[一二三四五六七八九十]五", name):
        edition = metadata.doc_no or _span(metadata.period) or metadata.issued or metadata.published
        name += f"({edition})" if edition else ""
    return re.sub(r"\s", "", name) or f"未名文件{document.sha256[:8]}"


def _span(period: tuple[int, int] | None) -> str:
    return "" if period is None else f"{period[0]}-{period[1]}" if period[0] < period[1] else str(period[0])


def _mended(source: str, damage: Sequence[Damage], outline: Outline, path: str) -> str:
    spans = [span for node in outline.nodes if node.path == path for span in node.own]
    return "\n".join(simplified(mend(source, damage, [Span(*span)]).text) for span in spans)


def _lines(text: str) -> list[str]:
    return [line.strip(" *#\t") for line in text.splitlines() if line.strip(" *#\t")]


def _senders(front: str) -> list[str]:
    return [match[1] for line in _lines(front) if (match := _SENDER.match(line))]


def _issuer(parts: dict[str, str], title: str) -> str:
    """Who signs the notice, else who sends it by its title, else whom the record names."""
    lines = _lines(parts[NOTICE])
    for before, line in pairwise(lines):
        if _DATE.fullmatch(line) and _ISSUER.match(before.replace(" ", "")):
            return before.replace(" ", "")
    for line in [*lines, *_lines(parts[RECORD]), title]:
        if match := _SENDER.match(line.replace(" ", "")):
            return match[1]
    for label in ("发布机构|发文机关|发文单位|公开主体", "来源"):
        if match := re.search(
            rf"({label})\s*[:|]?\s*([\u4e00-\u9fff]{{2,40}}{_OFFICE})(?![\u4e00-\u9fff])", parts[RECORD]
        ):
            return match[2]
    return ""


def _signature(end: str) -> tuple[str, str]:
    """Who signs at the end of a document, and when."""
    match = re.search(
        rf"(?:^|[。\n)\s])([\u4e00-\u9fff]{{2,30}}{_OFFICE})\s*{_DATE.pattern}\s*([(][^()]*[)]\s*)*$", end.rstrip()
    )
    if match is None:
        return "", ""
    date = _DATE.search(match[0])
    return match[1], _iso(date) if date else ""


def _number(front: str) -> str:
    """The document's own number: in the record or on a line of its own, not one it cites."""
    for line in _lines(front):
        match = DOC_NO.search(matchable(line))
        if match and len(line) <= 80 and "《" not in line[: match.start()] and not line.endswith(("。", "执行")):
            label = re.match(r".*?(发文字号|文号)\s*[:|]?\s*", line[: match.end()])
            start = max(match.start(), label.end() if label else 0)
            return re.sub(r"[\[【(]((?:19|20)\d\d)[\]】)]", r"〔\1〕", line[start : match.end()].replace(" ", ""))
    return ""


def _iso(match: re.Match[str]) -> str:
    year = match[1] if match[1].isdigit() else "".join(str(DIGITS.get(char, 0)) for char in match[1])
    month, day = ordinal(match[2]) or 0, ordinal(match[3]) or 0
    return f"{int(year):04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _labelled(text: str, label: re.Pattern[str]) -> str:
    for found in label.finditer(text):
        if date := _DATE.match(text, found.end()):
            return _iso(date)
    return ""


def _dates(parts: dict[str, str]) -> tuple[str, str]:
    """(signed, published), ISO, empty where not given."""
    signed = [_iso(match) for line in _lines(parts[NOTICE]) if (match := _DATE.fullmatch(line.strip("()")))]
    record = parts[RECORD]
    published = _labelled(record, _PUBLISHED)
    if not published and (match := _DATE.match(next((x for x in _lines(record) if _DATE.match(x)), ""))):
        published = _iso(match)
    return (signed[-1] if signed else _labelled(record, _WRITTEN)), published


def _basis(text: str) -> tuple[str, ...]:
    """Documents named in a sentence that gives grounds."""
    named: Counter[str] = Counter()
    for sentence in re.split(r"[。\n]", text):
        if _GROUNDS.search(sentence):
            named.update(re.sub(r"\s", "", name) for name in _BOOK.findall(sentence))
    return tuple(named)


def _grounds(source: str, damage: Sequence[Damage], outline: Outline) -> str:
    """The chapter that tells the background, as one sentence of grounds, for a text without a preamble."""
    for node in outline.nodes:
        if node.level == 1 and re.search("背景|依据", simplified(node.title)):
            return "根据" + re.sub(r"[。\n]", ",", simplified(mend(source, damage, node.own).text))
    return ""


def _inferred(whole: str, place: Place, read_document: str) -> str:
    """A title for a text without one: of the document it is about, moved to its own place."""
    name = place.district or place.city or place.province
    if read_document:
        long = re.search(rf"《([^《》]{{6,60}})》\s*\(以下[^()]{{0,6}}简称\s*[“《]{read_document}[”》]", whole)
        subject = long[1] if long else f"教育{read_document}"
        stem = re.sub(rf"^({re.escape(place.province or '〇')})?({re.escape(place.city or '〇')})?", "", subject)
        own = stem if name and stem.startswith(name) else name + stem
        return own + "解读"
    books = Counter(book for book in _BOOK.findall(whole) if name and name in book)
    return books.most_common(1)[0][0] if books else ""
