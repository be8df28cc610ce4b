"""The forward pass of all-MiniLM-L6-v2 in numpy: a six-layer BERT, mean pooling, unit length.

It knows that one architecture and no other. The weights are read from `model.safetensors`; the word
embeddings, half of that file, stay on disk and are read row by row.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from bot.adapter import Adapter

Array = NDArray[np.float32]

DIMENSIONS = 384
MAX_TOKENS = 256  # as in sentence_bert_config.json; the rest of a longer text is not read
_LAYERS, _HEADS = 6, 12
_BATCH = 2  # 16 take some 60 MB more at their longest, and are no quicker
_IN_MEMORY = ("embeddings.LayerNorm", "embeddings.position_emb", "embeddings.token_type", "encoder.layer")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text token by token: each one's state in its context, (tokens, 384), and the whole's unit vector."""

    states: Array
    whole: Array


class MiniLM:
    """The model in `folder`: its `model.safetensors` and `tokenizer.json`. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        # For the whole process. On busy cores numpy's second thread waits in a spin for its turn: measured on
        # two cores shared with other work, a question took 30 ms with one thread, 0.3 to 1.8 s with two.
        threadpool_limits(1, user_api="blas")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._weights: dict[str, Array] = {}
        weights: Any  # safetensors has no types
        with safe_open(folder / "model.safetensors", framework="numpy") as weights:
            for name in weights.keys():  # noqa: SIM118 (it is not a mapping)
                if name.startswith(_IN_MEMORY):
                    self._weights[name] = weights.get_tensor(name)
        # Opened anew: closing the first handle gave back the pages that were copied above.
        weights = safe_open(folder / "model.safetensors", framework="numpy")
        self._words: Any = weights.get_slice("embeddings.word_embeddings.weight")

    def encode(self, texts: Sequence[str]) -> Array:
        """Return unit vectors of shape (len(texts), 384), in the order of `texts`."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        for rows, state, mask in self._batches(texts, None):
            vectors[rows] = _unit(_mean(state, mask))
        return vectors

    def encode_tokens(self, texts: Sequence[str], adapter: Adapter | None = None) -> list[Tokens]:
        """Return the tokens of each text as the model, or what an adapter makes of it, reads them."""
        found: dict[int, Tokens] = {}
        for rows, state, mask in self._batches(texts, adapter):
            wholes = _unit(_mean(state, mask))
            for place, row in enumerate(rows):
                inner = state[place, 1 : int(mask[place].sum()) - 1]  # without the marks of start and end
                found[row] = Tokens(inner, wholes[place])
        return [found[row] for row in range(len(texts))]

    def _batches(
        self, texts: Sequence[str], adapter: Adapter | None
    ) -> Iterator[tuple[list[int], Array, Array]]:
        """Yield rows of like length, with the state of each of their tokens and a mask of those there are."""
        tokens = [self._tokenizer.encode(_printable(text)).ids for text in texts]
        by_length = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        for start in range(0, len(by_length), _BATCH):
            rows = by_length[start : start + _BATCH]
            yield rows, *self._forward([tokens[row] for row in rows], adapter)

    def _forward(self, tokens: list[list[int]], adapter: Adapter | None) -> tuple[Array, Array]:
        longest = max(map(len, tokens))
        mask = np.array([[1] * len(ids) + [0] * (longest - len(ids)) for ids in tokens], np.float32)
        state = np.zeros((len(tokens), longest, DIMENSIONS), np.float32)
        for row, ids in enumerate(tokens):
            state[row, : len(ids)] = np.concatenate([self._words[token : token + 1] for token in ids])
        state += self._weights["embeddings.position_embeddings.weight"][:longest]
        state += self._weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normalise(state, "embeddings.LayerNorm")
        hidden = np.where(mask, 0, np.finfo(np.float32).min).astype(np.float32)[:, None, None, :]
        for layer in range(_LAYERS):
            name = f"encoder.layer.{layer}"
            attended = self._attend(state, hidden, f"{name}.attention.self", adapter)
            attended = self._linear(attended, f"{name}.attention.output.dense", adapter)
            state = self._normalise(state + attended, f"{name}.attention.output.LayerNorm")
            widened = _gelu(self._linear(state, f"{name}.intermediate.dense", adapter))
            narrowed = self._linear(widened, f"{name}.output.dense", adapter)
            state = self._normalise(state + narrowed, f"{name}.output.LayerNorm")
        return state, mask

    def _attend(self, state: Array, hidden: Array, name: str, adapter: Adapter | None) -> Array:
        def heads(part: str) -> Array:
            split = self._linear(state, f"{name}.{part}", adapter).reshape(*state.shape[:2], _HEADS, -1)
            return split.transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.swapaxes(2, 3) / np.float32(math.sqrt(DIMENSIONS / _HEADS)) + hidden
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed: Array = scores / scores.sum(axis=-1, keepdims=True) @ value
        return mixed.transpose(0, 2, 1, 3).reshape(state.shape)

    def _linear(self, state: Array, name: str, adapter: Adapter | None) -> Array:
        product: Array = state @ self._weights[f"{name}.weight"].T
        product += self._weights[f"{name}.bias"]
        if adapter is not None and (change := adapter.change(state, name)) is not None:
            product += change
        return product

    def _normalise(self, state: Array, name: str) -> Array:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        scaled: Array = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return scaled


def _mean(state: Array, mask: Array) -> Array:
    """Return the mean over the tokens that there are."""
    mean: Array = (state * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean


def _unit(vectors: Array) -> Array:
    unit: Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _gelu(x: Array) -> Array:
    """Return x·Φ(x). The error function is formula 7.1.26 of Abramowitz and Stegun, within 1.5e-7."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = series * np.exp(-z * z)  # 1 - erf(z)
    below: Array = tail / 2
    return x * np.where(x >= 0, 1 - below, below)


def _printable(text: str) -> str:
    """Return `text` without lone surrogates, which the tokenizer refuses, and without outer white space."""
    return text.encode("utf-8", "replace").decode().strip()
