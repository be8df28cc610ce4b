"""What people say to a coach, and the right reaction: one case a line, checked as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.commitments.states import CLOSED
from bot.domain import CommitmentStatus

from ..lines import CaseFault, Half, check_keys, read_file, read_lines, texts_of

UTTERANCES = Path(__file__).parents[1] / "utterances"
ACTIONS = (
    "propose_commitment", "confirm_commitment", "decline_commitment", "close_commitment", "move_commitment",
    "snooze_commitment", "list_commitments", "finish_task", "next_tasks", "plan", "profile", "review",
    "reminders", "undo", "answer", "other",
)  # fmt: skip
KINDS = (
    "plain", "long", "two", "recurring", "vague", "misspelt", "non_native", "reply", "report", "query",
    "profile", "negative",
)  # fmt: skip
_TEXTS = ("id", "text", "now", "timezone", "kind")
_OTHERS = ("action", "setup", "history", "due", "outcome", "note")
_SETUP_KEYS = {"text", "due_on", "due_time"}


@dataclass(frozen=True, slots=True)
class Promised:
    """An open commitment that was there before."""

    text: str
    due_on: date
    due_time: time | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says at `now`, which is on their clock, and what the coach is to do with it.

    `setup` is open by then; `history` was said before in the same thread. Any of `actions` is right; "other"
    is whatever changes nothing. `due` are the moments of all that is proposed, saved, moved or put off, on
    the person's clock, None for one without a date; where `due` itself is None, no date matters.
    """

    case_id: str
    kind: str
    text: str
    now: datetime
    timezone: str
    actions: tuple[str, ...]
    setup: tuple[Promised, ...] = ()
    history: tuple[str, ...] = ()
    due: tuple[datetime | None, ...] | None = None
    outcome: CommitmentStatus | None = None  # of what the message reports on
    note: str = ""


def read_half(half: Half) -> list[Utterance]:
    """Return the cases of a half. Raises DocumentError."""
    return read_file(UTTERANCES / f"{half}.jsonl", _read_case)


def read_cases(lines: Iterable[str], *, name: str) -> list[Utterance]:
    """Read one case a line; empty lines are skipped. Errors (DocumentError) call the file `name`."""
    return read_lines(lines, _read_case, name=name)


def _read_case(row: Mapping[str, Any]) -> Utterance:
    check_keys(row, texts=_TEXTS, others=_OTHERS)
    if row["kind"] not in KINDS:
        raise CaseFault(f"The kind {row['kind']!r} is unknown.", f"Write one of {', '.join(KINDS)}.")
    try:
        zone = ZoneInfo(row["timezone"])
    except (ZoneInfoNotFoundError, ValueError):
        raise CaseFault(
            f"The timezone {row['timezone']!r} is unknown.", "Write one such as Europe/Oslo."
        ) from None
    return Utterance(
        case_id=row["id"],
        kind=row["kind"],
        text=row["text"],
        now=_moment(row["now"], zone),
        timezone=row["timezone"],
        actions=_actions(row.get("action")),
        setup=tuple(map(_promised, _list(row, "setup"))),
        history=texts_of(row.get("history", []), "history"),
        due=_due(row, zone) if "due" in row else None,
        outcome=_outcome(row.get("outcome")),
        note=row.get("note", ""),
    )


def _actions(written: object) -> tuple[str, ...]:
    actions = texts_of([written] if isinstance(written, str) else written, "action")
    if not actions:
        raise CaseFault("'action' is empty.", f"Write one of {', '.join(ACTIONS)}.")
    for action in actions:
        if action not in ACTIONS:
            raise CaseFault(f"The action {action!r} is unknown.", f"Write one of {', '.join(ACTIONS)}.")
    return actions


def _due(row: Mapping[str, Any], zone: tzinfo) -> tuple[datetime | None, ...]:
    return tuple(None if moment is None else _moment(moment, zone) for moment in _list(row, "due"))


def _moment(written: object, zone: tzinfo) -> datetime:
    """Return a moment on the clock of `zone`, which its offset has to be of."""
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        raise CaseFault(f"{written!r} is no moment.", "Write it as 2026-03-02T09:00:00+01:00.") from None
    there = moment.astimezone(zone)
    if moment.utcoffset() != there.utcoffset():
        right = there.isoformat(timespec="seconds")
        raise CaseFault(f"{written} has not the offset of {zone}.", f"That moment is {right} there.")
    return there


def _outcome(written: object) -> CommitmentStatus | None:
    if written is None:
        return None
    if written not in {outcome.value for outcome in CLOSED}:
        raise CaseFault(f"The outcome is {written!r}.", f"Write one of {', '.join(sorted(CLOSED))}, or null.")
    return CommitmentStatus(str(written))


def _promised(written: object) -> Promised:
    if not isinstance(written, dict) or written.keys() != _SETUP_KEYS:
        raise CaseFault("An entry of 'setup' is incomplete.", "It has text, due_on and due_time.")
    at = written["due_time"]
    try:
        due_on, due_time = date.fromisoformat(written["due_on"]), at and time.fromisoformat(at)
    except (TypeError, ValueError):
        raise CaseFault("A date in 'setup' cannot be read.", "Write it as 2026-03-02, and 09:00.") from None
    return Promised(written["text"], due_on, due_time)


def _list(row: Mapping[str, Any], key: str) -> list[object]:
    values = row.get(key, [])
    if not isinstance(values, list):
        raise CaseFault(f"{key!r} is not a list.", "Write it in square brackets.")
    return values
