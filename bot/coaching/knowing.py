"""Who somebody is: what they say of themselves is noted and said back; what is noted is shown when asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering.finding import Finding, Statement
from bot.coaching.desk import Session, find
from bot.coaching.portrait import portray
from bot.dates import say_day, zone_of
from bot.errors import ProfileError, SettingsError
from bot.language import join
from bot.pathways.grammar import with_article
from bot.planning.telling import tell_known
from bot.profile import ProfileUpdate, Told, refuses

_ASKS_WHAT_IS_KNOWN = re.compile(
    r"\b(?:have|did|had) i (?:\w+ )?(?:told|tell|said|say|mention\w*|set|given?|gave|forg[eo]t\w* to)\b|"
    r"\bi(?:['’]ve| have)? told you\b[^.]*\?|"
    r"\b(?:do|did|have|are) you (?:still |even |already )?(?:know|remember|noted?|saved?|aware|got|have)\b"
    r"[^.]*\b(?:i|my|me|i['’]m|about me)\b|\bwhat (?:do|have) you (?:know|got|saved|stored|noted)\b",
    re.IGNORECASE,
)
_NEW_START = re.compile(
    r"\b(?:push|move|shift|delay|postpone|put|bring|set|change)\b(?: (?:back|off|out|forward))?"
    r" (?:my|the) start\b",
    re.IGNORECASE,
)


def asks_what_is_known(words: str) -> bool:
    """Tell whether somebody asks what they have told the coach of themselves."""
    return _ASKS_WHAT_IS_KNOWN.search(words) is not None


def moves_start(session: Session, words: str) -> bool:
    """Tell whether the day on which somebody begins is moved: no promise is."""
    told = session.desk.profile_reader.read(words, session.now)
    return _NEW_START.search(words) is not None and told.started_on is not None


def profile(session: Session, words: str) -> Finding:
    """Note what `words` say, and say back what was understood; where they say nothing, show what is known."""
    told = session.desk.profile_reader.read(words, session.now, working_days=session.person.working_days)
    if not told or asks_what_is_known(words):
        return find("profile", *portray(session))
    told, refused = _without_refused(session, told)
    zone, unknown_place = _zone(told)
    update = _update(session, told, zone)
    if update == ProfileUpdate():
        nothing_new = [] if refused or unknown_place else [session.say("profile_nothing_new")]
        return find("profile", *refused, unknown_place, *nothing_new)
    try:
        person = session.desk.profiles.update(session.person_id, update)
    except ProfileError as error:
        return find("profile", str(error))
    after = replace(session, person=person, now=session.desk.commitments.now(session.person_id))
    noted = list(_noted(after, update))
    said = [Statement(session.prompts.say("profile_noted", items=join(noted)), ())] if noted else []
    return find(
        "profile",
        *said,
        *refused,
        unknown_place,
        *_changes_of_plan(session, after, told),
        session.say("profile_wrong"),
    )


def _without_refused(session: Session, told: Told) -> tuple[Told, list[Statement]]:
    """Leave out what is none of the coach's business, and say so."""
    named = (*told.skills, told.from_role, told.to_role)
    refused = {each: reason for each in named if each and (reason := refuses(each))}
    said = [session.say(f"profile_refuses_{reason.value}") for reason in dict.fromkeys(refused.values())]
    kept = replace(
        told,
        skills=tuple(skill for skill in told.skills if skill not in refused),
        from_role=None if told.from_role in refused else told.from_role,
        to_role=None if told.to_role in refused else told.to_role,
    )
    return kept, said


def _zone(told: Told) -> tuple[str | None, str]:
    """Return the zone of the place that was named; or what is wrong with that place."""
    if told.place is None:
        return None, ""
    try:
        return zone_of(told.place).key, ""
    except SettingsError as error:
        return None, str(error)


def _update(session: Session, told: Told, zone: str | None) -> ProfileUpdate:
    person = session.person
    known = {skill.casefold(): skill for skill in person.known_skills}
    quiet = None
    if told.quiet_from is not None or told.quiet_until is not None:
        quiet = (told.quiet_from or person.quiet_from, told.quiet_until or person.quiet_until)
    return ProfileUpdate(
        from_role=told.from_role,
        to_role=told.to_role,
        hours_per_week=told.hours_per_week,
        started_on=told.started_on,
        timezone=zone,
        add_skills=tuple(skill for skill in told.skills if skill.casefold() not in known),
        drop_skills=tuple(known[skill.casefold()] for skill in told.unlearnt if skill.casefold() in known),
        working_days=told.working_days or None,
        quiet=quiet,
        add_holidays=told.holidays,
        nudges_per_day=told.nudges_per_day,
    )


def _noted(session: Session, update: ProfileUpdate) -> Iterator[str]:
    """Yield what was noted, as parts of one sentence; skills are the plan's to speak of, if there is one."""
    say, person = session.prompts.say, session.person
    if update.from_role or update.to_role:
        roles = (("profile_from", person.from_role), ("profile_to", person.to_role))
        yield from (say(name, role=with_article(role)) for name, role in roles if role)
    if update.add_skills and session.pathway is None:
        yield say("profile_skills", skills=join(update.add_skills))
    if update.drop_skills:
        yield say("profile_unlearnt", skills=join(update.drop_skills, last="or"))
    if update.hours_per_week is not None:
        yield say("profile_weekly", hours=f"{person.hours_per_week:g}")
    if update.timezone:
        yield say("profile_zone", zone=update.timezone, clock=f"{session.now:%H:%M}")
    if update.working_days:
        yield say("profile_working", days=days_in_words(session, person.working_days))
    if update.quiet:
        yield say(
            "profile_quiet_hours", begins=f"{person.quiet_from:%H:%M}", ends=f"{person.quiet_until:%H:%M}"
        )
    for holiday in update.add_holidays:
        one = holiday.first_on == holiday.last_on
        name = "profile_day_off" if one else "profile_days_off"
        yield say(name, first=say_day(holiday.first_on), last=say_day(holiday.last_on))
    if update.started_on:
        yield say("profile_starts", day=say_day(update.started_on))
    if update.nudges_per_day is not None:
        yield say("profile_cap", count=update.nudges_per_day)


def days_in_words(session: Session, days: tuple[int, ...]) -> str:
    """Return "Monday, Tuesday and Friday"."""
    return join([session.prompts.say(f"day_{day}") for day in days])


def _changes_of_plan(before: Session, after: Session, told: Told) -> Iterator[Statement]:
    """Say what the plan makes of it."""
    pathway = after.pathway
    if pathway is None:
        return
    old, new = before.plan(pathway), after.plan(pathway)
    named = (*told.skills, *told.unlearnt)
    matches = after.desk.matcher.match_skills(told.skills, pathway) if told.skills else ()
    if named:
        # What the skills change is told apart from what other hours do.
        same_time = replace(after, person=replace(after.person, known_skills=before.person.known_skills))
        yield from tell_known(same_time.plan(pathway), new, pathway, after.prompts, matches=matches)
    moved = old.ends_on != new.ends_on
    others = (told.hours_per_week, told.started_on, told.working_days or None, told.holidays or None)
    if any(each is not None for each in others) and new.ends_on is not None and not (named and moved):
        name = "profile_plan_ends" if moved else "profile_plan_stays"
        yield after.say(name, end=say_day(new.ends_on))
