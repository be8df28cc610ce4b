"""What was: the open promises, the week in review, and the last change taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.answering.finding import Finding
from bot.coaching.amending import asked_to_save
from bot.coaching.desk import Session, find
from bot.coaching.promising import ask_for
from bot.commitments.messages import say_review
from bot.commitments.review import Review, review, week_of
from bot.dates import find_when, say_day
from bot.planning import next_steps
from bot.profile import ProfileUpdate

_LAST = re.compile(r"\b(?:last|past|previous) week\b", re.IGNORECASE)
_THIS_ONE = re.compile(r"\b(?:this|current) week\b", re.IGNORECASE)


def list_commitments(session: Session, words: str) -> Finding:
    """Say what is open; where `words` name a time, what is due until then."""
    open_ones, waiting = session.open_commitments(), asked_to_save(session)
    if waiting:  # they are what was promised last, and are still to be saved
        kept = session.tell.listing(open_ones) if open_ones else ""
        asked = session.tell.proposals(waiting)
        return find(
            "list_commitments", kept, asked, commitments=[*open_ones, *waiting], pending=ask_for(waiting)
        )
    until = next((w.due_on for w in find_when(words, session.now) if w.due_on and not w.past), None)
    if until is None or not open_ones:
        said = session.tell.listing(open_ones)
        return find("list_commitments", said, commitments=open_ones)
    due = [each for each in open_ones if each.due_on and each.due_on <= until]
    if not due:
        nothing = session.say("list_nothing_until", day=say_day(until))
        return find("list_commitments", nothing, session.tell.status(open_ones))
    return find("list_commitments", session.tell.listing(due), commitments=due)


def look_back(session: Session, words: str) -> Finding:
    """Review the week: the last one on a Monday or Tuesday or where it is asked for, else this one."""
    today = session.now.date()
    last = _LAST.search(words) or (today.weekday() <= 1 and not _THIS_ONE.search(words))
    week = week_of(today - timedelta(days=7) if last else today)
    reviewed = review_week(session, week)
    steps = steps_ahead(session)
    return find("review", say_review(session.prompts, reviewed, next_steps=steps))


def review_week(session: Session, week: tuple[date, date]) -> Review:
    """Return what became of the commitments of a week."""
    store, zone = session.desk.store, session.now.tzinfo
    assert zone is not None
    return review(
        store.commitments.find(session.person_id),
        store.history.changes(session.person_id, subject="commitment"),
        session.person,
        zone=zone,
        week=week,
    )


def steps_ahead(session: Session) -> list[str]:
    """Return the next steps of the roadmap, with which a review ends."""
    if session.pathway is None:
        return []
    return [step.planned.task.text.rstrip(".") for step in next_steps(session.plan(session.pathway))]


def undo(session: Session) -> Finding:
    """Take the last change back, whatever it was of."""
    return find("undo", session.tell.undone(session.desk.commitments.undo(session.person_id)))


def remind(session: Session, *, on: bool) -> Finding:
    """Send reminders from now on, or none."""
    session.desk.profiles.update(session.person_id, ProfileUpdate(reminders_on=on))
    return find("reminders", session.say("reminders_on" if on else "reminders_off"))
