"""Does an act concern anything that is there? "Drop it" drops nothing where nothing is promised.

A report needs a promise or a task that it may be about; else the message is a question, or a story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.acts import Act, ActKind
from bot.coaching.desk import Session
from bot.domain import CommitmentStatus

_CLEAR = 0.45  # score from which an act that names nothing is believed all the same
_ASKED = 0.3  # score from which somebody asks about what is theirs, or wants it changed
_PASSING = 0.35  # score up to which a clause is surely no question and no story
_REPORTS = (ActKind.DONE, ActKind.PARTLY, ActKind.MISSED, ActKind.DROP)
_OWN_PLAN = re.compile(
    r"\b(?:my|own) (?:\w+ )?(?:plan|schedule|timeline|calendar|pace|end date)\b", re.IGNORECASE
)
_HOW_LONG = re.compile(r"\bhow (?:long|much time|many (?:weeks|months|years))\b", re.IGNORECASE)
_PROMISED = re.compile(
    r"\b(?:promis\w+|commit\w+|sign(?:ed)? up|owe|remind\w*|overdue|said i)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the message asks as a whole: `asks` anything, and about what `documents` hold."""

    asks: bool = False
    documents: bool = False


def relevant(acts: Sequence[Act], session: Session, question: Question) -> list[Act]:
    """Return the acts to be followed; one that concerns nothing is a promise by its form, or none."""
    found = []
    for act in acts:
        if act.kind is ActKind.OTHER and not question.asks and _tells_in_passing(act, session):
            act = replace(act, kind=ActKind.TELL)
        elif not _concerns_something(act, session, question):
            promised = act.kind is not ActKind.PROMISE and _is_promise(act, session, question)
            act = replace(act, kind=ActKind.PROMISE if promised else ActKind.OTHER)
        found.append(act)
    return found


def _concerns_something(act: Act, session: Session, question: Question) -> bool:
    match act.kind:
        case ActKind.YES | ActKind.NO:
            return False  # nothing was asked, or it would have been read as an answer
        case ActKind.PROMISE:
            return _is_promise(act, session, question)
        case ActKind.MOVE | ActKind.SNOOZE:
            return bool(session.open_commitments()) or (act.score >= _CLEAR and not question.asks)
        case ActKind.TELL:
            return not act.asks and _tells(act, session, question)
        case ActKind.LIST | ActKind.NEXT | ActKind.PLAN | ActKind.REVIEW:
            return act.score >= _ASKED and _asks_for_own(act, session, question)
    if act.kind in _REPORTS:
        return not act.asks and _may_be_meant(act, session)
    return act.kind is ActKind.OTHER or act.score >= _ASKED


def _is_promise(act: Act, session: Session, question: Question) -> bool:
    """Tell whether a clause that has the form of a promise is one where something is asked, too."""
    if act.form is None:
        return False
    if not question.asks:
        return True
    return act.form == "firm" and session.desk.acts.promises.dated(act.words, session.now)


def _tells(act: Act, session: Session, question: Question) -> bool:
    """Tell whether there is anything to note in what somebody says of themselves."""
    told = session.desk.profile_reader.read(act.words, session.now)
    if not question.asks:
        return bool(told)
    return act.score >= _CLEAR and bool(told.skills or told.hours_per_week or told.place)


def _tells_in_passing(act: Act, session: Session) -> bool:
    """Tell whether something that sounds like nothing says when somebody can be reached, or for how long."""
    if act.asks or act.score >= _PASSING:
        return False
    told = session.desk.profile_reader.read(act.words, session.now)
    return any((told.quiet_from, told.quiet_until, told.hours_per_week, told.nudges_per_day))


def _asks_for_own(act: Act, session: Session, question: Question) -> bool:
    """Tell whether somebody asks about their own plan or promises, and not about the documents' roadmap."""
    if act.kind is ActKind.LIST:
        return bool(_PROMISED.search(act.words)) or (
            not question.documents and bool(session.open_commitments())
        )
    if act.kind is ActKind.REVIEW:
        return not question.documents or bool(session.desk.store.commitments.find(session.person_id))
    own = _OWN_PLAN.search(act.words) or session.desk.acts.promises.dated(act.words, session.now)
    if act.kind is ActKind.PLAN and not own and not session.has_begun() and _HOW_LONG.search(act.words):
        return False  # how long it takes anybody stands in the documents
    return not question.documents or bool(own and act.kind is ActKind.PLAN)


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
