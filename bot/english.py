"""Ordinary English words, so that a misspelt one can be told from a rare one."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from bot.embedding import bundled_folder_of_model


@cache
def ordinary_words() -> frozenset[str]:
    """Return the lower-case words that the embedding model's tokeniser knows whole (about 20,000)."""
    path = bundled_folder_of_model() / "tokenizer.json"
    vocabulary = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(token for token in vocabulary if token.isalpha() and token.isascii() and len(token) > 2)


@cache
def dictionary() -> dict[str, int]:
    """Return about 80,000 lower-case English words, and how often they are written; forms included."""
    text = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return {word: int(count) for word, count in (line.split() for line in text.splitlines())}
