"""The entries of the last list that are meant: "the second one", "which of these …", "without the X ones".

The reading says which are meant or sought among; what is said of them is pointing.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import conditions, pointing
from bot.answering.negation import refused
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.resolving import DEFINITE, INSIDE, only_compares
from bot.answering.rewriting import called, strip
from bot.answering.selection import kind_of, select
from bot.answering.view import PathwayView
from bot.domain import Focus
from bot.language import has

_SURE = 0.5  # above this score a question has a topic of its own
# Topics of what may stand in a list: without a noun of its own, "which involves X" asks of the last list.
_LISTED = ("uncovered", "offtopic", "tasks", "resources", "skills", "phases", "how", "transferable")
_THAN = r"\w+er than|more than|less than"
_ONE = re.compile(
    r"(?:which|what) (?:ones?|(?:one )?of (?:these|those|them))\b"
    r"|(?:is|are) there (?:an?y? )?(?:ones?|some|something|any)\b"
    r"|any (?:(?:by|on|about|for|from|with)\b|.*\b(?:among|of) (?:these|those|them)\b)",
    re.IGNORECASE,
)
_REFUSES = r"without|except(?:ing)?|excluding|minus|not|leav(?:e|ing) out|skip|drop"
_KEEPS = re.compile(
    rf"(?:just|only|{_REFUSES}|nothing but|anything but)\b"
    rf"|(?:the |those |all |any )?(?:ones?|those|these) (?:(?:that|which) )?(?:are |is )?"
    rf"(?:{_REFUSES}|on|from|with|by|about|in|for)\b",
    re.IGNORECASE,
)
_OTHERS = (
    r"\b(?:which|what|any|are there|is there)\b(?: \w+){0,2} others?\b|\b(?:what|which|who|anything) else\b"
)
_ANOTHER = r"second|2nd|others?|another|different|else"
_FIRST_OF = re.compile(
    r"(?:and |so |ok |but |then )*(?:which|what)(?: (?:one|of (?:them|these|those)))?"
    r"(?: (?:do|should|would|can|must|shall|is|comes?|goes) ?(?:i|you|we)?)?"
    r"(?: (?:learn|do|take|read|start with|begin with|watch|tackle|study|be|come|go|pick|choose|to \w+))?"
    r" (?:first|earliest)(?: of (?:them|these|those|all))?",
    re.IGNORECASE,
)
_WHICH_ARE = re.compile(
    r"(?:and |so |ok )*(?:which|what)(?: ones?| skills?| phases?)? (?:are|were|is)"
    r" (?:those|they|these|them|that)"
    r"(?: (?:two|three|four|five|six|\d))?(?: again)?|(?:and |so )?which(?: ones?)?",
    re.IGNORECASE,
)
_WAS = r"(?:what|which)(?: one)? (?:is|was)"
# "Is the first one still possible?": what is noted of it stands in its statement.
_STILL = r"(?:is|are|does|do|can|will)(?: \w+)? (?:still|even|really|actually|any ?more)\b(?: \w+){0,3}"
_BY_WHOM = r"who(?: wrote| is|['’]s)?(?: the author(?: of)?| by)?|(?:and )?by whom(?: is)?"
_ANY_ONE = r"(?:(?:only|just|name|pick|give|tell|show|choose|me) )+(?:1|one)(?: of (?:them|these|those))?"
_THE_REST = r"(?:(?:and|ok|so|what about|how about) )*(?:all )?the (?:others|other ones|rest)(?: then)?"
_NAME_THEM = (
    r"(?:(?:ok|please|can you|could you|so|and) )*(?:name|list|tell me|show me|give me)"
    r" (?:them|these|those)(?: both| all)?(?: please)?"
)
_FEW = 3  # entries that are told one by one
_EACH = r"(?:each|all|both) of"


def narrowed(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Return the reading with the entry that is picked, or with those that it seeks among."""
    listed = tuple(record for record in map(view.record, focus.listed) if record)
    ellipsis = view.lexicon["ellipsis"]
    bare = strip(reading.text, ellipsis["opening"], ellipsis["closing"])
    two = len(listed) == 2 or focus.operation == "compare"
    compared = two and only_compares(reading, view) and not reading.has("sum", view.lexicon)
    if len(listed) < 2 or compared or moves_to_phase(reading.text, focus, view):
        return None
    if all(r.kind is Kind.SKILL for r in listed) and re.fullmatch(view.lexicon["plain"]["skip"], bare, re.I):
        return None  # "and which can I skip?" is asked of all skills
    if entry := _entry(bare, listed, view):
        topic = pointing.TOPIC_OF.get(entry.kind, focus.topic)
        return replace(
            reading, text=called(entry), subjects=(entry,), picked=entry, topic=topic, continued=True
        )
    if _seeks(bare, reading, listed, focus, view):
        return replace(reading, among=listed, earlier=focus.record_ids, continued=True)
    return None


def moves_to_phase(text: str, focus: Focus, view: PathwayView) -> bool:
    """Whether "and the third?" goes on from "the books of the second phase?" to the next phase."""
    ordinal, noun = "|".join(view.lexicon["ordinals"].values()), view.lexicon["phase_words"]
    on = re.fullmatch(rf"(?:and|what about|how about) (?:(?:of|for|in) )?the (?:{ordinal})\W*", text, re.I)
    return on is not None and has(rf"(?:{ordinal}) (?:{noun})", focus.question)


def _entry(bare: str, listed: Sequence[Record], view: PathwayView) -> Record | None:
    """The one entry of which more is wanted: "the second one, more detail"."""
    if re.fullmatch(_ANY_ONE, bare, re.I):
        return listed[0]
    found = pointing.picked(bare, listed, view)
    if not found or has(view.lexicon["phase_words"], bare):
        return None
    record, said = found
    rest = " ".join(bare.replace(said, "", 1).split()).strip(" ,.:;-?!")
    wanted = not rest or re.fullmatch(
        rf"{_WAS}|{_STILL}|{_BY_WHOM}|{view.lexicon['ellipsis']['detail']}", rest, re.I
    )
    return record if wanted else None


def _seeks(bare: str, reading: Reading, listed: Sequence[Record], focus: Focus, view: PathwayView) -> bool:
    """Whether some of them are wanted: "which of these are short", "which one with X", "just the Xs"."""
    ellipsis = view.lexicon["ellipsis"]
    if has(ellipsis["among"], reading.text) and not reading.importances and not has(_EACH, reading.text):
        return True
    nouns = "|".join(view.lexicon[f"{name}_words"] for name in ("phase", "skill", "task", "resource"))
    elsewhere = reading.confidence >= _SURE and reading.topic != focus.topic
    elsewhere = elsewhere and (reading.topic not in _LISTED or has(nouns, reading.text))
    if pointing.counts_all(bare) and not reading.mentions:
        return True
    if re.match(ellipsis["which"], bare, re.I) and (not elsewhere or _measures(reading, listed, view)):
        return True
    if reading.importances or reading.phases or reading.horizon:
        return False
    keeps = _KEEPS.match(bare) and focus.operation in ("lookup", "list") and not has(_THAN, bare)
    if not keeps and not _ONE.match(bare) and not _of_their_kind(bare, listed, view):
        return False
    fitting = pointing.fitting(reading, listed, view)
    return bool(fitting) and len(fitting or ()) < len(listed)


def _of_their_kind(bare: str, listed: Sequence[Record], view: PathwayView) -> bool:
    """Whether a question asks which of their kind: "which task is about X" after a list of tasks."""
    nouns = {
        Kind.TASK: view.lexicon["task_words"],
        Kind.RESOURCE: view.lexicon["resource_words"],
        Kind.SKILL: view.lexicon["skill_words"],
    }
    kinds = {record.kind for record in listed}
    noun = nouns.get(kinds.pop()) if len(kinds) == 1 else None
    return noun is not None and re.match(rf"which (?:{noun})\b", bare, re.I) is not None


def _measures(reading: Reading, listed: Sequence[Record], view: PathwayView) -> bool:
    """Whether "which is the shortest?" measures what was listed, and not what it names itself."""
    nouns = f"{view.lexicon['phase_words']}|{view.lexicon['skill_words']}"
    measured = reading.topic == "duration" and reading.operation == "extreme"
    return measured and all(record.weeks for record in listed) and not has(nouns, reading.text)


def first_of(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "Which one first?": of the last list what the roadmap comes to first; of two skills, which of them."""
    if not _FIRST_OF.fullmatch(reading.text.strip(" ?.!")):
        return None
    spoken_of = tuple(r for r in map(view.record, focus.listed or focus.record_ids) if r)
    carried = replace(
        reading, operation="order", earlier=focus.record_ids, listed=focus.listed, continued=True
    )
    skills = tuple(r for r in spoken_of if r.kind is Kind.SKILL)
    if not focus.listed and len(skills) == 2:
        spoken_of = skills  # a phase that is called like one of them stands beside it
    if len(spoken_of) == 2 and all(r.kind is Kind.SKILL for r in spoken_of):
        return replace(carried, subjects=spoken_of, topic="phases")
    placed = [r for r in spoken_of if r.phase and r.kind is not Kind.PHASE]
    if len(placed) < 2 or len(placed) < len(spoken_of) / 2:
        return None
    first = min(placed, key=lambda r: r.phase or 0)
    return replace(
        carried, picked=first, subjects=(first,), topic=pointing.TOPIC_OF.get(first.kind, focus.topic)
    )


def summed_up(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "Which are those?" after the weeks of several together."""
    summed = tuple(r for r in map(view.record, focus.record_ids) if r and r.weeks)
    if focus.operation != "sum" or len(summed) < 2 or not _WHICH_ARE.fullmatch(reading.text.strip(" ?.!")):
        return None
    return replace(
        reading, others=summed, subjects=summed, topic=focus.topic, operation="lookup", continued=True
    )


def without_spoken(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """Leave out what was spoken of where the question asks for others: "what other critical skill?"."""
    if (
        reading.mentions
        or has(INSIDE, reading.text)
        or DEFINITE.search(reading.text)
        or not re.search(_OTHERS, reading.text, re.I)
    ):
        return None
    kind = kind_of(reading, view)
    gone = [r for r in (view.record(i) for i in focus.record_ids) if r and r.kind is kind]
    left = replace(reading, excluded=(*reading.excluded, *gone), earlier=focus.record_ids)
    return left if kind and gone and select(left, view, kind) else None


def besides_refused(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "Not the Primer, there's a second book": what is left of the last list without what is refused."""
    lower = reading.text.lower()
    listed = [record for record in map(view.record, focus.listed) if record]
    if len(listed) < 2 or not has(_ANOTHER, lower):
        return None
    spans = conditions.places(lower)
    gone = [
        mention.record
        for mention in reading.mentions
        if refused(lower, spans[mention.span[0]][0], spans[mention.span[1]][1])
    ]
    left = tuple(record for record in listed if record not in gone)
    if len(left) in (0, len(listed)):
        return None
    return replace(reading, others=left, subjects=left, continued=True, operation="lookup")


def not_listed(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "And the others?": those of the kind of the last list that it had not."""
    listed = [record for record in map(view.record, focus.listed) if record]
    if len({r.kind for r in listed}) != 1 or not re.fullmatch(_THE_REST, reading.text.strip(" ?.!"), re.I):
        return None
    left = tuple(record for record in view.of_kind(listed[0].kind) if record not in listed)
    return (
        replace(reading, others=left, topic=focus.topic, operation="lookup", continued=True) if left else None
    )


def named_again(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """ "Name them": the entries of a short list by what is said of each first."""
    listed = tuple(record for record in map(view.record, focus.listed) if record)
    asked = re.fullmatch(_NAME_THEM, reading.text.strip(" ?.!"), re.I)
    if not asked or not 1 < len(listed) <= _FEW or focus.operation == "count":
        return None
    return replace(reading, others=listed, topic=focus.topic, operation="lookup", continued=True)


def others_left(reading: Reading, focus: Focus, view: PathwayView) -> Reading | None:
    """What is left of the last list where the question wants more than what was given."""
    if reading.subjects:
        return None
    spoken_of = [r for r in (view.record(i) for i in focus.record_ids) if r]
    listed = [r for r in (view.record(i) for i in focus.listed) if r]
    others = pointing.others(reading.text, spoken_of, listed, view)
    return replace(reading, others=tuple(others), continued=True, operation="lookup") if others else None
