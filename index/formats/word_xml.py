"""Looking things up in WordprocessingML by local name: its transitional and strict forms differ only in namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def local(element: _Element) -> str:
    """An element's name without its namespace, empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along ``path`` of local names."""
    for name in path:
        element = next((found for found in element if local(found) == name), None) if element is not None else None
    return element


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def is_on(element: _Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is set."""
    return element is not None and value(element) not in {"0", "false", "off"}
