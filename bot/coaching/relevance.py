"""Does an act concern anything that is there? "Drop it" drops nothing where nothing is promised.

A report needs a promise or a task that it may be about; else the message is a question, or a story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.acts import Act, ActKind
from bot.coaching.desk import Session
from bot.domain import CommitmentStatus

_CLEAR = 0.45  # score from which an act that names nothing is believed all the same
_ASKED = 0.3  # score from which somebody asks about what is theirs, or wants it changed
_PASSING = 0.35  # score up to which a clause is surely no question and no story
_REPORTS = (ActKind.DONE, ActKind.PARTLY, ActKind.MISSED, ActKind.DROP)


def relevant(acts: Sequence[Act], session: Session) -> list[Act]:
    """Return the acts to be followed; one that concerns nothing is a promise by its form, or none."""
    found = []
    for act in acts:
        if act.kind is ActKind.OTHER and _tells_in_passing(act, session):
            act = replace(act, kind=ActKind.TELL)
        elif not _concerns_something(act, session):
            act = replace(act, kind=ActKind.PROMISE if act.promising else ActKind.OTHER)
        found.append(act)
    return found


def _concerns_something(act: Act, session: Session) -> bool:
    if act.kind in (ActKind.YES, ActKind.NO):
        return False  # nothing was asked, or it would have been read as an answer
    if act.kind in _REPORTS:
        return not act.asks and _may_be_meant(act, session)
    if act.kind in (ActKind.MOVE, ActKind.SNOOZE):
        return bool(session.open_commitments()) or act.score >= _CLEAR
    if act.kind is ActKind.TELL:
        return not act.asks and _told(act, session)
    return act.kind in (ActKind.OTHER, ActKind.PROMISE) or act.score >= _ASKED


def _told(act: Act, session: Session) -> bool:
    """Tell whether there is anything to note in what somebody says of themselves."""
    return bool(session.desk.profile_reader.read(act.words, session.now))


def _tells_in_passing(act: Act, session: Session) -> bool:
    """Tell whether something that sounds like nothing says when somebody can be reached, or for how long."""
    if act.asks or act.score >= _PASSING:
        return False
    told = session.desk.profile_reader.read(act.words, session.now)
    return any((told.quiet_from, told.quiet_until, told.hours_per_week, told.nudges_per_day))


def _may_be_meant(act: Act, session: Session) -> bool:
    """Tell whether a report is about something that was promised, or about a task of the roadmap."""
    statuses = (
        CommitmentStatus.OPEN,
        CommitmentStatus.MISSED,
        CommitmentStatus.PARTLY,
        CommitmentStatus.DONE,
    )
    found = session.desk.commitments.find(session.person_id, act.words, statuses=statuses)
    if found.sure or (session.open_commitments() and (found.commitments or act.score >= _CLEAR)):
        return True
    if act.kind is ActKind.DONE and session.pathway is not None:
        tasks = session.desk.matcher.find_tasks(act.words, session.pathway, most=1)
        return bool(tasks and tasks[0].sure)
    return act.kind is ActKind.DROP and act.score >= _CLEAR and bool(session.open_commitments())
