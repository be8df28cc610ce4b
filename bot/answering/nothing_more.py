"""A follow-up for which the pathway has nothing more: "any others?", "why?", "in Germany?".

The reading says what is admitted, so that the last answer is not given a second time. Not for what is asked
of a thing, such as its price: lacking.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering import conditions
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.rewriting import strip
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has, words

_OTHERS = (
    r"(?:(?:are|is) there |do you have |have you(?: got)? |got |do you know )?(?:(?:any|some) ?)?"
    r"(?:more|others?|other ones?|thing else)(?: ones?)?(?: to (?:do|read|know))?(?: that i should \w+)?"
    r"|(?:what|which|who|anything|something) (?:else|other|others)"
    r"(?: (?:is|are|do) (?:there|i have|i need))?"
    r"|(?:is|are|was|were) (?:that|these|those|they|this|it) (?:really )?(?:all|it|everything|the only ones?)"
    r"(?: of (?:them|it|those|these))?(?: there (?:is|are))?"
    r"|no (?:others?|more)(?: ones?)?|only (?:those|these|that)"
)
_WHY = (
    r"(?:but |and |so )*(?:why|how come|for what reason"
    r"|why(?:['’]s| is| are| does| do| would) (?:that|this|it|they|he)"
    r"|why (?:that|this|the first|those|these)(?: (?:one|two|ones))?"
    r"|why (?:so|that|as|this) (?:long|short|much|little|many|few|late|early|low|high|big|small|hard|easy)"
    r"|what(?:['’]s| is) the reason)"
    r"(?: (?:that|so|is that|is it|though|exactly))?"
)
_UNRATED = (Kind.TASK, Kind.RESOURCE, Kind.TITLE, Kind.ACTION, Kind.LOVE, Kind.MISS)
_RATED = (
    r"(?:which|what)(?: (?:one|ones|of (?:these|those|them)))?(?: (?:is|are))? (?:the )?(?:most |least )?"
    r"(?:best|worst|hardest|easiest|toughest|simplest|trickiest|difficult|challenging|useful|fun|"
    r"interesting|valuable)"
    r"(?: (?:one|of (?:these|those|them)))?"
)
_WHERE = (
    r"where(?: (?:is|are|was) (?:that|this|they|it|those))?"
    r"|in (?:which|what) (?:country|countries|city|cities|region|regions)"
)
_REQUIRED = (
    r"(?:(?:is|are) (?:that|this|these|they|it|those|any of (?:them|these|those)) (?:\w+ly |even |also |"
    r"all )*"
    r"(?:required|necessary|mandatory|needed|a must|must-haves?|obligatory|compulsory|optional)"
    r"|(?:do|must|should) i (?:really )?(?:need|have|take|get) (?:them|those|these|that|it|all of (?:them|"
    r"those|these))"
    r"(?: all)?)(?: to)?"
)
_WHICH_ONE = (
    r"which(?: one)?(?: (?:of (?:them|those|these)|is it|then|exactly))?"
    r"(?: (?:should|do|would|must|shall) (?:i|you) (?:take|get|choose|pick|need|do|use|read|recommend|"
    r"suggest))?"
)
_OTHER_WEEK = (
    r"(?:(?:what|how) about |what(?:['’]s| is)? (?:for |in |planned (?:for )?|there (?:for )?|"
    r"the plan (?:for )?)?|in )?"
    r"(?:next week|the (?:following|coming) week|the week after(?: that| next)?|the second week|"
    r"week (?:two|2))"
)
_LEVELS = (
    r"(?:(?:for|as|of) )?(?:an? |the )?(?:seniors?|juniors?|entry[- ]level|mid[- ]?level|leads?|"
    r"principals?|staff|interns?|"
    r"beginners?|graduates?|experts?)(?: (?:engineers?|developers?|"
    r"roles?|level|position))?"
)
_GOOD = (
    r"(?:is|was|are|sounds?) (?:that|this|it|those)(?: (?:actually|really|"
    r"considered))? (?:an? )?(?:(?:very|really|pretty) )?"
    r"(?:good|big|decent|nice|normal|low|high|fair|small|typical|average|great|realistic|a lot|much|"
    r"little|enough|worth it)"
    r"(?: (?:jump|raise|rise|deal|pay|money|salary|amount|increase|figures?|numbers?))?(?: for .+)?"
)
_OPERATIONS = ("compare", "extreme", "sum", "count")
_TOPICS = ("duration", "importance", "salary")
_RESTRICTED = re.compile(
    r"(?:(?:is|are|was|were) (?:that|this|these|those|it|they) )?"
    r"(?P<said>(?:in|at|near|around|outside|within|after|with|as|for) (?P<what>[\w&'’. +-]{2,40}))",
    re.IGNORECASE,
)
_POINTS = r"me|us|you|that|this|it|them|those|these|what|both|all|each|sum|total|short|general|now|sure"
_LONGEST = 7  # words of what restricts


def nothing_more(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with what is to be admitted; None where something may be told."""
    ellipsis, say = view.lexicon["ellipsis"], view.prompts.say
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    if focus.topic == "plan" and re.fullmatch(_OTHER_WEEK, bare, re.I):
        return _admitting(say("no_other_week"), reading, focus)
    if not (reading.mentions or reading.phases) and re.fullmatch(_REQUIRED, bare, re.I):
        unrated = _all_unrated(focus, view)
        return _admitting(say("not_said_required"), reading, focus) if unrated else None
    if reading.mentions or reading.phases or reading.importances or reading.horizon:
        return None
    if re.fullmatch(_OTHERS, bare, re.I) and _was_complete(focus, view):
        return _admitting(say("all_named"), reading, focus)
    unrated = len(focus.listed) > 1 and _all_unrated(focus, view)
    if unrated and re.fullmatch(_RATED, bare, re.I):
        return _admitting(say("no_rating"), reading, focus)
    if unrated and re.fullmatch(_WHICH_ONE, bare, re.I) and focus.operation == "lookup":
        return _admitting(say("no_preference"), reading, focus)
    if focus.topic == "difficulty" and re.fullmatch(_WHY, bare, re.I):
        hard = tuple(record.fact for record in view.of_kind(Kind.CHALLENGE))
        return replace(_admitting("", reading, focus), told=hard, topic="challenges")
    figures = focus.operation in _OPERATIONS or (focus.topic in _TOPICS and focus.operation == "lookup")
    if figures and re.fullmatch(_WHY, bare, re.I):
        return _admitting(say("no_reason"), reading, focus)
    if focus.topic in ("salary", "demand") and re.fullmatch(_WHERE, bare, re.I):
        said = say("near_move", attribute=say(f"known_{focus.topic}"), restriction="where")
        return _admitting(said, reading, focus)
    if focus.topic == "salary" and re.fullmatch(_GOOD, bare, re.I):
        return _admitting(say("pay_unrated"), reading, focus)
    if focus.topic == "salary" and re.fullmatch(_LEVELS, bare, re.I):
        said = say("near_move", attribute=say("known_salary"), restriction="by seniority")
        return _admitting(said, reading, focus)
    if focus.topic == "salary" and (restriction := _restriction(bare, view)):
        said = say("near_move", attribute=say("known_salary"), restriction=restriction)
        return _admitting(said, reading, focus)
    return None


def _all_unrated(focus: Focus, view: PathwayView) -> bool:
    """Whether all that was listed, else spoken of, is of kinds that the pathway puts in no order of worth."""
    spoken_of = [each for each in map(view.record, focus.listed or focus.record_ids) if each]
    if focus.topic == "resources":
        return bool(spoken_of)  # a skill among them stands for the book that it names
    return bool(spoken_of) and all(each.kind in _UNRATED for each in spoken_of)


def _admitting(said: str, reading: Reading, focus: Focus) -> Reading:
    return replace(
        reading,
        admitted=said,
        topic=focus.topic,
        operation=focus.operation,
        earlier=focus.record_ids,
        listed=focus.listed,
        continued=True,
    )


def _was_complete(focus: Focus, view: PathwayView) -> bool:
    """Whether the last list was of all that there is: its question set no condition."""
    last, lexicon = focus.question, view.lexicon
    bound = conditions.phases(last, view) or conditions.importances(last, lexicon) or view.names.find(last)
    counted = re.search(r"\d|\b(?:one|two|three|some|few)\b", last)
    return len(focus.listed) > 1 and not bound and not counted and not conditions.horizons(last, lexicon)


def _restriction(bare: str, view: PathwayView) -> str | None:
    """Return the words that narrow the pay to what no pathway says: "in Germany", "after 5 years"."""
    found = _RESTRICTED.fullmatch(bare)
    if found is None or len(words(found["said"])) > _LONGEST or has(_POINTS, found["what"]):
        return None
    roles = has(view.lexicon["role_words"], bare) or any(p.search(bare) for p, _ in view.role_patterns)
    known = all(word in view.vocabulary for word in words(found["what"]))
    return None if roles or known else found["said"]
