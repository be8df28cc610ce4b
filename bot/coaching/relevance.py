"""Does an act concern anything that is there? "Drop it" drops nothing where nothing is promised.

A report needs a promise or a task that it may be about; else the message is a question, or a story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.acts import Act, ActKind
from bot.coaching.desk import Session
from bot.coaching.meaning import meant
from bot.coaching.reporting import task_meant
from bot.dates import read_hours
from bot.domain import CommitmentStatus

_CLEAR = 0.45  # score from which an act that names nothing is believed all the same
_ASKED = 0.3  # score from which somebody asks about what is theirs, or wants it changed
_PASSING = 0.35  # score up to which a clause is surely no question and no story
_REPORTABLE = (
    CommitmentStatus.OPEN,
    CommitmentStatus.MISSED,
    CommitmentStatus.PARTLY,
    CommitmentStatus.DONE,
)
_FINISHED = re.compile(
    r"\b(?:just|finally|already|i(?:['’]ve| have)|(?:is|are|was|were|got|gets?|been) \w+ed|done|finished|"
    r"completed?|"
    r"tick(?:ed)? off|check(?:ed)? off|cross(?:ed)? off|through with|behind me|works|deployed|passed|"
    r"ready)\b",
    re.IGNORECASE,
)
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
    """What the message asks as a whole, and what of the documents it speaks of.

    `names` is a skill, a phase or a book, or going on about one; `roadmap` "the second phase" and the like;
    `horizon` the week or the month that the documents have a plan for.
    """

    asks: bool = False
    names: bool = False
    roadmap: bool = False
    horizon: bool = False


def relevant(acts: Sequence[Act], session: Session, question: Question) -> list[Act]:
    """Return the acts to be followed; one that concerns nothing is a promise by its form, or none."""
    found = []
    for act in acts:
        if act.kind is ActKind.OTHER and not question.asks and (kind := _said_in_passing(act, session)):
            act = replace(act, kind=kind)
        elif act.kind is ActKind.PLAN and not question.asks and _tells_hours(act, session):
            act = replace(act, kind=ActKind.TELL)
        elif act.form == "note" and act.kind is ActKind.PROMISE and _names_open_one(act, session):
            act = replace(act, kind=ActKind.MOVE)
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
            return bool(session.open_commitments()) or (
                act.score >= _CLEAR and not question.asks and act.form is None
            )
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


def _said_in_passing(act: Act, session: Session) -> ActKind | None:
    """Return what something does that the examples do not know: it finishes a task, or tells of oneself."""
    if act.asks:
        return None
    if _FINISHED.search(act.words) and task_meant(session, act.words) is not None:
        return ActKind.DONE
    told = session.desk.profile_reader.read(act.words, session.now)
    reachable = any((told.quiet_from, told.quiet_until, told.hours_per_week, told.nudges_per_day))
    return ActKind.TELL if reachable and act.score < _PASSING else None


def _tells_hours(act: Act, session: Session) -> bool:
    """Tell whether what sounds like a question for the plan says how much time somebody has."""
    told = session.desk.profile_reader.read(act.words, session.now)
    return not act.asks and told.hours_per_week is not None


def _names_open_one(act: Act, session: Session) -> bool:
    """Tell whether a note with a date names what is promised already: "quiz to the 31st" moves it."""
    promises = session.desk.acts.promises.read(act.words, session.now)
    if len(promises) != 1:
        return False
    said = promises[0].text
    found = session.desk.commitments.find(session.person_id, said)
    return found.sure and len(said.split()) <= len(found.commitments[0].text.split())


def _asks_for_own(act: Act, session: Session, question: Question) -> bool:
    """Tell whether somebody asks about their own plan or promises, and not about the documents' roadmap."""
    spoken_of = question.names or question.roadmap
    if act.kind is ActKind.LIST:
        return bool(_PROMISED.search(act.words)) or (not spoken_of and bool(session.open_commitments()))
    if act.kind is ActKind.REVIEW:
        return not spoken_of
    # The plan for a week or a month is the documents' for whoever has told nothing of themselves yet.
    documents = spoken_of or (question.horizon and not session.has_begun())
    if act.kind is ActKind.NEXT:
        return not documents or (not spoken_of and read_hours(act.words) is not None)
    own = _OWN_PLAN.search(act.words) or session.desk.acts.promises.dated(act.words, session.now)
    if not own and not session.has_begun() and _HOW_LONG.search(act.words):
        return False  # how long it takes anybody stands in the documents
    return not documents or bool(own)


def _may_be_meant(act: Act, session: Session) -> bool:
    """Tell whether a report is about something that was promised, or about a task of the roadmap."""
    found = meant(session, act.words, statuses=_REPORTABLE)
    if found.sure or (session.open_commitments() and (found.commitments or act.score >= _CLEAR)):
        return True
    return act.kind is ActKind.DONE and task_meant(session, act.words) is not None
