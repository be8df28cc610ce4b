"""Does an act concern anything that is there? "Drop it" drops nothing where nothing is promised.

A report needs a promise or a task that it may be about; else the message is a question, or a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.acts import Act, ActKind
from bot.coaching.desk import Session
from bot.coaching.meaning import meant
from bot.coaching.reporting import task_meant, tasks_meant
from bot.dates import read_hours, zone_of
from bot.domain import CommitmentStatus
from bot.errors import SettingsError
from bot.profile import Told

_CLEAR = 0.45  # score from which an act that names nothing is believed all the same
_SURELY = 0.6  # score from which something is moved of which nothing is known
_ASKED = 0.3  # score from which somebody asks about what is theirs, or wants it changed
_PASSING = 0.35  # score up to which a clause is surely no question and no story
_STORY = 0.75  # score from which a clause surely is one
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
_ABOUT_ONE = (
    ActKind.DONE,
    ActKind.PARTLY,
    ActKind.MISSED,
    ActKind.DROP,
    ActKind.MOVE,
    ActKind.SNOOZE,
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
    """The message as a whole: what it asks, and what of the documents it speaks of.

    `names` is a skill, a phase or a book, or going on about one; `roadmap` "the second phase" and the like;
    `horizon` the week or the month that the documents have a plan for.
    """

    message: str
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


def one_report_each(acts: Sequence[Act], session: Session, message: str) -> Iterator[Act]:
    """Yield the acts with one report for each commitment: people say the same thing twice, in other words.

    Where there is one report alone, it is in the words of the whole message: another clause may say of what.
    """
    reports = [act for act in acts if act.kind in _ABOUT_ONE]
    alone = len(acts) == 1
    if len(reports) < 2:
        yield from (replace(act, words=message) if alone and act in reports else act for act in acts)
        return
    about = {id(act): _about(act, session) for act in reports}
    best: dict[str, Act] = {}
    for act in reports:
        about_what = about[id(act)]
        if about_what and (about_what not in best or _outweighs(act, best[about_what])):
            best[about_what] = act
    kept = list(best.values()) or [max(reports, key=lambda act: (act.kind is ActKind.MOVE, act.score))]
    for act in acts:
        if act not in reports:
            yield act
        elif act in kept:
            yield replace(act, words=message) if len(reports) == len(acts) and len(kept) == 1 else act


def _about(act: Act, session: Session) -> str:
    """Return the id of what a report is surely about, "" where that is open."""
    found = meant(session, act.words)
    if found.sure:
        return found.commitments[0].commitment_id
    task = task_meant(session, act.words) if act.kind is ActKind.DONE else None
    return f"task {task.task_id}" if task else ""


def _outweighs(act: Act, other: Act) -> bool:
    """Tell which of two reports about the same counts: a new date says more than the fate of the old one."""
    if ActKind.MOVE in (act.kind, other.kind) and act.kind is not other.kind:
        return act.kind is ActKind.MOVE
    return act.score > other.score


def _concerns_something(act: Act, session: Session, question: Question) -> bool:
    match act.kind:
        case ActKind.YES | ActKind.NO:
            return False  # nothing was asked, or it would have been read as an answer
        case ActKind.PROMISE:
            return _is_promise(act, session, question)
        case ActKind.MOVE | ActKind.SNOOZE:
            unknown = act.score >= _SURELY and not question.asks and act.form is None
            return bool(session.open_commitments()) or unknown
        case ActKind.TELL:
            return not act.asks and _tells(act, session, question)
        case ActKind.LIST | ActKind.NEXT | ActKind.PLAN | ActKind.REVIEW:
            return act.score >= _ASKED and _asks_for_own(act, session, question)
    if act.kind in _REPORTS:
        return not act.asks and _may_be_meant(act, session, question)
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
    if reachable and act.score < _PASSING:
        return ActKind.TELL
    return ActKind.TELL if act.score < _STORY and _is_sure_of_oneself(told, session) else None


def _is_sure_of_oneself(told: Told, session: Session) -> bool:
    """Tell whether a place or a skill that is named is one for sure."""
    if told.place is not None:
        with suppress(SettingsError):
            return bool(zone_of(told.place))
    known = session.pathway and session.desk.matcher.match_skills(told.skills, session.pathway)
    return any(match.skill for match in known or ())


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


def _may_be_meant(act: Act, session: Session, question: Question) -> bool:
    """Tell whether a report is about something that was promised, or about a task of the roadmap."""
    clear = act.score >= _CLEAR
    for words in dict.fromkeys((act.words, question.message)):
        found = meant(session, words, statuses=_REPORTABLE)
        if found.sure or (session.open_commitments() and (found.commitments or clear)):
            return True
        unsure = clear and words == act.words  # which one is asked
        if act.kind is ActKind.DONE and any(task.sure or unsure for task in tasks_meant(session, words)):
            return True
    return False
