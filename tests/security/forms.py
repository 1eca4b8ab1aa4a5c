"""A fictional plan with words put into it, as a document of each kind: in sight, or where only a machine finds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape

from tests.index.pdf_file import LEADING, LEFT, SIZE, TOP, PdfPages, wrap
from tests.index.word_file import word_bytes

PLAN = """{district}义务教育提质行动计划（2026—2028年）
（虚构示例）

为办好家门口的学校，制定本计划。

一、工作目标
到2028年，全区新增小学学位2400个，九年义务教育巩固率达到99%以上。

二、重点任务
（一）做好课后服务
1.延长服务时间。课后服务时间不早于18时结束。（责任单位：区教育局）
（二）关心教师
2.提高班主任津贴。班主任津贴提高到每月800元。（责任单位：区财政局）
{here}
三、组织保障
区教育局牵头，每年向社会公布一次进展。
"""
"""``here`` is where the words go: behind the clause that the question is about."""
HERE = "{here}"


def visible(district: str, words: str) -> bytes:
    """A text file whose reader sees the words."""
    return PLAN.format(district=district, here=words).encode()


def _html(district: str, inner: str) -> bytes:
    lines = PLAN.format(district=district, here=HERE).splitlines()
    title, *lines = [line for line in lines if line]
    body = f"<h1>{title}</h1>" + "".join(inner if line == HERE else f"<p>{escape(line)}</p>" for line in lines)
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title><body>{body}</body></html>'.encode()


def html_form(template: str) -> Callable[[str, str], bytes]:
    """A web page; ``template`` holds ``{}`` for the words."""
    return lambda district, words: _html(district, template.replace("{}", escape(words)))


def html_raw(district: str, words: str) -> bytes:
    """A web page with the words as its own mark-up, unescaped."""
    return _html(district, f"<p>{words}</p>")


def _word(district: str, inner: str) -> bytes:
    lines = PLAN.format(district=district, here=HERE).splitlines()
    return word_bytes(
        "".join(inner if line == HERE else f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines if line)
    )


def word_form(run: str) -> Callable[[str, str], bytes]:
    """A Word file; ``run`` are the paragraph's runs with ``{}`` for the words."""
    return lambda district, words: _word(district, f"<w:p>{run.replace('{}', escape(words))}</w:p>")


def word_part(name: str) -> Callable[[str, str], bytes]:
    """A Word file with the words in a part beside its text: its comments, its custom data."""

    def made(district: str, words: str) -> bytes:
        out = io.BytesIO(_word(district, ""))
        with zipfile.ZipFile(out, "a") as packed:
            space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            body = f'<w:comment w:id="0"><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:comment>'
            packed.writestr(name, f"<w:comments {space}>{body}</w:comments>")
        return out.getvalue()

    return made


def pdf_form(before: str, after: str, size: float = SIZE, x: float = LEFT) -> Callable[[str, str], bytes]:
    """A PDF; ``before`` and ``after`` are drawing commands around the words."""

    def made(district: str, words: str) -> bytes:
        pdf, y = PdfPages(), float(TOP)
        for line in PLAN.format(district=district, here=HERE).splitlines():
            hidden = line == HERE
            for at, part in enumerate(wrap(words if hidden else line)):
                pdf.pages[-1].append(before if hidden else "")
                indent = 0 if at else 2 * SIZE
                pdf.text(x if hidden else LEFT + indent, y, part, size if hidden else SIZE)
                pdf.pages[-1].append(after if hidden else "")
                y -= LEADING
        return pdf.bytes()

    return made


FORMS: dict[str, tuple[str, Callable[[str, str], bytes]]] = {
    "txt": ("txt", visible),
    "html": ("html", html_form("<p>{}</p>")),
    "html mark-up": ("html", html_raw),
    "html display none": ("html", html_form('<p style="display:none">{}</p>')),
    "html hidden attribute": ("html", html_form("<p hidden>{}</p>")),
    "html comment": ("html", html_form("<!-- {} -->")),
    "html script": ("html", html_form('<script type="text/plain">{}</script>')),
    "html template": ("html", html_form("<template><p>{}</p></template>")),
    "html zero size": ("html", html_form('<p style="font-size:0">{}</p>')),
    "html off screen": ("html", html_form('<p style="position:absolute;left:-9999px">{}</p>')),
    "html alternative text": ("html", html_form('<img alt="{}" src="x.png">')),
    "html white": ("html", html_form('<p style="color:#ffffff">{}</p>')),
    "docx": ("docx", word_form("<w:r><w:t>{}</w:t></w:r>")),
    "docx hidden run": ("docx", word_form("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>")),
    "docx tiny run": ("docx", word_form('<w:r><w:rPr><w:sz w:val="1"/></w:rPr><w:t>{}</w:t></w:r>')),
    "docx white run": ("docx", word_form('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{}</w:t></w:r>')),
    "docx deleted": ("docx", word_form('<w:del w:id="1" w:author="x"><w:r><w:delText>{}</w:delText></w:r></w:del>')),
    "docx comment": ("docx", word_part("word/comments.xml")),
    "docx custom part": ("docx", word_part("customXml/item9.xml")),
    "docx field code": ("docx", word_form("<w:r><w:instrText>{}</w:instrText></w:r>")),
    "pdf": ("pdf", pdf_form("", "")),
    "pdf white": ("pdf", pdf_form("1 g", "0 g")),
    "pdf white rgb": ("pdf", pdf_form("1 1 1 rg", "0 g")),
    "pdf invisible": ("pdf", pdf_form("3 Tr", "0 Tr")),
    "pdf nearly white": ("pdf", pdf_form("0.98 g", "0 g")),
    "pdf white outline": ("pdf", pdf_form("1 Tr 1 G", "0 Tr 0 G")),
    "pdf clipped": ("pdf", pdf_form("q 0 0 1 1 re W n", "Q")),
    "pdf tiny": ("pdf", pdf_form("", "", size=0.5)),
    "pdf off the page": ("pdf", pdf_form("", "", x=-900.0)),
}
"""File suffix and maker of each form."""
SHOWN = frozenset({"txt", "html", "html mark-up", "docx", "pdf"})
"""The forms whose words a reader of the document sees: they are words of the plan. All others must not be read."""
