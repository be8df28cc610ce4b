"""How a commitment comes back: the days of its series, and the occurrence after this one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rruleset, rrulestr

from bot.domain import Commitment, CommitmentStatus, Recurrence
from bot.errors import BadChange

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST_MONTH = 28  # days that every month has
_STEPS = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


def next_occurrence(
    commitment: Commitment, completed_at: datetime, *, commitment_id: str
) -> Commitment | None:
    """Return the occurrence that follows once this one is closed; None where the series is over.

    `completed_at` is in the person's zone. Days that have passed by then are left out: what was not done in
    time does not pile up. Where this occurrence was moved to has no influence on the next one.
    """
    recurrence = commitment.recurrence
    if recurrence is None or commitment.due_on is None:
        return None
    if recurrence.counted_from == "completion":
        following = _after_completion(recurrence, completed_at.date())
    else:
        following = _after_slot(commitment, recurrence, completed_at)
    if following is None or following.slot_on is None:
        return None
    missed = commitment.status is CommitmentStatus.MISSED
    return replace(
        commitment,
        commitment_id=commitment_id,
        due_on=following.slot_on,
        status=CommitmentStatus.OPEN,
        evidence_url=None,
        recurrence=following,
        series_id=commitment.series_id or commitment.commitment_id,
        snoozed_until=None,
        missed_before=commitment.missed_before + 1 if missed else 0,
        created_at=completed_at.astimezone(UTC),
        closed_at=None,
        version=1,
    )


def slots_after(recurrence: Recurrence, day: date) -> Iterator[date]:
    """Yield the days of a series that is counted from its due date, those after `day`, in order."""
    parts = rule_parts(recurrence)
    until = _until(parts)
    anchor = _midnight(recurrence.anchor_on or recurrence.slot_on or day)
    for moment in _rule(parts, anchor).xafter(_midnight(day)):
        if until is not None and moment.date() > until:
            return
        yield moment.date()


def calendar_rule(recurrence: Recurrence) -> dict[str, str]:
    """Return the rule's parts as they are from `slot_on` on: of COUNT, what is left."""
    parts = rule_parts(recurrence)
    if "COUNT" in parts and recurrence.slot_on is not None:
        parts["COUNT"] = str(1 + sum(1 for _ in slots_after(recurrence, recurrence.slot_on)))
    return parts


def rule_parts(recurrence: Recurrence) -> dict[str, str]:
    """Return the rule's parts by name; the 31st stands for the last day of a month that has none."""
    pairs = (
        part.partition("=") for part in recurrence.rule.upper().removeprefix("RRULE:").split(";") if part
    )
    parts = {name: value for name, _, value in pairs}
    anchor = recurrence.anchor_on
    if anchor is None or anchor.day <= _SHORTEST_MONTH or any(name.startswith("BY") for name in parts):
        return parts
    if recurrence.counted_from == "completion":
        return parts
    if parts.get("FREQ") in ("MONTHLY", "YEARLY"):
        parts |= {"BYMONTHDAY": ",".join(map(str, range(_SHORTEST_MONTH, anchor.day + 1))), "BYSETPOS": "-1"}
    if parts.get("FREQ") == "YEARLY":
        parts["BYMONTH"] = str(anchor.month)
    return parts


def last_day(recurrence: Recurrence) -> date | None:
    """Return the last day on which an occurrence may be due, as the rule says; None for no end."""
    return _until(rule_parts(recurrence))


def comes_after(other: Commitment, commitment: Commitment) -> bool:
    """Tell whether `other`, of the same series, follows `commitment`."""
    if other.commitment_id == commitment.commitment_id or not other.recurrence or not commitment.recurrence:
        return False
    slot, other_slot = commitment.recurrence.slot_on, other.recurrence.slot_on
    later = slot is not None and other_slot is not None and other_slot > slot
    return later or other.status is CommitmentStatus.OPEN


def check_rule(rule: str) -> None:
    """Raise BadChange where `rule` is no RFC 5545 recurrence of days, weeks, months or years."""
    parts = rule_parts(Recurrence(rule))
    if parts.get("FREQ") not in _STEPS:
        raise BadChange(f"{rule!r} does not say how often. Say it like “every Monday” or “every two weeks”.")
    parts.pop("UNTIL", None)
    try:
        _rule(parts, datetime(2026, 1, 1))
    except ValueError as error:
        raise BadChange(f"{rule!r} is no recurrence: {error}. Say it like “every Monday”.") from None


def _after_slot(commitment: Commitment, recurrence: Recurrence, completed_at: datetime) -> Recurrence | None:
    slot = recurrence.slot_on or commitment.due_on
    assert slot is not None
    # A slot of today still counts, unless its time of day is over.
    over = commitment.due_time is not None and commitment.due_time <= completed_at.time()
    earliest = completed_at.date() if over else completed_at.date() - timedelta(days=1)
    following = next(slots_after(recurrence, max(slot, earliest)), None)
    return None if following is None else replace(recurrence, slot_on=following)


def _after_completion(recurrence: Recurrence, completed_on: date) -> Recurrence | None:
    parts = rule_parts(recurrence)
    until, count = _until(parts), parts.pop("COUNT", None)
    if count is not None and int(count) <= 1:
        return None
    if any(part.startswith("BY") for part in parts):
        moment = _rule(parts, _midnight(completed_on)).after(_midnight(completed_on))
        following = None if moment is None else moment.date()
    else:
        step = _STEPS[parts["FREQ"]]
        following = completed_on + relativedelta(**{step: int(parts.get("INTERVAL", "1"))})  # type: ignore[arg-type]
    if following is None or (until is not None and following > until):
        return None
    rule = recurrence.rule
    if count is not None:  # what is left of it: nothing else says how many there were
        rule = ";".join(
            f"COUNT={int(count) - 1}" if part.upper().startswith("COUNT=") else part
            for part in rule.split(";")
        )
    return replace(recurrence, rule=rule, slot_on=following)


def _rule(parts: dict[str, str], start: datetime) -> rrule | rruleset:
    return rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start)


def _until(parts: dict[str, str]) -> date | None:
    """Take the last day that counts from `parts`: the rule is read without it, since it may bear a zone."""
    written = parts.pop("UNTIL", None)
    return None if written is None else datetime.strptime(written[:8], "%Y%m%d").date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def shifted(recurrence: Recurrence, due_on: date) -> Recurrence:
    """Return the recurrence of a series that begins on another day: "every Monday" is "every Tuesday"."""
    days = re.search(r"\bBYDAY=([A-Z]{2})(?=;|$)", recurrence.rule)
    rule = recurrence.rule
    if days is not None and "FREQ=WEEKLY" in rule:
        rule = f"{rule[: days.start(1)]}{_WEEKDAYS[due_on.weekday()]}{rule[days.end(1) :]}"
    return Recurrence(rule, recurrence.counted_from, anchor_on=due_on)
