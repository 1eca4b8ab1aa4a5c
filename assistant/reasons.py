"""Why a sentence was left out, in words for the reader: the check's short reasons in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.cues import table
from index.script import to_traditional

MOST = 3
"""Reasons told of one sentence; the first ones weigh most."""


def explain(reasons: Iterable[str], language: str) -> str:
    """``reasons`` of ``assistant.verify.check`` as one line in zh-Hans, zh-Hant or en, each said once, at most
    ``MOST``."""
    told = list(dict.fromkeys(_told(reason, language) for reason in reasons))[:MOST]
    line = ("; " if language == "en" else "；").join(told)
    return to_traditional(line) if language == "zh-Hant" else line


def _told(reason: str, language: str) -> str:
    script = "en" if language == "en" else "zh"
    for entry in table("reasons")["reason"]:
        match = re.fullmatch(entry["form"], reason)
        if match:
            return str(entry[script]).format(**{key: value or "" for key, value in match.groupdict().items()})
    return str(table("reasons")["other"][script]).format(reason=reason)
