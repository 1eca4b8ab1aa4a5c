"""What stands before the body of a plan: page furniture, the page's record, the notice, the preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.formats.page_furniture import is_furniture
from index.structure.lines import Line, has_word, headed, stops
from index.structure.markers import marker_at

RECORD, NOTICE, PREAMBLE = "发文信息", "印发通知", "引言"

_KEY = (
    r"(索引号|信息索取号|发文字号|文号|主题分类|主题词|体裁分类|组配分类|成文日期|发布日期|发文日期|生成日期|印发日期|公开日期|文件标题|标题|名称|"
    r"发布机构|发文机关|发文单位|公开主体|公开类型|公开属性|公开方式|公开期限|公开载体|首次公开|有效性|时效性|废止日期|有效期|"
    r"来源|稿源|时间|发布时间|发布人|作者|信息来源|信息提供日期|信息分类|浏览次数|点击|投稿|字体|字体大小|关键词|统一编号)"
)
_RECORD = re.compile(rf"{_KEY}\s*([::|]|$|\s)|{_KEY}\s*\|")
_STAMP = re.compile(r"((19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)(\s*\d{1,2}:\d\d(:\d\d)?)?")
_DATE = re.compile(
    r"[(]?\s*([12二]\s*[0-9〇零○o一二三四五六七八九]{3})\s*年\s*[0-9一二三四五六七八九十元]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\s*[)]?$"
)
_ADDRESS = re.compile(r"(各|市|区|县|省|局|州|有关)[^。;]{1,200}[::]$")
_SENDS = re.compile(
    r"(印发|转发|下发|发给你们|予以公布|现予发布).{0,60}(执行|落实|实施|遵照|参照|办理|学习)|现将《|已经.{2,40}(同意|通过|审定).{0,20}(现|请)"
)
_ASIDE = re.compile(r"[(](此件|承办|联系|公开|发文|有效期|主动公开|依申请)[^()]*[)]$")
DOC_NO = re.compile(
    r"(?:(?<=通知)|(?<=意见)|(?<=办法)|(?<=规定)|(?<=方案)|(?<=规划)|(?<=计划)|(?<=细则)|(?<![\u4e00-\u9fff]))[\u4e00-\u9fff]{2,12}[〔\[【(]\s*(19|20)\d\d\s*[〕\]】)]\s*(第\s*)?\d{1,4}\s*号"
)
_LINK = re.compile(r"^!?\[[^\]]*\]\(|\]\([^)]*\)\s*$|^<!--")
_CRUMB = re.compile(r"(>|»|›|\\>)\s*\S+.*(>|»|›|\\>)")
_TAIL = re.compile(
    r"附件:$|文件下载|附件下载|相关(链接|附件|文件|文章|阅读|解读)|滑动查看|关于我们|使用帮助|网站声明|网站地图|主办:|承办:|主办单位|承办单位|网站标识码|icp|"
    r"公网安备|版权|copyright|打印本页|关闭窗口|收藏本页|网站维护|咨询投诉|分享到|上一篇|下一篇|返回顶部|扫一扫|责任编辑|【.{2,4}】|备案(号|编号|序号)"
)
_PAGE = re.compile(r"^[-—–]\s*\d{1,4}\s*[-—–]$|^第\s*\d{1,4}\s*页(\s*[,/共]*\s*\d{1,4}\s*页)?$|^page \d+( of \d+)?$")


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter by indices of lines: ``parts`` is (path, lines) in text order, ``dropped`` the furniture."""

    parts: tuple[tuple[str, tuple[int, ...]], ...]
    dropped: tuple[int, ...]


def furniture(text: str) -> bool:
    """Whether a line anywhere is no part of the document: a page number, an image, a row of links."""
    return bool(_PAGE.match(text)) or not has_word(text) or bool(_LINK.search(text))


def _head_furniture(text: str) -> bool:
    return (
        furniture(text)
        or is_furniture(text)
        or bool(_CRUMB.search(text))
        or bool(re.search(r"星期[一二三四五六日]$", text))
    )


def read_front(text: str, lines: Sequence[Line]) -> Front:
    """Sort the lines before the first marker. ``text`` is matchable."""
    shown = [text[line.start : line.end] for line in lines]
    dropped = {i for i, line in enumerate(shown) if _head_furniture(line)}
    live = [i for i in range(len(lines)) if i not in dropped]
    if live and live[0] == 0 and len(shown[0]) <= 4 and len(live) <= 1:
        return Front((), tuple(range(len(lines))))
    record_end = max((i for i in live if _is_record(shown[i])), default=-1)
    address = next((i for i in live if i > record_end and _ADDRESS.search(shown[i])), None)
    notice_end = _notice_end(shown, live, record_end, address)
    preamble = next((i for i in live if i > max(record_end, notice_end) and not _is_title(shown[i])), len(lines))
    if notice_end < 0 and address is not None and address < preamble:
        preamble = address
    record = tuple(i for i in live if i <= record_end or (notice_end < 0 and i < preamble))
    notice = tuple(i for i in live if record_end < i < preamble and notice_end >= 0)
    rest = tuple(i for i in live if i >= preamble)
    parts = tuple((path, found) for path, found in ((RECORD, record), (NOTICE, notice), (PREAMBLE, rest)) if found)
    return Front(parts, tuple(sorted(dropped)))


def _is_record(line: str) -> bool:
    """A line of the page's record: ``索引号 | …``, ``2031年09月08日10:22 来源:…``."""
    if len(line) > 200:
        return False
    stamp = _STAMP.match(line)
    return bool(_RECORD.match(line)) or (
        stamp is not None and (stamp.end() < len(line) or bool(stamp[3])) and not stops(line)
    )


def _notice_end(shown: Sequence[str], live: Sequence[int], after: int, address: int | None) -> int:
    """Index of the last line of the covering notice, -1 where there is none."""
    start = after if address is None else address - 1
    sends = next((i for i in live if i > start and _SENDS.search(shown[i]) and stops(shown[i])), None)
    if sends is None:
        return -1
    end = sends
    for i in live:
        if i > sends and (_DATE.match(shown[i]) or _ASIDE.match(shown[i])):
            end = i
        elif i > sends and end > sends and (len(shown[i]) > 60 or stops(shown[i])):
            break
    return end


def _is_title(line: str) -> bool:
    return (headed(line.replace(":", ""), 70) and not stops(line)) or (
        bool(DOC_NO.search(line)) and len(line) < 80 and not stops(line)
    )


def tail(text: str, lines: Sequence[Line]) -> int:
    """How many lines at the end are page furniture: an imprint, links, and what stands between them."""
    end = len(lines)
    other = 0
    for i in range(len(lines) - 1, max(-1, len(lines) - 40), -1):
        shown = text[lines[i].start : lines[i].end]
        if len(shown) > 120 or (stops(shown) and not shown.endswith((":", "->", "→"))) or other > 3:
            break
        if is_furniture(shown) or _TAIL.search(shown) or _LINK.search(shown):
            end, other = i, 0
        elif marker_at(text, lines[i].start, lines[i].end):
            break
        elif has_word(shown):
            other += 1
    return len(lines) - end
