"""Plans' own files are kept beside a store in a folder."""

import hashlib

from index.build import index_files, remove_plans
from index.embed import load_embedder
from index.originals import keep, original
from index.place import place_of

TEXT = "梧桐区教育规划（2026—2030年）\n（虚构示例）\n一、目标\n到2030年，新增学位100个。\n"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_kept_byte_for_byte_until_its_plan_goes(tmp_path):
    data = TEXT.encode("gb18030")
    (tmp_path / "plan.txt").write_bytes(data)
    embedder, store = load_embedder(), tmp_path / "store"
    report = index_files(store, [tmp_path / "plan.txt"], embedder, lambda *_: None)
    (tmp_path / "plan.txt").unlink()
    kept = original(place_of(store), report.plans[0].document.sha256)
    assert kept is not None and kept.read_bytes() == data
    remove_plans(store, [report.plans[0].id], embedder, lambda *_: None)
    assert original(place_of(store), digest(data)) is None


def test_a_store_of_before_gets_its_files_when_it_is_indexed_again(tmp_path):
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    embedder, store = load_embedder(), tmp_path / "store"
    index_files(store, [tmp_path / "plan.txt"], embedder, lambda *_: None)
    held = digest(TEXT.encode())
    (store / "originals" / held).unlink()
    index_files(store, [tmp_path / "plan.txt"], embedder, lambda *_: None)
    assert original(place_of(store), held) is not None


def test_a_file_that_changed_meanwhile_is_not_what_was_read(tmp_path):
    (tmp_path / "plan.txt").write_text("something else", encoding="utf-8")
    place = place_of(tmp_path / "store")
    keep(place, [(tmp_path / "plan.txt", digest(TEXT.encode())), (tmp_path / "gone.txt", "0" * 64)])
    assert original(place, digest(TEXT.encode())) is None
    assert list((tmp_path / "store" / "originals").iterdir()) == []


def test_only_a_checksum_names_a_kept_file(tmp_path):
    assert original(place_of(tmp_path), "../plan.txt") is None


def test_a_server_keeps_none():
    assert original(place_of("http://127.0.0.1:1"), "0" * 64) is None
