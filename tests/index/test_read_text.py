"""Text files are decoded exactly, whatever encoding a bureau's editor saved them in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats.read_text import decode
from index.read import UnreadableError

SIMPLIFIED = (
    "一、总体要求\r\n（一）到2030年，普惠性幼儿园覆盖率达到95%以上。（责任单位：区教育局、区财政局）\n　　——稳妥推进"
)
TRADITIONAL = (
    "一、總體要求\n(一)到2028年，學前三年毛入園率達到97%，公辦幼兒園在園幼兒占比達到55%左右。\n2.嚴控班額，取消大班額"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_text_is_decoded_exactly(encoding):
    found = decode(SIMPLIFIED.encode(encoding))
    assert (found.text, found.encoding, found.warnings) == (SIMPLIFIED, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_text_is_decoded_exactly(encoding):
    found = decode(TRADITIONAL.encode(encoding))
    assert (found.text, found.encoding) == (TRADITIONAL, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark, encoding):
    found = decode(mark + SIMPLIFIED.encode(encoding))
    assert (found.text, found.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("text", ["办好乡村幼儿园", "课后服务时间每天不少于2小时", "附件：任务分工表"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_line_is_enough_to_tell(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_a_long_plain_head_does_not_hide_the_encoding():
    text = "<p>" * 100_000 + SIMPLIFIED
    assert decode(text.encode("gb18030")).text == text


def test_one_bad_byte_costs_one_character_and_gives_a_warning():
    data = bytearray(SIMPLIFIED.encode("utf-8"))
    at = data.index("责".encode())
    data[at] = 0xFF
    found = decode(bytes(data))
    assert found.encoding == "utf-8"
    assert found.text.startswith("一、总体要求\r\n（一）到2030年")
    assert found.text.endswith("任单位：区教育局、区财政局）\n　　——稳妥推进")
    assert len(found.warnings) == 1 and "line 2" in found.warnings[0]


def test_a_truncated_last_character_is_borne():
    found = decode(TRADITIONAL.encode("utf-8")[:-1])
    assert found.text[:-1] == TRADITIONAL[:-1]
    assert found.warnings


def test_a_wrong_declaration_does_not_win_over_the_text():
    assert decode(TRADITIONAL.encode("big5hkscs"), declared="gb2312").text == TRADITIONAL
    assert decode(SIMPLIFIED.encode("gb18030"), declared="utf-8").text == SIMPLIFIED


def test_latin_text_with_a_foreign_byte_is_still_text():
    assert decode(b"# Plan\nCaf\xe9 for 95% of the pupils in the district\n").text.startswith("# Plan\nCaf")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 500, b"\x7fELF" + bytes(200)])
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableError, match="not text"):
        decode(data)


def test_a_language_that_no_plan_is_written_in_is_refused_rather_than_garbled():
    with pytest.raises(UnreadableError, match="encoding"):
        decode("これは学校教育についての説明です。ひらがなとカタカナ。".encode("shift-jis"))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200))
def test_valid_utf8_is_never_changed(text):
    assert decode(text.encode("utf-8")).text == text.removeprefix("\ufeff")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_decoder(data):
    try:
        decode(data)
    except UnreadableError as error:
        assert "\n" not in str(error)
