"""Sentences of reference documents that are nearest to a question, where no listed fact answers it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np

from bot.answering.finding import Finding, Statement, enumerate_facts, state
from bot.domain import Chunk, Fact, Passage
from bot.index.reader import Index
from bot.language import content_stems, has, stems

_NEAR = 0.42  # cosine of a passage that is about the question
_NEAR_IN_ONE = 0.3  # the same, where the document is known
_SHARE = 0.5  # of the question's telling words that the passage and its heading hold
_BEHIND = 0.08  # how far the second sentence may be behind the first
_FOUND = 12  # passages of a known document that are looked at
_HEADING = 0.5  # what a heading that says the question is worth beside the fused score
_ASKED = 0.6  # likeness of a heading that is the question
_SHORT = 300  # characters of a chunk without a sentence that is given whole
_LISTED = 12  # items at most that are laid out as a list

_CODE = re.compile(r"^(`{3,})[^`\n]*\n.*?\n\1$", re.MULTILINE | re.DOTALL)
_FINISHED = re.compile(r"[.!?:]\W*$|^```", re.MULTILINE)
_ROW = re.compile(
    r"\||Note: |Source: |- [^:.?!|\n]{1,60}: \S"
)  # of a table, below one, or a fact of listed.py


def search_references(
    question: str, index: Index, *, document_ids: Collection[str], no_statement: str
) -> Finding | None:
    """Return the best sentences of these documents, or None where none speaks to the question.

    What `no_statement` (a pattern) is found in states nothing, and is not among them.
    """
    passages = index.search(question, k=4, pathway_ids=document_ids)
    wanted = set(content_stems(question))
    fitting = [p for p in passages if p.cosine >= _NEAR and _share(wanted, p.chunk) >= _SHARE]
    if not fitting:
        return None
    listed = _asked_list(wanted, fitting[0].chunk)
    found = [] if listed else _best_sentences(question, fitting, index, no_statement)
    statements = [listed] if listed else [state(fact) for fact in found]
    return _finding(question, statements, fitting) if statements else None


def asked_list(question: str, index: Index, *, document_ids: Collection[str]) -> Finding | None:
    """Return the list of a known document that a question asks for by its heading; None without one."""
    passages = index.search(question, k=_FOUND, pathway_ids=document_ids)
    near = [each for each in _by_heading(question, passages) if each.cosine >= _NEAR_IN_ONE][:1]
    listed = _asked_list(set(content_stems(question)), near[0].chunk) if near else None
    return _finding(question, [listed], near) if listed else None


def _finding(question: str, statements: Sequence[Statement], passages: Sequence[Passage]) -> Finding:
    chunk = passages[0].chunk
    return Finding(
        "answer",
        tuple(statements),
        open_ended=True,
        understood=f"reference document · {chunk.heading}",
        passages=tuple(passages),
        pathway_id=chunk.pathway_id,
        record_ids=(chunk.pathway_id,),
        listed=(chunk.pathway_id,),
        question=question,
    )


def _by_heading(question: str, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with those first whose own headings say what the question says."""
    return sorted(passages, key=lambda p: -(p.score + _HEADING * _likeness(question, p.chunk)))


def _likeness(question: str, chunk: Chunk) -> float:
    """Return how much of a question and a heading are the same, 0 to 1; "what" and "do" count."""
    said, heading = set(stems(question)), set(stems(chunk.heading.rpartition(" › ")[2]))
    return len(said & heading) / max(1, len(said | heading))


def _share(wanted: set[str], chunk: Chunk) -> float:
    held = set(content_stems(f"{chunk.pathway_id} {chunk.heading} {chunk.text}"))
    return len(wanted & held) / max(1, len(wanted))


def _asked_list(wanted: set[str], chunk: Chunk) -> Statement | None:
    """Return the list of a chunk whose own heading the question asks for: "what are the duties of …"."""
    heading = set(content_stems(chunk.heading.rpartition(" › ")[2]))
    lines = chunk.text.splitlines()
    first = next((at for at, line in enumerate(lines) if line.startswith("- ")), 0)
    items = [line for line in lines if line.startswith("- ")]
    if not heading or not heading <= wanted or not first or len(items) < 2 or _ROW.match(items[0]):
        return None
    lead = lines[first - 1]
    facts = [Fact(line, chunk.chunk_id, line) for line in [lead, *items[:_LISTED]]]
    return enumerate_facts(lead.rstrip(" :."), facts, [item[2:] for item in items[:_LISTED]])


def units_of(text: str) -> list[str]:
    """Cut a chunk into its sentences; code stays whole, together with the sentence above it."""
    units: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        above = text[end : code.start()].splitlines()
        units += above[:-1]
        units.append(f"{above[-1]}\n{code[0]}" if above else code[0])
        end = code.end()
    return [*units, *text[end:].splitlines()]


def _best_sentences(
    question: str, passages: Sequence[Passage], index: Index, no_statement: str
) -> list[Fact]:
    sentences = [
        (passage.chunk, sentence)
        for passage in passages[:2]
        if passage.chunk.pathway_id == passages[0].chunk.pathway_id
        for sentence in units_of(passage.chunk.text)
        if not _ROW.match(sentence) and not has(no_statement, sentence)
        if len(sentence) > 20 and (_FINISHED.search(sentence) or sentence.startswith("- "))
    ]
    sentences = list({sentence: (chunk, sentence) for chunk, sentence in reversed(sentences)}.values())[::-1]
    if not sentences:
        chunk = passages[0].chunk
        units = chunk.text.splitlines()
        short = len(chunk.text) <= _SHORT and not any(_ROW.match(x) or has(no_statement, x) for x in units)
        return [Fact(chunk.text, chunk.chunk_id, chunk.text)] if short else []
    if _likeness(question, passages[0].chunk) >= _ASKED:
        sentences = [each for each in sentences if each[0] == passages[0].chunk]
        return [Fact(line, chunk.chunk_id, line) for chunk, line in sentences[:2]]
    vectors = index.embedder.embed([question, *(f"{chunk.heading}: {line}" for chunk, line in sentences)])
    nearness = (vectors[1:] @ vectors[0]).tolist()
    order = np.argsort(nearness)[::-1][:2].tolist()
    chosen = sorted(i for i in order if nearness[i] >= nearness[order[0]] - _BEHIND)
    lines = [(chunk, line.removeprefix("- ").strip()) for chunk, line in (sentences[i] for i in chosen)]
    return [Fact(line, chunk.chunk_id, line) for chunk, line in lines]
