"""What a promise or a report points at after the coach named things to do: "the second one", "all of those".

A step says itself what to do and stands for the whole promise; a book or a course is named in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.acts import Promise
from bot.answering.records import Kind, Record, decapitalised, list_records
from bot.coaching.desk import Session
from bot.coaching.places import ALL, placed
from bot.domain import Offer

STARTS = "start to"  # how a promise begins that is on the beginning of a step
_OFFERED = ("task/", "action/", "skill/", "resource/", "title/")  # how the ids of what can be done begin
_PHASE = "phase/"
_STEPS = (Kind.TASK, Kind.ACTION)
_ONE = r"(?: (?:one|ones|step|task|thing|item|project|book|course|skill|option)s?)?"
_PLACE = (
    r"(?:first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th|(?:nos?\.?|numbers?|nr\.?|#) ?\w+)"
    r"(?: (?:two|three|four|[234]))?"
)
_PLACES = rf"{_PLACE}{_ONE}(?:(?:,|,? and| &) (?:the )?(?:{_PLACE}|#?[1-9]){_ONE})*"
_POINTER = (
    rf"(?:(?:the|that|those|these|your) )?{_PLACES}"
    r"(?: (?:of|on|from|in) (?:them|those|these|that|the list|your list))?"
    rf"|(?:all|both)(?: of)?(?: (?:it|them|those|these|the|this))?(?: (?:two|three|four|[2-5]))?{_ONE}"
    r"|everything(?: (?:there|on (?:that|the|your) list))?"
    rf"|(?:it|that|this|so|them|those|these){_ONE}"
)
_VERB = r"(?P<verb>[a-z]+(?: (?:with|on|out|through|up|at|into|working on))?)"
_AFTER = r"(?: (?:done|finished|ready|first|too|then|instead|completely|in full))?"
_POINTS = re.compile(rf"(?:let['’]?s )?(?:{_VERB} )?(?P<what>{_POINTER}){_AFTER}", re.IGNORECASE)
_OPENING = (
    r"(?:(?:yes|yep|oh|ok|okay|well|actually|but)\W+)*(?:(?:i|we)(?:['’]ve| have)? )?"
    r"(?:(?:already|just|actually) )*"
)
_DID = r"(?:did|done|finish(?:ed)?|completed?|made|built|read|took|passed|have)(?: with)?"
_SINCE = r"(?: (?:already|done|finished|now|today|yesterday|before|ages ago|too|last \w+|behind me))*\W*"
_IS_DONE = r"(?:['’]s| is| are) (?:already )?(?:done|finished|complete|behind me)"
_MARK = r"(?:please |now )?(?:mark|tick|check|cross|strike|set|flag|count)(?: off)?"
_AS_DONE = r"(?: off| (?:as |to )?(?:done|finished|completed?)| from (?:my|the) list)?"
_REPORTS = re.compile(
    rf"{_MARK} (?P<marked>{_POINTER}){_AS_DONE}{_SINCE}|{_OPENING}{_DID} (?P<what>{_POINTER}){_SINCE}"
    rf"|(?P<subject>{_POINTER}){_IS_DONE}{_SINCE}|(?P<short>(?:the |my )?{_PLACE}{_ONE}) (?:done|"
    rf"finished){_SINCE}",
    re.IGNORECASE,
)
# "The first task" is of the roadmap where nothing was named before.
_OF_ROADMAP = re.compile(rf"(?:the |my )?{_PLACE} (?:task|step)s?", re.IGNORECASE)
_LABEL = re.compile(r"^[^'\"“‘:]+: ")  # "Book: 'C++ Primer'"
_TAKES_UP = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|great|good|fine|sure|cool|alright|then|thanks)[\s,.!]+)*"
    r"(?:i['’]ll|i will|gonna|i can) (?:do|start|begin|take|try|go (?:with|for))(?: with)?"
    r" (?:it|that|this)(?: (?:one|then|first))?\W*$|"
    r"\blet['’]?s (?:do|start|begin|go (?:with|for)|tackle|try)(?: (?:with )?(?:it|that|this))?\W*$",
    re.IGNORECASE,
)
# "It" and "them" are people or things of somebody's own, unless one does, builds or reads it.
_BARE = re.compile(r"(?:it|that|this|so|them|those|these)", re.IGNORECASE)
_ON_STEPS = re.compile(
    r"(?:do|start|begin|finish|complete|tackle|try|get|make|build|learn|read|take|watch|study|install|set|"
    r"work|go|"
    r"have|continue|join|practi[cs]e|run|write|get|look|sign|knock|wrap)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:start|begin)\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:them|those|these)\b", re.IGNORECASE)


def offer_of(record_ids: Sequence[str]) -> Offer:
    """Return what an answer about these records names as things to do; one phase stands for its tasks."""
    steps = tuple(each for each in record_ids if each.startswith(_OFFERED))
    phases = tuple(each for each in record_ids if each.startswith(_PHASE))
    return Offer(steps or (phases if len(phases) == 1 else ()))


def resolved(session: Session, promise: Promise) -> list[Promise]:
    """Return a promise with what it points at in place of the pointing, one for each thing that is meant.

    As it is where it points at nothing; none where it points at one of several without saying which.
    """
    points = _POINTS.fullmatch(promise.text)
    offered = _offered(session) if points else []
    if points is None or not offered:
        return [promise]
    verb = points["verb"] or ""
    if verb and _BARE.fullmatch(points["what"]) and not _ON_STEPS.match(verb):
        return [promise]  # "email them"
    meant = _meant(points["what"], offered, in_turn=session.offer.in_turn)
    if _BEGINS.match(verb) and not (ALL.search(points["what"]) or _MANY.search(points["what"])):
        meant = meant[:1]  # a plan of several steps is begun with its first
    return [replace(promise, text=_worded(each, verb)) for each in meant]


def points_at_one(session: Session, promise: Promise) -> bool:
    """Tell whether a promise is of what the coach named, by its place there: "and the third"."""
    points = _POINTS.fullmatch(promise.text)
    return points is not None and bool(placed(points["what"], _offered(session)))


def promises_one(session: Session, words: str) -> bool:
    """Tell whether a note dates what the coach named by its place, and no more: "and the third by Sunday"."""
    promises = session.desk.acts.promises.read(words, session.now) if session.offer.record_ids else []
    return bool(promises) and all(each.when and points_at_one(session, each) for each in promises)


def takes_up(session: Session, words: str) -> bool:
    """Tell whether somebody takes up the one thing that the coach just named: "great, let's do it"."""
    single = session.offer.in_turn or len(session.offer.record_ids) == 1
    return single and _TAKES_UP.search(words) is not None


def reported_done(session: Session, words: str) -> tuple[Record, ...]:
    """Return the steps that a report points at: "I already did the first two".

    Where the coach named none, "the first task" is that of the roadmap.
    """
    points = _REPORTS.fullmatch(words.strip())
    if points is None:
        return ()
    what = points["what"] or points["subject"] or points["marked"] or points["short"]
    offered = _offered(session) or (_roadmap(session) if _OF_ROADMAP.fullmatch(what) else [])
    if not offered:
        return ()
    if _BARE.fullmatch(what) and session.open_commitments():
        return ()  # "did it" may be on what was promised
    meant = _meant(what, offered, in_turn=session.offer.in_turn)
    return tuple(each for each in meant if each.kind in _STEPS)


def _offered(session: Session) -> list[Record]:
    """Return what the coach named last that one can do, in the order in which it was said."""
    ids = session.offer.record_ids
    if session.pathway is None or not ids:
        return []
    records = {record.record_id: record for record in list_records(session.pathway, session.prompts)}
    if ids[0].startswith(_PHASE):
        of_phase = f"task/{ids[0].removeprefix(_PHASE)}."
        return [record for record_id, record in records.items() if record_id.startswith(of_phase)]
    return [records[each] for each in ids if each in records]


def _roadmap(session: Session) -> list[Record]:
    """Return the tasks of the roadmap in their order, where nothing is promised that may be meant."""
    if session.pathway is None or session.open_commitments():
        return []
    return [each for each in list_records(session.pathway, session.prompts) if each.kind is Kind.TASK]


def _meant(what: str, offered: Sequence[Record], *, in_turn: bool) -> tuple[Record, ...]:
    if not ALL.search(what) and (found := placed(what, offered)):
        return found
    if ALL.search(what) or _MANY.search(what):
        return tuple(offered)
    if in_turn:
        return tuple(offered[:1])
    # A plan for some time is one thing; of several books one would have to be named.
    whole = len(offered) == 1 or all(record.kind is Kind.ACTION for record in offered)
    return tuple(offered) if whole else ()


def _worded(record: Record, verb: str) -> str:
    name = " ".join(record.name.split()).rstrip(".")
    if record.kind in _STEPS and _BEGINS.match(verb):
        return f"{STARTS} {decapitalised(name)}"  # what is begun by a day is not done by it
    return decapitalised(name) if record.kind in _STEPS or not verb else f"{verb} {_LABEL.sub('', name)}"
