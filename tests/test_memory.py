"""What is remembered for ever is of a kind of which there are few: a server that lives for months does not grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("assistant", "eval", "index", "prompts", "ui")
FEW = {
    "assistant/cues.py table": "the names of the tables",
    "assistant/cues.py pattern": "the lists of a table",
    "assistant/polarity.py _finder": "the lists of a table",
    "assistant/rendition/verbs.py governs": "the lists of a table",
    "assistant/topic.py cue": "the cues of a table",
    "eval/claims.py _english": "the places of a run's cases",
    "index/formats/read_text.py _weight": "the characters there are",
    "index/script.py _converter": "the converters there are",
    "index/script.py _fold_char": "the characters there are",
    "index/server.py _connect": "the servers of a process",
    "ui/strings.py table": "the languages of the page",
}
"""Caches without a bound whose keys are text, and why there are few keys."""
CLOSED = ("Path", "bool")
"""Kinds of arguments of which a process sees few."""


def unbounded() -> Iterator[tuple[str, list[str]]]:
    """Functions that remember every result, each with the kinds of its arguments."""
    for file in (one for folder in FOLDERS for one in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(_for_ever(ast.unparse(one)) for one in node.decorator_list):
                kinds = [ast.unparse(one.annotation) if one.annotation else "" for one in node.args.args]
                yield f"{file.relative_to(ROOT)} {node.name}", kinds


def _for_ever(decorator: str) -> bool:
    return decorator in ("cache", "functools.cache") or ("lru_cache" in decorator and "None" in decorator)


def test_what_is_remembered_for_ever_has_few_keys():
    found = dict(unbounded())
    assert len(found) > 20
    many = [name for name, kinds in found.items() if name not in FEW and not set(kinds) <= set(CLOSED)]
    assert many == [], "give it a bound: lru_cache(maxsize=…)"
    assert set(FEW) <= set(found)


@pytest.mark.parametrize("decorator", ["cache", "functools.cache", "lru_cache(maxsize=None)", "lru_cache(None)"])
def test_such_a_cache_is_known_when_seen(decorator):
    assert _for_ever(decorator)
    assert not _for_ever("lru_cache(maxsize=64)")
