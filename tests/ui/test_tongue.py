"""In which language a browser is spoken to."""

import pytest

from ui.tongue import language_of


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        ("", "", "en-GB,zh;q=0.5", "en"),
        ("", "eduplan-language=zh-Hant", "en-GB", "zh-Hant"),
        ("lang=zh-Hans", "eduplan-language=zh-Hant", "en-GB", "zh-Hans"),
        ("lang=xx&plan=y", "eduplan-language=<b>", "zh-TW", "zh-Hant"),
        ("", "", "", "zh-Hans"),
    ],
)
def test_the_address_counts_before_what_was_chosen_and_that_before_the_browser(query, cookie, accepted, language):
    headers = [(b"Cookie", cookie.encode()), (b"accept-language", accepted.encode())]
    assert language_of({"query_string": query.encode(), "headers": headers}) == language


def test_a_request_without_headers_has_a_language_too():
    assert language_of({}) == "zh-Hans"
