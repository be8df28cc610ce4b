"""Does an act concern anything that is there? "Drop it" drops nothing where nothing is promised.

A report needs a promise or a task that it may be about; else the message is a question, or a story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.acts import Act, ActKind
from bot.coaching.asking import (
    asks_for_list,
    asks_for_plan,
    asks_for_rest,
    asks_something,
    asks_what_is_left,
    is_own,
)
from bot.coaching.desk import Session
from bot.coaching.knowing import asks_what_is_known, moves_start
from bot.coaching.meaning import meant, undated
from bot.coaching.offers import promises_one, reported_done, takes_up
from bot.coaching.own_plan import Question, asks_for_own, finishes_all, wishes_the_move
from bot.coaching.passing import (
    asks_what_fits,
    has_hours_at_hand,
    is_done,
    is_place,
    is_suffered,
    is_sure_of_oneself,
    is_taken_back,
    said_in_passing,
)
from bot.coaching.phases import finished_phases, numbered
from bot.coaching.tasks import SURE_OF_TASK, tasks_meant
from bot.commitments.finding import names_nothing
from bot.dates import find_when
from bot.domain import CommitmentStatus
from bot.matching import TaskMatch
from bot.profile import Told

# "Both back to back" undoes nothing.
_TURNED = re.compile(r"\bback[- ](?:to[- ]back|and forth)\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:did|spent|studied|worked|put in|managed|learn(?:ed|t)|practi[cs]ed|read)\b", re.I)
_REMIND_ME = re.compile(r"^.*?\bremind me\b(?: (?:of|about) (?:it|that|this))?", re.IGNORECASE)
_SKILLS_BROUGHT = re.compile(
    r"\b(?:which|what)(?: of (?:the|these|my))?(?: \w+)? skills?\b.*\bi\b(?: \w+)? (?:have|bring|know|got|"
    r"own|possess)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\bi\b", re.IGNORECASE)  # "remove Excel from my skills" is an order
_START_IT = "I'll start that"  # what somebody wants to be reminded of that was only named
_CLEAR = 0.45  # score from which an act that names nothing is believed all the same
_SURELY = 0.6  # score from which something is moved of which nothing is known
_ASKED = 0.3  # score from which somebody asks about what is theirs, or wants it changed
_ALONE = 0.25  # score from which a report is believed where there is one thing that it may be about
_HARDLY = 0.1  # score up to which what has the form of a wish is none
_REPORTABLE = (
    CommitmentStatus.OPEN,
    CommitmentStatus.MISSED,
    CommitmentStatus.PARTLY,
    CommitmentStatus.DONE,
)
REPORTS = (ActKind.DONE, ActKind.PARTLY, ActKind.MISSED, ActKind.DROP)
_FATES = (ActKind.DONE, ActKind.PARTLY, ActKind.MISSED)
SHOWS = (ActKind.LIST, ActKind.NEXT, ActKind.PLAN, ActKind.REVIEW)
_SETTINGS = (ActKind.QUIET, ActKind.REMIND)
_WORDY = 5  # words of a message that says more than "undo that please"
_COUNTS_THINGS = re.compile(
    r"\bhow many (?:\w+ )?(?:books?|courses?|resources?|skills?|tasks?|phases?|projects?|things)\b", re.I
)
_HAVE_DONE = re.compile(r"\b(?:left|remain\w*|have i|did i|i['’]ve|done|finished|so far|still)\b", re.I)
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBER = re.compile(rf"\b{_COUNT}\b", re.IGNORECASE)
_WHAT_NEXT = re.compile(
    r"\b(?:what(?:['’]?s| is| do i do| comes)? (?:next|now|left|remaining)|now what|what then)\b\W*$", re.I
)
# "If I do 15 hours a week, how many hours is it?" asks, and tells nothing of oneself.
_SUPPOSES = re.compile(
    r"\W*(?:(?:and|so|but|ok|hey|hi)\W+)*(?:if|suppose|assuming|say|what if) i\b"
    r".*\b(?:how|what|when|which)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(  # which of two times
    rf"\b{_COUNT} (?:months?|weeks?) or {_COUNT}\b|\b{_COUNT} or {_COUNT} (?:months?|weeks?)\b", re.IGNORECASE
)


def relevant(acts: Sequence[Act], session: Session, question: Question) -> list[Act]:
    """Return the acts to be followed; one that concerns nothing is a promise by its form, or none."""
    marked = "?" in question.message or any(map(_is_asked, acts))
    asks = marked or (question.document and asks_something(question.message))
    question = replace(question, asks=asks, document=question.document and asks, told_of=question.document)
    reported = any(act.kind in REPORTS for act in acts)
    return [_weighed(act, session, question, alone=len(acts) == 1, reported=reported) for act in acts]


def _weighed(act: Act, session: Session, question: Question, *, alone: bool, reported: bool) -> Act:
    """Return an act as what it is, given what is there; `alone`: the message does nothing else."""
    if other := _otherwise(act, session, question):
        # The hours stand in one clause, the question in another.
        words = question.message if other is ActKind.NEXT else act.words
        remind = act.kind is ActKind.SNOOZE and other is ActKind.PROMISE
        return replace(act, kind=other, words=_REMIND_ME.sub(_START_IT, words) if remind else words)
    if act.kind in SHOWS and not alone and not act.asks and len(act.words.split()) == 1:
        return replace(act, kind=ActKind.OTHER)  # a heading: "Next: I'll read chapter 4"
    faint = act.kind in SHOWS and not act.asks and act.score < _CLEAR and not question.asks
    if faint and (passing := said_in_passing(act, session, names=question.names, asks=False)):
        return replace(act, kind=passing)
    if act.kind is not ActKind.OTHER and _concerns_something(act, session, question):
        return act
    # A time beside a report is when it was done.
    promised = act.kind not in (ActKind.PROMISE, ActKind.OTHER) and _is_promise(act, session, question)
    told = (act.form == "note" and reported) or (act.form == "wish" and act.kind in REPORTS)
    if promised and not told:
        return replace(act, kind=ActKind.PROMISE)
    asks = question.asks or question.told_of
    passing = said_in_passing(act, session, names=question.names, asks=asks)
    return replace(act, kind=passing or ActKind.OTHER)


def _otherwise(act: Act, session: Session, question: Question) -> ActKind | None:
    """Return what an act is in place of what it looks like, if it is."""
    words, dated = act.words, session.desk.acts.promises.dated
    if act.kind in (ActKind.TELL, ActKind.WHO, ActKind.OTHER) and asks_what_is_known(words):
        return ActKind.WHO
    if act.kind is ActKind.WHO and not session.person.known_skills and _SKILLS_BROUGHT.search(words):
        return ActKind.OTHER  # what the documents take as brought along
    if act.kind is ActKind.WHO and asks_for_list(words, known=bool(session.person.known_skills)):
        return ActKind.OTHER
    if act.kind in (ActKind.MOVE, ActKind.PROMISE, ActKind.SNOOZE) and moves_start(session, words):
        return ActKind.TELL
    if act.kind in _FATES and act.form == "firm" and dated(words, session.now):
        return ActKind.PROMISE  # "gonna run the model by Wednesday" is still to come
    wordy = len(question.message.split()) >= _WORDY
    if act.kind is ActKind.UNDO and wordy and not session.desk.commitments.can_undo(session.person_id):
        return ActKind.OTHER  # "oops, wrong one, I meant the last phase"
    if act.kind is ActKind.PROMISE and finishes_all(act, session):
        return ActKind.PLAN
    if act.kind in (ActKind.YES, ActKind.OTHER) and takes_up(session, words):
        return ActKind.PROMISE
    if act.kind in (ActKind.OTHER, ActKind.MOVE) and not act.asks and promises_one(session, words):
        return ActKind.PROMISE
    if act.kind is ActKind.NEXT and not question.asks and _SPENT.search(words) and has_hours_at_hand(words):
        return ActKind.OTHER  # "I did 2 hours today"
    if act.kind is ActKind.QUIET and _names_quiet_hours(act, session):
        return ActKind.TELL
    if act.kind is ActKind.SNOOZE and _reminds_of_offer(act, session):
        return ActKind.PROMISE
    if act.kind is ActKind.UNDO and _TURNED.search(words):
        return ActKind.OTHER
    if act.kind is ActKind.NO and is_taken_back(act, session):
        return ActKind.UNDO
    if act.kind is ActKind.PROMISE and act.form == "note" and _is_new_date(act, session):
        return ActKind.MOVE
    if act.kind is ActKind.PLAN and _COUNTS_THINGS.search(words) and not _HAVE_DONE.search(words):
        return ActKind.OTHER  # "how many books does the plan make me read"
    if act.kind is ActKind.PLAN and not question.asks and _tells_hours(act, session):
        return ActKind.OTHER if _SUPPOSES.match(question.message) else ActKind.TELL
    if act.kind is ActKind.TELL and not question.asks and _has_hours_once(act, session):
        return ActKind.NEXT
    if act.kind is ActKind.OTHER and act.asks and asks_for_plan(words):
        return ActKind.PLAN
    if act.kind in (ActKind.OTHER, *SHOWS) and act.asks and not question.names and asks_for_rest(words):
        return ActKind.PLAN
    if act.kind in (ActKind.OTHER, *SHOWS) and act.asks and _asks_of_phase(act, session, question):
        return ActKind.PLAN
    of_documents = question.names or question.document
    asks_for_steps = act.kind in (ActKind.OTHER, ActKind.PARTLY) and act.asks and not of_documents
    if asks_for_steps and asks_what_fits(question.message):
        return ActKind.NEXT
    return None


def _asks_of_phase(act: Act, session: Session, question: Question) -> bool:
    """Tell whether somebody asks how much of one phase they have done."""
    phase = numbered(act.words, session.pathway) if session.pathway else None
    return phase is not None and not question.document and asks_what_is_left(act.words)


def _concerns_something(act: Act, session: Session, question: Question) -> bool:
    faint = question.follows and act.asks and act.score < _CLEAR
    beside = question.document or (question.told_of and act.kind in REPORTS)
    if (beside or faint) and not _is_own(act, session):
        return False
    match act.kind:
        case ActKind.YES | ActKind.NO:
            return False  # nothing was asked, or it would have been read as an answer
        case ActKind.PROMISE:
            return _is_promise(act, session, question)
        case ActKind.DROP if not session.open_commitments() and not _is_asked(act):
            return act.score >= _CLEAR and names_nothing(act.words, session.now)
        case ActKind.MOVE | ActKind.SNOOZE:
            pointing = act.form is None or names_nothing(act.words, session.now)  # "move it to next week"
            unknown = act.score >= _SURELY and not question.asks and pointing
            return unknown or (bool(session.open_commitments()) and _may_be_moved(act, session))
        case ActKind.TELL:
            asked = _is_asked(act) or _SUPPOSES.match(question.message)
            return not asked and _tells(act, session, question)
        case ActKind.NEXT if _EITHER.search(question.message):
            return False  # "9 months or 12, which one now?"
        case ActKind.LIST | ActKind.NEXT | ActKind.PLAN | ActKind.REVIEW:
            return act.score >= _ASKED and asks_for_own(act, session, question)
    if act.kind is ActKind.DONE and (
        reported_done(session, act.words) or _ends_phase(act, session, question)
    ):
        return True
    if act.kind in REPORTS:
        return not _is_asked(act) and _may_be_meant(act, session, question)
    return act.score >= (_CLEAR if act.kind in _SETTINGS else _ASKED)


def _ends_phase(act: Act, session: Session, question: Question) -> bool:
    """Tell whether somebody says that phases are done, and asks no more than what they do next."""
    asks = question.asks and not _WHAT_NEXT.search(question.message)
    return not asks and bool(session.pathway and finished_phases(act.words, session.pathway))


def _is_own(act: Act, session: Session) -> bool:
    """Tell whether an act beside a question to a document is about what is one's own."""
    if act.kind in SHOWS:
        return is_own(act.words)
    if act.kind in (*REPORTS, ActKind.MOVE, ActKind.SNOOZE):
        said = _NUMBER.sub(" ", undated(session, act.words))  # "two evenings" are not the two emails
        found = meant(session, said, statuses=_REPORTABLE)
        return found.sure and found.named
    return True


def _may_be_moved(act: Act, session: Session) -> bool:
    """Tell whether something open may go to another time: faintly meant, it is named, or nothing else is."""
    words = undated(session, act.words)
    return act.score >= _CLEAR or meant(session, words).sure or names_nothing(words, session.now)


def _is_asked(act: Act) -> bool:
    """Tell whether a clause is a question: "did it" is none, though it begins like one."""
    states = act.kind in (*REPORTS, ActKind.TELL) and act.score >= _SURELY
    return act.asks and (not states or act.words.rstrip().endswith("?"))


def _is_promise(act: Act, session: Session, question: Question) -> bool:
    """Tell whether a clause that has the form of a promise is one where something is asked, too."""
    if act.form is None or (act.form != "firm" and act.kind is ActKind.PROMISE and act.score < _HARDLY):
        return False
    if act.form != "firm" and wishes_the_move(act, session):
        return False
    if not question.asks:
        return True
    return act.form == "firm" and session.desk.acts.promises.dated(act.words, session.now)


def _tells(act: Act, session: Session, question: Question) -> bool:
    """Tell whether there is anything to note in what somebody says of themselves."""
    told = session.desk.profile_reader.read(act.words, session.now)
    known = {skill.casefold() for skill in session.person.known_skills}
    if (
        told.unlearnt
        and _OF_ONESELF.search(act.words)
        and replace(told, unlearnt=()) == Told()
        and not known & {*map(str.casefold, told.unlearnt)}
    ):
        return False  # what nobody took them to know
    if not question.asks:
        story = act.score < _SURELY and replace(told, skills=()) == Told()
        return bool(told) and (not story or is_sure_of_oneself(told, session))
    # "I'm in Quillhaven, where can I …?" names a town of a document.
    placed = told.place and (is_place(told.place) or not question.document)
    return act.score >= _CLEAR and bool(told.skills or told.hours_per_week or placed)


def _tells_hours(act: Act, session: Session) -> bool:
    """Tell whether what sounds like a question for the plan says how much time somebody has."""
    return (
        not act.asks and session.desk.profile_reader.read(act.words, session.now).hours_per_week is not None
    )


def _has_hours_once(act: Act, session: Session) -> bool:
    """Tell whether somebody has time once, and not every week: "five hours next week"."""
    told = session.desk.profile_reader.read(act.words, session.now)
    dated = any(not when.recurrence and not when.past for when in find_when(act.words, session.now))
    return not told and dated and has_hours_at_hand(act.words) and not _SPENT.search(act.words)


def _names_quiet_hours(act: Act, session: Session) -> bool:
    """Tell whether it is said from or until when nobody is to be disturbed: "no reminders after 8pm"."""
    told = session.desk.profile_reader.read(act.words, session.now)
    return told.quiet_from is not None or told.quiet_until is not None


def _reminds_of_offer(act: Act, session: Session) -> bool:
    """Tell whether "remind me on Sunday" is about what the coach named, as nothing is promised."""
    dated = session.desk.acts.promises.dated(act.words, session.now)
    return dated and not session.open_commitments() and bool(session.offer.record_ids)


def _is_new_date(act: Act, session: Session) -> bool:
    """Tell whether a note with a date is about what is promised already: it names that, or nothing else."""
    if names_nothing(act.words, session.now) and session.open_commitments():
        return session.desk.acts.scores(act.words)[ActKind.MOVE] >= _ASKED
    return _names_open_one(act, session)


def _names_open_one(act: Act, session: Session) -> bool:
    """Tell whether a note with a date names what is promised already: "quiz to the 31st" moves it."""
    promises = session.desk.acts.promises.read(act.words, session.now)
    if len(promises) != 1:
        return False
    said = promises[0].text
    found = session.desk.commitments.find(session.person_id, said)
    return found.sure and len(said.split()) <= len(found.commitments[0].text.split())


def _is_plain(task: TaskMatch) -> bool:
    return task.sure and task.score >= SURE_OF_TASK


def _may_be_meant(act: Act, session: Session, question: Question) -> bool:
    """Tell whether a report is about something that was promised, or about a task of the roadmap."""
    alone = len(session.open_commitments()) == 1 and not question.asks and not question.names
    clear = act.score >= (_ALONE if alone else _CLEAR)
    for words in dict.fromkeys((act.words, question.message)):
        found = meant(session, words, statuses=_REPORTABLE)
        if found.sure or (session.open_commitments() and (found.commitments or clear)):
            return True
        done = act.kind is ActKind.DONE and not is_suffered(words)
        tasks = tasks_meant(session, words) if done else []
        if words == act.words and tasks and (act.score >= _SURELY or is_done(words)):
            return clear or _is_plain(tasks[0])
        if clear and (act.score >= _SURELY or is_done(words)) and tasks and tasks[0].sure:
            return True
    return False
