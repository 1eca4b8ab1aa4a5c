"""Training: patterns make pairs, what is no wrong answer is known, and one seed gives the same files."""

from __future__ import annotations

import random

import numpy as np
import pytest

import index.train
from index.phrasing import Pair, framed, frames
from index.thesaurus import Concept
from index.train import Matters, main

CONCEPT = Concept("课后服务", also=("5+2",), everyday=("放学没人接",), english=("after-school care",))


def test_an_everyday_name_is_asked_and_its_term_stands_in_the_official_text() -> None:
    pairs = list(framed([CONCEPT], random.Random(1), each=3))
    assert len(pairs) == 9
    assert any("放学没人接" in pair.left for pair in pairs)
    assert all("课后服务" in pair.right and pair.matter == "课后服务" for pair in pairs)
    assert all("{}" not in pair.left + pair.right for pair in pairs)


def test_english_names_stand_in_english_frames() -> None:
    pairs = [pair for pair in framed([CONCEPT], random.Random(1)) if "after-school care" in pair.left]
    assert pairs and all(pair.left.isascii() for pair in pairs)


def test_every_frame_is_labelled_and_has_a_place() -> None:
    for frame in frames():
        assert frame.side in ("ask", "official") and frame.language in ("zh", "en") and frame.kind
        assert frame.places == 1 if frame.side == "ask" else frame.places >= 1
    assert len({(frame.side, frame.language, frame.text) for frame in frames()}) == len(frames())


def test_a_text_that_holds_what_is_asked_is_no_wrong_answer_to_it() -> None:
    about = Matters.of([Pair("a?", "a", "a"), Pair("b?", "b and a", "b", ("a",)), Pair("c?", "c"), Pair("d?", "d")])
    same = about.same(np.arange(4))
    assert same.tolist() == [[False, True, False, False], [False] * 4, [False] * 4, [False] * 4]


def test_one_seed_gives_the_same_files(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(0)
    words = ["课后服务", "学校", "教师", "近视", "食堂", "school", "teacher", "放学没人接", "做作业"]
    pairs = [Pair(" ".join(rng.sample(words, 3)), " ".join(rng.sample(words, 4)), rng.choice("ab ")) for _ in range(60)]
    monkeypatch.setattr(index.train, "sources", lambda corpora, seed: {"field": pairs, "question": pairs[:20]})
    monkeypatch.setattr(index.train, "concepts", lambda: (CONCEPT,))
    made = []
    for name in ("first", "second"):
        assert main(["--corpora", ".", "--out", str(tmp_path / name), "--steps", "60", "--batch", "16"]) == 0
        made.append({path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())})
    assert made[0] == made[1]
    assert {"codes.npy", "centres.npy", "lengths.npy", "vocabulary.txt", "config.json"} <= set(made[0])
