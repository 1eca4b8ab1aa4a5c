"""The README's generated parts: commands and settings, as Markdown tables. ``python -m ui.help`` writes them in."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from assistant.settings import settings_table
from ui.cli import parser

README = Path(__file__).resolve().parents[1]


def commands_table() -> str:
    """Every command with what it does."""
    rows = ["| command | does |", "| --- | --- |"]
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                usage = _usage(action.choices[choice.dest])
                rows.append(f"| `{usage}` | {choice.help} |")
    return "\n".join(rows)


def _usage(command: argparse.ArgumentParser) -> str:
    text = " ".join(command.format_usage().removeprefix("usage: ").split()).replace(" [-h]", "")
    return text.replace("|", "\\|")


def settings_rows() -> str:
    """Every setting with its default and meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    return "\n".join([*rows, *(f"| `{name}` | {default} | {means} |" for name, default, means in settings_table())])


def filled(text: str) -> str:
    """``text`` with both generated parts brought up to date."""
    for name, part in (("commands", commands_table()), ("settings", settings_rows())):
        text = re.sub(
            rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)",
            lambda found, part=part: f"{found[1]}{part}\n{found[2]}",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    for name in ("README.md", "README.zh.md"):
        path = README / name
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
