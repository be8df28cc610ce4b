"""What is kept of a run for comparing it with another: a record a case, from outcomes or from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import SettingsError

from .lines import Half
from .metrics import Outcome, case_values
from .report import as_json

METRICS = "metrics"  # where a row of the report in JSON has the values of its case
Records = Mapping[Half, Sequence["Record"]]


@dataclass(frozen=True, slots=True)
class Record:
    """A case's metrics by name, None where one does not apply; texts only where they may be seen."""

    case_id: str
    values: Mapping[str, float | None]
    question: str = ""
    answer: str = ""


def as_row(outcome: Outcome, *, reveal: bool) -> dict[str, Any]:
    """Return an outcome as a JSON object, with all that a comparison needs."""
    return as_json(outcome, reveal=reveal) | {METRICS: case_values(outcome)}


def as_record(outcome: Outcome, *, reveal: bool) -> Record:
    """Return the record of an outcome."""
    texts = (outcome.case.question, outcome.reply.text) if reveal else ("", "")
    return Record(outcome.case.case_id, case_values(outcome), *texts)


def read_records(path: Path) -> Records:
    """Return the records of a report that `--json` wrote. Raises SettingsError."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        return {Half(half): [_record(row) for row in found["outcomes"]] for half, found in report.items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The run in {path} cannot be read ({error}).") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(
            f"{path} is not a run with its metrics. Write one with `python -m eval --json {path}`."
        ) from None


def _record(row: Mapping[str, Any]) -> Record:
    return Record(row["id"], dict(row[METRICS]), row.get("question", ""), row.get("answer", ""))
