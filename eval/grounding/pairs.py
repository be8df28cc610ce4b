"""Sentences that a model may write, each with the evidence that it had: one pair a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..lines import CaseFault, Half, check_keys, read_file, read_lines, texts_of

PAIRS = Path(__file__).parents[1] / "pairs"
KINDS = (
    "number", "unit", "range", "negation", "attribution", "list_missing", "list_added", "name", "comparison",
    "time_order", "modality", "paraphrase", "computed", "cause", "scope", "condition", "tense", "role",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its evidence. `supported`: whoever believes the evidence believes the sentence."""

    case_id: str
    kind: str
    evidence: tuple[str, ...]
    sentence: str
    supported: bool
    note: str = ""


def read_half(half: Half) -> list[Pair]:
    """Return the pairs of a half. Raises DocumentError."""
    return read_file(PAIRS / f"{half}.jsonl", _read_pair)


def read_pairs(lines: Iterable[str], *, name: str) -> list[Pair]:
    """Read one pair a line; empty lines are skipped. Errors (DocumentError) call the file `name`."""
    return read_lines(lines, _read_pair, name=name)


def _read_pair(row: Mapping[str, Any]) -> Pair:
    check_keys(row, texts=("id", "sentence", "kind"), others=("evidence", "supported", "note"))
    if row["kind"] not in KINDS:
        raise CaseFault(f"The kind {row['kind']!r} is unknown.", f"Write one of {', '.join(KINDS)}.")
    if not isinstance(row.get("supported"), bool):
        raise CaseFault("'supported' is missing.", "Write true or false.")
    evidence = texts_of(row.get("evidence"), "evidence")
    if not evidence:
        raise CaseFault("'evidence' is empty.", "Write the facts that the sentence was written from.")
    return Pair(row["id"], row["kind"], evidence, row["sentence"], row["supported"], row.get("note", ""))
