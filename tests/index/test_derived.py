from pathlib import Path

from index.derived import derived


def test_a_table_is_built_once_for_a_version(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    built = []

    def build():
        built.append(1)
        return {"学前": [("a", 1.5)]}

    assert derived("table", "1", build) == derived("table", "1", build) == {"学前": [("a", 1.5)]}
    assert len(built) == 1
    derived("table", "2", build)
    assert len(built) == 2


def test_a_broken_or_forbidden_cache_is_done_without(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    derived("table", "1", lambda: [1])
    for path in Path(tmp_path).rglob("*.marshal"):
        path.write_bytes(b"\xff")
    assert derived("table", "1", lambda: [2]) == [2]
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
    assert derived("table", "1", lambda: [3]) == [3]
