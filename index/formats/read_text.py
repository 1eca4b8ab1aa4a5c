"""Bytes of Chinese text → characters: UTF-8, UTF-16, UTF-32, GB18030 or Big5, told apart by how they read.

GB18030 accepts nearly every Big5 file and the other way round, so errors alone decide nothing. What decides is
whether the result looks like Chinese: in running text most characters are among the commonest few hundred, in a
wrong decoding next to none are.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from index.formats.extract import Extract, UnreadableError
from index.script import fold

_SAMPLE = 200_000
"""Bytes that the encoding is judged by; even, so that UTF-16 pairs stay whole."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

_COMMON = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于"
    "起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却"
    "代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或"
    "司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六"
    "功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻"
    "程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网"
    "香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏食集质教育幼园级普均衡项目标规划方案施促推健康保障措施责任督评价培训职贫困"
    "资助课程县镇乡村街局厅省州府章节附件印通知关依据根按照率占比超低应须严禁试行办公室"
)


@cache
def _weight(char: str) -> float:
    """How much one character speaks for a decoding, from -3 (never in text) to 1 (everyday)."""
    if fold(char) in _COMMON:
        return 1.0
    kind = unicodedata.category(char)
    if char == "\ufffd" or kind in {"Cc", "Cn", "Cs"}:
        return -3.0
    if kind == "Co":
        return -1.0
    if "\u4e00" <= char <= "\u9fff":
        try:
            return 0.4 if fold(char).encode("gb2312")[0] < 0xD8 else -0.2  # level 1 of GB 2312: the commoner half
        except UnicodeEncodeError:
            return -0.6
    if "\u3000" <= char <= "\u3020" or "\uff01" <= char <= "\uff5e" or "\u2010" <= char <= "\u2026":
        return 0.4
    return -0.3


def _plausibility(text: str) -> float:
    """Mean weight of the characters that are neither ASCII text nor line ends; 0 where there are none."""
    told = [_weight(char) for char in text if not (" " <= char <= "~" or char in "\t\n\r\f")]
    return sum(told) / len(told) if told else 0.0


def decode(data: bytes, declared: str = "") -> Extract:
    """``data`` as text with the encoding's name, BOM off, line ends as they are.

    ``declared`` (an html page's own word) only breaks a tie. Bytes that do not decode become U+FFFD and a
    warning; what reads as no language at all raises UnreadableError.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding)
    if b"\0" not in data:
        try:
            return Extract(_plain(data.decode("utf-8")), "utf-8")
        except UnicodeDecodeError:
            pass
    sample = data[:_SAMPLE]
    if sample.isascii():  # a long plain head: judge by what surrounds the first byte that is not
        first = next(at for at, byte in enumerate(data) if byte > 127 or not byte)
        sample = data[first - first % 2 : first + _SAMPLE]
    declared = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(declared.lower(), declared.lower())

    plain = sum(32 <= byte < 127 for byte in sample) > 0.85 * len(sample)  # ASCII pairs look like UTF-16's rare letters
    candidates = [name for name in _CANDIDATES if not (plain and name.startswith("utf-16"))]

    def likeness(encoding: str) -> float:
        return _plausibility(sample.decode(encoding, "replace")) + (0.05 if encoding == declared else 0)

    return _checked(data, max(candidates, key=likeness))


def _checked(data: bytes, encoding: str) -> Extract:
    text = _plain(data.decode(encoding, "replace"))
    # The first sample decides here too: noise is noise from its first page on.
    if _plausibility(text[:_SAMPLE]) < 0 and not _mostly_plain(text[:_SAMPLE]):
        raise UnreadableError("it is not text in an encoding known here; save it as UTF-8")
    lost = text.count("\ufffd")
    if not lost:
        return Extract(text, encoding)
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return Extract(text, encoding, warnings=(f"{lost} broken characters ({encoding}), the first in line {line}",))


def _mostly_plain(text: str) -> bool:
    """Latin text with a stray byte or two is still text."""
    plain = sum(" " <= char <= "~" or char in "\t\n\r" for char in text)
    return plain > 0.95 * len(text)


def _plain(text: str) -> str:
    """``text`` unless it is binary: text has no control characters, but a stray one is borne."""
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if controls > 2 + len(text) // 200:
        raise UnreadableError("it is not text but binary data; export the document as txt, docx or pdf")
    return text


def read_text(data: bytes) -> Extract:
    """A txt or md file: the decoded text itself, so that offsets count in the file as it is."""
    return decode(data)
