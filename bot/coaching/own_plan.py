"""Does a question ask for one's own plan and promises, or for what the documents have for everybody?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.acts import Act, ActKind
from bot.answering.pace import HOURS_A_WEEK
from bot.coaching.desk import Session
from bot.dates import read_hours
from bot.language import has

_SURELY = 0.6  # score from which "what next?" is one's own step, where nothing with an order was spoken of
_WELL = 0.4  # score from which the next steps are asked for
_PLAN_SURELY = 0.85  # score from which a day that is named is that of one's own plan, not the documents'
_PLAINLY_OPEN = 0.95  # score from which what is open is one's own
_BARE = 2  # words of a question that names nothing but the plan
_PLAINLY = 0.5  # score from which what is no question asks for a review
_FAR = timedelta(weeks=4)  # from when on a day is that of a whole plan, not of one thing
_OWN_PLAN = re.compile(
    r"\b(?:my|own) (?:\w+ )?(?:plan|schedule|timeline|calendar|pace|end date)\b|\b(?:for me|in my case)\b|"
    r"\b(?:will|do|shall|can|would) (?:i|we) (?:\w+ ){0,2}?(?:get (?:to|through|round)|reach|make it|"
    r"arrive at|hit|come to|be (?:done|through|ready|finished|at))\b|"
    r"\bby when (?:do|must|should|will|shall|can) i\b|"
    r"\bi(?:['’]ll| will) (?:\w+ )?(?:get to|reach|be at|be done)\b|"
    r"\bwhen (?:do|will|shall|can) i (?:\w+ )?(?:start|begin) (?:phase|part|with phase)\b|"
    r"\bat (?:this|that|my|the) (?:rate|pace|speed)\b|\bi(?:['’]ve| have)? (?:told|gave|given) you\b",
    re.IGNORECASE,
)
_MY_LIST = re.compile(
    r"\bmy (?:own |open |whole |current )?(?:list|to-?dos?|to do list|agenda)\b", re.IGNORECASE
)
_HOW_AM_I = re.compile(
    r"(?:so |and |ok )*how (?:am i|did i|have i been) (?:doing|do)(?: (?:so far|this week|today|now))?\W*",
    re.IGNORECASE,
)
_HAVE_I = re.compile(r"\b(?:have|did|do|am) i\b|\bmy\b|\bi(?:['’]ve| have)\b", re.IGNORECASE)
_WEEK_OR_MONTH = re.compile(r"\b(?:week|month)s?\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\bhow (?:long|much time|many (?:weeks|months|years))\b|\b(?:weeks|months|time) (?:are |is )?left\b",
    re.IGNORECASE,
)
_OTHERS_PROMISE = re.compile(
    r"\b(?:does|did|do|will|would|can) (?:the|this|that|these|your|its|their) "
    r"(?:(?!(?:i|we)\b)\w+ ){1,3}?promise\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:(?<!it )(?<!they )promis\w+|commit\w+|sign(?:ed)? up|owe|remind\w*|overdue|said i)\b",
    re.IGNORECASE,
)

_WHOLE = (
    r"(?:(?:it|this) all|everything|all of (?:it|this)|"
    r"(?:the|my|this)(?: whole| entire)? (?:thing|plan|roadmap|pathway|move|switch))"
)
_FINISHES = re.compile(
    rf"(?:finish|complete|be (?:done|finished|through|ready))(?: (?:with )?{_WHOLE})?"
    rf"|get (?:through )?{_WHOLE}(?: done)?"
    r"|make the (?:move|switch)",
    re.IGNORECASE,
)


_BUT = re.compile(r",?\s+(?:but|because|since|and)\b", re.IGNORECASE)
# What is wished for is the move itself, which is a plan of months and no thing to promise.
_THE_MOVE = re.compile(
    r"(?:switch|change|move|transition|get)(?: out of my)?"
    r"(?: (?:my )?(?:careers?|jobs?|fields?|roles?|professions?))?"
    r"(?: (?:in)?to (?:an? )?(?:edge|ai|this|that|another|something|new|different)\b.*)?|become an? .*|"
    r"do something (?:else|different|new|other)\b.*"
    r"|(?:(?:find|get|land|have|start|take) )?(?:an? |my )(?:(?:new|first|better|different|edge|ai|other|"
    r"good) )*"
    r"(?:job|role|position|career|offer)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """The message as a whole: what it asks, and what of the documents it speaks of.

    `names` is a skill, a phase or a book, or going on about one; `roadmap` "the second phase" and the like;
    `horizon` the week or the month that the documents have a plan for. `document`: one beside the pathway, by
    a name of its own (a place, a firm, a club); `told_of`: one is named, be it in a story that asks nothing;
    `follows`: it may go on about one that was just spoken of. `onward`: what it goes on about stands in no
    order, so that what comes next is not in the documents. `suits`: whether the move suits them.
    """

    message: str
    asks: bool = False
    names: bool = False
    roadmap: bool = False
    horizon: bool = False
    document: bool = False
    told_of: bool = False
    follows: bool = False
    onward: bool = False
    suits: bool = False


def asks_for_own(act: Act, session: Session, question: Question) -> bool:
    """Tell whether somebody asks about their own plan or promises, and not about the documents' roadmap."""
    spoken_of = question.names or question.roadmap
    if act.kind is ActKind.LIST:
        if _OTHERS_PROMISE.search(act.words):
            return False  # "what does the title promise"
        if _PROMISED.search(act.words) or (act.score >= _PLAN_SURELY and _HAVE_I.search(act.words)):
            return True  # "what have I got open", whether anything is
        if _MY_LIST.search(act.words) and not question.roadmap:
            return True
        if act.score >= _PLAINLY_OPEN and not (spoken_of or question.horizon):
            return True  # "what's open?", whether anything is
        return not spoken_of and bool(session.open_commitments())
    if act.kind is ActKind.REVIEW:
        if _HOW_AM_I.fullmatch(act.words.strip()):
            return True
        return not spoken_of and (act.asks or act.score >= _PLAINLY)
    # The plan for a week or a month is the documents' for whoever has told nothing of themselves yet.
    documents_plan = question.horizon and not session.has_begun()
    horizon = question.horizon and _WEEK_OR_MONTH.search(question.message)
    documents = spoken_of or bool(horizon and not session.has_begun())
    if act.kind is ActKind.NEXT:
        if question.onward and act.score >= _SURELY:
            return True  # "what next?" after the pay
        if act.asks and act.score < _WELL and read_hours(act.words) is None:
            return False
        return not documents or (not spoken_of and read_hours(act.words) is not None)
    if spoken_of and has(HOURS_A_WEEK, act.words):
        return False  # "how many hours a week for phase 2 in 3 weeks?"
    if act.score >= _PLAN_SURELY and len(act.words.split()) <= _BARE:
        return True  # "plan?", whatever was spoken of
    if question.suits and not (session.has_begun() and _sounds_like_plan(act, session)):
        return False
    for_oneself = not documents_plan or act.score >= _PLAN_SURELY
    dated = for_oneself and session.desk.acts.promises.dated(act.words, session.now)
    own = _OWN_PLAN.search(act.words) or dated
    if not own and not session.has_begun() and _HOW_LONG.search(act.words):
        return False  # how long it takes anybody stands in the documents
    return not (spoken_of or documents_plan) or bool(own)


def _sounds_like_plan(act: Act, session: Session) -> bool:
    """Tell whether "can I still make it?" is rather about the plan than about oneself."""
    return act.score > session.desk.acts.scores(act.words)[ActKind.OTHER]


def finishes_all(act: Act, session: Session) -> bool:
    """Tell whether what somebody means to do by a day is the whole plan: "I want to finish by June"."""
    promises = session.desk.acts.promises.read(act.words, session.now)
    due_on = promises[0].when.due_on if len(promises) == 1 and promises[0].when else None
    if due_on is None or session.open_commitments() or due_on - session.now.date() < _FAR:
        return False
    return _FINISHES.fullmatch(promises[0].text) is not None


def wishes_the_move(act: Act, session: Session) -> bool:
    """Tell whether all that somebody wishes is the move, by no day: "I want to switch careers"."""
    promises = session.desk.acts.promises.read(act.words, session.now)
    said = [_BUT.split(each.text)[0] for each in promises]
    return bool(said) and all(
        (each.when is None or each.when.vague) and _THE_MOVE.fullmatch(text)
        for each, text in zip(promises, said, strict=True)
    )
