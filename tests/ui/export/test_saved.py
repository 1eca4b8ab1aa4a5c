"""An answer as a link that holds the file."""

import io
import re
from base64 import b64decode

from docx import Document

from ui.export.paper import LONGEST_NAME, PARAGRAPH, Paper, block
from ui.export.saved import saved_html

PAPER = Paper("云溪区的目标？../<b>", (block(PARAGRAPH, "88%以上。[1]"),))


def content(html):
    return b64decode(re.search(r"base64,([^\"]+)", html)[1])


def test_the_link_holds_the_whole_file():
    assert "88%以上。" in content(saved_html(PAPER, "md", "1")).decode()
    words = [line.text for line in Document(io.BytesIO(content(saved_html(PAPER, "docx", "1")))).paragraphs]
    assert any("88%以上。" in line for line in words)


def test_its_name_is_a_file_s_on_any_system():
    assert 'download="云溪区的目标b&#46;md"' in saved_html(PAPER, "md", "1")
    assert len(re.search(r'download="([^"]+)"', saved_html(Paper("长" * 500, ()), "md", "1"))[1]) < LONGEST_NAME + 20
    assert 'download="eduplan&#46;md"' in saved_html(Paper("？？", ()), "md", "1")


def test_the_same_file_is_another_link_the_next_time():
    assert saved_html(PAPER, "md", "1") != saved_html(PAPER, "md", "2")


def test_another_kind_is_no_file():
    assert saved_html(PAPER, "exe", "1") == ""
