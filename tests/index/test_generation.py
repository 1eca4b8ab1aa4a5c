import threading

import pytest

from index.generation import StoreError, current, generation, hold, writer
from index.sums import damaged


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


def test_what_a_killed_writer_left_goes_before_the_next_generation_is_made(tmp_path):
    first = write(tmp_path)
    left = tmp_path / "generations" / "000002"
    left.mkdir()
    (left / "in-use").touch()
    (left / "half").write_text("x")
    with writer(tmp_path), generation(tmp_path) as folder:
        assert not (left / "half").exists()
        assert current(tmp_path) == first
    assert current(tmp_path) == folder


@pytest.mark.parametrize("said", ["", "000009", "../..", "nonsense", None])
def test_a_lost_pointer_does_not_lose_the_store(tmp_path, said):
    write(tmp_path)
    with writer(tmp_path), generation(tmp_path) as last:
        (last / "manifest.json").write_text("{}")
    (tmp_path / "current").unlink() if said is None else (tmp_path / "current").write_text(said)
    assert current(tmp_path) == last
    with writer(tmp_path), generation(tmp_path):
        assert last.is_dir(), "it is kept beside the new one"


def test_every_file_of_a_generation_has_its_checksum(tmp_path):
    folder = write(tmp_path)
    assert damaged(folder) == []
    (folder / "content").write_text("y")
    assert damaged(folder) == ["content"]
    (folder / "more").write_text("x")
    (folder / "content").unlink()
    assert damaged(folder) == ["content", "more"]


def test_who_may_only_read_holds_a_generation_too(tmp_path):
    first = write(tmp_path)
    (first / "in-use").chmod(0o444)
    lock = hold(first)
    assert lock is not None
    write(tmp_path), write(tmp_path)
    assert first.is_dir()
    lock.close()
