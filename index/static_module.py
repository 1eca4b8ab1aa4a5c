"""The bundled embedder as a sentence-transformers module: for training, and for use where such a model is asked for.

``SentenceTransformer(modules=[open_module(folder)])`` gives the vectors of ``StaticModel.load(folder)``.
Torch and sentence-transformers are imported on first use, so the class is made there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.features import Vocabulary
from index.static_model import StaticModel

if TYPE_CHECKING:
    from sentence_transformers.sentence_transformer.modules import InputModule


def open_module(folder: Path) -> InputModule:
    """The model of ``folder``, its table unpacked to float32, ready for ``SentenceTransformer(modules=[…])``."""
    module: InputModule = module_class().load(str(folder))
    return module


def make_module(vocabulary: Vocabulary, table: NDArray[np.float32]) -> Any:
    """A module over ``table`` ``(features, dimension)``, to train further."""
    return module_class()(vocabulary, table)


@cache
def module_class() -> Any:
    """The ``InputModule`` subclass."""
    import torch
    from sentence_transformers.sentence_transformer.modules import InputModule

    class StaticModule(InputModule):
        """Sum of the rows of a text's features, scaled to length one."""

        def __init__(self, vocabulary: Vocabulary, table: NDArray[np.float32]) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.vocabulary = vocabulary
            self.bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(table), freeze=False, mode="sum")

        def preprocess(self, inputs: Any, prompt: str | None = None, **_: Any) -> dict[str, Any]:
            rows, starts = self.vocabulary.bags((prompt or "") + text for text in inputs)
            return {"input_ids": torch.from_numpy(rows), "offsets": torch.from_numpy(starts[:-1])}

        def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
            total = self.bag(features["input_ids"].long(), features["offsets"])
            features["sentence_embedding"] = torch.nn.functional.normalize(total, dim=-1)
            return features

        def get_embedding_dimension(self) -> int:
            return int(self.bag.embedding_dim)

        get_sentence_embedding_dimension = get_embedding_dimension

        @classmethod
        def load(cls, model_name_or_path: str, *_: Any, **__: Any) -> StaticModule:
            model = StaticModel.load(Path(model_name_or_path))
            return cls(model.vocabulary, model.table.decode(np.arange(len(model.vocabulary), dtype=np.int32)))

        def save(self, output_path: str, *_: Any, **__: Any) -> None:
            raise NotImplementedError("quantise the table and save it with StaticModel.save")

    return StaticModule
