"""A statement of what was spoken of, told because it holds what a follow-up asks: "board?", "what instead?".

Not for questions that name something themselves, nor for what no statement holds: lacking.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.at_odds import AT_ODDS
from bot.answering.reading import Reading
from bot.answering.records import QUOTED, Kind, Record
from bot.answering.rewriting import strip
from bot.answering.view import PathwayView
from bot.domain import Fact, Focus
from bot.language import content_stems, has, words

_SHARED = 2  # telling words of a question that a statement of what was spoken of must hold
_SURE = 0.6  # above this score a question has a topic of its own
_LEANING = re.compile(
    r"\b(?:it|its|that|this|those|these|them|there)\b(?! (?:week|month|phase|stage|skill)\b)", re.I
)
_PART = 0.6  # share of the telling words of a message that a statement must hold to be what it speaks of
_RARE = 2  # statements that hold a word by which one of them is known
_LONG = 9  # words of a question whether a thing is still there
_SHORT = 7  # words of a question that only asks on
_ASKS_ON = (
    r"(?:and |so |but |ok )*(?:(?:it|that|this|they|i|you) (?:should |must |can |will |do |does )?(?:\w+ )?)?"
    r"(?:(?:for|in|into|to|on|from|with|at) )?(?:what|where|which|who|whom)\b.*"
)
_THE_OTHER = r"(?:what|which)(?: one)?(?: ?['’]?s| is| was) the other(?: (?:one|idea|option|example|thing))?"
_RECENT = 3  # things that were spoken of last
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THING = r"(?:which|what|whose)(?: (?:kinds?|sorts?|types?) of)? (?:\w+[ -]?){1,3}?"
# "And which board?" asks for no more than "board?".
_WHICH = r"^(?:(?:and|so|ok|but|with|on|for|in|from|by) )*(?:which |what )?"
_FOR_IT = r" (?:for|in|on|with|to) (?:it|that|this|them)$"
_STILL_THERE = re.compile(
    r"(?=.*\b(?:it|that|this|they|those|the (?:course|book|title|exam|one))\b)"
    r"(?:(?:and|so|but|ok|hm+|can|could|you|please|do|are|is|does|will|have|has|how|sure"
    r"|certain|know|if|whether|that) )*"
    r"(?:it|that|this|they|those|the \w+|confirm\w*|check\w*|verif\w*)(?: \w+){0,3}? "
    r"(?:running|runs?|exists?|existing|available|offered|there|around|on offer|real|up[- ]to[- ]date|current"
    r"|right|correct|confirmed|the right title|on)\W*",
    re.IGNORECASE,
)
_DOUBT = r"could not be confirmed|superseded|closed|no longer|check first|check what|is a different book"
_WHY_TWO = (
    r"(?:(?:and|so|but|ok) )*(?:(?:why|how come)\b.*\b(?:2|two|both|several|different|differ"
    r"|disagree|range|another)\b.*"
    r"|(?:which|what)(?: one| of (?:them|the two|those))?(?: is|['’]s)(?: the)? (?:right"
    r"|correct|true|real)(?: one)?)"
)
_MAKER = (
    r"\bwho (?:\w+ly )?(?:wrote|writes|teaches|gives|made|makes)\b|\bauthor\b|\bby whom?\b"
    r"|\bwhose (?:book|course|is (?:it|that))\b"
)
_CO_MAKER = r"\bwho else\b|\bco-?(?:author|writer)s?\b|\bother (?:authors?|writers?)\b"
_ASKS = re.compile(
    rf"{_THING} (?:do|does|should|would|must|can|could|is|are|was|were|will)\b.*"
    r"|(?:and |so )?what \w+s (?:on|in|with|for|behind) (?:it|that|this|there)",
    re.I,
)


def retold(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with the statement that tells, where one of what was spoken of surely does."""
    record = view.record(focus.record_ids[0]) if focus.record_ids else None
    listed = [each for each in map(view.record, focus.listed) if each]
    asks = reading.subjects or reading.importances or reading.horizon or reading.figures
    if has(view.lexicon["phase_words"], reading.text):
        return None
    spoken = _spoken_of(focus, view)
    found = _bit(reading, listed if len(listed) > 1 else spoken, view)
    if not found and asks:
        return None
    found = found or _instead(reading, focus, view) or _attribute(reading, spoken, view)
    found = found or _doubted(reading, record, focus, view)
    if not found and record is not None and not has(view.lexicon["skill_words"], reading.text):
        found = _held(reading, record, view) or _made_by(reading, record, view)
    found = found or _said_in_part(reading, focus, view)
    return _telling(found, reading, focus, view)


def became(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "Renamed to?", "what year was that?": the statement that says what became of what was spoken of."""
    ellipsis = view.lexicon["ellipsis"]
    bare = reading.text.strip(" ?.!,")
    anew = has(ellipsis["named"], focus.question) and re.fullmatch(ellipsis["to_what"], bare, re.I)
    facts = [fact for record in _spoken_of(focus, view) for fact in record.facts]
    found: list[Fact] = []
    if anew or has(ellipsis["renamed"], reading.text):
        found = [fact for fact in facts if has(ellipsis["new_name"], fact.text)]
    elif has(ellipsis["year"], reading.text):
        found = [f for f in facts if _YEAR.search(f.text) and has(ellipsis["replaced"], f.text)]
    return _telling(found[:1], reading, focus, view)


def _spoken_of(focus: Focus, view: PathwayView) -> list[Record]:
    return [each for each in map(view.record, focus.record_ids[:_RECENT]) if each]


def _telling(found: Sequence[Fact], reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading as one that these statements answer; None where there are none."""
    if not found:
        return None
    subjects = tuple(r for r in view.records if set(found) & set(r.facts) and r.kind is not Kind.TITLE)[:1]
    return replace(
        reading,
        told=tuple(found),
        subjects=subjects,
        topic=focus.topic,
        operation="lookup",
        earlier=focus.record_ids,
        continued=True,
    )


def holding(reading: Reading, subjects: Sequence[Record]) -> tuple[Fact, ...]:
    """Return the statement of what was spoken of that holds the most of the question's telling words."""
    said = set(content_stems(reading.text))
    held = {fact: len(said & set(content_stems(fact.text))) for r in subjects for fact in r.facts}
    best = max(held.values(), default=0)
    nearest = [fact for fact, count in held.items() if count == best]
    return tuple(nearest) if best >= _SHARED and len(nearest) == 1 else ()


def _held(reading: Reading, record: Record, view: PathwayView) -> list[Fact]:
    """ "Board?", "which board do I use?": all that is asked stands in one statement of what was spoken of."""
    text = reading.text.rstrip()
    noun = re.sub(rf"{_WHICH}|{_FOR_IT}", "", text.rstrip("?!. "), flags=re.I)
    bare = len(words(noun)) == 1 and (text.endswith("?") or has("which|what", text))
    asks = bare or _ASKS.fullmatch(text.rstrip("?!. "))
    if not asks or has(view.lexicon["ellipsis"]["aspect"], text):
        return []
    said = set(content_stems(" ".join(reading.residue)))
    if bare or not _LEANING.search(text):
        held = [fact for fact in record.facts if said and said <= set(content_stems(fact.text))]
        return held if bare or reading.confidence < _SURE or reading.topic == "uncovered" else []
    return [fact for fact in record.facts if said & set(content_stems(fact.text))]


def _made_by(reading: Reading, record: Record, view: PathwayView) -> list[Fact]:
    """ "Who wrote it?" after a skill or a task: its statement that says so, else that of its title."""
    if record.kind in (Kind.RESOURCE, Kind.TITLE) and re.search(_CO_MAKER, reading.text, re.I):
        return list(record.facts[:1])
    if record.kind not in (Kind.SKILL, Kind.TASK) or not re.search(_MAKER, reading.text, re.I):
        return []
    held = view.lexicon["attributes"]["origin"]["held"]
    titles = [title for fact in record.facts for title in QUOTED.findall(fact.text)]
    known = [
        fact
        for r in view.of_kind(Kind.RESOURCE)
        for fact in r.facts
        if any(f"'{title}'" in fact.text for title in titles)
    ]
    return [*(fact for fact in record.facts if has(held, fact.text)), *known][:1]


def _instead(reading: Reading, focus: Focus, view: PathwayView) -> list[Fact]:
    """ "What instead?", "why not that one?": what speaks against a thing, or for another."""
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, r"and|so|but|ok(?:ay)?|then|well|hm+", r"then|please|though")
    asked = any(re.fullmatch(ellipsis["instead"], t, re.I) for t in (bare, reading.text.strip(" ?.!")))
    if focus.topic == "plan" or not asked:
        return []
    spoken = [record for record in map(view.record, focus.record_ids[:2]) if record]
    return [fact for record in spoken for fact in record.facts if has(ellipsis["replaced"], fact.text)][:1]


def _doubted(reading: Reading, record: Record | None, focus: Focus, view: PathwayView) -> list[Fact]:
    """ "Is that one still running?": what is noted of what was spoken of, where something is."""
    if len(words(reading.text)) > _LONG or not _STILL_THERE.fullmatch(reading.text):
        return []
    listed = [each for each in map(view.record, focus.listed) if each]
    own = [fact for fact in record.facts if has(_DOUBT, fact.text)] if record else []
    # Of a list, each entry of which is in doubt, the last says it by itself.
    held = [[f for f in each.facts if has(_DOUBT, f.text)] for each in listed]
    return (own or (held[-1] if held and all(held) else []))[:1]


def _disagreeing(reading: Reading, spoken: Sequence[Record], view: PathwayView) -> list[Fact]:
    """ "Why are there two numbers?": what the pathway says of figures on which its source does not agree."""
    if not spoken or not re.fullmatch(_WHY_TWO, reading.text.strip(" ?.!"), re.I):
        return []
    figures = {word for fact in spoken[0].facts for word in words(fact.text) if word.isdigit()}
    overview = view.record("fact/overview")
    apart = [fact for fact in overview.facts if has(AT_ODDS, fact.text)] if overview else []
    return [fact for fact in apart if len(figures & set(words(fact.text))) >= _SHARED]


def _attribute(reading: Reading, spoken: Sequence[Record], view: PathwayView) -> list[Fact]:
    """ "Who's the publisher?": the statement of what was spoken of that has what is asked for."""
    held = [cue["held"] for cue in view.lexicon["attributes"].values() if has(cue["asked"], reading.text)]
    facts = [fact for record in spoken for fact in record.facts]
    return [fact for fact in facts if any(has(pattern, fact.text) for pattern in held)][:1]


def asked_on(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with the statement that the last message quoted, where a question leans on it."""
    leans = _LEANING.search(reading.text) or has("else", reading.text)
    found = _disagreeing(reading, _spoken_of(focus, view), view) or _alternative(reading, focus, view)
    found = found or (_said_in_part(reading, focus, view) if leans else [])
    return _telling(found, reading, focus, view)


def _alternative(reading: Reading, focus: Focus, view: PathwayView) -> list[Fact]:
    """ "What was the other one?" after a word on one of two that a statement leaves to choose from."""
    bare = strip(reading.text, r"and|so|but|ok(?:ay)?|hm+", r"again|then|please|already")
    if not re.fullmatch(_THE_OTHER, bare, re.I):
        return []
    held = {fact: set(content_stems(fact.text)) for fact, _ in view.facts}
    telling = {t for t in content_stems(focus.question) if sum(t in own for own in held.values()) <= _RARE}
    found = [fact for fact, own in held.items() if " or " in fact.text and telling & own]
    return found if len(found) == 1 else []


def _said_in_part(reading: Reading, focus: Focus, view: PathwayView) -> list[Fact]:
    """ "I build a hive from a kit", "what else?": the one statement of which the message said a part."""
    asking, last = view.lexicon["ellipsis"]["asking"], focus.question
    if "?" in last or re.match(rf"(?:and |so |but )?(?:{asking})\b", last, re.I) or focus.topic == "plan":
        return []
    short = re.fullmatch(_ASKS_ON, reading.text.strip(" ?.!"), re.I) and len(words(reading.text)) <= _SHORT
    if not short or reading.mentions or has(view.lexicon["ellipsis"]["aspect"], reading.text):
        return []
    said = set(content_stems(last))
    held = {fact: len(said & set(content_stems(fact.text))) for fact, _ in view.facts}
    best = max(held.values(), default=0)
    nearest = [fact for fact, count in held.items() if count == best]
    return nearest if best >= max(_SHARED, _PART * len(said)) and len(nearest) == 1 else []


def _bit(reading: Reading, listed: Sequence[Record], view: PathwayView) -> list[Fact]:
    """ "The bit about stings again": the one entry of the last list that holds what is said of it."""
    found = re.search(rf"\b(?:{view.lexicon['ellipsis']['bit']})\b(?P<said>.*)", reading.text, re.I)
    if found is None:
        return []
    whole = found.groupdict().get("said") or ""
    said = set(content_stems(whole) or content_stems(reading.text))
    held = {r.record_id: len(said & set(content_stems(f"{r.name} {r.fact.text}"))) for r in listed}
    best = max(held.values(), default=0)
    chosen = [r for r in listed if best and held[r.record_id] == best]
    return [chosen[0].fact] if len(chosen) == 1 else []
