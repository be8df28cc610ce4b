"""What a follow-up asks of what was spoken of that no pathway says: its price, its date, where it is sold.

Such a question is declined with what is known nearby: see nearby.py. Not for questions that stand alone:
attributes.py and coverage.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering import pointing
from bot.answering.providers import provider_of
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import content_stems, has, words

_THINGS = (Kind.RESOURCE, Kind.TITLE, Kind.SKILL, Kind.TASK, Kind.ACTION)
# Of the attributes, those that only a thing has, so that what is said of the move does not answer.
_ATTRIBUTES = ("mark", "validity", "edition", "amount", "specification", "enrolment", "reviews", "format")
# Of what may be asked of a book or a course by its name, what only that can have.
_OF_ONE = (
    *("author", "date", "price", "shop", "edition", "proof", "link", "format", "reviews", "enrolment"),
    *("person", "length"),
)
_SAID_OF_ONE = ("proof", "link", "person")
_HOW_LONG = r"how (?:long|many (?:weeks|hours|days)|much time)"
# "How many courses are in the specialization?"
_PARTS_OF = (
    r"how many (?:courses|lessons|modules|chapters|pages|videos|lectures|parts|units|exercises|sections)"
    r"\b.*\b(?:in|of|has|have|contains?|includes?|there)\b"
)
_MOST_NAMED = 3
_SHORT = 8  # words of a question that asks on about a thing
# What is asked of the thing itself and not of the move: "how much of it", "where do I learn that".
_OF_IT = (
    r"\b(?:of|about|for|with|in|on) (?:it|that|this|them|those)\b"
    r"|\b(?:learn|need|know|study|use|get|take|do|read|buy|find|practi[sc]e|understand)"
    r" (?:it|that|this|them|those)\b"
)


def lacked(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with what is asked for in `lacking`, where nothing that was spoken of says it."""
    if reading.mentions or reading.phases or focus.topic == "salary":
        return None
    things = _spoken_of(reading, focus, view)
    asked = _asked(reading.text, view) or _length(reading, focus, view)
    if asked is None:
        return None
    name, held = asked
    if not things and name not in view.lexicon["unsaid"]:
        return None
    if name == "author" and not _is_written(reading, focus, view):
        return None
    sold = name == "shop" and any(provider_of(record) for record in things)
    if sold or any(has(held, fact.text) for record in things for fact in record.facts):
        return None
    return replace(reading, lacking=name, subjects=tuple(things), earlier=focus.record_ids, continued=True)


def _is_written(reading: Reading, focus: Focus, view: PathwayView) -> bool:
    """Whether what was spoken of last, or is picked, is itself something that somebody wrote."""
    picked = _picked(reading, focus, view)
    nouns = "|".join(str(noun) for noun in view.lexicon["resource_kind"].values())
    if not picked and has(rf"(?:the|which|what) (?:{nouns})", reading.text):
        return False  # "who wrote the book in there" asks of another thing
    last = picked or [r for r in map(view.record, focus.record_ids[:1]) if r]
    return bool(last) and last[0].kind in (Kind.RESOURCE, Kind.TITLE)


def parts_lacked(reading: Reading, view: PathwayView) -> Reading:
    """Return the reading with its parts in `lacking` where a question counts those of a resource."""
    things = reading.named(Kind.RESOURCE, Kind.TITLE)
    asks = len(things) == len(reading.subjects) == 1 and re.search(_PARTS_OF, reading.text, re.I)
    return replace(reading, lacking="parts") if asks else reading


def missed_again(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with what is admitted, where it asks on about a thing of which nothing is said.

    "Do I need maths?", "how much of it?".
    """
    text, ellipsis = reading.text, view.lexicon["ellipsis"]
    own = reading.subjects or reading.importances or reading.phases or reading.horizon or reading.anchors
    if not focus.missing or own or not re.search(_OF_IT, text, re.IGNORECASE):
        return None
    if len(words(text)) > _SHORT or not has(f"{ellipsis['pronoun']}|{ellipsis['plural']}", text):
        return None
    said = view.prompts.say("not_covered_word", words=f'"{focus.missing}"')
    return replace(reading, missing=focus.missing, admitted=said, topic=focus.topic, continued=True)


def attribute_lacked(reading: Reading, view: PathwayView) -> Reading:
    """Return the reading with what it asks of the one book or course that is named in `lacking`: its year.

    As it is, where that says it, or where what became of it is asked: "in which year was it closed?".
    """
    things = reading.named(Kind.RESOURCE, Kind.TITLE)
    if len(things) > 1:  # "does the Lakeside course give me a certificate" names no certificate
        first = min(reading.mentions, key=lambda mention: mention.span).record
        things = [first] if first in things else []
    asked = (_asked(reading.text, view) or _claimed_length(reading)) if len(things) == 1 else None
    if asked is None or asked[0] not in _OF_ONE or has(view.lexicon["became"], reading.text):
        return reading
    name, held = asked
    own = set(content_stems(things[0].name))
    apart = any(not own & set(content_stems(r.name)) for r in reading.subjects if r not in things)
    if apart or any(has(held, fact.text) for fact in things[0].facts):
        return reading
    return replace(reading, lacking=name, subjects=tuple(things))


def _asked(text: str, view: PathwayView) -> tuple[str, str] | None:
    """Return the name of what is asked for, and how a statement would say it."""
    attributes = view.lexicon["attributes"]
    for name, cue in view.lexicon["unsaid"].items():
        if has(cue["asked"], text) and not has(view.lexicon["ellipsis"]["spent"], text):
            return name, cue["held"]
    names = (*_ATTRIBUTES, *_SAID_OF_ONE)
    return next(((n, attributes[n]["held"]) for n in names if has(attributes[n]["asked"], text)), None)


def _claimed_length(reading: Reading) -> tuple[str, str] | None:
    """ "Is it true the Udacity course is 10 weeks long?"."""
    weeks = any(figure.unit in ("week", "month") for figure in reading.figures)
    return ("length", "hours|weeks|days") if weeks and has("long|lasts?|takes?", reading.text) else None


def _length(reading: Reading, focus: Focus, view: PathwayView) -> tuple[str, str] | None:
    """ "Which takes the most time?" of books or tasks: a pathway gives weeks to skills and phases alone."""
    spoken = _picked(reading, focus, view)
    spoken = spoken or [r for r in map(view.record, (*focus.record_ids, *focus.listed)) if r]
    ellipsis = view.lexicon["ellipsis"]
    nouns = "|".join(view.lexicon[name] for name in ("phase_words", "skill_words", "role_words"))
    first = spoken[0] if spoken and spoken[0].record_id in focus.listed else None
    first = first or (view.record(focus.listed[0]) if focus.listed else None)
    if has(nouns, reading.text) or not spoken or (first and first.weeks):
        return None
    ranks = reading.operation == "extreme" and reading.topic == "duration"
    ranks = ranks and has(rf"ones?|{ellipsis['among']}|{ellipsis['which']}", reading.text)
    picked = _picked(reading, focus, view) and has(_HOW_LONG, reading.text)
    asks = (picked or has(ellipsis["takes"], reading.text)) and spoken[0].kind in _THINGS
    asks = asks and not any(record.weeks for record in spoken)
    return ("length", "hours|weeks|days") if ranks or asks else None


def _picked(reading: Reading, focus: Focus, view: PathwayView) -> list[Record]:
    """Return the one entry of the last list that "the first one" picks; nothing where none is."""
    listed = [record for record in map(view.record, focus.listed) if record]
    found = pointing.picked(reading.text.strip(" ?.!"), listed, view)
    return [found[0]] if found else []


def _spoken_of(reading: Reading, focus: Focus, view: PathwayView) -> list[Record]:
    """Return the thing that "it" or "the first one" means; the last list where several are meant."""
    if picked := [record for record in _picked(reading, focus, view) if record.kind in _THINGS]:
        return picked
    ellipsis = view.lexicon["ellipsis"]
    several = reading.operation == "extreme" or has(
        rf"{ellipsis['plural']}|{ellipsis['among']}|{ellipsis['which']}", reading.text
    )
    listed = [record for record in map(view.record, focus.listed) if record and record.kind in _THINGS]
    things = [record for record in map(view.record, focus.record_ids) if record and record.kind in _THINGS]
    # A thing to be had comes before the skill or the task that it is for.
    things.sort(key=lambda record: record.kind not in (Kind.RESOURCE, Kind.TITLE))
    return listed[:_MOST_NAMED] if listed and (several or not things) else things[:1]
