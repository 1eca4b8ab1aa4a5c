"""A paper as a link that holds the whole file: it is kept on no server, and nobody else can ask for it."""

from __future__ import annotations

from base64 import b64encode

from ui.export.docx import KIND as WORD
from ui.export.docx import docx
from ui.export.markdown import markdown
from ui.export.paper import Paper, file_name
from ui.prose import attribute


def saved_html(paper: Paper, kind: str, time: str) -> str:
    """The link, which ``look/pages.js`` follows; ``kind`` is docx or md, empty for any other. ``time`` tells it from
    that of the same file taken before."""
    if kind not in ("docx", "md"):
        return ""
    body, form = (docx(paper), WORD) if kind == "docx" else (markdown(paper).encode(), "text/markdown")
    href = f"data:{form};base64,{b64encode(body).decode()}"
    return f'<a hidden data-file="{attribute(time)}" href="{href}" download="{attribute(file_name(paper, kind))}"></a>'
