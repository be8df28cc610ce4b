"""Files of cases: one JSON object a line. What is wrong is said with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bot.errors import DocumentError


class Half(StrEnum):
    """The two halves of a set: one to work with, one that only ever measures."""

    WORK = "work"
    CHECK = "check"


class CaseFault(Exception):
    """What is wrong with a line, and the remedy: two whole sentences."""


class _Identified(Protocol):
    @property
    def case_id(self) -> str: ...


C = TypeVar("C", bound=_Identified)


def read_file(path: Path, read: Callable[[Mapping[str, Any]], C]) -> list[C]:
    """Return the cases of a file. Raises DocumentError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            str(path), 0, f"The set cannot be read ({error}).", "Check the file, or name the other half."
        ) from None
    return read_lines(text.splitlines(), read, name=str(path))


def read_lines(lines: Iterable[str], read: Callable[[Mapping[str, Any]], C], *, name: str) -> list[C]:
    """Return what `read` makes of each line; empty ones are skipped. `read` raises CaseFault.

    Raises DocumentError, which calls the file `name`.
    """
    cases: list[C] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = read(_object(line))
            if first := seen.get(case.case_id):
                raise CaseFault(
                    f"The id {case.case_id!r} is that of line {first}, too.", "Give it another one."
                )
        except CaseFault as fault:
            raise DocumentError(name, number, *fault.args) from None
        seen[case.case_id] = number
        cases.append(case)
    return cases


def check_keys(row: Mapping[str, Any], *, texts: Collection[str], others: Collection[str]) -> None:
    """Raise CaseFault unless `row` has a text for each of `texts`, and no key but these and `others`."""
    known = sorted({*texts, *others})
    if unknown := sorted(row.keys() - {*known}):
        raise CaseFault(f"The key {unknown[0]!r} is unknown.", f"A case has {', '.join(known)}.")
    for key in texts:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise CaseFault(f"{key!r} is missing or empty.", "Write it as a text.")


def texts_of(values: object, key: str) -> tuple[str, ...]:
    """Return `values`, which stand under `key`, if they are a list of texts. Raises CaseFault."""
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise CaseFault(f"A list in {key!r} holds something else than texts.", "Write it as a list of texts.")
    return tuple(values)


def _object(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaseFault(f"The line is not JSON ({error.msg}).", "Write one JSON object a line.") from None
    if not isinstance(row, dict):
        raise CaseFault("The line is not a JSON object.", "Write one JSON object a line.")
    return row
