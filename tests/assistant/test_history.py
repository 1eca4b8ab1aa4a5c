import pytest

from assistant.history import LIMIT, HistoryError, Turn, read_history


def test_a_history_is_a_list_of_roles_and_contents():
    assert read_history([{"role": "user", "content": "近视率？"}]) == (Turn("user", "近视率？"),)
    assert read_history(None) == ()


def test_other_roles_and_empty_turns_are_left_out():
    assert read_history([{"role": "system", "content": "x"}, {"role": "user", "content": " "}]) == ()


def test_a_long_conversation_keeps_its_end():
    turns = read_history([{"role": "user", "content": str(n)} for n in range(500)])
    assert len(turns) == LIMIT
    assert turns[-1].content == "499"


@pytest.mark.parametrize("broken", ["text", {"role": "user"}, [1], [{"content": "x"}], 5])
def test_what_is_no_history_is_said_to_be_none(broken):
    with pytest.raises(HistoryError, match="role, content"):
        read_history(broken)
