"""What all tests share: where the real plans lie, and a clean environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eval.suites import district_plans


@pytest.fixture(scope="session")
def real_plans() -> list[Path]:
    """The five real plans, in order of name; the test is skipped, and says why, where they are not at hand."""
    folder = district_plans()
    found = sorted(folder.glob("*.txt")) if folder else []
    if not found:
        pytest.skip("NOT RUN: the five real plans are not at hand (set EDUPLAN_REAL_PLANS)")
    return found


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting and no store of the user's reaches a test; nothing is fetched."""
    for name in list(os.environ):
        if name.startswith("EDUPLAN_") and name != "EDUPLAN_REAL_PLANS":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


PLAN = """青禾区义务教育提质行动计划（2026—2028年）
（虚构示例）

为办好家门口的学校，制定本计划。

一、工作目标
到2028年，全区新增小学学位2400个，九年义务教育巩固率达到99%以上，近视率每年下降1个百分点。

二、重点任务
（一）做好课后服务
1.延长服务时间。确保有需要的学生都能参加课后服务，服务时间不早于18时结束。（责任单位：区教育局、区财政局）
2.丰富服务内容。鼓励学校引进社会力量开设社团，每校不少于8个。（责任单位：区教育局）
（二）关心教师
3.提高班主任津贴。班主任津贴提高到每月800元。（责任单位：区财政局）

三、组织保障
区教育局牵头，每年向社会公布一次进展。
"""
"""A short fictional plan for tests that need a real store but not a rich one."""


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory):
    """A real store over ``PLAN``, by the bundled embedder."""
    from index.build import index_files
    from index.embed import load_embedder
    from index.store import open_store

    folder = tmp_path_factory.mktemp("small")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    embedder = load_embedder()
    index_files(folder / "store", [folder / "plan.txt"], embedder, lambda *_: None)
    return open_store(folder / "store", embedder)


@pytest.fixture(scope="session")
def transformer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model, untrained and tiny, with a prompt for questions, saved as users have them."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("bert")
    letters = sorted(set("学校食堂幼儿园教师问"))
    (folder / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), encoding="utf-8"
    )
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=5 + len(letters), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    modules = [Transformer(str(folder)), Pooling(16, pooling_mode="mean")]
    saved = tmp_path_factory.mktemp("saved") / "model"
    SentenceTransformer(modules=modules, prompts={"query": "问 ", "document": ""}, device="cpu").save(str(saved))
    return saved
