"""Questions to one document each, with pieces of the sentences that answer them; none where none does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..lines import check_keys, read_file, texts_of

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents.jsonl"  # about eval/documents/
PAGES = FOLDER / "pages.jsonl"  # about pages that are no part of the project


@dataclass(frozen=True, slots=True)
class PassageCase:
    """A question to a document; a sentence that holds one of the pieces `held` answers it."""

    case_id: str
    document_id: str
    question: str
    held: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether the document answers the question."""
        return bool(self.held)

    def is_answered_by(self, text: str) -> bool:
        """Whether a text holds a piece of an answer."""
        return any(piece in text for piece in self.held)


def read_passage_cases(path: Path) -> list[PassageCase]:
    """Return the cases of a file. Raises DocumentError."""
    return read_file(path, _read)


def _read(row: Mapping[str, Any]) -> PassageCase:
    check_keys(row, texts=("id", "document", "question"), others=("held",))
    return PassageCase(row["id"], row["document"], row["question"], texts_of(row.get("held"), "held"))
