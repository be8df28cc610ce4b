"""Which commitment is meant? By its words and date, by its place in a list, or because there is no other.

Nobody repeats a promise to report on it: "both sent", "half of it", "the second one", "push it to Thursday".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.coaching.desk import Session
from bot.commitments.due import is_overdue
from bot.commitments.finding import Found
from bot.dates import When, find_when
from bot.domain import Commitment, CommitmentStatus

_TIME_ALONE = re.compile(
    r"(?:(?:at|by|before|around|about|until|till|from|to|@|only|rather|instead) )*(?:\d{1,2}(?:[:.]\d\d)?|"
    r"noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: ?(?:am|pm|a\.m|p\.m|h|o['’]?clock|uhr))?"
    r"(?: (?:in the (?:morning|afternoon|evening)|at night|sharp))?|"
    r"(?:but |only |rather )*(?:in the (?:morning|afternoon|evening)|at night)",
    re.IGNORECASE,
)
OPEN = (CommitmentStatus.OPEN,)
_PLACES = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
}
_PLACED = re.compile(
    rf"\b(?:the )?({'|'.join(_PLACES)}) (?:one|commitment|promise|item|thing|of (?:them|those|these))\b|"
    rf"\b(?:number|no\.?|#) ?(\d)\b|^(?:the )?({'|'.join(_PLACES)})\b(?=[\s,:]*(?:is|was|:|done|finished|"
    rf"too|half|not))",
    re.IGNORECASE,
)


def meant(session: Session, words: str, *, statuses: Sequence[CommitmentStatus] = OPEN) -> Found:
    """Return the commitments that `words` may mean, likeliest first; `sure` where it is one of them alone."""
    candidates = session.desk.store.commitments.find(session.person_id, statuses=statuses)
    if placed := _placed(session, words, candidates):
        return Found((placed,), sure=True, named=True)
    found = session.desk.commitments.find(session.person_id, words, statuses=statuses)
    if found.sure:
        return found
    fitting = found.commitments
    spoken_of = [each for each in fitting if each.commitment_id in _spoken_of(session)]
    if len(spoken_of) == 1:
        return Found((spoken_of[0],), sure=True, named=found.named)
    if len(fitting) < len(candidates):
        return found
    pressing = [each for each in fitting if is_pressing(each, session)]
    return Found((pressing[0],), sure=True, named=found.named) if len(pressing) == 1 < len(fitting) else found


def only_one(session: Session, *, statuses: Sequence[CommitmentStatus] = OPEN) -> Found:
    """Return, for words that fit none, the only one that a check-in asked about, or the only one there is."""
    candidates = session.desk.store.commitments.find(session.person_id, statuses=statuses)
    asked = [each for each in candidates if each.commitment_id in _asked_about(session)]
    candidates = asked if len(asked) == 1 else candidates
    return Found(tuple(candidates), sure=True) if len(candidates) == 1 else Found()


def _placed(session: Session, words: str, candidates: Sequence[Commitment]) -> Commitment | None:
    """Return the one whose place in the list just shown, else among all, is named."""
    match = _PLACED.search(words)
    if match is None:
        return None
    by_id = {each.commitment_id: each for each in candidates}
    listed = [by_id[each] for each in session.spoken_of if each in by_id]
    listed = listed if len(listed) > 1 else list(candidates)
    name = match[1] or match[3]
    place = _PLACES[name.lower()] if name else int(match[2]) - 1
    return listed[place] if -len(listed) <= place < len(listed) and len(listed) > 1 else None


def _spoken_of(session: Session) -> set[str]:
    """Return the ids of what was asked about or spoken of last."""
    return set(_asked_about(session) or session.spoken_of)


def _asked_about(session: Session) -> tuple[str, ...]:
    pending = session.pending
    return pending.commitment_ids if pending and pending.kind == "report" else ()


def is_pressing(commitment: Commitment, session: Session) -> bool:
    """Tell whether one is due today, or overdue."""
    due_today = commitment.due_on is not None and commitment.due_on <= session.now.date()
    return due_today or is_overdue(commitment, session.now)


def date_named(session: Session, words: str) -> When | None:
    """Return the last date of `words` that is still to come."""
    whens = [when for when in find_when(words, session.now) if when.due_on and not when.past]
    return whens[-1] if whens else None


def day_of(when: When, commitment: Commitment, today: date) -> date:
    """Return the day to which something goes: its own one where only another time is named."""
    assert when.due_on is not None  # the caller has seen to it
    stays = _TIME_ALONE.fullmatch(when.text.strip(" ,.")) and commitment.due_on and commitment.due_on >= today
    return commitment.due_on if stays and commitment.due_on else when.due_on


def undated(session: Session, words: str) -> str:
    """Return `words` without the date to which something goes: it does not say which one is meant."""
    when = date_named(session, words)
    return f"{words[: when.start]} {words[when.end :]}" if when else words
