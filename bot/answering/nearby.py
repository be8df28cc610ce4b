"""What is known near a question that is not covered: the thing without its price, the pay without the place.

Whether a question is covered is coverage.py's to say.
"""

from __future__ import annotations

import re

from bot.answering.finding import Statement, state
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, join, words

_KNOWN = ("salary", "duration", "demand", "difficulty")  # what a pathway says of the whole move
_FAINT = 0.15  # score of a topic below which it is not what is asked for
_RESTRICTS = r"(?P<preposition>in|at|for|near|around|outside|with|from|as)\s+(?:an? |the )?"
_NAME = r"(?P<name>[A-Z][\w&.-]+(?:\s[A-Z][\w&.-]+)*)"
_UNSAID = ("price", "mark", "validity", "person", "place", "edition", "amount")
_SAYABLE = (*_UNSAID, "author", "date", "model", "shop", "length", "parts")


def near_miss(reading: Reading, view: PathwayView) -> list[Statement]:
    """Name what is known and what is not, then say what is known; nothing where nothing is near."""
    return _of_thing(reading, view) or _of_move(reading, view)


def _of_thing(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "What does the board cost?": the board is known, its price is not."""
    asked = reading.asking or reading.text
    attributes = view.lexicon["attributes"]
    wanted = next((name for name in _UNSAID if has(attributes[name]["asked"], asked)), None)
    wanted = reading.lacking or wanted
    things = [r for r in reading.subjects if r.kind in (Kind.SKILL, Kind.RESOURCE, Kind.TITLE)]
    if wanted is None or not things:
        return []
    held = attributes[wanted]["held"] if wanted in attributes else "(?!)"
    if known := [fact for fact in things[0].facts if has(held, fact.text)]:
        nearby = view.prompts.say("nearby")
        return [
            Statement(view.prompts.say("not_covered"), ()),
            Statement(f"{nearby} {known[0].text}", (known[0],)),
        ]
    several = bool(reading.lacking) and len(things) > 1
    named = things if several else things[:1]
    unsaid = wanted if wanted in _SAYABLE else "other"
    said = view.prompts.say(
        "near_things" if several else "near_thing",
        name=join([re.sub(r"\s*Note:.*", "", thing.name).rstrip(".") for thing in named]),
        attribute=view.prompts.say(f"unsaid_{unsaid}"),
    )
    return [
        Statement(said, tuple(thing.fact for thing in named)),
        *([] if several else [state(named[0].fact)]),
    ]


def _of_move(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "What do they earn in Norway?": the pay is known, for Norway it is not."""
    scores = reading.route.topic_scores
    topic = max(_KNOWN, key=lambda name: scores.get(name, 0.0))
    record = view.record(f"fact/{topic}")
    narrowed = restriction(reading, view)
    if record is None or narrowed is None or scores.get(topic, 0.0) < _FAINT:
        return []
    said = view.prompts.say("near_move", attribute=view.prompts.say(f"known_{topic}"), restriction=narrowed)
    return [Statement(said, record.facts[:1]), *(state(fact) for fact in record.facts[-1:])]


def restriction(reading: Reading, view: PathwayView) -> str | None:
    """Return the words that narrow a question to what no pathway knows: "in Norway", "for seniors"."""
    for match in re.finditer(rf"\b{_RESTRICTS}{_NAME}", reading.text):
        if not set(words(match["name"])) <= view.vocabulary | STOPWORDS:
            return match[0]
    for word in reading.strange:
        if found := re.search(rf"\b{_RESTRICTS}(?P<name>{re.escape(word)})\b", reading.text, re.IGNORECASE):
            return found[0]
    if role := _other_role(reading.text, view):
        return f"for {role}"
    grade = re.search(rf"\b(?:{view.lexicon['grades']})\b", reading.text, re.IGNORECASE)
    if grade and not set(words(grade[0])) <= view.vocabulary:
        return f"for {grade[0]}{'' if grade[0].endswith('s') else ' roles'}"
    return None


def _other_role(text: str, view: PathwayView) -> str:
    """Return the role that a question names and the pathway does not tell of: "data scientists"."""
    for pattern, _ in view.role_patterns:
        text = pattern.sub(" ", text)
    nouns = view.lexicon["job_nouns"]
    found = re.search(
        rf"\b(?:{view.lexicon['suits']['other_roles']})\b(?:[\s-]+(?:{nouns}))?\b", text, re.IGNORECASE
    )
    if found is None:
        return ""
    role = found[0]
    if re.search(r"(?:er|or|ist|yst|ect|ant)s?$", role):
        return role if role.endswith("s") else f"{role}s"
    return role if role.endswith(("roles", "jobs", "people", "folks")) else f"{role} roles"
