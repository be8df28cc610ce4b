"""What is put beside what was asked about, or in its place: "the other one", "with X together", "the last".

It leans on the last list: of two entries the other, of several the one at a place. Not for names that are
swapped (rewriting.py), nor for words that point back (resolving.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering import pointing
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.resolving import NAMED
from bot.answering.rewriting import Completion, called, renamed, strip, together
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import content_stems, stems

_OTHER = re.compile(
    r"\bthe (?:other|remaining)(?: (?:ones?|skill|phase|book|course|task|thing))?\b(?! \w+s\b)", re.I
)
_REST = re.compile(r"\b(?:the others|the (?:other|remaining) \d+|the rest|the other ones)\b", re.I)
_WITH = re.compile(
    r"(?:and |so )?(?:together |combined |taken together )?"
    r"(?:(?:now )?add(?:ing)?|with|plus|added to|along with|on top of) (?P<what>.+)",
    re.I,
)
_ON_TOP = re.compile(
    r"(?:and |so |then |what about |if i add )*(?P<what>[^?.!,;]+?),? "
    r"(?:on top(?: of (?:that|it|this))?|added(?: to (?:that|it|this))?|(?:in|for|the) total|total|combined"
    r"|together(?: with (?:that|it|this))?|both(?: of them)?)\b.*",
    re.I,
)
_DESCRIBED = re.compile(r"\b(?:the|that) (?P<what>[\w+#/-]+(?: [\w+#/-]+)?) (?:one|stuff|thing)\b", re.I)
_OF_COUNT = re.compile(
    r"\b(?:(?:the|these|those) (\d+)(?: of them)?)\b(?! (?:weeks?|months?|days?|hours?)\b)", re.I
)
_NOT_THAT = re.compile(
    r"\bthe (?:one|skill|phase|book|course|thing)s? (?:(?:that|which|who)(?:['’]?s| is| are)? |is |are )?"
    r"(?:not|isn['’]?t|other than|besides) (?P<what>[\w+#/-]+(?: [\w+#/-]+)?)",
    re.I,
)
_BESIDE = (
    r"(?:(?:that|which) )?(?:right |just |immediately |directly |coming |comes? )*"
    r"(?P<way>before|preced(?:ing|es)|after|follow(?:ing|s))(?: (?:it|that|this)(?: one)?)?"
)
_NEXT_TO = re.compile(
    rf"(?:what(?:['’]?s| is)? )?(?:the )?(?:one|phase|stage|step|part|block)?\s*{_BESIDE}"
    r"|what(?:['’]?s| is| comes) (?:next|then)",
    re.I,
)
_ONE_NEXT_TO = re.compile(
    rf"\b(?:the|that) (?:one|phase|stage|step|part|block) {_BESIDE}(?=\W*(?:$|[,;:.?!]))", re.I
)
_HOW_MUCH_MORE = re.compile(
    r"\b(?:by )?how (?:much|many)(?: weeks)? (?:more|less|fewer|longer|shorter|extra)\b(?! than)"
    r"|\bby how (?:much|many)\b",
    re.I,
)
_MORE_OF = re.compile(
    r"\bthe (?:short|long|quick|fast|small|bigg|eas|hard|cheap)i?er (?:one|of (?:them|the two|both))\b"
    r"|\bthe (?P<more>(?:more|less) important) (?:one|of (?:them|the two|both))\b",
    re.I,
)
_COUNT = re.compile(r"\b(?:which|what|any|how long|order)\b", re.I)


def paired(reading: Reading, focus: Focus, view: PathwayView) -> Completion | None:
    """Return the whole question where the follow-up means another entry, or one more beside the last."""
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    before = [record for record in map(view.record, focus.record_ids) if record]
    listed = [record for record in map(view.record, focus.listed) if record]
    if found := (
        _with_another(reading, before, focus, view)
        or _not_that(reading.text, listed)
        or _set_against(reading, before)
        or _one_next_to(reading.text, bare, before, view)
    ):
        return found
    if reading.mentions:
        return None
    return (
        _next_to(bare, before, focus, view)
        or _more_of(reading.text, before)
        or _place_in_list(bare, before, listed, focus, view)
        or _other(bare, before, listed, focus, view)
        or _each(bare, before, listed, view)
        or _counted(reading.text, before, listed)
        or _described(reading.text, listed, view)
    )


def _place_in_list(
    bare: str, before: Sequence[Record], listed: Sequence[Record], focus: Focus, view: PathwayView
) -> Completion | None:
    """ "And the last one?" after "how long is the first?": the same of that entry."""
    found = pointing.picked(bare, listed, view)
    if found is None or found[1] != bare or not before or before[0] not in listed:
        return None
    if found[0].kind not in NAMED or focus.question.strip(" ?") == called(before[0]):
        return None
    text = renamed(focus.question, called(found[0]), view)
    return Completion(text, (found[0],), same=True) if text else None


def _other(
    bare: str, before: Sequence[Record], listed: Sequence[Record], focus: Focus, view: PathwayView
) -> Completion | None:
    """ "And the other?": what is left of the list beside what was asked about."""
    several = _REST.search(bare)
    asked = several or _OTHER.search(bare)
    spoken = next((record for record in before if record in listed), None)
    left = [record for record in listed if record is not spoken and record.kind in NAMED]
    if asked is None or spoken is None or not left or (len(left) > 1 and not several):
        return None
    names = " and ".join(map(called, left))
    if asked.group() == bare:
        text = renamed(focus.question, names, view)
        return Completion(text or f"Tell me about {names}", tuple(left), same=text is not None)
    return Completion(bare.replace(asked.group(), names, 1), tuple(left))


def _with_another(
    reading: Reading, before: Sequence[Record], focus: Focus, view: PathwayView
) -> Completion | None:
    """ "With Queen Rearing together?" after a length: both added up."""
    text = reading.text.strip()
    found = _WITH.fullmatch(text) or _ON_TOP.fullmatch(text)
    timed = [record for record in before if record.weeks]
    if found is None or not timed or (focus.topic != "duration" and focus.operation not in ("sum", "verify")):
        return None
    kind = timed[0].kind
    more = [record for record in reading.subjects if record.weeks]
    more = [record for record in more if record.kind is kind] or more
    more = more or [r for r in view.of_kind(Kind.SKILL) if r.importance in reading.importances]
    if not more and (named := pointing.loosely(found["what"], (kind,), view)):
        more = [named]
    spoken = [record for record in timed if record.kind is kind and record not in more]
    said = {mention.record for mention in view.names.find(focus.question)}
    both = [record for record in spoken if record in said]
    summed = spoken if focus.operation == "sum" else both if len(both) > 1 else spoken[:1]
    chosen = (*summed, *more)
    if not more or not spoken:
        return None
    return together(chosen)


def _not_that(text: str, listed: Sequence[Record]) -> Completion | None:
    """ "The one that's not Queen Rearing, how long?": what is left of the last list without it."""
    found = _NOT_THAT.search(text)
    gone = set(content_stems(found["what"])) if found else set()
    left = [r for r in listed if r.kind in NAMED and not gone & set(stems(r.name))]
    if found is None or len(left) != 1 or len(left) == len(listed):
        return None
    return Completion(text.replace(found.group(), called(left[0]), 1), (left[0],))


def _next_to(bare: str, before: Sequence[Record], focus: Focus, view: PathwayView) -> Completion | None:
    """ "And the one right before it?" after a phase: the same of its neighbour."""
    found = _NEXT_TO.fullmatch(bare)
    if found is None or not before or before[0].kind is not Kind.PHASE or focus.operation == "order":
        return None
    other = _neighbour(found["way"] or "after", before[0], view)
    if other is None:
        return None
    if focus.topic == "duration":
        return Completion(f"How long does {called(other)} take?", (other,))
    text = renamed(focus.question, called(other), view)
    return Completion(text, (other,), same=True) if text else None


def _set_against(reading: Reading, before: Sequence[Record]) -> Completion | None:
    """ "Queen Rearing is how many more?" after a length: the one that is named against the one before."""
    timed = [record for record in before if record.weeks]
    named = [record for record in reading.subjects if record.weeks]
    named = [record for record in named if timed and record.kind is timed[0].kind]
    if len(named) != 1 or named[0] is timed[0] or not _HOW_MUCH_MORE.search(reading.text):
        return None
    names = f"{called(named[0])} or {called(timed[0])}"
    return Completion(f"Which takes longer, {names}, and by how many weeks?", (named[0], timed[0]))


def _one_next_to(text: str, bare: str, before: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "The one after it, how many weeks?": the phase next to the one that was spoken of, by its number."""
    found = _ONE_NEXT_TO.search(text)
    phase = next((record for record in before if record.kind is Kind.PHASE), None)
    other = _neighbour(found["way"], phase, view) if found and phase else None
    if found is None or other is None or found.group() == bare:
        return None
    return Completion(text.replace(found.group(), called(other), 1), (other,))


def _neighbour(way: str, phase: Record, view: PathwayView) -> Record | None:
    """Return the phase before or after another."""
    step = -1 if way.lower().startswith(("before", "preced")) else 1
    return view.record(f"phase/{(phase.phase or 0) + step}")


def _more_of(text: str, before: Sequence[Record]) -> Completion | None:
    """ "The shorter one, how long is it?" of two that were spoken of."""
    found = _MORE_OF.search(text)
    pair = [record for record in before if record.kind is before[0].kind][:2]
    if found is None or len(pair) < 2 or pair[0].kind not in (Kind.SKILL, Kind.PHASE):
        return None
    how = found["more"] or re.sub(r"^the | (?:one|of .*)$", "", found.group(), flags=re.I)
    return Completion(f"Which is {how}, {called(pair[0])} or {called(pair[1])}?", tuple(pair))


def _each(
    bare: str, before: Sequence[Record], listed: Sequence[Record], view: PathwayView
) -> Completion | None:
    """ "How long is each?": each of the last list, else of what was asked about one by one."""
    found = re.search(r"(?:\b(?P<verb>is|are|does|do|would|will) )?\beach(?: one)?$", bare, re.I)
    meant = [r for r in listed or before if r.kind in NAMED]
    meant = [r for r in meant if r.kind is meant[0].kind]
    if found is None or len(meant) < 2:
        return None
    asked = f"{bare[: found.start()]}{found['verb'] or 'is'} each"
    if len(meant) == len(view.of_kind(meant[0].kind)) and meant[0].weeks:
        return Completion(f"Which {meant[0].kind.value}s are there?")  # a list says each one's weeks
    return Completion(f"{asked} of {' and '.join(map(called, meant))}?", tuple(meant))


def _described(text: str, listed: Sequence[Record], view: PathwayView) -> Completion | None:
    """ "How long does the bees one take?": the entry of the last list whose name holds the word."""
    found = _DESCRIBED.search(text)
    said = set(content_stems(found["what"])) if found else set()
    meant = [r for r in listed if r.kind in NAMED and said and said <= set(stems(r.name))]
    if found is None or len(listed) < 2 or len(meant) != 1:
        return None
    return Completion(text.replace(found.group(), called(meant[0]), 1), tuple(meant))


def _counted(text: str, before: Sequence[Record], listed: Sequence[Record]) -> Completion | None:
    """ "Which of the 3 is the longest?": so many things of one kind that were asked about one by one."""
    found = _OF_COUNT.search(text)
    if found is None or len(listed) == int(found[1]) or not _COUNT.search(text):
        return None
    for kind in (Kind.SKILL, Kind.PHASE):
        chosen = [record for record in before if record.kind is kind][: int(found[1])]
        if len(chosen) == int(found[1]) > 1:
            names = f"{', '.join(map(called, chosen[:-1]))} and {called(chosen[-1])}"
            return Completion(text.replace(found.group(), names, 1), tuple(chosen))
    return None
