"""Who leads and who assists is not exchanged."""

from __future__ import annotations

import pytest

from assistant.duty import misplaced_duty
from assistant.verify import check

PAY = "教师工资由区财政局负责发放，区教育局配合。"
LIGHT = "区教育局、区财政局牵头改造照明，区发展改革局等部门协同配合。(责任单位:区教育局、区体育局)"
LABELS = "(牵头单位:区教育局;配合单位:区财政局、区民政局)"


@pytest.mark.parametrize(
    ("said", "held", "body"),
    [
        ("区教育局负责发放教师工资", PAY, "教育局"),
        ("教师工资的发放，由教育局负责", PAY, "教育局"),
        ("区财政局配合发放教师工资", PAY, "财政局"),
        ("区发展改革局牵头改造照明", LIGHT, "发展改革局"),
        ("由区民政局牵头", LABELS, "民政局"),
        ("配合单位为区教育局", LABELS, "教育局"),
    ],
)
def test_a_duty_of_another_is_caught(said: str, held: str, body: str) -> None:
    assert misplaced_duty(said, (held,)) == [f"duty of {body}"]
    assert check(said, (held,))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("区财政局负责发放教师工资，区教育局予以配合", PAY),
        ("教师工资的发放由区财政局牵头", PAY),
        ("区财政局与区教育局共同牵头", LIGHT),
        ("区体育局是责任单位", LIGHT),
        ("由区体育局负责", LIGHT),
        ("区体育局参与", LIGHT),
        ("牵头单位是区教育局", LABELS),
        ("区财政局和区民政局配合", LABELS),
        ("照明改造由区教育局负责", "照明改造由区教育局负责统筹配合"),
        ("区教育局负责建立台账", "区教育局建立台账，配合区财政局发放工资"),
    ],
)
def test_the_plans_own_duties_pass(said: str, held: str) -> None:
    assert misplaced_duty(said, (held,)) == []
