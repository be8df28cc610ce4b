"""The question sets: one case a line, checked as they are read. What makes a reply right is in metrics.py."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.errors import DocumentError

QUESTIONS = Path(__file__).parent / "questions"
KINDS = (
    "fact", "list", "count", "sum", "order", "comparison", "false_premise", "reality_check", "action_plan",
    "open_advice", "follow_up", "not_covered", "out_of_scope", "humane", "smalltalk", "injection",
)  # fmt: skip
_REQUIRED = {"id": str, "kind": str, "question": str, "expects": str}
_LISTS = ("history", "needs", "forbids")
_KEYS = {*_REQUIRED, *_LISTS, "note"}


class Half(StrEnum):
    """The two question sets: one to work with, one that only ever measures."""

    WORK = "work"
    CHECK = "check"


class Expectation(StrEnum):
    """What sort of reply is right."""

    ANSWER = "answer"
    ABSTAIN = "abstain"
    REFER = "refer"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what its reply must and must not hold.

    Every entry of `needs` is one fact in alternative spellings, any of which will do; `forbids` are spellings
    that must not occur. A spelling that starts with `re:` is a regular expression (see normalise.py).
    """

    case_id: str
    kind: str
    question: str
    expects: Expectation
    history: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    forbids: tuple[str, ...] = ()
    note: str = ""


def read_half(half: Half, *, kinds: Collection[str] = KINDS) -> list[Case]:
    """Return the cases of a half that are of one of `kinds`. Raises DocumentError."""
    path = QUESTIONS / f"{half}.jsonl"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(
            str(path),
            0,
            f"The question set cannot be read ({error}).",
            "Check the file, or name the other half.",
        ) from None
    return [case for case in read_cases(text.splitlines(), name=str(path)) if case.kind in kinds]


def read_cases(lines: Iterable[str], *, name: str) -> list[Case]:
    """Read one case a line; empty lines are skipped. Errors (DocumentError) call the file `name`."""
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = _read_case(line)
        except _CaseError as fault:
            raise DocumentError(name, number, *fault.args) from None
        if case.case_id in seen:
            raise DocumentError(
                name,
                number,
                f"The id {case.case_id!r} is that of line {seen[case.case_id]}, too.",
                "Give it another one.",
            )
        seen[case.case_id] = number
        cases.append(case)
    return cases


class _CaseError(Exception):
    """What is wrong with a line, and the remedy."""


def _read_case(line: str) -> Case:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _CaseError(f"The line is not JSON ({error.msg}).", "Write one JSON object a line.") from None
    if not isinstance(row, dict):
        raise _CaseError("The line is not a JSON object.", "Write one JSON object a line.")
    _check_keys(row)
    if row["kind"] not in KINDS:
        raise _CaseError(f"The kind {row['kind']!r} is unknown.", f"Write one of {', '.join(KINDS)}.")
    if row["expects"] not in set(Expectation):
        raise _CaseError(f"'expects' is {row['expects']!r}.", f"Write one of {', '.join(Expectation)}.")
    case = Case(
        case_id=row["id"],
        kind=row["kind"],
        question=row["question"],
        expects=Expectation(row["expects"]),
        history=_texts(row, "history"),
        needs=_needs(row),
        forbids=_texts(row, "forbids"),
        note=row.get("note", ""),
    )
    for spelling in (*case.forbids, *(spelling for need in case.needs for spelling in need)):
        _check_pattern(spelling)
    return case


def _check_keys(row: Mapping[str, Any]) -> None:
    if unknown := sorted(row.keys() - _KEYS):
        raise _CaseError(f"The key {unknown[0]!r} is unknown.", f"A case has {', '.join(sorted(_KEYS))}.")
    for key, kind in _REQUIRED.items():
        if not isinstance(row.get(key), kind) or not row[key].strip():
            raise _CaseError(f"{key!r} is missing or empty.", "Write it as a text.")


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return _all_texts(row.get(key, []), key)


def _needs(row: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    needs = row.get("needs", [])
    if not isinstance(needs, list) or not all(needs):
        raise _CaseError("'needs' is not a list of lists.", 'Write it as [["10 weeks"], ["important"]].')
    return tuple(_all_texts(need, "needs") for need in needs)


def _all_texts(values: object, key: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise _CaseError(
            f"A list in {key!r} holds something else than texts.", "Write it as a list of texts."
        )
    return tuple(values)


def _check_pattern(spelling: str) -> None:
    if not spelling.startswith("re:"):
        return
    try:
        re.compile(spelling[3:])
    except re.error as error:
        raise _CaseError(f"The expression {spelling!r} is faulty ({error}).", "Correct it.") from None
