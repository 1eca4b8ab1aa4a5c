"""How Chinese names sound, in Latin letters."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

_AS_SURNAME = {"曾": "zeng", "翟": "zhai", "覃": "qin"}


@lru_cache(maxsize=1 << 14)
def sounds(name: str) -> tuple[str, ...]:
    """How a Chinese name is written in Latin letters, without tones and blanks; several where a character has more
    than one reading."""
    from pypinyin import Style, pinyin

    readings = pinyin(name, style=Style.NORMAL, heteronym=True)
    usual = "".join(syllable[0] for syllable in pinyin(name, style=Style.NORMAL))
    spelt = ("".join(one) for one in islice(product(*readings), 24))
    return tuple(dict.fromkeys(text.replace("ü", "v") for text in (usual, *spelt)))


def surname(char: str) -> str:
    """How a character reads as a surname: 曾 → zeng."""
    return _AS_SURNAME.get(char) or sounds(char)[0]
