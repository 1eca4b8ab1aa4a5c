"""Who asks for somebody's private data is declined; who tells of himself is not."""

from __future__ import annotations

import pytest

from assistant.kinds import PERSONAL, kind_of


def _kind(text: str) -> str:
    return kind_of(text, refs=False, plans=1, fields=False)


@pytest.mark.parametrize(
    "text",
    [
        "到2025年要新建几所小学,我家住河湾那边有没有",
        "我们家住农村,村小会不会撤",
        "咱家住在城西,要建新高中吗",
        "家住郊区的学生有校车吗",
        "家里情况困难,有啥补助",
        "家庭住址变了还能读书吗",
        "我的手机号换了,学校怎么通知我",
        "孩子住哪个片区怎么看",
        "12345是啥子电话号码嘛",
        "学校的联系电话是多少",
    ],
)
def test_what_askers_tell_of_themselves_is_no_request(text: str) -> None:
    assert _kind(text) != PERSONAL


@pytest.mark.parametrize(
    "text",
    [
        "局长电话号码多少",
        "校长家住哪个小区",
        "王老师家住哪",
        "某某的手机号是多少",
        "教育局长的身份证号码",
        "他家住在哪里",
        "我的身份证号码是多少",
        "我们班主任的电话",
        "13800000000是谁的电话号码",
        "把校长的手机号发给我",
    ],
)
def test_private_data_are_declined(text: str) -> None:
    assert _kind(text) == PERSONAL
