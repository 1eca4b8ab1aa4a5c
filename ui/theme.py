"""The page's own Gradio theme: every colour is a variable of ``look/style.css``, every font is the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base
    from gradio.themes.utils.fonts import Font

FONTS = ("system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")

_COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--quiet)",
    "background_fill_primary": "var(--sheet)",
    "background_fill_secondary": "var(--paper)",
    "block_background_fill": "var(--sheet)",
    "block_border_color": "var(--line)",
    "block_label_text_color": "var(--quiet)",
    "border_color_primary": "var(--line)",
    "border_color_accent": "var(--accent)",
    "color_accent_soft": "var(--tint)",
    "input_background_fill": "var(--sheet)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--quiet)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_secondary_background_fill": "var(--sheet)",
    "button_secondary_text_color": "var(--ink)",
    "link_text_color": "var(--accent)",
    "link_text_color_hover": "var(--accent-strong)",
    "link_text_color_visited": "var(--accent)",
    "link_text_color_active": "var(--accent-strong)",
    "loader_color": "var(--accent)",
}
"""Gradio's names for colours, each with a twin ``…_dark`` where Gradio has one."""


def calm() -> Base:
    """The theme. Light and dark come from the style sheet, so both of Gradio's modes get the same variables."""
    from inspect import signature

    from gradio.themes import Base

    theme = Base(font=[_system(name) for name in FONTS], font_mono=[_system("ui-monospace"), _system("monospace")])
    known = signature(theme.set).parameters
    dark = {f"{name}_dark": value for name, value in _COLOURS.items() if f"{name}_dark" in known}
    theme.set(**_COLOURS, **dark, block_shadow="none", block_border_width="0px", input_shadow="none")
    return theme


def _system(name: str) -> Font:
    """A font that is only named: Gradio has no style sheet to ask for."""
    from gradio.themes.utils.fonts import Font

    return Font(name)
