"""What is kept of a library's clauses, and how much of it."""

import gc
import weakref

from assistant.kept import Kept
from index.library import Library


def test_each_library_has_a_table_of_its_own() -> None:
    kept = Kept[str, int](8)
    one, other = Library([]), Library([])
    kept.of(one)["a"] = 1
    assert kept.of(one) == {"a": 1}
    assert kept.of(other) == {}


def test_a_full_table_begins_anew_and_spoils_nobodys() -> None:
    kept, library = Kept[int, int](2), Library([])
    mine = kept.of(library)
    mine.update({1: 1, 2: 2})
    assert kept.of(library) == {}
    assert mine == {1: 1, 2: 2}


def test_a_table_goes_with_its_library() -> None:
    kept, library = Kept[int, Held](8), Library([])
    kept.of(library)[1] = held = Held()
    seen = weakref.ref(held)
    del library, held
    gc.collect()
    assert seen() is None


class Held:
    """Something that can be referred to weakly."""
