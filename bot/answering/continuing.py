"""A question that leans on the conversation, made to stand alone: "and the last one?", "which course teaches
it?".

`continue_from` rewrites an elliptical question from the one before it and from the records that were spoken
of,
and reads it again. A question that stands alone comes back as it is: nothing of the conversation colours it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import STOPWORDS, has, words

_NAMED = (Kind.SKILL, Kind.TRANSFERABLE, Kind.PHASE, Kind.RESOURCE, Kind.TITLE)
_LONGEST_SWAP = 8  # words; an ellipsis that puts one value in the place of another is short
_SURE = 0.5  # above this score a question has a topic of its own
_WHOLE = frozenset(
    {"love", "miss", "challenges", "reality", "salary", "demand", "difficulty", "transferable", "overview"}
)
_UNSURE = 0.3  # below this score a question has no topic of its own
_COMPUTED = ("sum", "count", "extreme", "compare", "order")


@dataclass(frozen=True, slots=True)
class Completion:
    """A question made whole. `same` means that it wants the same of something else."""

    text: str
    subjects: tuple[Record, ...] = ()
    same: bool = False
    lists: bool = False  # the entries are wanted that were counted


def continue_from(
    reading: Reading, focus: Focus, view: PathwayView, read_again: Callable[[str], Reading]
) -> Reading:
    """Return the reading of the whole question where `reading` is of an elliptical one, else `reading`."""
    reading = replace(reading, earlier=focus.record_ids)
    if _changes_topic(reading, focus):
        return reading
    completion = complete(reading, focus, view)
    if completion is None:
        return _carried(reading, focus, view)
    whole = replace(read_again(completion.text), earlier=focus.record_ids, continued=True)
    if completion.subjects:
        whole = replace(whole, subjects=completion.subjects)
    if completion.lists:
        return replace(whole, topic=focus.topic, operation="lookup")
    if completion.same and _keeps_topic(reading, whole):
        return replace(whole, topic=focus.topic, operation=focus.operation)
    if whole.confidence < _UNSURE or whole.topic in ("offtopic", "uncovered"):
        return replace(whole, topic=focus.topic, operation=_operation(whole, focus, view))
    return whole


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
    return (
        _counted_ones(bare, focus)
        or _opposite(bare, focus, before, view)
        or _swapped(bare, reading, focus, view)
        or _resolved(reading, before, view)
        or _of_the_same(bare, reading, before, view)
    )


def strip(text: str, opening: str, closing: str) -> str:
    """Return what an ellipsis adds: without "and what about …", and without "… then, too?"."""
    text = re.sub(rf"^(?:(?:{opening})(?:[\s,:;.-]+|$))+", "", text.strip(), flags=re.I)
    text = re.sub(rf"(?:(?:^|[\s,:;.-]+)(?:{closing}))+[\s?.!]*$", "", text, flags=re.I)
    return text.strip(" ?.!,:;-")


def called(record: Record) -> str:
    """Return the words by which a rewritten question names a record, so that they are read as this one."""
    if record.kind is Kind.PHASE:
        return f"phase {record.phase}"
    return f"the skill {record.name}" if record.kind is Kind.SKILL else record.name


def _counted_ones(bare: str, focus: Focus) -> Completion | None:
    """ "How many tasks has it?" and then "which ones?" """
    if not re.fullmatch(
        r"(?:which|what|name|list)(?: (?:are|is))?(?: (?:ones?|they|them|those|these|it))?", bare.lower()
    ):
        return None
    if focus.operation != "count" or not re.search(r"how many|number of", focus.question, re.I):
        return None
    text = re.sub(
        r"how many|(?:what is |what's )?(?:the )?number of", "which", focus.question, count=1, flags=re.I
    )
    return Completion(text, lists=True)


def _opposite(bare: str, focus: Focus, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """The other end of what was asked: "and the shortest?", "and what follows it?", "not longer?"."""
    if len(words(bare)) > _LONGEST_SWAP or not focus.question:
        return None
    last = focus.question
    if re.match(
        r"(?:the (?:ones|others) )?(?:not|no) (?:\w+er|more|less) than (?:that|this|it)", bare.lower()
    ):
        bound = re.search(
            r"\b(?:of )?(longer|more|over|above|greater|shorter|less|fewer|under|below)(?: than)?\b",
            last,
            re.I,
        )
        if bound:
            most = bound[1].lower() in ("longer", "more", "over", "above", "greater")
            return Completion(
                last.replace(bound.group(), "of at most" if most else "of at least", 1), same=True
            )
    for one, other in view.lexicon["ellipsis"]["opposites"].items():
        for here, there in ((one, other), (other, one)):
            asked, said = (
                re.search(rf"\b(?:{here})\b", bare, re.I),
                re.search(rf"\b(?:{there})\b", last, re.I),
            )
            extra = (
                [w for w in words(bare.replace(asked.group(), "", 1)) if w not in STOPWORDS]
                if asked
                else ["?"]
            )
            if asked and said and not extra:
                return Completion(last.replace(said.group(), asked.group(), 1), same=True)
    return None


def _swapped(bare: str, reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """The same question with another value: another name, phase, importance, horizon or number."""
    last, lexicon = focus.question, view.lexicon
    if not last or not bare or len(words(bare)) > _LONGEST_SWAP or has(lexicon["ellipsis"]["asking"], bare):
        return None
    if re.fullmatch(r"\d+(?: ?\w+)?", bare) and (number := re.search(r"(?<![\w.])\d+(?![\w.])", last)):
        digits = re.match(r"\d+", bare)
        return Completion(
            last[: number.start()] + (digits.group() if digits else "") + last[number.end() :], same=True
        )
    value = re.sub(
        r"^(?:for|of|in|with|by|about|on|the|those|only|my|a)\s+|\s+(?:ones?|skills?)$", "", bare, flags=re.I
    )
    value = re.sub(r"^(?:the|those|ones?)\s+", "", value, flags=re.I)
    for group in ("horizon", "importance"):
        pattern = "|".join(lexicon[group].values())
        if has(pattern, bare) and has(pattern, last):
            return Completion(_put(pattern, value, last), same=True)
    if reading.importances or reading.horizon:
        return (
            Completion(f"{last.rstrip(' ?.!')} {bare}?", same=True)
            if re.match(r"(?:without|except|but|only|just|excluding|minus)\b", bare, re.I)
            else None
        )
    if has(lexicon["ellipsis"]["aspect"], bare) and not reading.mentions and not reading.phases:
        return None
    return _other_name(bare, value, reading, last, view)


def _other_name(bare: str, value: str, reading: Reading, last: str, view: PathwayView) -> Completion | None:
    """Put what is named now in the place of what was named before."""
    ordinal = "|".join(view.lexicon["ordinals"].values())
    noun = view.lexicon["phase_words"]
    place = re.search(rf"\b(?:the )?(?:(?:{ordinal}) (?:{noun})|(?:{noun}) \d+)\b", last, re.I)
    if place and re.fullmatch(rf"(?:the )?(?:{ordinal})(?: ones?)?", bare, re.I):
        position = re.sub(r"^the |\sones?$", "", bare, flags=re.I)
        return Completion(last.replace(place.group(), f"the {position} phase", 1), same=True)
    if reading.phases and place:
        return Completion(last.replace(place.group(), bare, 1), same=True)
    telling = [word for word in words(value) if word not in STOPWORDS and not re.fullmatch(ordinal, word)]
    if (not telling and not reading.phases) or has(view.lexicon["ellipsis"]["pronoun"], value):
        return None
    found = view.names.find(last)
    if not found:
        return Completion(last.replace(place.group(), value, 1), same=True) if place else None
    first, end = found[0].span
    pattern = r"[\W_]+".join(re.escape(word) for word in words(last)[first : end + 1])
    text = re.sub(rf"(?<!\w)(?:the )?(?:skill )?{pattern}(?!\w)", lambda _: value, last, count=1, flags=re.I)
    return Completion(text, same=True) if text != last else None


def _put(pattern: str, value: str, last: str) -> str:
    """Return the last question with `value` for what matches `pattern`."""
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda _: value, last, count=1, flags=re.I)


def _resolved(reading: Reading, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """Put names for the words that point back: "it", "both", "that phase", "in there"."""
    named = [record for record in before if record.kind in _NAMED]
    if not named or reading.mentions or reading.phases:
        return None
    ellipsis, text = view.lexicon["ellipsis"], reading.text
    both = re.search(rf"\b(?:{ellipsis['plural']})\b", text, re.I)
    if both and len(named) > 1:
        chosen = named[:2] if has(r"both|two|either|difference", text) else named
        chosen = (
            [r for r in chosen if r.kind is chosen[0].kind]
            if len({r.kind for r in chosen[:2]}) > 1
            else chosen
        )
        names = " and ".join(called(record) for record in chosen)
        total = (
            " together"
            if both.group().lower().startswith("both") and has(r"how (?:long|many weeks)", text)
            else ""
        )
        total = "" if has(r"each|together|respectively|combined|in total", text) else total
        return Completion(text.replace(both.group(), names + total, 1), tuple(chosen))
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
    dangling = opening and not has(
        ellipsis["asking"], reading.text
    )  # "and as a beginner today?" asks nothing itself
    asks_itself = bool(reading.residue) and reading.confidence >= _UNSURE and not dangling
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
