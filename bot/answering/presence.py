"""Whether the pathway has a thing at all: "do I need a camera?", "does it cover computer vision?".

What it names nowhere is said to be missing, however near something else is in meaning.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, join, stem, stems, words

_MOST_BARE = 2  # words of a question that only names a thing
_SURE = 0.35  # above this score a question has a topic
_MOST_WORDS = 3  # of a thing
_MOST_TOLD = 3  # statements that name it
_JOINT = re.compile(r"\s*(?:,|\b(?:and|or|as well as|plus)\b)\s*", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:(?:on|about|of|for|with|to|any|some|an?|the|also)\s+)+", re.IGNORECASE)
_RELATIVE = (
    r"(?:(?:that|which|where|who) )?(?:i|you|we|one) "
    r"(?:can|could|should|may|might|must|need to|have to) \w+(?: \w+)?"
)
_NEAR = 0.5  # bare cosine of a statement that may speak of the thing by another name
_TOLD_OF = (Kind.SKILL, Kind.TASK, Kind.RESOURCE, Kind.ACTION, Kind.TRANSFERABLE, Kind.LOVE)


def missing(reading: Reading, view: PathwayView, lines: Lines) -> str | None:
    """Return the thing that a question asks for and that the pathway names nowhere; else None."""
    thing = _asked_for(reading, view) or _bare(reading, view)
    if thing is None or _known(thing, view):
        return None
    return thing if lines.bare_cosine(replace(reading, text=thing, asking=thing)) < _NEAR else None


def named(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the few statements that name what a question asks for; nothing where many do, or none."""
    thing = _asked_for(reading, view)
    wanted = _telling(thing) if thing else set()
    if not wanted:
        return []
    held = [r for r in view.of_kind(*_TOLD_OF) if any(wanted <= set(stems(fact.text)) for fact in r.facts)]
    if not 0 < len(held) <= _MOST_TOLD:
        return []
    return [state(next(fact for fact in r.facts if wanted <= set(stems(fact.text)))) for r in held]


def partly(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return what names some of several things, and that nothing names the others; nothing for all or none.

    "Is there anything on the Jetson, and on Arduino?"
    """
    parts = [_PREPOSITION.sub("", part) for part in _JOINT.split(_said(reading, view)) if part.strip()]
    if len(parts) < 2:
        return []
    known = {stem(word) for word in view.vocabulary}
    gone = [part for part in parts if _telling(part) and not _telling(part) & known]
    mentions = [mention for part in parts if part not in gone for mention in view.names.find(part)]
    records = list(dict.fromkeys(mention.record for mention in mentions))[:_MOST_TOLD]
    if not gone or not records or len(gone) + len(records) < len(parts):
        return []
    unsaid = view.prompts.say("not_covered_word", words=join([f'"{part}"' for part in gone], last="or"))
    return [*(state(record.fact) for record in records), Statement(unsaid, ())]


def _asked_for(reading: Reading, view: PathwayView) -> str | None:
    """Return the thing in the words of the question; None where it asks otherwise, or names it by a name."""
    if reading.mentions or reading.importances or reading.phases or reading.horizon:
        return None
    thing = _said(reading, view)
    known_noun = has(view.lexicon["familiar"], thing) or has(view.lexicon["presence"]["not_things"], thing)
    return None if known_noun or not 0 < len(_telling(thing)) <= _MOST_WORDS else thing


def _bare(reading: Reading, view: PathwayView) -> str | None:
    """Return the thing that is all of a question, and that the pathway speaks nowhere of: "math?"."""
    said = words(reading.text)
    alone = reading.text.endswith("?") and 0 < len(said) <= _MOST_BARE and not reading.continued
    if not alone or reading.confidence >= _SURE:
        return None
    known = {stem(word) for word in view.vocabulary}
    strange = all(word not in STOPWORDS and stem(word) not in known for word in said)
    return reading.text.strip(" ?") if strange else None


def _said(reading: Reading, view: PathwayView) -> str:
    """Return what a question asks to be there, in its words; "" where it asks otherwise."""
    patterns, text = view.lexicon["presence"], reading.text.strip(" ?.!")
    text = re.sub(rf"^(?:(?:{patterns['opening']})\s+)+", "", text, flags=re.I)
    found = next((match for form in patterns["forms"] if (match := re.fullmatch(form, text, re.I))), None)
    known = {word for word in reading.residue if word in view.vocabulary}
    if found is None or (reading.continued and known):
        return ""
    thing = re.sub(rf"\s+(?:{_RELATIVE})$", "", found["thing"], flags=re.I)
    return re.sub(rf"(?:\s+(?:{patterns['behind']}))+$", "", thing, flags=re.I).strip()


def _known(thing: str, view: PathwayView) -> bool:
    """Whether what the thing is, its last word, stands in the pathway: "vision" of "computer vision"."""
    known = {stem(word) for word in view.vocabulary}
    return next(stem(w) for w in reversed(words(thing)) if w not in STOPWORDS) in known


def _telling(thing: str) -> set[str]:
    return {stem(word) for word in words(thing) if word not in STOPWORDS}
