"""Prompts as data: one file per prompt, loaded by name."""

from importlib.resources import files


def load(name: str) -> str:
    """Text of the prompt called ``name`` (without suffix). FileNotFoundError if there is none."""
    return (files("prompts") / f"{name}.md").read_text(encoding="utf-8").strip()
