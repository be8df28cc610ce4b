"""The question sets: one case a line, checked as they are read. What makes a reply right is in metrics.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from .lines import CaseFault, Half, check_keys, read_file, read_lines, texts_of

QUESTIONS = Path(__file__).parent / "questions"
EDGE = QUESTIONS / "coverage.jsonl"
LIBRARY_KINDS = ("noise", "rejection", "integration", "counterfactual", "injected_document")
KINDS = (
    "fact", "list", "count", "sum", "order", "comparison", "false_premise", "reality_check", "action_plan",
    "open_advice", "follow_up", "not_covered", "out_of_scope", "humane", "smalltalk", "injection",
    "conversation", "two_in_one", *LIBRARY_KINDS,
)  # fmt: skip
FEEDBACK = "feedback"  # the kind of what people asked and rated: in files alone, in no half
_TEXTS = ("id", "kind", "question", "expects")
_OTHERS = ("history", "needs", "forbids", "gold", "helpful", "note")


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
    that must not occur. A spelling that starts with `re:` is a regular expression (see normalise.py). Of the
    chunks with the ids in `gold`, one must be cited. `helpful` is what people thought of the reply they got.
    """

    case_id: str
    kind: str
    question: str
    expects: Expectation
    history: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    forbids: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    helpful: bool | None = None  # None: nobody said
    note: str = ""


def read_half(half: Half, *, kinds: Collection[str] = KINDS) -> list[Case]:
    """Return the cases of a half that are of one of `kinds`. Raises DocumentError."""
    return [case for case in read_file(QUESTIONS / f"{half}.jsonl", _read_case) if case.kind in kinds]


def read_set(path: Path) -> list[Case]:
    """Return the cases of a file of one's own, such as eval.feedback makes. Raises DocumentError."""
    return read_file(path, _read_case)


def read_edge(path: Path = EDGE) -> list[Case]:
    """Return the questions near the edge of what the pathway covers. Raises DocumentError.

    A line holds a question and whether it is covered; what an answer must hold is not said.
    """
    return read_file(path, _read_edge_case)


def read_cases(lines: Iterable[str], *, name: str) -> list[Case]:
    """Read one case a line; empty lines are skipped. Errors (DocumentError) call the file `name`."""
    return read_lines(lines, _read_case, name=name)


def _read_case(row: Mapping[str, Any]) -> Case:
    check_keys(row, texts=_TEXTS, others=_OTHERS)
    if row["kind"] not in (kinds := (*KINDS, FEEDBACK)):
        raise CaseFault(f"The kind {row['kind']!r} is unknown.", f"Write one of {', '.join(kinds)}.")
    if row["expects"] not in set(Expectation):
        raise CaseFault(f"'expects' is {row['expects']!r}.", f"Write one of {', '.join(Expectation)}.")
    case = Case(
        case_id=row["id"],
        kind=row["kind"],
        question=row["question"],
        expects=Expectation(row["expects"]),
        history=texts_of(row.get("history", []), "history"),
        needs=_needs(row),
        forbids=texts_of(row.get("forbids", []), "forbids"),
        gold=texts_of(row.get("gold", []), "gold"),
        helpful=_helpful(row),
        note=row.get("note", ""),
    )
    for spelling in (*case.forbids, *(spelling for need in case.needs for spelling in need)):
        _check_pattern(spelling)
    return case


def _read_edge_case(row: Mapping[str, Any]) -> Case:
    check_keys(row, texts=("question",), others=("covered",))
    covered = row.get("covered")
    if not isinstance(covered, bool):
        raise CaseFault(f"'covered' is {covered!r}.", "Write true or false.")
    kind, expects = ("fact", Expectation.ANSWER) if covered else ("not_covered", Expectation.ABSTAIN)
    return Case(case_id=row["question"], kind=kind, question=row["question"], expects=expects)


def _needs(row: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    needs = row.get("needs", [])
    if not isinstance(needs, list) or not all(needs):
        raise CaseFault("'needs' is not a list of lists.", 'Write it as [["10 weeks"], ["important"]].')
    return tuple(texts_of(need, "needs") for need in needs)


def _helpful(row: Mapping[str, Any]) -> bool | None:
    helpful = row.get("helpful")
    if helpful is not None and not isinstance(helpful, bool):
        raise CaseFault(f"'helpful' is {helpful!r}.", "Write true or false, or leave it out.")
    return helpful


def _check_pattern(spelling: str) -> None:
    if not spelling.startswith("re:"):
        return
    try:
        re.compile(spelling[3:])
    except re.error as error:
        raise CaseFault(f"The expression {spelling!r} is faulty ({error}).", "Correct it.") from None
