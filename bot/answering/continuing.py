"""A question that leans on the conversation, made to stand alone: "how long is it?", "what teaches it?".

`continue_from` makes an elliptical question whole from the one before it and from the records that were
spoken of, and reads it again. A question that stands alone comes back as it is: nothing of the conversation
colours it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import conditions, plain, pointing, rewriting
from bot.answering.accumulating import accumulated
from bot.answering.belonging import belongs_to
from bot.answering.carrying import carry, operation_of
from bot.answering.introducing import introduced
from bot.answering.lacking import lacked
from bot.answering.measured_again import measured_again
from bot.answering.narrowing import (
    besides_refused,
    first_of,
    moves_to_phase,
    named_again,
    narrowed,
    not_listed,
    others_left,
    summed_up,
    without_spoken,
)
from bot.answering.nothing_more import nothing_more
from bot.answering.overcoming import overcome
from bot.answering.paid_again import between_ends, paid_again
from bot.answering.pairing import paired
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.resolving import NAMED, only_compares, resolve
from bot.answering.retelling import asked_on, became, holding, retold
from bot.answering.rewriting import Completion, called, strip
from bot.answering.sparing import spared
from bot.answering.ticking import left_of_list
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
_IN_WHAT = r"important|importance|priority|critical|matters?|weeks?|time|longer|shorter|quicker|faster"
_IN_IMPORTANCE = r"(?:more|most|less|least) (?:important|critical)|matters? (?:more|most|less|least)"
_MEASURED = {"duration": "in weeks", "importance": "in importance"}
# Words that lean on the conversation, whatever else a question says.
_LEANS = (
    r"its|(?:that|this) one|^(?:and |or |but |so |ok )?which ones?"
    r"|(?:of|for|with|about|in|to|than|from|without|minus|leaving|skipping|dropping)"
    r" (?:it|them|(?:that|this) (?:one|phase|stage|step|part|skill|block))"
)
# "Which book do I use" asks for no more than "the book".
_CHOOSES = (
    r"^(?:which|what) (?=(?:\w+ ){1,2}(?:do|should|would|can|must|could) i \w+$)"
    r"|(?<=\w) (?:do|should|would|can|must|could) i "
    r"(?:use|take|read|need|get|follow|watch|choose|buy|pick|want|start with)$"
)
_OF_SKILLS = frozenset({"importance", "skills", "how", "duration"})
_LENGTH = r"weeks?|months?|hours?|long|longer|duration|time|importance|important|priority"
# "No, I meant X, not Y" asks the last question of X.
_CORRECTED = re.compile(
    r"(?P<meant>\b(?:meant|mean) .+?),? (?:and )?not (?:the |that |those )?[\w ]{1,25}\W*$", re.I
)
# "No, I asked which is more important".
_ASKED_FOR = re.compile(
    r"\W*(?:(?:no|but|sorry|well|hm+),? )*(?:i (?:asked|was asking|wanted to know"
    r"|want to know|meant)|my question (?:is|was))"
    r"(?: you)?,? (?=(?:what|which|how|who|where|when|why)\b)",
    re.IGNORECASE,
)
_EXISTS = r"exists?|existing|(?:is|are) (?:it|that|this|they) real|for sure|(?:is|are) there really"
_MADE = (Kind.RESOURCE, Kind.TITLE)


def continue_from(
    reading: Reading, focus: Focus, view: PathwayView, read_again: Callable[[str], Reading]
) -> Reading:
    """Return the reading of the whole question where `reading` is of an elliptical one, else `reading`."""
    if asked := _ASKED_FOR.match(reading.text):
        reading = read_again(reading.text[asked.end() :])
    text = _CORRECTED.sub(r"\g<meant>", reading.text)
    reading = replace(reading, text=text, listed=focus.listed)
    for way in _SURE_WAYS:
        if found := way(reading, focus, view):
            return found
    if plain.is_of_move(reading.text, view) or _stands_alone(reading) or _changes_topic(reading, focus, view):
        leans = has(view.lexicon["ellipsis"]["pronoun"], reading.text) and not reading.mentions
        return (became(reading, focus, view) if leans else None) or reading
    completion = accumulated(reading, focus, view) or paired(reading, focus, view)
    for way in _WAYS if completion is None else ():
        if found := way(reading, focus, view):
            return found
    completion = completion or complete(reading, focus, view)
    if completion is None:
        carried = carry(reading, focus, view)
        beside = focus.record_ids if carried.continued or _in_series(carried, focus) else focus.record_ids[:1]
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
    if completion.adds:
        return replace(whole, summed=completion.subjects, topic="duration", operation="sum")
    if has(view.lexicon["ellipsis"]["sources"], reading.text) and whole.named(Kind.PHASE):
        return replace(whole, topic="resources", operation="lookup")
    named = has(_IN_WHAT, reading.text)  # "which is more important?" says itself in what
    ranks = completion.subjects and reading.operation in ("extreme", "compare")
    if ranks and has(_IN_IMPORTANCE, reading.text):
        return replace(whole, topic="importance", operation=reading.operation)
    if completion.subjects and focus.topic in _MEASURED and only_compares(reading, view) and not named:
        measured = read_again(f"{completion.text.rstrip(' ?.!')} {_MEASURED[focus.topic]}?")
        return replace(
            _about(completion.subjects, measured),
            topic=focus.topic,
            operation="compare",
            earlier=focus.record_ids,
            continued=True,
        )
    if (
        completion.subjects
        and all(r.kind in _MADE for r in completion.subjects)
        and has(_EXISTS, reading.text)
    ):
        return replace(whole, topic="resources", operation="lookup")
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
        return replace(whole, topic=focus.topic, operation=operation_of(whole, focus, view))
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


def _placed(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """The phase or skill that what was spoken of belongs to: "in which phase?"."""
    before = tuple(r for r in (view.record(i) for i in focus.record_ids) if r)
    ellipsis = view.lexicon["ellipsis"]
    placed = belongs_to(strip(reading.text, ellipsis["opening"], ellipsis["closing"]), reading, before, view)
    return placed and replace(placed, earlier=focus.record_ids, continued=True)


def _in_series(reading: Reading, focus: Focus) -> bool:
    """Whether the same is asked of one thing after another: "how long is X?", "how long is Y?"."""
    kinds = {record.record_id.partition("/")[0] for record in reading.subjects}
    before = {record_id.partition("/")[0] for record_id in focus.record_ids}
    return reading.topic == focus.topic and reading.operation == focus.operation and kinds == before


def _changes_topic(reading: Reading, focus: Focus, view: PathwayView) -> bool:
    """Whether "and the challenges?" asks for another part of the pathway, whole by itself."""
    bound = reading.subjects or reading.importances or reading.horizon or reading.figures
    surely = reading.route.topic_scores.get(reading.topic, 0.0) >= _SURE
    if reading.topic == "difficulty" and has("it|that|this", reading.text) and _speaks_of_one(focus, view):
        return False  # "how hard is it?" behind a skill
    if focus.operation == "compare" and only_compares(reading, view):
        return False  # "which is harder?" of two
    return not bound and surely and reading.topic in _WHOLE and reading.topic != focus.topic


def _speaks_of_one(focus: Focus, view: PathwayView) -> bool:
    """Whether one skill or phase was spoken of, though its tasks or books were listed."""
    named = conditions.phases(focus.question, view) or view.names.find(focus.question)
    one = focus.record_ids[:1] if named or not focus.listed else focus.listed
    return len(one) == 1 and one[0].startswith(("skill/", "phase/"))


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
        or (None if moves_to_phase(reading.text, focus, view) else _one_of_list(bare, focus, view))
        or rewriting.counted_ones(bare, focus)
        or rewriting.rated_ones(bare, focus, view)
        or rewriting.opposite(bare, focus, before, view)
        or measured_again(bare, before, focus, view)
        or rewriting.ends(bare, focus)
        or rewriting.swapped(bare, reading, focus, view)
        or resolve(reading, before, focus, view)
        or _of_the_same(bare, reading, before, focus, view)
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
    bare: str, reading: Reading, before: Sequence[Record], focus: Focus, view: PathwayView
) -> Completion | None:
    """A bare aspect of what was spoken of: "weeks?", "and the author?"."""
    named = [record for record in before if record.kind in NAMED]
    if focus.topic in _OF_SKILLS and has(_LENGTH, bare):
        named = [record for record in named if record.weeks] or named
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


# Their form leaves no doubt, whatever else a message says.
_SURE_WAYS: tuple[Callable[[Reading, Focus, PathwayView], Reading | None], ...] = (
    left_of_list,
    between_ends,
    besides_refused,
    first_of,
    summed_up,
    named_again,
    not_listed,
    asked_on,
)
# Tried in this order before a question is completed.
_WAYS: tuple[Callable[[Reading, Focus, PathwayView], Reading | None], ...] = (
    paid_again,
    nothing_more,
    overcome,
    became,
    lacked,
    spared,
    introduced,
    retold,
    narrowed,
    _placed,
    others_left,
    without_spoken,
)
