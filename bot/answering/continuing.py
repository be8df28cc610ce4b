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
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.rewriting import Completion, called, strip
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has, words

_NAMED = (Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE, Kind.RESOURCE, Kind.TITLE)
_SURE = 0.5  # above this score a question has a topic of its own
_WHOLE = frozenset(
    {"love", "miss", "challenges", "reality", "salary", "demand", "difficulty", "transferable", "overview"}
)
_CERTAIN = 0.6  # above this score nothing else is wanted
_APART = frozenset({"smalltalk", "capabilities", "distress", "legal", "medical", "visa"})
_TELLING = 4  # so many words that no grammar accounts for make a question that stands alone
_UNSURE = 0.3  # below this score a question has no topic of its own
_MEASURED = {"duration": "in weeks", "importance": "in importance"}
_RELATED = r"before|after|earlier|later|than|same|part of|first"
_DIFFERENCE = r"differ\w*|gap|compar\w*|longer|shorter|more|less|bigger|smaller"
_COMPUTED = ("sum", "count", "extreme", "compare", "order")


def continue_from(
    reading: Reading, focus: Focus, view: PathwayView, read_again: Callable[[str], Reading]
) -> Reading:
    """Return the reading of the whole question where `reading` is of an elliptical one, else `reading`."""
    reading = replace(reading, listed=focus.listed)
    if _stands_alone(reading) or _changes_topic(reading, focus):
        return reading
    if pointed := _pointed(reading, focus, view):
        return pointed
    if others := _others(reading, focus, view):
        return replace(reading, others=tuple(others), continued=True, operation="lookup")
    completion = complete(reading, focus, view)
    if completion is None:
        carried = _carried(reading, focus, view)
        beside = focus.record_ids if carried.continued else focus.record_ids[:1]
        return replace(carried, earlier=beside if carried.topic == focus.topic or carried.continued else ())
    whole = replace(
        read_again(completion.text), earlier=focus.record_ids, listed=focus.listed, continued=True
    )
    if completion.subjects:
        whole = replace(whole, subjects=completion.subjects)
    if has(view.lexicon["ellipsis"]["sources"], reading.text) and whole.named(Kind.PHASE):
        return replace(whole, topic="resources", operation="lookup")
    if completion.subjects and focus.topic in _MEASURED and _only_compares(reading, view):
        measured = read_again(f"{completion.text.rstrip(' ?.!')} {_MEASURED[focus.topic]}?")
        return replace(
            measured,
            topic=focus.topic,
            operation="compare",
            subjects=completion.subjects,
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
        return replace(whole, topic=focus.topic, operation=_operation(whole, focus, view))
    return whole


def _stands_alone(reading: Reading) -> bool:
    """Whether a message says too much of its own, or wants too clearly something else, to lean on another."""
    telling = len(reading.residue)
    elsewhere = reading.topic in _APART or (reading.topic == "uncovered" and telling > 1)
    return telling >= _TELLING or (elsewhere and reading.confidence >= _CERTAIN)


def _pointed(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """What of the last list is meant: "second one, more detail", "which of these"."""
    listed = tuple(r for r in (view.record(i) for i in focus.listed) if r)
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    found = pointing.picked(bare, listed, view)
    if found and not has(view.lexicon["phase_words"], bare):
        record, said = found
        rest = bare.replace(said, "", 1).strip(" ,.:;-?!")
        if not rest or re.fullmatch(ellipsis["detail"], rest, re.I):
            topic = pointing.TOPIC_OF.get(record.kind, focus.topic)
            return replace(
                reading,
                text=f"{called(record)}",
                subjects=(record,),
                picked=record,
                topic=topic,
                continued=True,
            )
    asks = has(ellipsis["among"], reading.text) and not reading.importances
    elsewhere = reading.confidence >= _SURE and reading.topic not in (focus.topic, "uncovered")
    if len(listed) > 1 and (asks or (re.match(ellipsis["which"], bare, re.I) and not elsewhere)):
        return replace(reading, among=listed, earlier=focus.record_ids, continued=True)
    return None


def _others(reading: Reading, focus: Focus, view: PathwayView) -> list[Record]:
    """What is left of the last list where the question wants more than what was given."""
    if reading.subjects:
        return []
    spoken_of = [r for r in (view.record(i) for i in focus.record_ids) if r]
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    return pointing.others(reading.text, spoken_of, listed, view)


def _only_compares(reading: Reading, view: PathwayView) -> bool:
    """Whether a follow-up asks for a difference without saying in what."""
    asked = has(_DIFFERENCE, reading.text) and not reading.has("sum", view.lexicon)
    return asked and all(re.fullmatch(_DIFFERENCE, word) for word in reading.residue)


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
    if focus.question and re.fullmatch(ellipsis["sure"], bare, re.I):
        return Completion(focus.question, same=True)
    return (
        rewriting.moved_on(bare, focus, before, view)
        or _one_of_list(bare, focus, view)
        or rewriting.counted_ones(bare, focus)
        or rewriting.opposite(bare, focus, before, view)
        or rewriting.swapped(bare, reading, focus, view)
        or _resolved(reading, before, focus, view)
        or _of_the_same(bare, reading, before, view)
    )


def _one_of_list(bare: str, focus: Focus, view: PathwayView) -> Completion | None:
    """ "The second one, how long does it take?": the name of that entry in its place."""
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    found = None if has(view.lexicon["phase_words"], bare) else pointing.picked(bare, listed, view)
    if found is None or found[0].kind not in _NAMED:
        return None
    record, said = found
    return Completion(bare.replace(said, called(record), 1), (record,))


def _resolved(
    reading: Reading, before: Sequence[Record], focus: Focus, view: PathwayView
) -> Completion | None:
    """Put names for the words that point back: "it", "both", "that phase", "in there"."""
    named = [record for record in before if record.kind in _NAMED]
    ellipsis, text = view.lexicon["ellipsis"], reading.text
    if not named:
        return None
    if reading.mentions or reading.phases:
        related = re.match(r"(?:and |so |but )?(?:is|are|does|do|will|comes?) (it|that|this)\b", text, re.I)
        if related is None or not has(_RELATED, text):
            return None
        text = text[: related.start(1)] + called(named[0]) + text[related.end(1) :]
        return Completion(text, (named[0], *reading.subjects), claims=True)
    both = re.search(rf"\b(?:{ellipsis['plural']})\b", text, re.I)
    if both is None and _only_compares(reading, view):
        chosen = _of_one_kind(named)[:2]
        if len(chosen) == 2:
            return Completion(f"{text.rstrip(' ?.!')} {' and '.join(map(called, chosen))}", tuple(chosen))
    if both and len(named) > 1:
        chosen = _of_one_kind(named)
        chosen = chosen[:2] if has(r"both|two|2|either|difference", text) else chosen
        names = " and ".join(called(record) for record in chosen)
        total = (
            " together"
            if both.group().lower().startswith("both") and has(r"how (?:long|many weeks)", text)
            else ""
        )
        total = "" if has(r"each|together|respectively|combined|in total", text) else total
        return Completion(text.replace(both.group(), names + total, 1), tuple(chosen))
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    elsewhere = reading.topic not in ("duration", focus.topic) and reading.confidence >= _SURE
    bounded = reading.importances or reading.horizon or elsewhere
    if reading.has("sum", view.lexicon) and not bounded and len(listed) > 1 and all(r.weeks for r in listed):
        return Completion(f"How long do {' and '.join(map(called, listed))} take together?", tuple(listed))
    other = re.search(r"\bthe other(?: one| skill| phase)?\b", text, re.I)
    if other and len(named) > 1:
        return Completion(text.replace(other.group(), called(named[1]), 1), (named[1],))
    back = re.search(rf"\b(?:{ellipsis['pronoun']})\b", text, re.I)
    if back is None or has(view.lexicon["role_words"], text):
        return None
    one = _of_noun(back.group(), named, view)
    suffix = " of" if back.group().lower() == "thereof" else ""
    name = (
        f"{suffix} {called(one)}{chr(39) + 's' if back.group().lower() in ('its', 'their') else ''}".strip()
    )
    return Completion(text[: back.start()] + name + text[back.end() :], (one,))


def _of_one_kind(named: Sequence[Record]) -> list[Record]:
    """Return the records of the first kind of which there are several."""
    for record in named:
        same = [other for other in named if other.kind is record.kind]
        if len(same) > 1:
            return same
    return list(named[:1])


def _of_noun(phrase: str, named: Sequence[Record], view: PathwayView) -> Record:
    """Return the record that "that phase" or "this course" means; for a bare "it" the last one spoken of."""
    nouns = {
        Kind.PHASE: view.lexicon["phase_words"],
        Kind.SKILL: r"skills?",
        Kind.RESOURCE: "|".join(view.lexicon["resource_kind"].values()),
    }
    for kind, noun in nouns.items():
        if has(noun, phrase):
            return next((record for record in named if record.kind is kind), named[0])
    return named[0]


def _of_the_same(
    bare: str, reading: Reading, before: Sequence[Record], view: PathwayView
) -> Completion | None:
    """A bare aspect of what was spoken of: "weeks?", "and the author?"."""
    named = [record for record in before if record.kind in _NAMED]
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
