"""The answerer's own sentences, by language, from ``data/frames.toml``."""

from __future__ import annotations

from assistant.cues import table
from index.script import to_traditional


def phrase(key: str, language: str, **words: str) -> str:
    """The sentence ``key`` with its gaps filled, in zh-Hans, zh-Hant or en."""
    entry = table("frames")[key]
    if language == "en":
        return str(entry["en"]).format(**words)
    text = str(entry["zh"]).format(**words)
    return to_traditional(text) if language == "zh-Hant" else text
