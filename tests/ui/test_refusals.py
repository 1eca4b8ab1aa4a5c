"""Whatever the readers say of a file has its string in the interface."""

import ast
from pathlib import Path

import pytest

from ui.refusals import _WAYS, refusal
from ui.strings import LANGUAGES, table

INDEX = Path(__file__).parents[2] / "index"


def lines():
    """The readers' lines, as their source has them."""
    for path in (INDEX / "read.py", *sorted((INDEX / "formats").glob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UnreadableError" and node.args:
                told = ast.unparse(node.args[0])
                if not told.isidentifier() and "printable" not in told and "{name" not in told:
                    yield told


def test_every_line_of_the_readers_has_its_string():
    told = [
        line for line in lines() if "folder" not in line and "regular file" not in line and "no file has" not in line
    ]
    assert len(told) > 20
    assert [line for line in told if refusal(line) == "upload_unreadable"] == []


def test_a_line_that_is_new_has_the_general_one():
    assert refusal("it is haunted; call somebody") == "upload_unreadable"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strings_are_there(language):
    assert {key for _, key in _WAYS} <= set(table(language))
