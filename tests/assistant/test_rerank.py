"""A real small cross-encoder, saved by a fixture, re-orders what search found."""

import pytest

from assistant.chain import Assistant
from assistant.rerank import RerankerError, load_reranker, reordered

QUESTION = "青禾区班主任津贴是多少？"


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory):
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("班主任津贴课后服务学校"))]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def test_a_cross_encoder_orders_the_hits_by_its_own_marks(small_store, cross_encoder):
    rerank = load_reranker(cross_encoder, "cpu")
    found = Assistant(small_store).search(QUESTION, 30)
    again = rerank(QUESTION, found)
    marks = [float(hit.why.rpartition("rerank ")[2]) for hit in again]
    assert marks == sorted(marks, reverse=True)
    assert {hit.clause.id for hit in again} == {hit.clause.id for hit in found}
    assert rerank(QUESTION, []) == []


def test_the_scores_stay_in_their_places(small_store):
    hits = Assistant(small_store).search(QUESTION, 3)
    again = reordered(hits, [2, 0, 1], [0.1, 0.2, 0.9])
    assert [hit.clause for hit in again] == [hits[2].clause, hits[0].clause, hits[1].clause]
    assert [hit.score for hit in again] == [hit.score for hit in hits]


def test_the_assistant_answers_from_the_new_order(small_store):
    backwards = Assistant(small_store, rerank=lambda question, hits: list(reversed(hits)))
    assert backwards.search(QUESTION, 1)[0].clause != Assistant(small_store).search(QUESTION, 1)[0].clause


def test_a_missing_reranker_is_one_clear_line(tmp_path):
    with pytest.raises(RerankerError, match="EDUPLAN_RERANKER") as error:
        load_reranker(str(tmp_path))
    assert "\n" not in str(error.value)
