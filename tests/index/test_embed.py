"""The embedder: the bundled one without torch, others through sentence-transformers, errors in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from index.embed import EmbedderError, StaticEmbedder, load_embedder
from index.features import Vocabulary, features, normalise
from index.quantise import quantise
from index.static_model import StaticModel

TEXTS = ["全区普惠性幼儿园覆盖率达到八成", "放學沒人接", "How many new schools?", "2025年", "", "…！"]


@pytest.fixture(scope="module")
def bundled():
    return load_embedder()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder of the bundled kind with a few features and random rows."""
    vocabulary = Vocabulary(sorted({feature for text in TEXTS for feature in features(text)}))
    table = np.random.default_rng(0).standard_normal((len(vocabulary), 16), dtype=np.float32)
    StaticModel.save(tmp_path / "tiny", vocabulary, quantise(table, 4, seed=0))
    return tmp_path / "tiny"


def test_the_bundled_one_is_a_langchain_embedder_with_unit_vectors(bundled) -> None:
    assert isinstance(bundled, Embeddings)
    (vector,) = bundled.embed_documents(["课后服务每天两小时"])
    assert len(vector) == bundled.dimension == len(bundled.embed_query("课后服务"))
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert bundled.embed_documents([]) == []


def test_the_bundled_one_finds_the_clause_an_everyday_question_is_about(bundled) -> None:
    clauses = ["开展课后服务，解决学生放学后看护问题", "提高乡村教师待遇", "建设智慧校园", "加强近视防控工作"]
    sorted_by = np.argsort(-(bundled.encode_documents(clauses) @ bundled.encode_query("下班晚，放学了孩子没人接")))
    assert sorted_by[0] == 0
    english = np.argsort(-(bundled.encode_documents(clauses) @ bundled.encode_query("pupils wearing glasses")))
    assert english[0] == 3


def test_both_scripts_give_one_vector(bundled) -> None:
    assert np.array_equal(bundled.encode_query("學前教育規劃"), bundled.encode_query("学前教育规划"))
    assert np.array_equal(bundled.encode_query("教育規(guī)劃"), bundled.encode_query("教育规划"))


def test_a_text_without_a_known_feature_is_owned_up_to(bundled) -> None:
    assert not bundled.knows("")
    assert not bundled.knows("…？！ ☃")
    assert bundled.knows("学校")


def test_a_vector_does_not_depend_on_its_neighbours_in_the_batch(bundled) -> None:
    together = bundled.encode_documents(TEXTS)
    assert np.array_equal(together[0], bundled.encode_documents(TEXTS[:1])[0])
    assert np.array_equal(together[0], bundled.encode_query(TEXTS[0]))


def test_a_long_text_and_a_short_one_are_summed_alike(tiny: Path) -> None:
    """Long texts are summed over the centres' histogram, short ones row by row: the same sum."""
    embedder = load_embedder(str(tiny))
    once, often = embedder.encode_documents([TEXTS[0], TEXTS[0] * 60])
    model = StaticModel.load(tiny)
    rows = model.vocabulary.rows(TEXTS[0] * 60)
    expected = model.table.decode(rows).sum(axis=0)
    assert np.allclose(often, expected / np.linalg.norm(expected), atol=1e-5)
    assert len(rows) > 128 > len(model.vocabulary.rows(TEXTS[0]))
    assert once @ often > 0.9


def test_the_bundled_one_opens_without_torch() -> None:
    code = (
        "import sys; from index.embed import load_embedder; load_embedder().embed_query('课后服务');"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'jieba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_numpy_and_sentence_transformers_give_equal_vectors(bundled) -> None:
    from sentence_transformers import SentenceTransformer

    from index.embed import BUNDLED
    from index.static_module import open_module

    model = SentenceTransformer(modules=[open_module(BUNDLED)], device="cpu")
    assert model.get_embedding_dimension() == bundled.dimension
    assert np.allclose(model.encode(TEXTS[:4]), bundled.encode_documents(TEXTS[:4]), atol=1e-5)


def test_fingerprints_tell_models_apart(bundled, tiny: Path) -> None:
    first = load_embedder(str(tiny))
    assert first.fingerprint == StaticEmbedder(tiny).fingerprint != bundled.fingerprint
    lengths = np.load(tiny / "lengths.npy")
    np.save(tiny / "lengths.npy", lengths * 2)
    assert load_embedder(str(tiny)).fingerprint != first.fingerprint


def test_a_real_small_transformer_loads_from_a_folder(transformer_folder: Path) -> None:
    embedder = load_embedder(str(transformer_folder), device="cpu", batch_size=2)
    vectors = embedder.encode_documents(["学校 食堂", "幼儿园", "教师"])
    assert vectors.shape == (3, embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert embedder.fingerprint == load_embedder(str(transformer_folder), device="cpu").fingerprint
    assert embedder.knows("学校") and not embedder.knows(" ")


def test_a_models_own_prompts_are_used(transformer_folder: Path) -> None:
    """E5, BGE and Qwen3 put words in front of a question; such a model says so itself."""
    embedder = load_embedder(str(transformer_folder), device="cpu")
    asked, stored = embedder.embed_query("学校"), embedder.embed_documents(["学校"])[0]
    assert not np.allclose(asked, stored, atol=1e-4)
    assert np.allclose(embedder.embed_documents(["问 学校"])[0], asked, atol=1e-4)


@pytest.mark.parametrize("name", ["/nowhere/model", "./nowhere", "~/nowhere-at-all/model"])
def test_a_missing_folder_is_one_clear_line(name: str) -> None:
    with pytest.raises(EmbedderError, match="no model folder") as caught:
        load_embedder(name)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="no sentence-transformers model"):
        load_embedder(str(tmp_path))


def test_a_broken_folder_is_one_clear_line(transformer_folder: Path, tmp_path: Path) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(transformer_folder, broken)
    for weights in broken.rglob("*.safetensors"):
        weights.write_bytes(b"no weights")
    with pytest.raises(EmbedderError, match="cannot be opened") as caught:
        load_embedder(str(broken))
    assert "\n" not in str(caught.value)


def test_a_broken_bundled_folder_is_one_clear_line(tiny: Path) -> None:
    (tiny / "vocabulary.txt").write_text("a\nb\n", encoding="utf-8")
    with pytest.raises(EmbedderError, match="do not belong together"):
        load_embedder(str(tiny))


def test_a_hub_that_cannot_be_reached_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderError, match="cannot be had") as caught:
        load_embedder("nobody/no-such-model")
    assert "\n" not in str(caught.value)


def test_folding_keeps_what_is_no_reading() -> None:
    assert normalise("三年級(下)") == "三年级(下)"
    assert normalise("学区(ktv)") == "学区(ktv)"
