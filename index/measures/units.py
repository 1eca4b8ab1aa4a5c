"""Units, counting words, scales and qualifiers of official texts, as data.

Everything is folded: Simplified, half width, lower case.
"""

from __future__ import annotations

import re
from decimal import Decimal

# Counting word or unit -> what may not follow it (else it is part of a longer word: 三门峡, 两名校长 stays 两名).
COUNTERS: dict[str, str] = {
    "人": "口|类|民|才|格|大代",
    "名": "校(?!长|医)|师(?!范|资|傅)|园|单|额|称|优|誉|牌|班主任工|工程",
    "位": "一体|于|置|列|居|数",
    "人次": "",
    "个": "别|性|体(?!育)",
    "所": "有|谓|属|需|在|以(?!上|下|内)",
    "家": "庭|长|校|园|渠|庄|口|湾|岗|滩|店|集|镇|村|河|沟|教|乡|国",
    "间": "接|隔|距",
    "座": "谈|位",
    "栋": "",
    "幢": "",
    "项": "目(?!标)",
    "次": "序|要|生|级",
    "门": "峡|县|头|口|诊|户|类|前",
    "节": "约|点|日|假|水|能|奏",
    "套": "餐",
    "本": "科|级|地|区|校|土|年|届|身|领",
    "册": "",
    "台": "山|河|县|湾|州|风|账|阶|区|上",
    "辆": "",
    "处": "理|置|于|室|分|长|级|在",
    "片": "区",
    "场": "所|地|馆|景",
    "批": "评|准|复",
    "支": "持|撑|出|部|教|付|柱|队伍(?=建设)",
    "对": "口|接|应|标|照|外|于|比|象|待|区|学",
    "组": "织|长|建|成|员|团|合|工",
    "类": "似|别",
    "种": "子|植",
    "条": "例|件|款|块",
    "件": "",
    "篇": "章",
    "部": "门|分|委|级|署|队|位",
    "轮": "岗|流|换",
    "届": "时|满",
    "张": "家|村|庄",
    "枚": "",
    "块": "",
    "户": "籍|外|型",
    "班": "主|级|额|子|容|会|车|次",
    "笔": "记|试",
    "股": "份|东",
    "对子": "",
    "学位": "",
    "床": "",
    "大": "学|赛|型|量|力|会|于|小|约|概|额|中|班|多|厅|队|楼",
    "强": "化|省|市|区|县|校|师|调|制",
}

# Unit as written -> (normal spelling, base unit, how many base units).
_MEASURES: dict[str, tuple[str, str, str]] = {
    "%": ("%", "%", "1"),
    "个百分点": ("百分点", "百分点", "1"),
    "百分点": ("百分点", "百分点", "1"),
    "‰": ("‰", "%", "0.1"),
    "成": ("成", "%", "10"),
    "元": ("元", "元", "1"),
    "美元": ("美元", "美元", "1"),
    "倍": ("倍", "倍", "1"),
    "平方米": ("平方米", "平方米", "1"),
    "平米": ("平方米", "平方米", "1"),
    "㎡": ("平方米", "平方米", "1"),
    "m2": ("平方米", "平方米", "1"),
    "公顷": ("公顷", "平方米", "10000"),
    "平方公里": ("平方公里", "平方米", "1000000"),
    "亩": ("亩", "亩", "1"),
    "公里": ("公里", "米", "1000"),
    "千米": ("公里", "米", "1000"),
    "米": ("米", "米", "1"),
    "公斤": ("公斤", "公斤", "1"),
    "千克": ("公斤", "公斤", "1"),
    "吨": ("吨", "公斤", "1000"),
    "课时": ("课时", "课时", "1"),
    "学时": ("学时", "学时", "1"),
    "学分": ("学分", "学分", "1"),
    "小时": ("小时", "分钟", "60"),
    "分钟": ("分钟", "分钟", "1"),
    "天": ("天", "天", "1"),
    "个工作日": ("工作日", "工作日", "1"),
    "工作日": ("工作日", "工作日", "1"),
    "日": ("天", "天", "1"),
    "周": ("周", "周", "1"),
    "个月": ("个月", "个月", "1"),
    "年": ("年", "年", "1"),
    "周年": ("年", "年", "1"),
    "学年": ("学年", "学年", "1"),
    "个学年": ("学年", "学年", "1"),
    "学期": ("学期", "学期", "1"),
    "个学期": ("学期", "学期", "1"),
    "岁": ("岁", "岁", "1"),
    "周岁": ("岁", "岁", "1"),
    "分": ("分", "分", "1"),
    "mbps": ("M", "M", "1"),
    "gbps": ("G", "M", "1000"),
    "兆": ("M", "M", "1"),
    "m": ("M", "M", "1"),
    "gb": ("GB", "GB", "1"),
    "tb": ("TB", "GB", "1024"),
    "km": ("公里", "米", "1000"),
    "kg": ("公斤", "公斤", "1"),
}
_NOT_AFTER: dict[str, str] = {
    "成": "立|为|果|长|员|绩|就|效|熟|功|人|本|都|渝|才|分|型|套|教",
    "元": "素|旦|宵|月|化|代",
    "年": "级|轻|龄|均|报|代|鉴|会|终|味|画|货|限|检|审|糕|制(?!度|订|定)",
    "天": "津|然|下|地|文|府|桥",
    "日": "常|程|志|照|益|前|起|报|记|本|清",
    "周": "边|岁|期|末|报|长|转|密|知|围|年|家",
    "分": "校|别|类|之|布|园|成|层|级|析|配|享|支|部|设|工|为|钟|流|批|步|担|管|数|值|段|解|区",
    "米": "仓|面|脂",
    "m": "[a-z0-9]",
    "倍": "",
}
# Words of rank: 二级, 九年级 (a place in an order, not an amount; 三级 for three levels reads the same).
RANKS = {"年级": "", "级": "别|差", "期": "间|望|末|初|限|满|货", "号": "", "号线": "", "等奖": ""}

UNITS: dict[str, tuple[str, str, Decimal]] = {
    **{word: (word, word, Decimal(1)) for word in COUNTERS},
    **{word: (normal, base, Decimal(size)) for word, (normal, base, size) in _MEASURES.items()},
    **{word: (word, word, Decimal(1)) for word in RANKS},
}
PEOPLE = frozenset("人名位")

SCALES: dict[str, Decimal] = {
    word: Decimal(size)
    for word, size in {
        "百": 100,
        "千": 1000,
        "万": 10**4,
        "十万": 10**5,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
        "十亿": 10**9,
        "百亿": 10**10,
        "千亿": 10**11,
        "万亿": 10**12,
    }.items()
}

# Before the number -> normalised.
BEFORE: dict[str, str] = {
    **dict.fromkeys(
        ["不低于", "不少于", "不小于", "不得低于", "不得少于", "不能少于", "不应低于", "不下于", "至少", "最少"],
        "不低于",
    ),
    **dict.fromkeys(["最低", "≥", ">=", "≧", "⩾"], "不低于"),
    **dict.fromkeys(["不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "不得多于", "不能超过"], "不超过"),
    **dict.fromkeys(["不应超过", "至多", "最多", "最高", "≤", "<=", "≦", "⩽"], "不超过"),
    **dict.fromkeys(["超过", "超", "逾", "高于", "大于", "多于", "突破", ">"], "超过"),
    **dict.fromkeys(["低于", "少于", "小于", "不足", "不到", "不满", "<"], "低于"),
    **dict.fromkeys(["约", "大约", "约为", "大概", "大致"], "约"),
    **dict.fromkeys(["近", "接近", "将近"], "近"),
}
# After the unit -> normalised.
AFTER: dict[str, str] = {
    **dict.fromkeys(["以上", "及以上", "或以上", "(含)以上", "(含)及以上", "之上"], "以上"),
    **dict.fromkeys(["以下", "及以下", "或以下", "(含)以下", "之下"], "以下"),
    **dict.fromkeys(["以内", "之内"], "以内"),
    **dict.fromkeys(["左右", "上下"], "左右"),
}
# Between the number and its unit: 2万余个, 50多条, 十来所.
WITHIN: dict[str, str] = {"余": "超过", "多": "超过", "来": "约"}

# What a qualifier says of the number: at least, more than, at most, less than, about.
BOUNDS: dict[str, str] = {
    "不低于": "ge",
    "以上": "ge",
    "超过": "gt",
    "不超过": "le",
    "以下": "le",
    "以内": "le",
    "低于": "lt",
    "左右": "about",
    "约": "about",
    "近": "about",
}

# Words that say a number is a change, not a level (提高到 and 增至 say a level).
UP = "增长|提高|增加|提升|上升|新增|扩大|增幅|净增|涨"
DOWN = "降低|下降|减少|压减|缩减|压缩|削减|减"

# One year per: 元/人·月, 每生每年.
PER = "学期|学年|平方米|课时|人|生|名|位|年|月|周|天|日|班|校|园|所|师|亩|次|节|户"


def qualified(number: str, unit: str, qualifier: str) -> str:
    """A number with its unit, and its normalised qualifier on the side where it reads: 98%以上, 不低于2次."""
    return f"{number}{unit}{qualifier}" if qualifier in AFTER.values() else f"{qualifier}{number}{unit}"


def unit_pattern() -> str:
    """A regex for any unit, longest first, each guarded against the longer words it could open."""
    guards = COUNTERS | RANKS | _NOT_AFTER
    ordered = sorted(UNITS, key=len, reverse=True)
    return "|".join(re.escape(word) + (f"(?!{guards[word]})" if guards.get(word) else "") for word in ordered)
