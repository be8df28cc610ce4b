"""How the next token is chosen, as llama.cpp's chain of samplers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import llama_cpp
from llama_cpp.llama_grammar import json_schema_to_gbnf

from bot.errors import ModelError
from bot.llm.lookup import LONGEST_DRAFT

_PENALISED = 64  # tokens back


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen. Temperature 0 takes the likeliest one, always the same.

    `schema` is a JSON schema that the whole text must follow. The cut-offs at temperatures above 0 are
    llama.cpp's own defaults. `draft_tokens` are at most looked up and checked at once (see `bot.llm.lookup`),
    which changes no choice.
    """

    temperature: float = 0.0
    repeat_penalty: float = 1.0
    schema: Mapping[str, Any] | None = None
    seed: int = 0
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    draft_tokens: int = LONGEST_DRAFT


@contextmanager
def sampler_of(sampling: Sampling, vocab: Any) -> Iterator[Any]:
    """Lend a chain of samplers for one text. Raises ModelError where the schema cannot be made a grammar."""
    chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
    try:
        for sampler in _samplers(sampling, vocab):
            llama_cpp.llama_sampler_chain_add(chain, sampler)
        yield chain
    finally:
        llama_cpp.llama_sampler_free(chain)


def _samplers(sampling: Sampling, vocab: Any) -> Iterator[Any]:
    if sampling.repeat_penalty != 1.0:
        size = llama_cpp.llama_vocab_n_tokens(vocab)
        yield llama_cpp.llama_sampler_init_penalties(size, _PENALISED, sampling.repeat_penalty, 0.0, 0.0)
    if sampling.schema is not None:
        grammar = llama_cpp.llama_sampler_init_grammar(vocab, _grammar(sampling.schema), b"root")
        if not grammar:
            raise ModelError(f"The JSON schema cannot be made a grammar: {json.dumps(sampling.schema)}.")
        yield grammar
    if sampling.temperature <= 0:
        yield llama_cpp.llama_sampler_init_greedy()
        return
    yield llama_cpp.llama_sampler_init_top_k(sampling.top_k)
    yield llama_cpp.llama_sampler_init_top_p(sampling.top_p, 1)
    yield llama_cpp.llama_sampler_init_min_p(sampling.min_p, 1)
    yield llama_cpp.llama_sampler_init_temp(sampling.temperature)
    yield llama_cpp.llama_sampler_init_dist(sampling.seed)


def _grammar(schema: Mapping[str, Any]) -> bytes:
    try:
        return bytes(json_schema_to_gbnf(json.dumps(schema)), "utf-8")
    except (ValueError, KeyError, AssertionError, TypeError) as error:
        raise ModelError(f"The JSON schema cannot be made a grammar: {error}.") from None
