"""Weeks of what was spoken of, added up or set against each other: "sum pls", "difference?", "without it?".

Not for what is put beside the last thing by its name (pairing.py), nor for a sum over a list (resolving.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import conditions
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.rewriting import Completion, called, together
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has

_FILLER = (
    r"so|far|that|this|it|they|these|those|them|all|both|two|2|three|3|of|the|in|if|i|do|does|did|and|then"
    r"|now|weeks?|wks?"
    r"|how|many|much|long|is|are|what|makes?|pls|please|ok|okay|one|after|take|takes|would|be|a|for|me|just"
    r"|come|comes|to"
    r"|when|doing|at|say|whole|give|please"
    r"|him|her|my|up|between|by|there|ones?|phases?|skills?|stages?"
)
_ADDS = (
    r"together|sum(?:med)?|total|altogether|combined|makes|adds? up|added up|back to back|in (?:a|1) row"
    r"|(?:one|1) after (?:the other|another)|in (?:total|all|sum)|sum total|consecutively"
    r"|in (?:sequence|succession|their order)|added|add(?: th[eo]se| them)? up|make|sums? up|on end|in a go"
)
_GAP = r"difference|diff|gap|how far apart|apart"
_WITHOUT = (
    r"^(?:and |so |but |then |ok |now )*"
    r"(?:minus|without|w/o|wo|except(?: for)?|excluding|leaving out|less(?! than)|skipping|dropping)\b"
    r"|^(?:and |so |but |then )*(?:leaving|if i (?:leave|skip|drop)|with) .{0,40}\b(?:out|aside|gone)\b"
)
_STILL = r"left|ahead|remain\w*|to go|still|in front of me|to come"
_SAVES = r"sav(?:e|es|ed|ing)|shav(?:e|es|ing) off|cuts?(?: off)?|shortens?|gains?|wins?"
_ASKS = r"how (?:much|many|long)|what|weeks?|time"
_SEVERAL = r"both|them|em|those|these|they|two|2"
_REFUSED = r"leave out|skip\w*|drop\w*|without|leaving out|leave .{0,30} out|omit\w*"
_AMOUNT = r"(?:how many )?(?:weeks|wks)(?: then| left| in all| in total| altogether| remain\w*)*"
_POINTS = r"it|that|this|them|those|these|(?:that|this) (?:one|phase|stage|step|skill|part|block)"


def accumulated(reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """Return the whole question where a follow-up does no more than reckon with what was spoken of."""
    spoken = [record for record in map(view.record, focus.record_ids) if record and record.weeks]
    if not spoken and focus.operation != "sum" and focus.topic != "duration":
        return None
    if left := _left(reading, spoken, focus, view):
        return together(left)
    if saved := _saved(reading, spoken, focus, view):
        return together(saved)
    if reading.subjects or reading.importances or reading.phases or reading.horizon:
        return None
    same = tuple(record for record in spoken if record.kind is spoken[0].kind)
    bare = reading.text.lower()
    if len(same) > 1 and _is_only(_GAP, bare):
        first, second = same[:2]
        return Completion(
            f"Which takes longer, {called(first)} or {called(second)}, and by how many weeks?", same[:2]
        )
    if len(same) > 1 and _is_only(_ADDS, bare):
        chosen = same[:2] if has(r"both|two|2", bare) else same[:3] if has(r"three|3", bare) else same
        return together(chosen)
    return None


def _saved(reading: Reading, spoken: Sequence[Record], focus: Focus, view: PathwayView) -> list[Record]:
    """Return what is left out where the time is asked for that this saves: "how much would that save me?"."""
    if not has(_SAVES, reading.text) or reading.has("money", view.lexicon) or not has(_ASKS, reading.text):
        return []
    named = [record for record in reading.subjects if record.weeks]
    if named or reading.importances:
        return []
    listed = [record for record in map(view.record, focus.listed) if record and record.weeks]
    same = [record for record in spoken if record.kind is spoken[0].kind]
    several = len(listed) > 1 and set(same) >= set(listed)
    return listed if several else same if has(_SEVERAL, reading.text) else same[:1]


def _is_only(asked: str, bare: str) -> bool:
    """Whether a message says what is asked, and nothing else that tells."""
    rest = re.sub(rf"(?<!\w)(?:{asked})(?!\w)", " ", bare)
    return rest != bare and re.fullmatch(rf"(?:\W|\b(?:{_FILLER})\b)*", rest) is not None


def _left(reading: Reading, spoken: Sequence[Record], focus: Focus, view: PathwayView) -> tuple[Record, ...]:
    """Return what is left of what was added up, else of all of its kind, when something is left out."""
    lower = reading.text.lower()
    if has(_STILL, lower) and has(r"weeks|wks|how long|time", lower) and (done := _done_phases(focus, view)):
        return tuple(record for record in view.of_kind(Kind.PHASE) if record not in done)
    refused_before = has(_REFUSED, focus.question) and re.fullmatch(
        rf"(?:\W|so|and|then|ok)*{_AMOUNT}\W*", lower
    )
    if not refused_before and not re.search(_WITHOUT, lower):
        return ()
    gone = _gone(reading, spoken, lower, focus, view, refused_before=bool(refused_before))
    if not gone:
        return ()
    kind = gone[0].kind
    added = [
        record for record in map(view.record, focus.listed) if record and record.kind is kind and record.weeks
    ]
    whole = added if focus.operation == "sum" and set(gone) <= set(added) else view.of_kind(kind)
    left = tuple(record for record in whole if record not in gone and record.weeks)
    return left if len(left) > 1 else ()


def _done_phases(focus: Focus, view: PathwayView) -> list[Record]:
    """Return the phases that were said to be done: "phase 1 is over, and 2 as well"."""
    told = [text.lower() for text in focus.told if has(view.lexicon["ellipsis"]["ticked"], text)]
    numbers = [n for text in told for n in conditions.phases(text, view)]
    if numbers:
        numbers += [
            int(n) for text in told for n in re.findall(r"\b(?:and|also|plus) (\d)(?= (?!weeks|wks))", text)
        ]
    return [record for record in (view.record(f"phase/{n}") for n in dict.fromkeys(numbers)) if record]


def _told_of(focus: Focus, view: PathwayView) -> list[Record]:
    """Return what the last message named that asked nothing: "phase 2 I know by heart"."""
    text = view.mend(focus.told[-1])
    named = [mention.record for mention in view.names.find(text)]
    named += [r for r in (view.record(f"phase/{n}") for n in conditions.phases(text, view)) if r]
    timed = [record for record in named if record.weeks]
    shown = [record for record in timed if record.record_id in focus.shown]
    return (shown or timed)[:1]


def _gone(
    reading: Reading,
    spoken: Sequence[Record],
    lower: str,
    focus: Focus,
    view: PathwayView,
    *,
    refused_before: bool,
) -> list[Record]:
    """Return what a message leaves out: what it names, the skills of a level, else what was spoken of."""
    named = [record for record in (*reading.subjects, *reading.excluded) if record.weeks]
    if named:
        return [record for record in named if record.kind is named[0].kind]
    if reading.importances:
        return [r for r in view.of_kind(Kind.SKILL) if r.importance in reading.importances]
    if (refused_before or has(_POINTS, lower)) and focus.told and (told := _told_of(focus, view)):
        return told
    if refused_before or has(_POINTS, lower):
        return list(spoken[:2] if has(r"both|them|those|these", lower) else spoken[:1])
    return []
