"""The exercises that MiniLM learns from: documents that were made up, with questions to them.

A line of a file is a document: its title, its sentences each with the heading that it stands under, and its
questions. `a` lists the sentences of which any one answers, `both` those that do so together; where nothing
answers, `nearest` is the sentence that a careless reader would take.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.reference.late_interaction import bare

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question with the sentences of its document, by their places those that answer, and a trap."""

    document: str
    question: str
    sentences: tuple[str, ...]
    answers: tuple[int, ...]
    trap: int | None = None


def read_exercises(folder: Path) -> list[Exercise]:
    """Return the exercises of all files of a folder, in the order of their names."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found += _exercises(json.loads(line), f"{path.stem}:{number}")
    return found


def _exercises(document: Mapping[str, Any], name: str) -> list[Exercise]:
    sentences = tuple(f"{each['h']}: {each['s']}" for each in document["sentences"])
    return [
        Exercise(
            name,
            bare(each["q"]),
            sentences,
            tuple(each.get("a") or each.get("both") or ()),
            each.get("nearest"),
        )
        for each in document["questions"]
    ]
