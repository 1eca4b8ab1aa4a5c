import threading

import pytest

from index.generation import StoreError, current, generation, hold, writer


def write(root, content="x"):
    with writer(root), generation(root) as folder:
        (folder / "content").write_text(content)
    return folder


def test_nothing_is_current_before_the_first_generation_is_finished(tmp_path):
    assert current(tmp_path / "nowhere") is None
    with writer(tmp_path), generation(tmp_path) as folder:
        assert folder.is_dir()
        assert current(tmp_path) is None
    assert current(tmp_path) == folder


def test_a_failed_generation_leaves_the_one_before(tmp_path):
    first = write(tmp_path)
    with pytest.raises(RuntimeError), writer(tmp_path), generation(tmp_path) as folder:
        raise RuntimeError
    assert current(tmp_path) == first
    assert not folder.exists()


def test_a_held_generation_outlives_later_ones(tmp_path):
    first = write(tmp_path)
    lock = hold(first)
    write(tmp_path), write(tmp_path)
    assert first.is_dir()
    lock.close()
    write(tmp_path)
    assert not first.exists()


def test_the_generation_before_stays_for_a_reader_about_to_open_it(tmp_path):
    first = write(tmp_path)
    write(tmp_path)
    assert first.is_dir()


def test_a_second_writer_is_told_to_wait(tmp_path):
    said = []

    def second():
        try:
            with writer(tmp_path):
                pass
        except StoreError as error:
            said.append(str(error))

    with writer(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert "another process is indexing" in said[0]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--store"), writer(tmp_path / "file" / "store"):
        pass
