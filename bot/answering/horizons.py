"""The action plan: what is due this week, this month and in ninety days, and by when a thing is due.

Not for the roadmap's order (ordering.py), nor for what a question claims about the plan (claims.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import conditions
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lines import Lines
from bot.answering.lookup import ended
from bot.answering.negation import refused
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import horizons_meant
from bot.answering.view import PathwayView
from bot.domain import Horizon
from bot.language import STOPWORDS, has, stem, words

_LEAST = 0.6  # nearness of an item that a question points at
_NEARLY = 0.13  # how far behind the nearest item another one may be that is meant as well
_FAR = 0.4  # the same where the first of them is asked for, however detailed the others are
_SHARED = 0.6  # how much shared words count beside the cosine
_HELD = 0.5  # share of the question's words on plan items that an item must hold to be meant by them
_ASKED = 0.4  # how much a word of questions such as "time" counts beside a word of its own
_AHEAD = 0.12  # how far a roadmap entry must be ahead of a plan's item for the roadmap to be meant
_WHOLLY = r"all(?: of)?|whole|entire(?:ly)?|complete(?:ly)?|everything"
_ELSEWHERE = ("salary", "demand", "difficulty", "love", "miss", "challenges", "reality")
_OR_LATER = (
    r"(?:week|month|now|today|days?)(?:['’]s)?(?: thing| job| task)?,? or (?:only |for |rather |much ){0,2}"
    r"(?:later|after(?:wards)?|sooner|further|beyond|not yet|longer)"
)
_SPAN = (
    r"(?:the |this |first |next |in |within )*(?:week|month|quarter|(?:3|\d0) (?:days|months))"
    r"(?: list| plan| items?)?"
)
_WHICH_OF = rf"{_SPAN}(?:\s*[,/]\s*{_SPAN})*\s*(?:,|/|,? or)\s*{_SPAN}"
_FIRST = r"first|earliest|soonest"
_BEFORE = r"earlier|sooner|before|later|now|already"
_EITHER = r"\b(?:or|vs\.?|versus)\b"


def plan(reading: Reading, view: PathwayView) -> list[Statement]:
    """The plan for the horizons asked for, else the first week's; without what the question leaves out."""
    statements = []
    for horizon in _horizons(reading, view):
        items = [r for r in view.of_kind(Kind.ACTION) if r.horizon == horizon]
        records = [r for r in items if not _refused(r, items, reading)]
        if records:
            lead = view.prompts.say(f"plan_{horizon}")
            statements.append(enumerate_facts(lead, listed(records), [ended(r.name) for r in records]))
    return statements


def certain(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Answer a question whose own words leave no doubt that it is about the action plan; else nothing.

    "By when must I have X", "in which horizon does X appear first", "which of the plan's items need X", "what
    can I do in one free evening", "by the end of the month, which X should be done".
    """
    text, lexicon = reading.text, view.lexicon["plan"]
    items = view.of_kind(Kind.ACTION)
    if reading.operation in ("count", "sum") or reading.topic in _ELSEWHERE or not items:
        return []
    several = has(r"or", text) and len(conditions.horizons(text, view.lexicon)) > 1
    if several or has(f"{_OR_LATER}|{_WHICH_OF}", text):
        return _said(_meant(reading, view, lines, None), reading)
    leaves_out = reading.topic == "plan" or has(lexicon["said"], text)
    if reading.horizon and leaves_out and any(_refused(r, items, reading) for r in items):
        return plan(reading, view)
    if either := _either(reading, view, lines):
        return [state(record.fact) for record in either]
    polar = reading.operation == "verify" or has(view.lexicon["cues"]["aux"], text)
    if polar and reading.horizon and (has(_WHOLLY, text) or reading.named(Kind.RESOURCE, Kind.TITLE)):
        return _said(_meant(reading, view, lines, reading.horizon, rivals=True), reading)
    if reading.operation == "verify":
        return []
    if has(view.lexicon["phase_words"], text) or reading.named(Kind.PHASE) == list(reading.subjects) != []:
        return []
    spoken_of = has(lexicon["said"], text)
    if has(lexicon["moment"], text) or (has(lexicon["smallest"], text) and not reading.subjects):
        if has(lexicon["amount"], text):
            return []
        pointed = _meant(reading, view, lines, Horizon.WEEK) if reading.anchors else []
        return _said(pointed, reading) or plan(reading, view)
    timed = has(f"{lexicon['amount']}|{view.lexicon['skill_words']}", text)
    if reading.horizon and has(lexicon["until"], text) and not timed:
        asks_once = len(re.findall(r"\b(?:what|which|where|who)\b", text, re.I)) == 1
        meant = _meant(reading, view, lines, reading.horizon) if asks_once else []
        return _said(meant, reading) or plan(reading, view)
    if has(lexicon["when"], text):
        return _said(_meant(reading, view, lines, None, rivals=not spoken_of), reading)
    if spoken_of and reading.horizon is None:
        return _said(_meant(reading, view, lines, None), reading)
    return []


def _horizons(reading: Reading, view: PathwayView) -> tuple[Horizon, ...]:
    """Return the horizons that a question asks for; "week one is done, what next?" asks for the month."""
    named = conditions.horizons(reading.text, view.lexicon) or ((reading.horizon,) if reading.horizon else ())
    if not named:
        whole = has("action plan|plan|goals?|targets?|horizons?", reading.text)
        return tuple(Horizon) if whole and not has("first|start", reading.text) else (Horizon.WEEK,)
    meant = horizons_meant(reading.text, view)
    return named if meant == named else meant[:1] or named


def _said(records: Sequence[Record], reading: Reading) -> list[Statement]:
    """Say each item with its horizon; where the first time is asked for, the earliest alone."""
    if len(records) > 1 and has(_FIRST, reading.text):
        records = records[:1]
    return [state(record.fact) for record in records]


def _either(reading: Reading, view: PathwayView, lines: Lines) -> list[Record]:
    """Return the first item about each of two things: "the forum first or the board?"; else nothing.

    Both are items of the plan, and a horizon is named, or one of the things is spoken of nowhere else.
    """
    sides = re.split(_EITHER, reading.text, flags=re.I)
    timed = reading.horizon is not None
    if len(sides) != 2 or not (timed or has(f"{_FIRST}|{_BEFORE}", reading.text)):
        return []
    parts = [
        replace(reading, text=side, anchors=view.anchors(side), subjects=(), mentions=()) for side in sides
    ]
    found = [next(iter(_meant(part, view, lines, None)), None) for part in parts]
    pair = [record for record in found if record is not None]
    if len(set(pair)) < 2 or not (timed or any(_only_planned(part, lines) for part in parts)):
        return []
    return [r for r in view.of_kind(Kind.ACTION) if r in pair]


def _only_planned(reading: Reading, lines: Lines) -> bool:
    """Whether what is spoken of is an item of the plan, and no entry of the roadmap is as near."""
    own, other = (
        max(
            (x.cosine + x.coverage for x in lines.best(reading, kinds=kinds, least=-9.0, most=3)), default=0.0
        )
        for kinds in ((Kind.ACTION,), (Kind.TASK, Kind.RESOURCE))
    )
    return own > other + _AHEAD


def _meant(
    reading: Reading, view: PathwayView, lines: Lines, horizon: Horizon | None, *, rivals: bool = False
) -> list[Record]:
    """Return the items that the question's words point at, in the plan's order.

    With `rivals` nothing, where an entry of the roadmap is clearly nearer.
    """
    items = [r for r in view.of_kind(Kind.ACTION) if horizon is None or r.horizon == horizon]
    shared = _shared(reading, items, view)
    near = {
        line.record.record_id: line.cosine + _SHARED * shared[line.record.record_id]
        for line in lines.best(reading, kinds=(Kind.ACTION,), least=-9.0, most=99)
        if line.record.record_id in shared
    }
    best = max(near.values(), default=0.0)
    top = max(near, key=near.__getitem__, default="")
    if best < _LEAST or shared[top] < _HELD:
        return []
    if rivals:
        # Both by the same measure: what the roadmap's nearest entry says, against the plan's nearest item.
        own = max(line.cosine + line.coverage for line in lines.best(reading, kinds=(Kind.ACTION,), most=1))
        others = lines.best(reading, kinds=(Kind.TASK, Kind.RESOURCE), most=3)
        if any(line.cosine + line.coverage > own + _AHEAD for line in others):
            return []
    band = _FAR if has(_FIRST, reading.text) else _NEARLY
    chosen = [r for r in items if near[r.record_id] >= best - band and shared[r.record_id] >= _HELD]
    if (named := _named(reading)) and not any(named & _stems(r) for r in chosen):
        return []
    return [r for r in chosen if not _refused(r, items, reading)]


def _shared(reading: Reading, items: Sequence[Record], view: PathwayView) -> dict[str, float]:
    """Return each item's share of the question's words that stand in any item, rare ones counting more."""
    stems = {r.record_id: _stems(r) for r in items}
    said = {stem(word) for _, _, word in _placed(_bare(reading.text, view))}
    spread = {token: sum(token in tokens for tokens in stems.values()) for token in said}
    weight = {
        token: math.log(1 + len(items) / n) * (_ASKED if view.asks(token) else 1.0)
        for token, n in spread.items()
        if n
    }
    total = sum(weight.values()) or 1.0
    return {key: sum(weight.get(token, 0.0) for token in tokens) / total for key, tokens in stems.items()}


def _refused(record: Record, items: Sequence[Record], reading: Reading) -> bool:
    """Whether the question leaves out what this item holds and not all of them hold: "without the course"."""
    lower = reading.text.lower()
    own = _stems(record)
    common = set.intersection(*(_stems(r) for r in items))
    return any(
        stem(word) in own - common and refused(lower, start, end) for start, end, word in _placed(lower)
    )


def _named(reading: Reading) -> set[str]:
    """Return the stems of what the question names, and of its rare words."""
    said = words(reading.text)
    spoken = (said[m.span[0] : m.span[1] + 1] for m in reading.mentions)
    return {*reading.anchors, *(stem(word) for name in spoken for word in name if word not in STOPWORDS)}


def _stems(record: Record) -> set[str]:
    return {stem(word) for _, _, word in _placed(record.name)}


def _bare(text: str, view: PathwayView) -> str:
    """Return the question without the words that speak of the plan and its horizons."""
    for pattern in (*view.lexicon["horizon"].values(), *view.lexicon["plan"].values()):
        text = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", " ", text, flags=re.I)
    return text


def _placed(text: str) -> list[tuple[int, int, str]]:
    """Return where each telling word stands, and the word."""
    found = ((m.start(), m.end(), m.group().lower()) for m in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text))
    return [(start, end, word) for start, end, word in found if word not in STOPWORDS]
