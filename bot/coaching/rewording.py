"""Other words for what was promised: "rename it to read chapter 4", "make it 20 minutes". Its day stays."""

from __future__ import annotations

import re

from bot.answering.finding import Finding
from bot.coaching.amending import asked_to_save
from bot.coaching.desk import Session, find
from bot.coaching.meaning import only_one
from bot.coaching.promising import narrow
from bot.dates import read_when
from bot.domain import Commitment

_OPENING = (
    r"\W*(?:(?:ok(?:ay)?|no|yes|sorry|please|actually|well|hm+|oh|can you|could you|let['’]?s)[\s,.!:–—-]+)*"
)
_IT = r"(?:it|that|this|the (?:promise|commitment|text|wording|name)(?: of (?:it|that|this))?)"
_END = r"(?: (?:please|instead|then|rather|from now on))*\W*"
_RENAMES = re.compile(
    rf"{_OPENING}(?:rename|reword|retitle|rephrase|(?:change|correct|edit) (?:the (?:text|wording|"
    rf"name)(?: of)?))"
    rf"(?: {_IT})? (?:to|into|as)[\s:]+[“\"']?(?P<text>\w.*?)[”\"']?{_END}"
    rf"|{_OPENING}call {_IT} (?!off|quits|a day|done|later|back)[“\"']?(?P<name>\w.*?)[”\"']? instead\W*",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety)"
)
_SETS = re.compile(
    rf"{_OPENING}(?:(?:make|change|set|turn)(?: {_IT})?(?: (?:to|into))?|i mean(?:t)?|"
    r"(?P<bare>rather|only|just))"
    rf" (?P<new>(?P<count>{_NUMBER}) (?P<unit>[a-z]+?)s?|(?P<noun>[a-z]+) (?P<number>\d+)){_END}",
    re.IGNORECASE,
)


def reworded(session: Session, message: str) -> tuple[Commitment, str] | None:
    """Return what a message gives other words, and those; None where it gives none.

    It is what the coach asked to save, else the one open promise or the one that was spoken of.
    """
    renames, sets = _RENAMES.fullmatch(message), _SETS.fullmatch(message)
    meant = _meant(session) if renames or sets else None
    if meant is None or (sets and sets["bare"] and not asked_to_save(session)):
        return None  # "only two letters" reports on what is saved
    if renames:
        text = renames["text"] or renames["name"]
        return None if read_when(text, session.now) else (meant, text)
    text = _with_number(meant.text, sets) if sets else meant.text
    return (meant, text) if text != meant.text else None


def reword(session: Session, words: str) -> Finding:
    """Give a promise its other words; one that is only proposed is proposed anew."""
    found = reworded(session, words)
    if found is None:
        return find("edit_commitment", session.say("report_unknown"))
    meant, text = found
    asked = [each.commitment_id for each in asked_to_save(session)]
    if meant.commitment_id in asked:
        return narrow(session, asked, meant, text)
    changed = session.desk.commitments.edit(session.person_id, meant.commitment_id, text=text)
    kept = [*changed.changed, *changed.unchanged]
    return find("edit_commitment", session.tell.edited(changed), commitments=kept)


def _meant(session: Session) -> Commitment | None:
    if session.pending and (session.pending.action or session.pending.kind == "report"):
        return None  # what is asked is a day, which one is meant, or how it went
    if asked := asked_to_save(session):
        return asked[0] if len(asked) == 1 else None
    spoken_of = [each for each in session.open_commitments() if each.commitment_id in session.spoken_of]
    if len(spoken_of) == 1:
        return spoken_of[0]
    return next(iter(only_one(session).commitments), None)


def _with_number(text: str, sets: re.Match[str]) -> str:
    """Return a promise with the number that is set in place of its own: "20 minutes", "chapter 4"."""
    if sets["unit"]:
        own = re.compile(rf"\b{_NUMBER}(?=[ -]{re.escape(sets['unit'])}s?\b)", re.IGNORECASE)
        said = sets["count"]
    else:
        own = re.compile(rf"(?<=\b{re.escape(sets['noun'])} )\d+\b", re.IGNORECASE)
        said = sets["number"]
    return own.sub(said, text) if len(own.findall(text)) == 1 else text
