"""Another time: a promise is moved to another date, or its reminder to another moment."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.answering.finding import Finding
from bot.coaching.desk import Session, find
from bot.coaching.meaning import date_named, day_of, meant, only_one, undated
from bot.coaching.reporting import choose
from bot.commitments.finding import ids_in
from bot.commitments.schedule import MORNING, next_allowed
from bot.dates import find_when, moved, read_delay, read_snooze, to_utc
from bot.domain import Commitment, CommitmentStatus, Pending

_FROM_DAY = re.compile(r"\bfrom (?:the )?\w+ (?=(?:on )?to\b)", re.IGNORECASE)  # it is there already
# "Push the demo a week" is by a week.
_PUSHED = re.compile(
    r"\b(?P<what>(?:push|delay|postpone|bump|shift|move|extend|"
    r"put)\b.*?)(?<!\bin)(?<!\bto)(?<!\bfor)(?<!\bby)(?<!\bwithin) "
    r"(?P<span>(?:an?|one|two|three|four|another|\d+) (?:more )?(?:days?|weeks?|months?))(?: please)?\W*$",
    re.IGNORECASE,
)
_COUNTS = "none one two three four five six seven".split()
_BEFORE = re.compile(
    r"\b(?:the (?P<part>evening|night|day|morning)|(?P<count>an?|one|two|three|four|five|six|seven|\d{1,2}) "
    r"(?P<unit>minute|hour|day|week)s?) (?:before(?:hand)?|earlier|ahead|in advance|prior)\b",
    re.IGNORECASE,
)
_EVENING = time(18)
_MOVABLE = (CommitmentStatus.OPEN, CommitmentStatus.MISSED, CommitmentStatus.PARTLY)


def move(session: Session, words: str) -> Finding:
    """Give the commitment that `words` mean the date that they name; ask for what is missing."""
    words = _FROM_DAY.sub("", words)
    what = undated(session, words)
    found = meant(session, what)
    found = found if found.commitments else meant(session, what, statuses=_MOVABLE)
    if not found.commitments and not ids_in(words):
        found = only_one(session)
        found = found if found.commitments else only_one(session, statuses=_MOVABLE)
    if not found.commitments:
        return _unknown(session, "move_commitment")
    if len(found.commitments) > 1 and not found.sure:
        return choose(session, found.commitments, "move", words)
    return move_one(session, found.commitments[0], words)


def move_one(session: Session, commitment: Commitment, words: str) -> Finding:
    """Move one to the date that `words` name, or by as many days; ask for the date where there is none."""
    when, delay = date_named(session, words), read_delay(_PUSHED.sub(r"\g<what> by \g<span>", words))
    later = moved(commitment.due_on, delay) if delay and commitment.due_on else None
    if later is not None:
        return move_to(session, commitment.commitment_id, later, commitment.due_time)
    if when is None or when.due_on is None:
        pending = Pending("date", (commitment.commitment_id,), action="move")
        return find("move_commitment", session.say("move_to", text=commitment.text), pending=pending)
    day = day_of(when, commitment, session.now.date())
    return move_to(session, commitment.commitment_id, day, when.due_time)


def move_to(session: Session, commitment_id: str, due_on: date, due_time: time | None = None) -> Finding:
    """Move one, and say by when it is now."""
    changed = session.desk.commitments.move(session.person_id, commitment_id, due_on, due_time)
    all_of_it = [*changed.changed, *changed.unchanged]
    return find("move_commitment", session.tell.moved(changed), commitments=all_of_it)


def snooze(session: Session, words: str) -> Finding:
    """Put the reminder of the commitment that `words` mean off until the moment that they name."""
    found = meant(session, undated(session, words))
    found = found if found.commitments or ids_in(words) else only_one(session)
    if not found.commitments:
        return _unknown(session, "snooze_commitment")
    if len(found.commitments) > 1 and not found.sure:
        return choose(session, found.commitments, "snooze", words)
    return snooze_one(session, found.commitments[0], words)


def snooze_one(session: Session, commitment: Commitment, words: str) -> Finding:
    """Snooze one until the moment that `words` name; ask for it where there is none."""
    until = _before_due(commitment, words, session) or _snoozed_until(session, words)
    if until is None:
        pending = Pending("date", (commitment.commitment_id,), action="snooze")
        return find("snooze_commitment", session.say("snooze_until", text=commitment.text), pending=pending)
    return snooze_to(session, commitment.commitment_id, until)


def _before_due(commitment: Commitment, words: str, session: Session) -> datetime | None:
    """Return the moment that is named by how long it lies before the due day: "the evening before"."""
    match, zone = _BEFORE.search(words), session.now.tzinfo
    if match is None or commitment.due_on is None or zone is None:
        return None
    part, unit = match["part"], match["unit"]
    if unit in ("hour", "minute"):
        due = to_utc(commitment.due_on, commitment.due_time or MORNING, zone)
        moment = due - timedelta(**{f"{unit}s": _number(match["count"])})
    else:
        days = _number(match["count"] or "1") * (7 if unit == "week" else 1)
        at = _EVENING if part in ("evening", "night") else MORNING
        moment = to_utc(commitment.due_on - timedelta(days=days), at, zone)
    return moment.astimezone(zone) if moment > session.now else None


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    return 1 if said.lower() in ("a", "an") else _COUNTS.index(said.lower())


def _snoozed_until(session: Session, words: str) -> datetime | None:
    """Return the moment that is named; of several the last: "asleep till 3, try me again at 16:00"."""
    whens = find_when(words, session.now)
    last = read_snooze(words[whens[-1].start :], session.now) if len(whens) > 1 else None
    return last or read_snooze(words, session.now)


def snooze_to(session: Session, commitment_id: str, until: datetime) -> Finding:
    """Snooze one, and say when the reminder comes."""
    changed = session.desk.commitments.snooze(session.person_id, commitment_id, until)
    (snoozed,) = changed.changed
    zone = session.now.tzinfo
    assert zone is not None
    at = next_allowed(until, session.person, zone) if session.person.reminders_on else None
    return find("snooze_commitment", session.tell.snoozed(snoozed, at), commitments=[snoozed])


def _unknown(session: Session, action: str) -> Finding:
    return find(action, session.say("report_unknown"), session.tell.listing(session.open_commitments()))
