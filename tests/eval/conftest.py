from __future__ import annotations

import pytest

from index.library import Library
from tests.eval.small import Lookup, answers, small_library


@pytest.fixture
def library() -> Library:
    return small_library()


@pytest.fixture
def lookup(library: Library) -> Lookup:
    return Lookup(library, answers(library))
