"""Questions that ask for judgement: what it is really like, whether it suits, what carries over.

Code picks the few statements that speak to the question; the model may then write from them.
"""

from __future__ import annotations

import re

from bot.answering.finding import Statement, state
from bot.answering.lines import Line, Lines
from bot.answering.lookup import hours_assumed
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.telling import opened
from bot.answering.view import PathwayView
from bot.answering.weighing import to_weigh
from bot.language import content_stems, has

_GROUPS = {
    "love": (Kind.LOVE,),
    "miss": (Kind.MISS,),
    "challenges": (Kind.CHALLENGE,),
    "reality": (Kind.LOVE, Kind.MISS, Kind.CHALLENGE),
}
_SPOKEN = (
    Kind.LOVE,
    Kind.MISS,
    Kind.CHALLENGE,
    Kind.TRANSFERABLE,
    Kind.SKILL,
    Kind.TASK,
    Kind.ACTION,
    Kind.FACT,
    Kind.QUESTION,
)
_SOME = (
    r"(?:\w+ )?(?:give|tell|name|list|show|say)(?: me| us)?(?: just| only)?"
    r" (?:(?:top|first|best) )?(\d+|one)\b"
)
_LEAVES_OUT = r"\b(?:apart from|besides?|except(?: for)?|other than|aside from|not counting)\b (?P<what>.+)"
_AHEAD = 0.2  # how much nearer than its list's average an entry is that a question points at
_STANDS_OUT = 0.33  # cosine of a statement that a question points at, in place of the whole move
_PERSONAL = 0.5  # score of "advice" above which a question that points at nothing is about the whole move
_REALLY_NEAR = 0.5  # bare cosine of a statement worth telling, though it shares no telling word
_BEARS = 0.2  # cosine of a statement that bears on a personal question
_BELIEVED = 0.25  # score of its topic below which a question is taken by its words alone


def answer(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the statements that speak to the question, nearest first; at most four."""
    if reading.topic == "overview":
        return _overview(view)
    believed = reading.continued or reading.route.topic_scores.get(reading.topic, 0.0) >= _BELIEVED
    group = _GROUPS.get(reading.topic) if believed else None
    ranked = [
        line
        for line in lines.best(reading, kinds=_SPOKEN, most=40)
        if line.record.record_id != "fact/sources"
    ]
    if group is None:
        return _advice(reading, view, ranked)
    inside = [line for line in ranked if line.record.kind in group]
    if len(group) > 1:
        best_of_each = [next((line for line in inside if line.record.kind is kind), None) for kind in group]
        return [state(line.fact) for line in best_of_each if line]
    if len(group) == 1 and (rest := _besides(reading, view, group[0])):
        return rest
    if inside and reading.residue and _points(inside):
        near = [line for line in inside if line.score >= inside[0].score - 0.12][:2]
        return [state(line.fact) for line in near]
    return [state(record.fact) for record in view.of_kind(*group)]


def _besides(reading: Reading, view: PathwayView, kind: Kind) -> list[Statement]:
    """ "What are the challenges apart from C?": the entries that hold none of what is left out."""
    found = re.search(_LEAVES_OUT, reading.text, re.IGNORECASE)
    gone = set(content_stems(found["what"])) if found else set()
    left = [r for r in view.of_kind(kind) if not gone & set(content_stems(r.name))]
    return [state(record.fact) for record in left] if gone and len(left) < len(view.of_kind(kind)) else []


def some(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return as many entries of a list as are asked for: "give me one reason", "name two challenges"."""
    asked, group = re.match(_SOME, reading.text.lower()), _GROUPS.get(reading.topic, ())
    if asked is None or len(group) != 1 or any(figure.unit != "thing" for figure in reading.figures):
        return []
    records = view.of_kind(*group)
    return [state(record.fact) for record in records[: 1 if asked[1] == "one" else int(asked[1])]]


def _advice(reading: Reading, view: PathwayView, ranked: list[Line]) -> list[Statement]:
    """Return what speaks to a personal question; where it points at nothing, what anyone should weigh."""
    if has(view.lexicon["time_words"], reading.text):
        whole = view.record("fact/duration")
        return [*([state(whole.fact)] if whole else []), hours_assumed(view)]
    varied = [line.fact for line in _varied(ranked, view)]
    if ranked and (ranked[0].cosine >= _STANDS_OUT or ranked[0].anchored):
        return [state(fact) for fact in varied]
    if named := reading.named(Kind.SKILL, Kind.PHASE, Kind.TRANSFERABLE)[:2]:
        about = dict.fromkeys([*(record.fact for record in named), *varied[:1]])
        return [state(fact) for fact in about]
    weighed = to_weigh(view)
    if reading.route.topic_scores.get("advice", 0.0) >= _PERSONAL or not reading.residue:
        return opened("yours_to_decide", [state(fact) for fact in weighed], view)
    near = [line.fact for line in _varied(ranked, view) if line.cosine >= _BEARS][:2]
    return opened("not_directly", [state(f) for f in dict.fromkeys([*near, *weighed[:2]])], view)


def _points(inside: list[Line]) -> bool:
    """Whether a question points at one entry of a list: by its own words, or by being far nearer to it."""
    first, *others = sorted((line.bare for line in inside), reverse=True)
    mean = sum(others) / len(others) if others else 0.0
    return bool(inside[0].anchored) or first - mean >= _AHEAD


def nearest(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the two statements nearest to the question, whatever they are about."""
    return [state(line.fact) for line in lines.best(reading, most=2)]


def nearby(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return what the pathway does say near a question that it does not answer; nothing if it is far."""
    found = [
        line
        for line in lines.best(reading, least=0.45, most=4)
        if line.record.record_id != "fact/sources" and (line.anchored or line.bare >= _REALLY_NEAR)
    ]
    return [state(line.fact) for line in found[:1]]


def _overview(view: PathwayView) -> list[Statement]:
    summary, duration = view.record("fact/overview"), view.record("fact/duration")
    facts = [*(summary.facts[:4] if summary else ()), *(duration.facts if duration else ())]
    return [state(fact) for fact in facts]


def _varied(ranked: list[Line], view: PathwayView) -> list[Line]:
    """Return the nearest lines, no more than two of a kind, and none far behind the first."""
    chosen: list[Line] = []
    for line in ranked:
        if len(chosen) == 3 or (chosen and line.score < chosen[0].score - 0.22):
            break
        if sum(other.record.kind is line.record.kind for other in chosen) < 2:
            chosen.append(line)
    return chosen
