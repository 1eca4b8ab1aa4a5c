"""The embedder: the bundled static model by default, any sentence-transformers model by name or folder."""

from __future__ import annotations

import hashlib
import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.hub import first_line, only_a_folder, opened
from index.static_model import StaticModel

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = Path(__file__).parent / "model"


class EmbedderError(ValueError):
    """The embedder cannot be had; the message is one line that says what to do."""


class Embedder(Embeddings):
    """A LangChain embedder whose vectors have length one, ``dimension`` numbers each.

    Two embedders with the same ``fingerprint`` give the same vectors; a store holds one embedder's only.
    """

    fingerprint: str
    dimension: int

    @abstractmethod
    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, float32 ``(texts, dimension)``."""

    @abstractmethod
    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Vector of a question, float32 ``(dimension,)``."""

    def knows(self, text: str) -> bool:
        """Whether the vector of ``text`` says anything; if not, search by words alone."""
        return bool(text.strip())

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.encode_documents(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self.encode_query(text).tolist()
        return row


class StaticEmbedder(Embedder):
    """A folder of the bundled kind, without torch. A text without a known feature has a zero vector: ask ``knows``."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        try:
            self.model = StaticModel.load(folder)
        except (OSError, ValueError) as error:
            raise EmbedderError(f"the bundled embedder in {folder} cannot be opened ({error}); reinstall it") from error
        self.fingerprint = f"static-{self.model.fingerprint}"
        self.dimension = self.model.dimension

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.model.encode(texts)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self.model.encode([text])[0])

    def knows(self, text: str) -> bool:
        return self.model.knows(text)


class TransformerEmbedder(Embedder):
    """Any sentence-transformers model, with its own query and document prompts."""

    def __init__(self, model: SentenceTransformer, name: str, batch_size: int = 32) -> None:
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise EmbedderError(f"the model {name!r} does not say its dimension; choose another embedder")
        self.model, self.batch_size, self.dimension = model, batch_size, dimension
        self.fingerprint = f"st-{_sample_digest(model)}"

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._vectors(self.model.encode_document, list(texts))

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._vectors(self.model.encode_query, [text])[0])

    def _vectors(self, encode: Callable[..., Any], texts: list[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        found = encode(texts, batch_size=self.batch_size, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)


def load_embedder(name: str | None = None, device: str | None = None, batch_size: int = 32) -> Embedder:
    """The bundled embedder, or the sentence-transformers model ``name`` (a folder, else a name on the hub).

    ``device`` (``cpu``, ``cuda`` …) and ``batch_size`` count for the latter. Code that comes with a model is never
    run. Raises ``EmbedderError``.
    """
    if not name:
        return StaticEmbedder()
    folder = Path(name).expanduser()
    if not folder.is_dir() and only_a_folder(name):
        raise EmbedderError(f"there is no model folder {name}; check the embedder setting")
    if folder.is_dir() and (folder / "codes.npy").exists():
        return StaticEmbedder(folder)
    return _open_transformer(str(folder) if folder.is_dir() else name, folder.is_dir(), device, batch_size)


def _open_transformer(name: str, local: bool, device: str | None, batch_size: int) -> Embedder:
    from sentence_transformers import SentenceTransformer

    if local and not any((Path(name) / known).exists() for known in ("modules.json", "config.json")):
        raise EmbedderError(f"the folder {name} holds no sentence-transformers model (no modules.json): check it")

    def load(offline: bool) -> SentenceTransformer:
        return SentenceTransformer(name, device=device, local_files_only=offline, trust_remote_code=False)

    try:
        model = opened(name, local, load)
    except Exception as error:  # the loaders raise whatever they meet
        raise EmbedderError(_explain(name, local, error)) from error
    return TransformerEmbedder(model, name, batch_size)


def _explain(name: str, local: bool, error: Exception) -> str:
    if local:
        return f"the model in {name} cannot be opened ({first_line(error)}); check the folder's files and the device"
    return f"the model {name!r} cannot be had ({first_line(error)}); check the name and the network, or give a folder"


def _sample_digest(model: SentenceTransformer) -> str:
    """A digest of the model's prompts and of a sample of each weight, the same wherever the model lies."""
    digest = hashlib.sha256(json.dumps(model.prompts, sort_keys=True).encode())
    for name, tensor in sorted(model.state_dict().items()):
        flat = tensor.detach().flatten()
        sample = flat[:: max(1, len(flat) // 256)][:257].float().cpu().numpy()
        digest.update(f"{name}{tuple(tensor.shape)}".encode() + sample.tobytes())
    return digest.hexdigest()[:16]
