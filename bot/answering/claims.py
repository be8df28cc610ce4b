"""Claims in a question, held against the pathway: "RTOS is critical, right?" gets what is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering import claimed_figures, claimed_levels, claimed_places, comparing, extremes, lookup
from bot.answering.anchoring import find_anchors
from bot.answering.attribution import attributed
from bot.answering.claimed_figures import Verdict
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.placing import not_there, position, which_first, with_neighbour
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import LONG_END, SHORT_END
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has
from bot.pathways.grammar import count

_EASY = (
    r"easy|simple|effortless|trivial|piece of cake|walk in the park|breeze|straightforward|moderate"
    r"|beginner|no big deal"
)
_HARD = r"hard|difficult|tough|challenging|demanding|ambitious|steep|advanced"
_SHRINKING = (
    r"nobody|no ?one|no demand|low demand|little demand|shrink\w*|dying|dead|declin\w*|falling|flat"
    r"|saturated|niche|fad|weak"
)
_GROWING = r"grow\w*|high|strong|explosive|rising|boom\w*|sought|increas\w*"
_AFTER = r"after|follows|following|subsequent to|later than"
_BEFORE = r"before|by the time|precedes|prior to|ahead of|earlier than"
# What makes a statement less than a plain yes: a title that is called otherwise, an exam that was closed.
_CAVEAT = r"could not be confirmed|is called|is a different|closed|superseded|renamed|no longer"


def check(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return "Yes" or "No" with what is true; nothing where nothing is claimed that can be checked."""
    verdicts = list(_verdicts(reading, view, lines))
    if not verdicts:
        return []
    wrong = [verdict for verdict in verdicts if not verdict.holds]
    first, *others = _truths(wrong or verdicts)
    if not wrong and has(_CAVEAT, first.text):
        return [first, *others]
    within = not wrong and verdicts[0].within
    opening = view.prompts.say("no" if wrong else "within" if within else "yes")
    return [Statement(f"{opening} {first.text}", first.rests_on, first.items), *others]


def _truths(verdicts: list[Verdict]) -> list[Statement]:
    """Return what is true where one or two things are claimed in one question."""
    first, *others = verdicts
    more = [statement for verdict in others[:1] for statement in verdict.truth]
    known = " ".join(statement.text for statement in first.truth)
    return [*first.truth, *(statement for statement in more if statement.text not in known)]


def certain(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the correction of a wrong figure of pay in a question not covered otherwise, else nothing."""
    if not reading.has("money", view.lexicon):
        return []
    paid = claimed_figures.salary(reading, view)
    wrong = next((verdict for verdict in paid if not verdict.holds), None)
    if wrong is None:
        return []
    first, *others = wrong.truth
    return [Statement(f"{view.prompts.say('no')} {first.text}", first.rests_on, first.items), *others]


def contradicted(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return a correction where the question takes something wrong for granted, else nothing."""
    wrong = [verdict for verdict in _verdicts(reading, view, lines) if not verdict.holds]
    if not wrong:
        return []
    first, *others = wrong[0].truth
    return [Statement(f"{view.prompts.say('no')} {first.text}", first.rests_on, first.items), *others]


def _verdicts(reading: Reading, view: PathwayView, lines: Lines) -> Iterator[Verdict]:
    yield from claimed_figures.every(reading, view)
    yield from claimed_levels.importance(reading, view)
    yield from _comparison(reading, view)
    yield from _superlative(reading, view)
    yield from claimed_places.in_phase(reading, view, lines)
    yield from claimed_figures.counts(reading, view)
    yield from claimed_figures.weeks(reading, view)
    yield from claimed_figures.salary(reading, view)
    yield from _order(reading, view, lines)
    yield from _membership(reading)
    yield from claimed_places.in_plan(reading, view, lines)
    yield from _polarity(reading, view)
    for holds_true, facts in attributed(reading, view):
        yield Verdict(holds_true, tuple(map(state, facts)))


def _comparison(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "The first takes longer than the second", "A matters less than B", "A and B take the same time"."""
    timed = [record for record in reading.subjects if record.weeks]
    pair = timed[:2]
    if reading.operation != "verify" or len(pair) < 2 or len({r.kind for r in pair}) > 1 or reading.figures:
        return
    first, second = pair
    text, sides = reading.text, None
    if has(
        r"as important|same importance|equally important|(?:more|less) (?:important|critical)"
        r"|matters? (?:more|less)|priority",
        text,
    ):
        ranks = list(Importance)
        if first.importance and second.importance:
            sides = (-ranks.index(first.importance), -ranks.index(second.importance))
    elif has(
        r"longer|shorter|quicker|faster|slower|(?:more|less) (?:time|weeks)|same (?:time|length"
        r"|number|duration)|equals?|as (?:long|short|quick)|length",
        text,
    ):
        sides = (first.weeks or 0, second.weeks or 0)
    if sides is None:
        return
    if has(r"same|equal(?:s|ly)?|as (?:important|long|short|quick)", text):
        fits = sides[0] == sides[1]
    else:
        fits = sides[0] < sides[1] if has(r"less|shorter|quicker|faster|fewer", text) else sides[0] > sides[1]
    if has(r"not|n't|isn't|doesn't", re.sub(r"(?:isn't|doesn't|does|is) (?:it|not)\W*$", "", text)):
        fits = not fits
    truth = comparing.compare(replace(reading, subjects=tuple(pair)), view)
    if truth:
        yield Verdict(fits, tuple(truth))


def _superlative(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "The shortest stage is the one about X", "X is the longest skill"."""
    timed = [record for record in reading.subjects if record.weeks]
    long, short = has(LONG_END, reading.text), has(SHORT_END, reading.text)
    if reading.operation != "verify" or not timed or long == short or reading.importances:
        return
    if place := extremes.place_of(reading.text):
        yield from _ranked(timed[0], place, view, longest=long)
        return
    if len(timed) != 1:
        return
    lengths = [r.weeks or 0 for r in view.of_kind(timed[0].kind)]
    best = max(lengths) if long else min(lengths)
    noun = "phase" if timed[0].kind is Kind.PHASE else "skill"
    ends = replace(reading, text=f"which {noun} is the {'longest' if long else 'shortest'}", subjects=())
    truth = extremes.extreme(replace(ends, topic="duration", phases=(), figures=()), view)
    own = state(timed[0].fact)
    if truth:
        yield Verdict(timed[0].weeks == best, (*truth, own) if timed[0].weeks != best else tuple(truth))


def _ranked(record: Record, place: int, view: PathwayView, *, longest: bool) -> Iterator[Verdict]:
    """ "X is the second longest skill"."""
    lengths = sorted({r.weeks or 0 for r in view.of_kind(record.kind)}, reverse=longest)
    noun, end = "phase" if record.kind is Kind.PHASE else "skill", "longest" if longest else "shortest"
    if place < len(lengths):
        alike = [r for r in view.of_kind(record.kind) if r.weeks == lengths[place]]
        names = lookup.names_of(alike)
        said = view.prompts.say(
            "ranked" if len(alike) == 1 else "ranked_several",
            place=extremes.nth(place),
            direction=end,
            noun=f"{noun}s",
            names=names,
            weeks=count(lengths[place], "week"),
        )
        truth = Statement(said, tuple(r.fact for r in alike))
        holds = record.weeks == lengths[place]
        yield Verdict(holds, (truth,) if holds else (state(record.fact), truth))


def _order(reading: Reading, view: PathwayView, lines: Lines) -> Iterator[Verdict]:
    """ "C++ comes before Python", "after the projects I get to the basics", "X is the last phase"."""
    named = [mention.record for mention in reading.mentions if mention.record.kind is Kind.PHASE]
    relation = re.search(rf"\b(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))\b", reading.text.lower())
    asks = has(r"what|which|when|how|or", reading.text)
    if relation and not asks and reading.operation in ("verify", "order", "lookup"):
        anchors = find_anchors(reading, view, lines)
        if len(anchors) == 2 and anchors[0].phase != anchors[1].phase:
            leading = relation.start() <= anchors[0].start
            earlier_first = bool(relation["before"]) != leading
            in_order = (anchors[0].phase.phase or 0) < (anchors[1].phase.phase or 0)
            yield Verdict(in_order == earlier_first, (which_first(anchors[0], anchors[1], view),))
            return
    if named and reading.phases and named[0].phase not in reading.phases:
        yield Verdict(False, not_there(named[0], reading.phases[0], view))
    elif (
        named and reading.phases and len(named) == 1 and reading.operation == "verify" and not reading.figures
    ):
        yield Verdict(True, (position(named[0], view),))
    elif named and len(view.of_kind(Kind.PHASE)) > 1 and reading.topic in ("phases", "tasks") and not asks:
        yield from _ends(named[0], reading, view)


def _ends(phase: Record, reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    phases = view.of_kind(Kind.PHASE)
    if has(r"(?:the|very) (?:last|final|end|closing)|the end|at the end|last one|final one", reading.text):
        yield Verdict(phase == phases[-1], with_neighbour(phase, +1, view))
    elif has(
        r"(?:the|very) first|the beginning|the start|first one|start with|begin with|opening", reading.text
    ):
        yield Verdict(phase == phases[0], with_neighbour(phase, -1, view))


def _membership(reading: Reading) -> Iterator[Verdict]:
    """ "I must learn X", where X is there already; "I bring X along", where X is to be learnt."""
    if reading.operation != "verify" or reading.importances or reading.figures:
        return
    held, learnt = reading.named(Kind.TRANSFERABLE), reading.named(Kind.SKILL)
    if (
        held
        and not learnt
        and has(
            r"(?:must|have to|need to|got to|skills? to|supposed to) (?:be )?learn\w*|new skill|from scratch",
            reading.text,
        )
    ):
        yield Verdict(False, tuple(state(record.fact) for record in held))
    if has(r"transferable|carr(?:y|ies) over|already (?:have|know|bring)|bring along", reading.text) and (
        held or learnt
    ):
        yield Verdict(bool(held), tuple(state(record.fact) for record in held or learnt))


def _polarity(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    rated = view.pathway.difficulty.lower()
    if reading.topic == "difficulty" and reading.operation == "verify":
        easy, hard = has(_EASY, reading.text), has(_HARD, reading.text)
        negated = has(r"not|n't|isn't|won't|hardly", reading.text.replace("isn't it", ""))
        if easy != hard:
            says_easy = easy != negated
            yield Verdict(says_easy == has(_EASY, rated), tuple(lookup.whole("fact/difficulty", view)))
    if reading.topic == "demand" and (
        reading.operation == "verify" or has(r"since|as|because|given|so", reading.text)
    ):
        truth = tuple(lookup.whole("fact/demand", view))
        if truth and has(_SHRINKING, reading.text):
            yield Verdict(not has(_GROWING, view.pathway.demand), truth)
        elif truth and has(_GROWING, reading.text):
            yield Verdict(has(_GROWING, view.pathway.demand), truth)
