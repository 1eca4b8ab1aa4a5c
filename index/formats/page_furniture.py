"""What a web page or a printed page carries around its document: the words and names it is known by."""

from __future__ import annotations

import re
from itertools import pairwise

from index.script import fold

_NAMES = frozenset(
    str.split("""nav navbar navs navigation menu submenu breadcrumb breadcrumbs crumb crumbs dqwz weizhi footer foot
    copyright banner topbar toolbar sidebar aside share sharebox bdshare pager pagination related recommend searchbox
    login friendlink friendlinks sitemap skip fontsize advert ads cookie modal popup header masthead logo qrcode ewm
    visuallyhidden sronly""")
)
"""Words in an element's class or id that mark it as furniture, whatever the site. None is among them that style sheets
use for layout (``hidden-xs``, ``position-relative``)."""

_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")

_WHERE = re.compile(r"^(您|你)?(当前|现在|目前)?(的|所在)*(位置|路径)\s*[::]|^首页\s*[>»›/|]")
_BUTTONS = re.compile(
    r"(字[体号](大小)?|放大|正常|缩小|超?大|中|小|打印(本页|此页)?|关闭(窗口|本页)?|分享(到|至)?|收藏(本页)?|复制链接|返回(顶部|首页|上页|列表)?|"
    r"微信|微博|qq空间|扫一扫.{0,12}|纠错|我要纠错|无障碍|繁体|简体|english|首页|上一[篇页]|下一[篇页]|更多|搜索|登录|注册|"
    r"责任编辑\s*:\s*\S{0,8}|(浏览|点击|阅读)(次数|量)?\s*:?\s*\d*次?|today|a[+-]?)"
)
_IMPRINT = re.compile(r"icp备\d|公网安备\s*\d|网站标识码\s*[:\d]|版权所有|copyright|©")
_FOOT = re.compile(
    r"技术支持\s*:|网站地图|联系我们|关于我们|隐私(保护|声明|政策)|网站声明|建议使用.{0,20}浏览|今天是\d|主办单位?\s*:|承办单位?\s*:|"
    r"最佳(浏览|分辨率)|网站管理|总访问量|地址\s*:.{4,60}(邮编|电话)"
)
_BETWEEN = re.compile(r"[\s|丨/·:,、;\[\]()【】>«»-]+")


def named_as_furniture(name: str) -> bool:
    """Whether a class or id says so: ``page-footer``, ``topNav``, ``bread_crumb``."""
    words = [word.lower() for word in _TOKEN.findall(name)]
    return any(word in _NAMES for word in words) or any(a + b in _NAMES for a, b in pairwise(words))


def is_imprint(line: str) -> bool:
    """Whether a line is a web site's imprint, which no document contains."""
    return len(line) <= 200 and bool(_IMPRINT.search(fold(line)))


def is_furniture(line: str) -> bool:
    """Whether a line that stands before or after a document belongs to the page: bread crumb, buttons, imprint."""
    if len(line) > 200:
        return False
    text = fold(line).strip()
    return bool(_WHERE.search(text) or _FOOT.search(text) or _IMPRINT.search(text)) or not _BETWEEN.sub(
        "", _BUTTONS.sub("", text)
    )


_PAGE_NUMBER = re.compile(r"^[-—–―‐·\s]*(第?\s*\d{1,4}\s*页?|[ivxlIVXL]{1,6})(\s*[/,共]+\s*\d{1,4}\s*页?)?[-—–―‐·\s]*$")


def is_page_number(line: str) -> bool:
    """``— 3 —``, ``第3页 共12页``, ``3/12``."""
    return bool(_PAGE_NUMBER.match(line))
