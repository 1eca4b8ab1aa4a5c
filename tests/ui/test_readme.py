"""The README tells the truth about commands and settings, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant.settings import settings_table
from ui.cli import parser
from ui.help import README, filled

BOTH = ["README.md", "README.zh.md"]


@pytest.mark.parametrize("name", BOTH)
def test_the_generated_parts_are_up_to_date(name):
    text = (README / name).read_text(encoding="utf-8")
    assert filled(text) == text, "run `python -m ui.help`"


@pytest.mark.parametrize("name", BOTH)
def test_every_command_and_setting_stands_in_it(name):
    text = (README / name).read_text(encoding="utf-8")
    commands = next(action for action in parser()._actions if action.dest == "command").choices
    assert all(f"`eduplan {command} " in text for command in commands)
    assert all(f"`{variable}`" in text for variable, _, _ in settings_table())


@pytest.mark.parametrize("name", BOTH)
def test_every_library_that_is_installed_stands_in_it_with_its_reason(name):
    text = (README / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and line.count("|") == 5]
    named = {word for row in rows for word in re.findall(r"[a-z][\w.-]+", row.split("|")[1])}
    wanted = tomllib.loads((README / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {re.split(r"[><=\[ ]", one)[0] for one in wanted} <= named


def test_the_test_command_of_the_readme_is_the_one_ci_calls():
    ci = (Path(README) / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (README / "README.md").read_text(encoding="utf-8")
    assert "\nmake test\n" in ci
