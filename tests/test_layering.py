"""Imports point down only, and importing does nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "index": {"index"},
    "prompts": {"prompts"},
    "assistant": {"assistant", "index", "prompts"},
    "eval": {"eval", "assistant", "index", "prompts"},
    "ui": {"ui", "eval", "assistant", "index", "prompts"},
}
HEAVY = (
    *("torch", "gradio", "chromadb", "sentence_transformers"),
    *("jieba", "docx", "pdfplumber", "fastapi", "transformers"),
)


@pytest.mark.parametrize("package", ALLOWED)
def test_imports_point_down_only(package):
    for path in (ROOT / package).rglob("*.py"):
        found = {name.partition(".")[0] for name in _imports(path)} & set(ALLOWED)
        assert found <= ALLOWED[package], f"{path.relative_to(ROOT)} imports {found - ALLOWED[package]}"


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _modules(package):
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__")


def test_importing_is_light():
    """No module pulls in a heavy package; ``index.static_module`` is made for torch, ``pdf_paint`` for pdfplumber."""
    made_for = {"index.static_module", "index.formats.pdf_paint"}
    names = [name for package in ALLOWED for name in _modules(package) if name not in made_for]
    code = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
