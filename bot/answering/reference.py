"""Answers from reference documents: the sentences of the best passages that are nearest to the question."""

from __future__ import annotations

import re

import numpy as np

from bot.answering.finding import Finding, state
from bot.domain import Chunk, Fact, Passage
from bot.index.reader import Index
from bot.language import content_stems

_NEAR = 0.42  # cosine of a passage that is about the question
_SHARE = 0.5  # of the question's telling words that the passage and its heading hold
_BEHIND = 0.08  # how far the second sentence may be behind the first

_CODE = re.compile(r"^(`{3,})[^`\n]*\n.*?\n\1$", re.MULTILINE | re.DOTALL)


def search_references(question: str, index: Index) -> Finding | None:
    """Return the best sentences of the reference documents, or None where none speaks to the question."""
    ids = [document_id for document_id in index.documents if document_id not in index.pathways]
    passages = index.search(question, k=4, pathway_ids=ids) if ids else []
    wanted = set(content_stems(question))
    fitting = [p for p in passages if p.cosine >= _NEAR and _share(wanted, p.chunk) >= _SHARE]
    if not fitting:
        return None
    facts = _best_sentences(question, fitting, index)
    return Finding(
        "answer",
        tuple(state(fact) for fact in facts),
        open_ended=True,
        understood=f"reference document · {fitting[0].chunk.heading}",
        passages=tuple(fitting),
        pathway_id=fitting[0].chunk.pathway_id,
        question=question,
    )


def _share(wanted: set[str], chunk: Chunk) -> float:
    held = set(content_stems(f"{chunk.pathway_id} {chunk.heading} {chunk.text}"))
    return len(wanted & held) / max(1, len(wanted))


def _units(text: str) -> list[str]:
    """Cut a chunk into its sentences; code stays whole, together with the sentence above it."""
    units: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        above = text[end : code.start()].splitlines()
        units += above[:-1]
        units.append(f"{above[-1]}\n{code[0]}" if above else code[0])
        end = code.end()
    return [unit.removeprefix("- ").strip() for unit in [*units, *text[end:].splitlines()]]


def _best_sentences(question: str, passages: list[Passage], index: Index) -> list[Fact]:
    sentences = [
        (passage.chunk, sentence)
        for passage in passages[:2]
        for sentence in _units(passage.chunk.text)
        if len(sentence) > 20 and not re.fullmatch(r"[\W\d_]+", sentence)
    ]
    if not sentences:
        chunk = passages[0].chunk
        return [Fact(chunk.text, chunk.chunk_id, chunk.text)]
    vectors = index.embedder.embed([question, *(f"{chunk.heading}: {line}" for chunk, line in sentences)])
    nearness = (vectors[1:] @ vectors[0]).tolist()
    order = np.argsort(nearness)[::-1][:2].tolist()
    chosen = sorted(i for i in order if nearness[i] >= nearness[order[0]] - _BEHIND)
    return [Fact(line, chunk.chunk_id, line) for chunk, line in (sentences[i] for i in chosen)]
