import pytest

from assistant.markup import escape


@pytest.mark.parametrize("text", ["到2025年达到99%以上", "8~10人", "1—2项", "5+2", "（一）全面发展", "1,096万元"])
def test_plain_words_stay_as_they_are(text):
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("![x](http://a.b/c.png)", r"!\[x\](http\://a.b/c.png)"),
        ("[点我](javascript:alert(1))", r"\[点我\](javascript\:alert(1))"),
        ("**粗** `码` a|b", r"\*\*粗\*\* \`码\` a\|b"),
        ("# 标题", r"\# 标题"),
        ("- 一项", r"\- 一项"),
        ("1. 一项", r"1\. 一项"),
        ("~~删~~", r"\~\~删\~\~"),
        ("8~10人，20~30人", "8～10人，20～30人"),
        ("一\n二", "一 二"),
    ],
)
def test_markup_is_made_inert(text, shown):
    assert escape(text) == shown
