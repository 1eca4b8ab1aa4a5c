"""Conversations on file: kept, taken back, renamed, deleted, expired, and seen by their owner alone."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.conversations import DAY, LONGEST, Conversations, tidy
from ui.feedback import feedback, record
from ui.kept import KeptError, prepare
from ui.talk import FAILED, GROWING, STOPPED, Exchange

ME, OTHER = "browser:me", "browser:other"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Conversations:
    prepare(tmp_path / "history.sqlite3")
    return Conversations(tmp_path / "history.sqlite3", 30, clock)


def test_a_conversation_comes_back_as_it_was(kept, answer):
    first = Exchange("普惠率的目标？", ("云溪区-2021-2025",), replace(answer, ms={}), verdict="good")
    id = kept.keep(ME, "", 0, first)
    assert kept.keep(ME, id, 1, Exchange("还有呢？", state=FAILED)) == id
    found = Conversations(kept.file, 30).open(ME, id)
    assert found.talk == (first, Exchange("还有呢？", state=FAILED))
    assert found.title == "普惠率的目标？" and found.times == (1_000_000.0, 1_000_000.0)


def test_the_last_touched_conversation_stands_first(kept, clock):
    old, new = kept.keep(ME, "", 0, Exchange("甲")), kept.keep(ME, "", 0, Exchange("乙"))
    clock.now += 60
    kept.keep(ME, old, 1, Exchange("丙"))
    assert [(entry.id, entry.count) for entry in kept.list(ME)] == [(old, 2), (new, 1)]


def test_an_answer_is_replaced_and_what_followed_it_goes(kept):
    id = kept.keep(ME, "", 0, Exchange("甲"))
    for place, question in enumerate("乙丙", 1):
        kept.keep(ME, id, place, Exchange(question))
    kept.keep(ME, id, 1, Exchange("丁"))
    assert [one.question for one in kept.open(ME, id).talk] == ["甲", "丁"]
    kept.cut(ME, id, 1)
    assert [one.question for one in kept.open(ME, id).talk] == ["甲"]
    kept.cut(ME, id, 0)
    assert kept.open(ME, id) is None and kept.list(ME) == ()


def test_an_answer_that_comes_late_disturbs_nothing(kept):
    id = kept.keep(ME, "", 0, Exchange("甲", state=GROWING))
    kept.keep(ME, id, 1, Exchange("乙"))
    kept.settle(ME, id, 0, Exchange("甲"))
    assert kept.open(ME, id).talk == (Exchange("甲"), Exchange("乙"))
    kept.delete(ME, id)
    kept.settle(ME, id, 0, Exchange("甲"))
    assert kept.list(ME) == (), "what was deleted does not come back"


def test_an_answer_that_never_came_to_its_end_was_stopped(kept):
    id = kept.keep(ME, "", 0, Exchange("甲", state=GROWING))
    assert kept.open(ME, id).talk == (Exchange("甲", state=STOPPED),)


def test_a_row_of_another_version_keeps_its_place(kept):
    import sqlite3

    id = kept.keep(ME, "", 0, Exchange("甲"))
    kept.keep(ME, id, 1, Exchange("乙"))
    with sqlite3.connect(kept.file) as base:
        base.execute("UPDATE exchange SET said = '{}' WHERE place = 0")
    assert [one.state for one in kept.open(ME, id).talk] == [FAILED, "done"]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "cut", "settle", "rename", "delete", "clear", "open", "list", "count"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ACTS)
def test_whatever_another_does_with_forged_ids_changes_and_shows_nothing_of_mine(tmp_path, acts):
    file = tmp_path / "history.sqlite3"
    prepare(file)
    kept = Conversations(file, 30, lambda: 5.0)
    kept.clear(ME)
    kept.clear(OTHER)
    id = kept.keep(ME, "", 0, Exchange("我的秘密"))
    kept.keep(ME, id, 1, Exchange("第二问"))
    before, entries = kept.open(ME, id), kept.list(ME)
    seen = []
    for act, place in acts:
        match act:
            case "keep":
                assert kept.keep(OTHER, id, place, Exchange("别人的")) != id
            case "cut":
                kept.cut(OTHER, id, place)
            case "settle":
                kept.settle(OTHER, id, place, Exchange("别人的"))
            case "rename":
                assert not kept.rename(OTHER, id, "别人的")
            case "delete":
                assert not kept.delete(OTHER, id)
            case "clear":
                kept.clear(OTHER)
            case "open":
                seen.append(kept.open(OTHER, id))
            case "list":
                seen += [entry.title for entry in kept.list(OTHER)]
            case "count":
                assert kept.count(OTHER, id) == 0
    assert set(seen) <= {None, "别人的"}
    assert (kept.open(ME, id), kept.list(ME)) == (before, entries)


def test_ids_cannot_be_guessed(kept):
    ids = {kept.keep(ME, "", 0, Exchange("甲")) for _ in range(50)}
    assert len(ids) == 50 and min(map(len, ids)) >= 22, "128 random bits each"


def test_a_name_is_one_line_and_not_too_long(kept):
    id = kept.keep(ME, "", 0, Exchange("长" * 500))
    assert len(kept.list(ME)[0].title) == LONGEST
    assert kept.rename(ME, id, "  新\n名 ") and kept.list(ME)[0].title == "新 名"
    assert not kept.rename(ME, id, "  ") and not kept.rename(ME, "none", "名")
    assert tidy("甲\t乙") == "甲 乙"


def test_what_nobody_touched_for_the_days_set_goes(kept, clock, answer):
    old = kept.keep(ME, "", 0, Exchange("甲"))
    record(kept.file, ME, clock(), answer, "good", (), "", "1")
    clock.now += 29 * DAY
    new = kept.keep(ME, "", 0, Exchange("乙"))
    kept.expire()
    assert kept.count(ME, old) == 1 and len(feedback(kept.file)) == 1
    clock.now += DAY
    kept.expire()
    assert kept.list(ME)[0].id == new and kept.open(ME, old) is None and feedback(kept.file) == ()


def test_nothing_is_kept_with_no_days_or_of_nobody(tmp_path, clock):
    prepare(tmp_path / "h")
    earlier = Conversations(tmp_path / "h", 30, clock)
    earlier.keep(ME, "", 0, Exchange("甲"))
    none = Conversations(tmp_path / "h", 0, clock)
    assert none.keep(ME, "", 0, Exchange("乙")) == "" == earlier.keep("", "", 0, Exchange("丙"))
    none.expire()
    assert none.list(ME) == (), "what was kept before the setting changed goes too"


def test_what_is_deleted_is_gone_from_the_disk(kept):
    id = kept.keep(ME, "", 0, Exchange("一个不该留下的词"))
    kept.delete(ME, id)
    left = b"".join(path.read_bytes() for path in kept.file.parent.iterdir())
    assert "不该留下".encode() not in left


def test_only_the_server_itself_can_read_the_file(kept):
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600


def test_a_file_that_is_something_else_is_one_clear_line(tmp_path):
    (tmp_path / "plan.txt").write_text("第一条 总则" * 1000, encoding="utf-8")
    with pytest.raises(KeptError, match="EDUPLAN_HISTORY"):
        prepare(tmp_path / "plan.txt")
    with pytest.raises(KeptError, match="EDUPLAN_HISTORY"):
        prepare(tmp_path)
    prepare(tmp_path / "new" / "h")
    prepare(tmp_path / "new" / "h")
