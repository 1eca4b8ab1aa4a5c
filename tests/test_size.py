"""Modules and functions that can be read in one go."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = sorted(file for name in ("assistant", "eval", "index", "prompts", "ui") for file in (ROOT / name).rglob("*.py"))
MODULE, FUNCTION = 300, 50
"""Lines at most; a function's without those of the classes and functions in it."""
_DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _lines(node: ast.stmt) -> int:
    within = [one for one in ast.walk(node) if isinstance(one, _DEFINED) and one is not node]
    inner = {line for one in within for line in range(one.lineno, one.end_lineno + 1)}
    return len(set(range(node.lineno, node.end_lineno + 1)) - inner)


def _functions(text: str) -> dict[str, int]:
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, _DEFINED[:2])]
    return {node.name: _lines(node) for node in nodes}


def test_no_module_and_no_function_is_too_long():
    assert len(FILES) > 100
    long = []
    for file in FILES:
        text, name = file.read_text(encoding="utf-8"), str(file.relative_to(ROOT))
        counts = {name: text.count("\n")} if text.count("\n") > MODULE else {}
        counts |= {f"{name} {one}": count for one, count in _functions(text).items() if count > FUNCTION}
        long += counts.items()
    assert long == [], "look for the missing idea"


def test_what_stands_in_a_function_is_counted_once():
    text = "def outer():\n    class Inner:\n        def deep(self):\n            return 1\n\n    return Inner\n"
    assert _functions(text) == {"outer": 3, "deep": 2}
