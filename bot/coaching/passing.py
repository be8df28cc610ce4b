"""What is said in passing: reports, news of oneself and wishes in words that the examples do not know.

What is open tells what they are about: "80 %, the last module is garbage" reports on the one thing promised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from bot.acts import Act, ActKind
from bot.coaching.asking import asks_something
from bot.coaching.desk import Session
from bot.coaching.meaning import is_pressing, meant
from bot.coaching.tasks import SURE_OF_TASK, tasks_meant
from bot.commitments.finding import base
from bot.dates import find_when, read_hours, zone_of
from bot.errors import SettingsError
from bot.language import has
from bot.language import words as words_of
from bot.profile import Told

_PASSING = 0.35  # score up to which a clause is surely no question and no story
_STORY = 0.75  # score from which a clause surely is one
_PLAIN_NO = 0.45  # score from which "no" is one
_MAY_MOVE = 0.3  # score from which a date beside the name of something promised is its new one
_LONG = 25  # words of a clause that tells a story, and reports nothing unless it names it

_DONE = re.compile(
    r"\b(?:(?:just|finally|already|i(?:['’]ve| have)) \w+(?:ed|t|n|d)|"
    r"(?:is|are|was|were|am|got|gets?|been|it['’]s|they['’]re) "
    r"(?:now |all |both |finally )?(?:\w+ed|up|out|online|live|public|in|through|there|over)|done|finished|"
    r"completed|(?:tick|check|cross|strike|scratch)(?:ed|s)? (?:it |that |this |them |one )*(?:off|from)|"
    r"through with|(?:it|that|this|thing|one)?['’]?s? ?behind me|in the (?:bag|can|box|post|mail|books)|"
    r"off my (?:plate|list|desk|chest)|out (?:the|of the) door|over and done|up and (?:running|public|live)|"
    r"works|deployed|passed|submitted|sent|delivered|shipped|published|uploaded|posted|nailed|sorted|"
    r"wrapped up|turned the last page|(?:to|until|till) (?:the )?(?:last page|end)|"
    r"\w['’]s (?:now |all )?(?:up|live|out|online)|"
    r"cover to cover|ready|tick|check|ran)\b|"
    r"[✅☑✔🏁]",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:[1-9]\d?) ?%|\b(?:only|just) (?:one|two|three|four|\d+|a (?:few|part)|some|the first)\b|"
    r"\b(?:one|two|three|four|\d+) (?:out )?of (?:the )?(?:two|three|four|five|six|ten|\d+)\b|\bhalf\b|"
    r"\b(?:most|some|part|parts|bits) of (?:it|them|that)\b|\bgot as far as\b|"
    r"\bmade it to (?:page|chapter)\b|"
    r"\b(?:almost|nearly|not quite) (?:done|finished|there|all)\b|\bpart ?way\b|\bin part\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:sorry|shame|embarrass\w+|guilty|alas|confess\w*)\b.*(?:\b(?:not|no|never|nothing|zero)\b|n['’]?t\b)|"
    r"\b(?:it|that|this|which)\b[^,.;]{0,12}\b(?:(?:did|was|is|has)(?: not|n['’]?t)|never) "
    r"(?:become|happen\w*|done|work(?:ed)? out|get done|made)\b|\bnot (?:done|yet|finished|started)\b|"
    r"\bno time\b|\bnever got (?:to|a?round)|\bfell (?:behind|through)\b|\bnothing (?:done|yet|happened)\b|"
    r"\b(?:zero|not (?:a|one)(?: single)?|no) (?:pages?|words?|lines?|progress|minutes?)\b|\blet it slide\b|"
    r"\b(?:slipped|missed|skipped|forgot|failed|blew) (?:it|that|this|my mind)\b|"
    r"\b(?:blanked|bailed|flaked|slacked|spaced|chickened|ghosted|overslept|neglected|mea culpa|my bad)\b|"
    r"[-–—:,] ?(?:no|nope|nah|not)\W*$",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:erase|withdraw|scrap|ditch|bin|pull out|strike (?:it|that|this)|cross (?:it|that|this) out)\b|"
    r"\b(?:take|get|leave) (?:it|that|this|them)(?: \w+)? (?:off|out)\b|\bno longer (?:need|want|relevant)|"
    r"\b(?:don['’]?t|do not|won['’]?t) (?:need|want)(?: it| that| this)? (?:any ?)?more\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\bshould(?: not|n['’]?t) (?:have|be)\b|\b(?:take|put) (?:it|that|this|them) (?:out|back|off)\b|"
    r"\bnot what i (?:said|meant|wanted)\b|\bby (?:mistake|accident)\b|"
    r"\bdidn['’]?t (?:mean|want) (?:to|that)\b",
    re.IGNORECASE,
)
# "Pointers gave me nightmares", "I failed that at uni": what a thing did to somebody, or how it once went.
_SUFFERED = re.compile(
    r"\b(?:gave|gives|made|makes|left|drove|cost|caused|finished|scared|bored|broke|killed|beat|hurt|defeated|"
    r"confused|frightened|frustrated|haunt(?:s|ed)|taught) (?:me|us)\b(?! (?:an?|the|my)(?: \w+)? "
    r"(?:certificat\w*|badge|diploma|degree|account|key|board))|"
    r"\bi(?:['’]ve| have)? (?:\w+ )?(?:struggled|suffered|failed|flunked|hated|dreaded|sucked)\b|"
    r"\bwas (?:an? |so |really |very |pretty )?(?:\w+ )?(?:nightmares?|horrible|terrible|awful|hell|pain|"
    r"torture|disaster|traumatic|horror)\b",
    re.IGNORECASE,
)
_PLAINLY_DONE = re.compile(
    r"\b(?:done|completed|finally|through with|behind me|finish(?:ed)?(?! (?:me|us)\b))\b", re.IGNORECASE
)
_NEVER = re.compile(r"\b(?:not|never|no|nothing|none)\b|n['’]t\b|\bdont\b|\bdidnt\b", re.IGNORECASE)
_IMAGINED = re.compile(
    r"\b(?:would|could|might|should|if|unless|supposed to|going to|intend\w*|plan(?:ning|ned)? to)\b|['’]d\b",
    re.IGNORECASE,
)
_I_DID_IT = re.compile(r"\bi (?:\w+ ){1,2}(?:it|that|this|them|both|all)\b", re.IGNORECASE)
_TO_DO = re.compile(
    r"\b(?:what|which|how|anything)\b[^.?!]*"
    r"\b(?:spend|do|fill|fit|start|tackle|use|work on|learn|study|squeeze)\b|"
    r"\b(?:ideas?|suggestions?)\b",
    re.IGNORECASE,
)
_MOST_AT_HAND = 12.0  # hours that somebody has once
_LONGEST_NEWS = 15  # words
_PART = re.compile(r"[.!;,:]+\s+")
_A_TIME = re.compile(
    r"(?:\b(?:a|per|each|every)|/) ?(?:day|week|month|wk)\b|\b(?:weekly|daily)\b", re.IGNORECASE
)


def said_in_passing(act: Act, session: Session, *, names: bool, asks: bool) -> ActKind | None:
    """Return what a clause does that is no question.

    `names` tells that the message speaks of the documents, `asks` that another clause of it asks: then only
    what is named is reported on.
    """
    if act.asks:
        return None
    scores = session.desk.acts.scores(act.words)
    if session.spoken_of and _TAKEN_BACK.search(act.words):
        return ActKind.UNDO
    if kind := _report_on_open(act, session, names=names or asks, scores=scores):
        return kind
    if scores[ActKind.MOVE] >= _MAY_MOVE and _dates_an_open_one(act, session):
        return ActKind.MOVE
    if asks:
        return None
    if scores[ActKind.OTHER] < _STORY and _finishes_a_task(act.words, session):
        return ActKind.DONE
    told = session.desk.profile_reader.read(act.words, session.now)
    reachable = any((told.quiet_from, told.quiet_until, told.hours_per_week, told.nudges_per_day))
    if reachable and act.score < _PASSING:
        return ActKind.TELL
    sure = act.score < _STORY and not _IMAGINED.search(act.words) and is_sure_of_oneself(told, session)
    return ActKind.TELL if sure else None


def news_in(words: str, lexicon: Mapping[str, str]) -> str | None:
    """Return which news of oneself a message tells, by its name in the `lexicon`; None where it tells none.

    A setback comes before a success: "I passed the test and was rejected".
    """
    if asks_something(words) or len(words.split()) > _LONGEST_NEWS:
        return None
    return next((name for name, pattern in lexicon.items() if has(pattern, words)), None)


def has_hours_at_hand(words: str) -> bool:
    """Tell whether somebody names a while that they have once: "two hours this weekend"."""
    hours = read_hours(words)
    return hours is not None and hours <= _MOST_AT_HAND and not _A_TIME.search(words)


def asks_what_fits(words: str) -> bool:
    """Tell whether somebody asks what to do in a while that they name: "half an hour before bed. ideas?"."""
    return has_hours_at_hand(words) and _TO_DO.search(words) is not None


def is_taken_back(act: Act, session: Session) -> bool:
    """Tell whether a "no" is about what was saved just now."""
    return bool(session.spoken_of) and _TAKEN_BACK.search(act.words) is not None


def _report_on_open(
    act: Act, session: Session, *, names: bool, scores: Mapping[ActKind, float]
) -> ActKind | None:
    """Return which report a clause is on something promised: it names it, or there is only one."""
    opened = session.open_commitments()
    if not opened or any(not w.past and not w.vague and w.due_on for w in find_when(act.words, session.now)):
        return None
    found = meant(session, act.words)
    named = found.sure and found.named
    if not named and (len(opened) != 1 or names or len(act.words.split()) > _LONG):
        return None
    told = re.search(r"\w", act.words) is not None
    if told and scores[ActKind.OTHER] >= _STORY:
        return None
    if scores[ActKind.NO] >= _PLAIN_NO and not named:
        answers = len(act.words.split()) > 1  # nobody was asked anything that a bare "no" could answer
        return ActKind.MISSED if answers and is_pressing(opened[0], session) else None
    if _PARTLY.search(act.words):
        return ActKind.PARTLY
    if _MISSED.search(act.words):
        return ActKind.MISSED
    if _DROPPED.search(act.words):
        return ActKind.DROP
    done = is_done(act.words, of=found.commitments[0].text if named else "")
    return ActKind.DONE if done or _was_then(act.words, session, named=named) else None


def _was_then(words: str, session: Session, *, named: bool) -> bool:
    """Tell whether something is said of a day that is over: "yesterday I make it"."""
    past = any(when.past for when in find_when(words, session.now))
    said = not _NEVER.search(words) and not _IMAGINED.search(words)
    return past and said and (named or _I_DID_IT.search(words) is not None)


def _finishes_a_task(words: str, session: Session) -> bool:
    """Tell whether a few words say of a task of the roadmap that it is done, and nothing of what may be."""
    to_come = any(not when.past for when in find_when(words, session.now))
    if to_come or len(words.split()) > _LONG or _IMAGINED.search(words) or not is_done(words):
        return False
    if is_suffered(words):
        return False
    found = tasks_meant(session, words)
    return bool(found) and found[0].sure and found[0].score >= SURE_OF_TASK


def is_suffered(words: str) -> bool:
    """Tell whether something is said to have gone badly, of which nothing is done: "pointers scared me".

    What is plainly said to be done is, however it was.
    """
    return _SUFFERED.search(words) is not None and not _PLAINLY_DONE.search(words)


def is_done(words: str, *, of: str = "") -> bool:
    """Tell whether a part of a clause says that something is done, by the verb `of` it or any other."""
    verb = of.lower().split()[0].rstrip("e") if of.strip() else ""
    does = re.compile(rf"\b{re.escape(verb)}\w?ed\b", re.IGNORECASE) if verb else None
    doing = of.lower().split()[0] if of.strip() else ""
    parts = (part for part in _PART.split(words) if not _NEVER.search(part))
    return any(_DONE.search(part) or (does and does.search(part)) or _past_of(doing, part) for part in parts)


def _past_of(verb: str, part: str) -> bool:
    """Tell whether the irregular past of a verb is said."""
    return any(base(word) == verb != word for word in words_of(part))


def _dates_an_open_one(act: Act, session: Session) -> bool:
    """Tell whether a clause names something promised, and a day: "I need until Friday for the essay"."""
    found = meant(session, act.words)
    return found.sure and found.named and session.desk.acts.promises.dated(act.words, session.now)


def is_sure_of_oneself(told: Told, session: Session) -> bool:
    """Tell whether a place or a skill that is named is one for sure."""
    if told.place is not None and is_place(told.place):
        return True
    known = session.pathway and session.desk.matcher.match_skills(told.skills, session.pathway)
    return any(match.skill for match in known or ())


def is_place(name: str) -> bool:
    """Tell whether a place is known, whose timezone is then known too."""
    with suppress(SettingsError):
        return bool(zone_of(name))
    return False
