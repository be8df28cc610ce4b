"""A question that leans on the conversation, made to stand alone: "how long is it?", "what teaches it?".

`continue_from` makes an elliptical question whole from the one before it and from the records that were
spoken of, and reads it again. A question that stands alone comes back as it is: nothing of the conversation
colours it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import pointing, rewriting
from bot.answering.accumulating import accumulated
from bot.answering.belonging import belongs_to
from bot.answering.lacking import lacked
from bot.answering.narrowing import narrowed
from bot.answering.pairing import paired
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.resolving import INSIDE, NAMED, only_compares, resolve
from bot.answering.retelling import became, holding, retold
from bot.answering.rewriting import Completion, called, strip
from bot.answering.selection import kind_of, select
from bot.answering.sparing import spared
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has, words

_SURE = 0.5  # above this score a question has a topic of its own
_WHOLE = frozenset(
    {"love", "miss", "challenges", "reality", "salary", "demand", "difficulty", "transferable", "overview"}
)
_CERTAIN = 0.6  # above this score nothing else is wanted
_APART = frozenset({"smalltalk", "capabilities", "distress", "legal", "medical", "visa"})
_TELLING = 4  # so many words that no grammar accounts for make a question that stands alone
_UNSURE = 0.3  # below this score a question has no topic of its own
_MEASURED = {"duration": "in weeks", "importance": "in importance"}
# Words that lean on the conversation, whatever else a question says.
_LEANS = (
    r"its|(?:that|this) one|^(?:and |or |but |so |ok )?which ones?"
    r"|(?:of|for|with|about|in|to|than|from) (?:it|them)"
)
_OTHERS = (
    r"\b(?:which|what|any|are there|is there)\b(?: \w+){0,2} others?\b|\b(?:what|which|who|anything) else\b"
)
# "Which book do I use" asks for no more than "the book".
_CHOOSES = (
    r"^(?:which|what) (?=(?:\w+ ){1,2}(?:do|should|would|can|must|could) i \w+$)"
    r"|(?<=\w) (?:do|should|would|can|must|could) i "
    r"(?:use|take|read|need|get|follow|watch|choose|buy|pick|want|start with)$"
)
_MADE = (Kind.RESOURCE, Kind.TITLE)
_COMPUTED = ("sum", "count", "extreme", "compare", "order")


def continue_from(
    reading: Reading, focus: Focus, view: PathwayView, read_again: Callable[[str], Reading]
) -> Reading:
    """Return the reading of the whole question where `reading` is of an elliptical one, else `reading`."""
    reading = replace(reading, listed=focus.listed)
    if _stands_alone(reading) or _changes_topic(reading, focus):
        leans = has(view.lexicon["ellipsis"]["pronoun"], reading.text) and not reading.mentions
        return (became(reading, focus, view) if leans else None) or reading
    completion = accumulated(reading, focus, view) or paired(reading, focus, view)
    for way in _WAYS if completion is None else ():
        if found := way(reading, focus, view):
            return found
    completion = completion or complete(reading, focus, view)
    if completion is None:
        carried = _carried(reading, focus, view)
        beside = focus.record_ids if carried.continued else focus.record_ids[:1]
        return replace(carried, earlier=beside if carried.topic == focus.topic or carried.continued else ())
    return _made_whole(completion, reading, focus, view, read_again)


def _made_whole(
    completion: Completion,
    reading: Reading,
    focus: Focus,
    view: PathwayView,
    read_again: Callable[[str], Reading],
) -> Reading:
    """Read the completed question, as one of what it was completed with."""
    whole = _about(
        completion.subjects,
        replace(read_again(completion.text), earlier=focus.record_ids, listed=focus.listed, continued=True),
    )
    if has(view.lexicon["ellipsis"]["sources"], reading.text) and whole.named(Kind.PHASE):
        return replace(whole, topic="resources", operation="lookup")
    if completion.subjects and focus.topic in _MEASURED and only_compares(reading, view):
        measured = read_again(f"{completion.text.rstrip(' ?.!')} {_MEASURED[focus.topic]}?")
        return replace(
            _about(completion.subjects, measured),
            topic=focus.topic,
            operation="compare",
            earlier=focus.record_ids,
            continued=True,
        )
    if completion.claims:
        return replace(whole, operation="verify")
    if completion.lists:
        return replace(whole, topic=focus.topic, operation="lookup")
    listed = tuple(r for r in (view.record(i) for i in focus.listed) if r)
    if len(listed) > 1 and has(view.lexicon["ellipsis"]["among"], whole.text):
        return replace(whole, among=listed)
    if completion.same and _keeps_topic(reading, whole):
        return replace(whole, topic=focus.topic, operation=focus.operation)
    if whole.confidence < _UNSURE or whole.topic in ("offtopic", "uncovered"):
        whole = replace(whole, told=holding(reading, completion.subjects))
        if completion.subjects and all(r.kind in _MADE for r in completion.subjects):
            return replace(whole, topic="resources", operation="lookup")
        return replace(whole, topic=focus.topic, operation=_operation(whole, focus, view))
    return whole


def _about(subjects: Sequence[Record], whole: Reading) -> Reading:
    """Return the reading as one of these alone, where some are given: others may share their names."""
    if not subjects:
        return whole
    mentions = tuple(mention for mention in whole.mentions if mention.record in subjects)
    return replace(whole, subjects=tuple(subjects), mentions=mentions)


def _stands_alone(reading: Reading) -> bool:
    """Whether a message says too much of its own, or wants too clearly something else, to lean on another."""
    telling = len(reading.residue)
    apart = reading.topic in _APART and reading.confidence >= _CERTAIN
    if has(_LEANS, reading.text) and not (reading.mentions or reading.phases or apart):
        return False
    elsewhere = reading.topic == "uncovered" and telling > 1 and reading.confidence >= _CERTAIN
    return telling >= _TELLING or apart or elsewhere


def _pay_again(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """The pay once more where it is asked for in another measure: "how much more is that a month?"."""
    bound = reading.subjects or reading.importances or reading.phases
    if focus.topic != "salary" or bound or not has(view.lexicon["ellipsis"]["pay_measure"], reading.text):
        return None
    record = view.record("fact/salary")
    subjects = (record,) if record else ()
    return replace(
        reading, topic="salary", operation="lookup", subjects=subjects, horizon=None, continued=True
    )


def _placed(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """The phase or skill that what was spoken of belongs to: "in which phase?"."""
    before = tuple(r for r in (view.record(i) for i in focus.record_ids) if r)
    ellipsis = view.lexicon["ellipsis"]
    placed = belongs_to(strip(reading.text, ellipsis["opening"], ellipsis["closing"]), reading, before, view)
    return placed and replace(placed, earlier=focus.record_ids, continued=True)


def _without_spoken(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Leave out what was spoken of where the question asks for others: "what other critical skill?"."""
    if reading.mentions or has(INSIDE, reading.text) or not re.search(_OTHERS, reading.text, re.I):
        return None
    kind = kind_of(reading, view)
    gone = [r for r in (view.record(i) for i in focus.record_ids) if r and r.kind is kind]
    left = replace(reading, excluded=(*reading.excluded, *gone), earlier=focus.record_ids)
    return left if kind and gone and select(left, view, kind) else None


def _others_left(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """What is left of the last list where the question wants more than what was given."""
    if reading.subjects:
        return None
    spoken_of = [r for r in (view.record(i) for i in focus.record_ids) if r]
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    others = pointing.others(reading.text, spoken_of, listed, view)
    return replace(reading, others=tuple(others), continued=True, operation="lookup") if others else None


def _changes_topic(reading: Reading, focus: Focus) -> bool:
    """Whether "and the challenges?" asks for another part of the pathway, whole by itself."""
    bound = reading.subjects or reading.importances or reading.horizon or reading.figures
    surely = reading.route.topic_scores.get(reading.topic, 0.0) >= _SURE
    return not bound and surely and reading.topic in _WHOLE and reading.topic != focus.topic


def complete(reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """Return the whole question behind an elliptical one; None where nothing completes it."""
    before = tuple(r for r in (view.record(i) for i in focus.record_ids) if r)
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    again = rf"{ellipsis['sure']}|{ellipsis['by_much']}" if focus.operation == "compare" else ellipsis["sure"]
    if focus.question and re.fullmatch(again, bare, re.I):
        return Completion(focus.question, same=True)
    return (
        rewriting.moved_on(reading.text, focus, before, view)
        or _one_of_list(bare, focus, view)
        or rewriting.counted_ones(bare, focus)
        or rewriting.rated_ones(bare, focus, view)
        or rewriting.opposite(bare, focus, before, view)
        or rewriting.bounded(bare, focus)
        or rewriting.ranked(bare, focus)
        or rewriting.ends(bare, focus)
        or rewriting.swapped(bare, reading, focus, view)
        or resolve(reading, before, focus, view)
        or _of_the_same(bare, reading, before, view)
    )


def _one_of_list(bare: str, focus: Focus, view: PathwayView) -> Completion | None:
    """ "The second one, how long does it take?": the name of that entry in its place."""
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    found = None if has(view.lexicon["phase_words"], bare) else pointing.picked(bare, listed, view)
    if found is None or found[0].kind not in NAMED:
        return None
    record, said = found
    return Completion(bare.replace(said, called(record), 1), (record,))


def _of_the_same(
    bare: str, reading: Reading, before: Sequence[Record], view: PathwayView
) -> Completion | None:
    """A bare aspect of what was spoken of: "weeks?", "and the author?"."""
    named = [record for record in before if record.kind in NAMED]
    bare = re.sub(rf"^(?:what|who|which)(?:'s| is| are| was) (?=the\b)|{_CHOOSES}", "", bare, flags=re.I)
    short = 0 < len(words(bare)) <= 3 and has(view.lexicon["ellipsis"]["aspect"], bare)
    if (
        not named
        or not short
        or reading.subjects
        or reading.importances
        or has(view.lexicon["role_words"], bare)
    ):
        return None
    if re.search(r"\b(?:most|least|total|together|\w+est)\b", bare, re.I):
        return None
    return Completion(f"{bare} of {called(named[0])}?", (named[0],))


def _keeps_topic(reading: Reading, whole: Reading) -> bool:
    """Whether the rewritten question wants what the last one did."""
    return not whole.importances or bool(reading.importances) or whole.confidence < _UNSURE


def _operation(whole: Reading, focus: Focus, view: PathwayView) -> str:
    """Return the operation of a question whose topic is the last one's."""
    if whole.has("sum", view.lexicon):
        return "sum"
    if has(r"difference|longer|shorter|compared?|same|more|less", whole.text):
        return "compare"
    return whole.operation if whole.operation in _COMPUTED else focus.operation


def _carried(reading: Reading, focus: Focus, view: PathwayView) -> Reading:
    """Carry topic and subjects into what could not be rewritten, such as "why?" or "in total?"."""
    ellipsis = view.lexicon["ellipsis"]
    opening = re.match(rf"(?:{ellipsis['opening']})\b", reading.text.lower()) is not None
    pronoun = has(ellipsis["pronoun"], reading.text) or has(ellipsis["plural"], reading.text)
    if not (opening or pronoun or not reading.residue or len(words(reading.text)) <= 4):
        return reading
    before = tuple(r for r in (view.record(i) for i in focus.record_ids) if r)
    # "and as a beginner today?" asks nothing itself
    dangling = opening and not has(ellipsis["asking"], reading.text) and len(reading.residue) <= 1
    asks_itself = not dangling and reading.confidence >= (_UNSURE if reading.residue else _SURE)
    merged = reading
    if not asks_itself:
        merged = replace(
            merged, topic=focus.topic, operation=_operation(reading, focus, view), continued=True
        )
    if (
        not merged.subjects
        and not merged.importances
        and not merged.horizon
        and before
        and (pronoun or not asks_itself)
    ):
        several = has(ellipsis["plural"] + "|all|combined|two", reading.text)
        merged = replace(merged, subjects=before if several else before[:1], continued=True)
    return merged


# Tried in this order before a question is completed.
_WAYS: tuple[Callable[[Reading, Focus, PathwayView], Reading | None], ...] = (
    _pay_again,
    became,
    lacked,
    spared,
    retold,
    narrowed,
    _placed,
    _others_left,
    _without_spoken,
)
