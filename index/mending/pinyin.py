"""Readings put in after characters by a careless conversion: ``規(guī)劃`` for 規劃."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from index.plan import Damage

_INITIALS = re.compile("[zcs]h|[bpmfdtnlgkhjqxrzcsyw]")
_FINALS = re.compile(
    "a|ai|ao|an|ang|o|ou|ong|e|ei|en|eng|er|ê|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|v|ve|vn"
)
_TONES = "\u0304\u0301\u030c\u0300"
_LETTERS = r"a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡ"
_READING = re.compile(rf"(?P<open>[(（]?)(?P<word>[{_LETTERS}]{{1,6}})(?P<close>[)）]?)")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def is_reading(word: str) -> bool:
    """Whether ``word`` is one Pinyin syllable with a tone mark."""
    plain = unicodedata.normalize("NFD", word.replace("ɡ", "g"))
    tones = [char for char in plain if char in _TONES]
    if len(tones) != 1 or not word.islower():
        return False
    bare = "".join(char for char in plain if char not in _TONES)
    bare = unicodedata.normalize("NFC", bare).replace("ü", "v")
    initial = _INITIALS.match(bare)
    rest = bare[initial.end() :] if initial else bare
    return bool(_FINALS.fullmatch(rest)) or bare in {"m", "n", "ng"}


def find_readings(text: str, mended: Container[int] = ()) -> Iterator[Damage]:
    """Every reading put in after a Chinese character, with both brackets or with one of them lost.

    ``mended`` are the ends of runs that are Chinese characters too, once put together again.

    A reading that is itself the subject (``“行(xíng)”``, ``拼音(pīnyīn)``) is no damage.
    """
    for found in _READING.finditer(text):
        word = found["word"]
        if not (found["open"] or found["close"]) or not is_reading(word):
            continue
        start, end = found.span()
        if start == 0 or not (_HAN.match(text[start - 1]) or start in mended):
            continue
        if start > 1 and text[start - 2] in '“「‘『"' and text[end : end + 1] in '”」’』"':
            continue
        whole = bool(found["open"] and found["close"])
        yield Damage("pinyin", start, end, found[0], "", whole or _HAN.match(text[end : end + 1]) is not None)
