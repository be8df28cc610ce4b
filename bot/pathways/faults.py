"""Collects what is wrong or doubtful in one document, so that all of it is reported at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from bot.errors import DocumentError, DocumentErrors
from bot.signs import in_one_line


class Faults:
    """The faults found so far in the document called `name`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: list[DocumentError] = []
        self._warnings: list[str] = []

    def add(self, line: int, problem: str, remedy: str) -> None:
        """Note a fault and go on reading."""
        self._found.append(DocumentError(self._name, line, problem, remedy))

    def warn(self, line: int, sentence: str) -> None:
        """Note something doubtful, which keeps nobody from reading the document."""
        self._warnings.append(in_one_line(f"{self._name}:{line}: {sentence}"))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is doubtful, in the order in which it was found."""
        return tuple(self._warnings)

    def raise_any(self) -> None:
        """Raise DocumentError if there is one fault, DocumentErrors in line order if there are more."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            raise DocumentErrors(sorted(self._found, key=lambda fault: fault.line))


def nearest(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return the question "Did you mean …?" for the most similar known word, else `otherwise`."""
    choices = {choice.casefold(): choice for choice in known}
    close = difflib.get_close_matches(word.casefold(), list(choices), n=1, cutoff=0.6)
    return f'Did you mean "{choices[close[0]]}"?' if close else otherwise


def shown(text: str) -> str:
    """Return `text` in quotes, shortened to fit a message."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'
