"""What is known of somebody, told back to them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.finding import Statement
from bot.coaching.desk import Session
from bot.dates import say_day
from bot.domain import Person
from bot.language import join


def portray(session: Session) -> list[Statement]:
    """Return what is known of the person, one thing a line, and how to change it."""
    items = tuple(_known(session))
    if not items:
        return [session.say("portrait_nothing")]
    listed = Statement(session.prompts.say("portrait"), (), items)
    return [
        listed,
        Statement(session.tell.status(session.open_commitments()), ()),
        session.say("portrait_change"),
    ]


def _known(session: Session) -> Iterator[str]:
    person, say = session.person, session.prompts.say
    nobody = Person(person.person_id)
    if person.from_role:
        yield say("portrait_from", role=person.from_role)
    if person.to_role:
        yield say("portrait_to", role=person.to_role)
    if person.known_skills:
        yield say("portrait_skills", skills=join(person.known_skills))
    if person.hours_per_week is not None:
        yield say("portrait_hours", hours=f"{person.hours_per_week:g}")
    if person.started_on:
        yield say("portrait_started", day=say_day(person.started_on))
    if person.timezone:
        yield say("portrait_zone", zone=person.timezone)
    if person.working_days != nobody.working_days:
        yield say("portrait_days", days=join([say(f"day_{day}") for day in person.working_days]))
    if (person.quiet_from, person.quiet_until) != (nobody.quiet_from, nobody.quiet_until):
        yield say("portrait_quiet", begins=f"{person.quiet_from:%H:%M}", ends=f"{person.quiet_until:%H:%M}")
    for holiday in person.holidays:
        if holiday.last_on >= session.now.date():
            yield say("portrait_holiday", first=say_day(holiday.first_on), last=say_day(holiday.last_on))
    if not person.reminders_on:
        yield say("portrait_no_reminders")
    done = len(session.desk.store.progress.done_tasks(person.person_id))
    if done:
        yield say("portrait_done", count=done)
