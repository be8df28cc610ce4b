"""The last question with something else in its place: "and the last one?", "and Queen Rearing?".

Not for words that point back at what was spoken of: continuing.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answering import conditions, pointing
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.view import PathwayView
from bot.domain import Focus, Horizon, Importance
from bot.language import STOPWORDS, has, words

_SURE = 0.6  # above this score a question has a topic of its own
_OWN = 0.45  # above this score the end of a scale, "longest phase?", is a question and no name
_LONGEST_VALUE = 2  # words of a value that is put in the place of another, whatever it asks by itself
_IS_OVER = (
    r"(?:once|when) (?:that|this|it|those|they)(?:['’]s|['’]re| is| are) (?:all )?"
    r"(?:behind me|done|over|finished|through|complete)"
)
_MOVES_ON = (
    rf"\b(?:next|then what|what comes (?:then|after\w*)"
    rf"|what then|after (?:that|this|those|these)|{_IS_OVER}|what now|afterwards"
    r"|later on)\b"
    r"|^(?:(?:ok(?:ay)?|and|so|done|thx|thanks|cool|great|good|nice|fine|right),? )*(?:then|later|after)\W*$"
)
_LONGEST_MOVE = 12  # words of "did all that on Sunday, what comes then"
_OPPOSITE = (
    r"\b(?:the|its|their) (?:exact |very )?"
    r"(?:opposites?|reverse|contrary|flip ?side|other side|bright side|dark side)\b"
)
_OPPOSITE_TOPICS = {
    "love": "What will I miss?",
    "miss": "What will I love about it?",
    "challenges": "What will I love about it?",
}
_LEVEL_PLACE = (
    r"(?:for |of |in )?(?:the |that )?(?P<place>first|1st|second|2nd|third|3rd|last)"
    r" (?:category|level|group|tier|class|rating|kind|sort|bucket|label|priority)"
)
_LEVELS = {"f": 0, "1": 0, "s": 1, "2": 1, "t": 2, "3": 2, "l": 2}  # by the place's first letter
LONGEST_SWAP = 8  # words; an ellipsis that puts one value in the place of another is short


@dataclass(frozen=True, slots=True)
class Completion:
    """A question made whole. `same` means that it wants the same of something else."""

    text: str
    subjects: tuple[Record, ...] = ()
    same: bool = False
    lists: bool = False  # the entries are wanted that were counted
    claims: bool = False  # it says of what was spoken of how it stands to another thing
    adds: bool = False  # the weeks of its subjects are wanted together


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


def together(records: Sequence[Record]) -> Completion:
    """Return the question how long these take together; one alone is asked about by itself."""
    if len(records) == 1:
        return Completion(f"How long does {called(records[0])} take?", tuple(records))
    text = f"How long do {' and '.join(map(called, records))} take together?"
    return Completion(text, tuple(records), adds=True)


def counted_ones(bare: str, focus: Focus) -> Completion | None:
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


def rated_ones(bare: str, focus: Focus, view: PathwayView) -> Completion | None:
    """ "Is C++ one of the critical skills?" and then "so which ones are?" """
    rating = re.search(
        rf"(?<!\w)(?:{'|'.join(view.lexicon['importance'].values())})(?!\w)", focus.question, re.I
    )
    asked = re.fullmatch(
        r"(?:then |so )?(?:which|what)(?: (?:ones?|skills?|of them))? (?:is|are)(?: it)?", bare, re.I
    )
    if not rating or not asked or focus.topic not in ("importance", "skills"):
        return None
    return Completion(f"Which skills are {rating.group()}?")


def opposite(bare: str, focus: Focus, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """The other end of what was asked: "and the shortest?", "and what follows it?", "not longer?"."""
    topic = _OPPOSITE_TOPICS.get(focus.topic)
    if topic and re.search(_OPPOSITE, bare, re.I):
        return Completion(topic)
    if len(words(bare)) > LONGEST_SWAP or not focus.question:
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
                # "The worst?" and "the best?" are answered from lists of their own.
                return Completion(
                    last.replace(said.group(), asked.group(), 1), same=focus.operation != "lookup"
                )
    return None


def moved_on(said: str, focus: Focus, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "Done, what next?" after the plan of one horizon asks for that of the following one."""
    horizons = conditions.horizons(focus.question, view.lexicon) or tuple(
        dict.fromkeys(record.horizon for record in before if record.horizon)
    )
    if focus.topic != "plan" or len(horizons) != 1 or len(words(said)) > _LONGEST_MOVE:
        return None
    if not re.search(_MOVES_ON, said, re.I) or conditions.horizons(said, view.lexicon):
        return None
    later = list(Horizon)[list(Horizon).index(horizons[0]) + 1 :]
    # After the last horizon nothing is planned: what it holds is said again.
    horizon = later[0] if later else horizons[0]
    return Completion(f"{view.prompts.say(f'plan_{horizon}')}: what is to be done?", same=True)


def ends(bare: str, focus: Focus) -> Completion | None:
    """ "And last?" after what comes when on the roadmap."""
    if focus.operation != "order" or not re.fullmatch(
        r"(?:the )?(?:very )?(?:first|last|final)(?: (?:one|of all))?", bare, re.I
    ):
        return None
    return Completion(f"Which phase is the {'first' if 'first' in bare.lower() else 'last'}?", same=True)


def swapped(bare: str, reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """The same question with another value: another name, phase, importance, horizon or number."""
    last, lexicon = focus.question, view.lexicon
    if not last or not bare or len(words(bare)) > LONGEST_SWAP or has(lexicon["ellipsis"]["asking"], bare):
        return None
    if has(lexicon["role_words"], bare) and re.search(r"\b(?:says?|tells?|said|wants?)\b", bare, re.I):
        return None  # "but the roadmap says so"
    if re.fullmatch(r"\d+(?: ?\w+)?", bare) and (number := re.search(r"(?<![\w.])\d+(?![\w.])", last)):
        digits = re.match(r"\d+", bare)
        return Completion(
            last[: number.start()] + (digits.group() if digits else "") + last[number.end() :], same=True
        )
    value = re.sub(
        r"^(?:for|of|in|with|by|about|on|the|those|only|my|a)\s+|\s+(?:ones?|skills?)$", "", bare, flags=re.I
    )
    value = re.sub(r"^(?:the|those|ones?)\s+", "", value, flags=re.I)
    if len(words(value)) > _LONGEST_VALUE and _asks_otherwise(reading, focus):
        return None
    if reading.operation == "extreme" and focus.operation != "extreme" and reading.confidence >= _OWN:
        return None
    if level := _level_by_place(bare, last, lexicon):
        return level
    for group in ("horizon", "importance"):
        pattern = "|".join(lexicon[group].values())
        if has(pattern, bare) and has(pattern, last):
            said = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", bare, re.I)
            points = said and has(lexicon["ellipsis"]["pronoun"], value)
            return Completion(_put(pattern, said.group() if said and points else value, last), same=True)
    if reading.importances and focus.operation == "sum":
        levels = " and ".join(importance.value.replace("_", " ") for importance in reading.importances)
        return Completion(f"How long do the {levels} skills take together?")
    if reading.importances or reading.horizon:
        return (
            Completion(f"{last.rstrip(' ?.!')} {bare}?", same=True)
            if re.match(r"(?:without|except|but|only|just|excluding|minus)\b", bare, re.I)
            else None
        )
    if has(lexicon["ellipsis"]["aspect"], bare) and not reading.mentions and not reading.phases:
        return None
    return _other_name(bare, value, reading, last, view)


def _level_by_place(bare: str, last: str, lexicon: Mapping[str, Any]) -> Completion | None:
    """ "And for the third category?" after the weeks of the critical skills: the third of the levels."""
    asked = re.fullmatch(_LEVEL_PLACE, bare, re.I)
    pattern = "|".join(lexicon["importance"].values())
    if asked is None or not has(pattern, last):
        return None
    level = list(Importance)[_LEVELS[asked["place"][0].lower()]].value.replace("_", " ")
    return Completion(_put(pattern, level, last), same=True)


def _asks_otherwise(reading: Reading, focus: Focus) -> bool:
    """Whether a question knows what it wants, and it is not what the last one wanted."""
    other = reading.topic != focus.topic or reading.operation != focus.operation
    only_names = (reading.subjects or (reading.horizon and focus.topic == "plan")) and not reading.residue
    return other and not only_names and reading.confidence >= _SURE


def _other_name(bare: str, value: str, reading: Reading, last: str, view: PathwayView) -> Completion | None:
    """Put what is named now in the place of what was named before."""
    ordinal = "|".join(view.lexicon["ordinals"].values())
    place = _phase_place(last, view)
    if place and re.fullmatch(rf"(?:the )?(?:{ordinal})(?: ones?)?", bare, re.I):
        position = re.sub(r"^the |\sones?$", "", bare, flags=re.I)
        return Completion(last.replace(place.group(), f"the {position} phase", 1), same=True)
    if reading.phases and place:
        named = re.sub(r"^(?:for|of|in|with|on|about) ", "", bare, flags=re.I)
        return Completion(last.replace(place.group(), named, 1), same=True)
    telling = [word for word in words(value) if word not in STOPWORDS and not re.fullmatch(ordinal, word)]
    if (not telling and not reading.phases) or has(
        rf"{view.lexicon['ellipsis']['pronoun']}|me|you|i|us", value
    ):
        return None
    found = view.names.find(last)
    if found and not reading.subjects:
        record = pointing.loosely(value, {m.record.kind for m in found}, view)
        value = called(record) if record else value
    text = renamed(last, value, view)
    return Completion(text, same=True) if text and text != last else None


def renamed(last: str, value: str, view: PathwayView) -> str | None:
    """Return the last question with `value` for what it names first; None where it names nothing."""
    if not (found := view.names.find(last)):
        place = _phase_place(last, view)
        return last.replace(place.group(), value, 1) if place else None
    if (whole := called(found[0].record)) in last:
        return last.replace(whole, value, 1)
    first, end = found[0].span
    pattern = r"[\W_]+".join(re.escape(word) for word in words(last)[first : end + 1])
    return re.sub(rf"(?<!\w)(?:the )?(?:skill )?{pattern}(?!\w)", lambda _: value, last, count=1, flags=re.I)


def _phase_place(last: str, view: PathwayView) -> re.Match[str] | None:
    """Return where a question points at a phase by its number or place."""
    ordinal, noun = "|".join(view.lexicon["ordinals"].values()), view.lexicon["phase_words"]
    return re.search(rf"\b(?:the )?(?:(?:{ordinal}) (?:{noun})|(?:{noun}) \d+)\b", last, re.I)


def _put(pattern: str, value: str, last: str) -> str:
    """Return the last question with `value` for what matches `pattern`."""
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda _: value, last, count=1, flags=re.I)
