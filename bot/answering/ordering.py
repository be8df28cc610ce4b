"""Order: what comes after, before or between, what is first or last, where something stands."""

from __future__ import annotations

import re

from bot.answering.anchoring import Anchor, find_anchors, phase_of
from bot.answering.finding import Statement, state
from bot.answering.lines import Lines
from bot.answering.listing import phase_list
from bot.answering.lookup import ended
from bot.answering.placing import all_beside, between, in_order, in_reverse, neighbour, position, which_first
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.selection import by_weeks
from bot.answering.terms import find_terms
from bot.answering.view import PathwayView
from bot.language import STOPWORDS, has, stem, words

_FIRST = r"first|begin|start|starts|beginning|opening|initial|earliest|kick off"
_LAST = r"last|final|end|ends|finally|closing|finish line|very end|latest|wraps? up|conclud\w+"
_BEFORE = (
    r"before|precede\w*|preceding|prior|previous|ahead of|in front of|earlier|leads? up to|just before"
    r"|beforehand|first"
)
_DONE = r"done|finished|finish|completed?|over|through|behind me|wrapped up|passed"
_REVERSE = (
    r"revers\w+|backwards?|from the back|from (?:the )?(?:last|end)[\w ]* to (?:the )?(?:first|start"
    r"|beginning)|last to first|end to start"
)
_THROUGHOUT = (
    r"(?:from )?(?:the )?(?:very )?(?:first|start|beginning) to (?:the )?(?:very )?(?:last|end|finish)"
)
_SORT = (
    r"chronological\w*|in (?:the )?(?:right |correct )?order|order of|sort|sequence|what order"
    r"|which order|arrange|ordered|their order|the order"
)
_WHICH = r"which|what|earlier|sooner|first|later|prior or|before or|after or|relative to|one"
_CLEAR = (
    r"(?:what|whats|what's|which)\b.{0,60}\b(?:comes?(?! with\b)|follows?|precede\w*|next|before|after"
    r"|ahead of|between|inbetween|earlier|sooner|first)"
    r"|(?:what|whats|what's|where)\b.{0,30}\bnext|after that|two (?:phases|steps) (?:back|on)"
    r"|\b(?:follows|precedes)\b"
    r"|(?:phase|stage|step|block|milestone)s?\s(?:following|preceding|after|before|between)\b"
    r"|\b(?:earlier|sooner)\b.*\bor\b|\bor\b.*\b(?:earlier|sooner|first|later)\b"
    r"|(?:in|on|of|to) (?:which|what) (?:phase|stage|step|block)"
    r"|(?:which|what) (?:phase|stage|step|block)s?\b.*\b(?:meet|find|belongs?|in)\b"
    r"|\b(?:is there|lies|sits|stands)\b.*\bbetween\b"
    r"|(?:prior|subsequent) (?:or|to)|\b(?:does|do|will|is there)\b.*\bfollow\b"
    r"|\b(?:begin|start)\b.*\b(?:phase|stage|step|block)\b"
    r"|(?:which|what) (?:phase|stage|step|block)\b.*\b(?:begin|last)\b"
)
_ALL_OF = (
    r"(?:which|what|all(?: the)?|list(?: the)?|every) (?:other )?"
    r"(?:phases|stages|steps|blocks|parts|milestones)"
    r"|everything (?:that )?(?:comes |i )?(?:before|after)"
)
_OBJECT = r"\b(?:before|after|prior to|ahead of|in front of|following)\b(?P<object>[^.?!,;:]*)"
_PLACE = r"where|when|comes?|stands?|belongs?|position|place|number|order|point|phase|stage|step|block"
_BARE = r"learn\w*|study|do|doing|done|tackle|work|thing|stuff|very|go|road|journey"  # asked of any roadmap
_ELSEWHERE = frozenset({"salary", "demand", "difficulty", "love", "miss", "challenges"})
_DIFFERENCE = r"differences?|differ|compar\w+"  # of what lies between two things no order is asked
_RANKS = r"priorit\w+|importan\w+|matters?"
_SURE = 0.5  # above this score of its topic a question is about that
_ORDINALS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3}
_STEPS = (
    rf"\b(?:(?P<number>\d+)|(?P<ordinal>{'|'.join(_ORDINALS)})) (?:phase|stage|step|block"
    rf"|milestone|part|place|stop|station)s? "
    r"(?:(?P<back>before|ahead of|back|earlier|prior|preceding)|(?:after|later|on|further|past"
    r"|following|beyond))\b"
)


def concerns(reading: Reading) -> bool:
    """Whether the question's own shape asks for an order, whatever the router makes of it."""
    asks = re.match(
        r"(?:\W|and |so |ok )*(?:what|which|where|when|who|in (?:which|what))", reading.text.lower()
    )
    names_something = bool(reading.mentions or reading.anchors)
    if has(r"how (?:many|much) (?:\w+ )?(?:weeks|months|time)|how long", reading.text):
        return False  # an amount of time, whatever it starts from
    if (
        has(_RANKS, reading.text)
        or has(_DIFFERENCE, reading.text)
        or (reading.topic in _ELSEWHERE and reading.confidence >= _SURE)
    ):
        return False
    polar = reading.operation == "verify" and not asks and not has(r"is there .*\bbetween", reading.text)
    if (reading.horizon and not names_something) or polar:
        return False
    return (
        has(f"{_REVERSE}|{_THROUGHOUT}|{_SORT}|{_CLEAR}", reading.text)
        or _steps(reading.text) != 0
        or _asks_on(reading)
    )


def certain(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Return the order that a question clearly asks for between things that the pathway has; else nothing."""
    names_something = bool(reading.mentions or reading.anchors)
    if (
        reading.strange
        or not names_something
        or not concerns(reading)
        or not find_anchors(reading, view, lines)
    ):
        return []
    return order(reading, view, lines)


def order(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Answer a question about the order of the roadmap."""
    if has(_REVERSE, reading.text):
        return [in_reverse(view)]
    if has(_THROUGHOUT, reading.text) and has(view.lexicon["phase_words"], reading.text):
        return [phase_list(view.of_kind(Kind.PHASE), view)]
    if reading.topic == "tasks" and (statements := _task_order(reading, view)):
        return statements
    counted = re.search(_STEPS, reading.text.lower())
    anchors = [a for a in find_anchors(reading, view, lines) if not counted or a.end > counted.end()]
    if not reading.mentions and not reading.anchors:
        anchors = _by_length(reading, view) or anchors
    if counted and not anchors:
        anchors = _by_end(counted.end(), reading, view)
    anchors = anchors or _by_length(reading, view) or _carried(reading, view)
    phases = list(dict.fromkeys(anchor.phase for anchor in anchors))
    if not anchors:
        return _ends(reading, view)
    if len(phases) == 1 and _asks_on(reading):
        return _around(reading, anchors[0], view)
    if len(phases) >= 2 and has("between|inbetween|in between", reading.text):
        return between(phases, view)
    if len(anchors) >= 3 or (len(anchors) == 2 and has(_SORT, reading.text)):
        return [in_order(anchors, view)]
    if len(anchors) == 2 and (has(_WHICH, reading.text) or len(phases) == 2):
        return [which_first(anchors[0], anchors[1], view)]
    return _around(reading, anchors[0], view)


def _around(reading: Reading, anchor: Anchor, view: PathwayView) -> list[Statement]:
    """What comes before or after one thing, or where it stands."""
    text = reading.text
    if steps := _steps(text):
        return [neighbour(anchor.phase, steps, view)]
    if _relates_to_other(anchor, reading, view):
        return []
    after, before = reading.has("after", view.lexicon) or _asks_on(reading), has(_BEFORE, text)
    counted = rf"how many (?:\w+ )?(?:{view.lexicon['phase_words']})"
    if has(f"{_ALL_OF}|{counted}", text) and before != after:
        return [all_beside(anchor.phase, view, before=before)]
    if has(_LAST, text) and not before:
        onward = has(r"after|follow\w*|next", text) and anchor.phase != view.of_kind(Kind.PHASE)[-1]
        return [neighbour(anchor.phase, +1, view)] if onward else [position(anchor.phase, view)]
    if (before and not has(r"after|next|follow\w*|then|first", text)) or has(r"(?:right|just) before", text):
        return [neighbour(anchor.phase, -1, view)]
    if after:
        return [neighbour(anchor.phase, +1, view)]
    if (reading.topic == "tasks" and reading.operation != "order") or not has(_PLACE, text):
        return []
    own = [] if anchor.record is anchor.phase else [state(anchor.record.fact)]
    return [position(anchor.phase, view), *own]


def _relates_to_other(anchor: Anchor, reading: Reading, view: PathwayView) -> bool:
    """Whether what stands after "before" or "after" is none of the roadmap's things: "before I apply"."""
    relation = view.lexicon["ellipsis"]["relation"]
    return any(
        anchor.end <= match.start() and _telling(match["object"], relation)
        for match in re.finditer(_OBJECT, reading.text.lower())
    )


def _telling(text: str, accounted: str) -> list[str]:
    """Return the words of `text` that neither grammar nor the pattern `accounted` accounts for."""
    return [
        w for w in words(text) if not ({w, stem(w)} & STOPWORDS or w.isdigit() or re.fullmatch(accounted, w))
    ]


def _steps(text: str) -> int:
    """Return how many phases on or back a question counts: −2 for "two stages before X", 0 for none."""
    found = re.search(_STEPS, text.lower())
    if found is None:
        return 0
    number = _ORDINALS.get(found["ordinal"], 0) if found["ordinal"] else int(found["number"])
    return -number if found["back"] else number


def _asks_on(reading: Reading) -> bool:
    """Whether something is finished and the next step is asked for: "the course is over, what now?"."""
    return has(_DONE, reading.text) and has(
        r"next|now what|what now|and now|from here|where to|lead\w*|where do i go|what then|follow\w*",
        reading.text,
    )


def _by_length(reading: Reading, view: PathwayView) -> list[Anchor]:
    """The phases of a given length: "of the two 8-week phases, which is first?"."""
    phases = view.of_kind(Kind.PHASE)
    chosen = by_weeks(phases, reading)
    return [Anchor(r, r, 0, 0) for r in chosen] if 0 < len(chosen) < len(phases) else []


def _by_end(start: int, reading: Reading, view: PathwayView) -> list[Anchor]:
    """The one phase at an end of its kind: "2 stages before the longest one"."""
    terms = [t for t in find_terms(reading, view) if t.start >= start and t.kind is Kind.PHASE]
    one = [t.records[0] for t in terms if len(t.records) == 1]
    return [Anchor(phase, phase, start, start) for phase in one[:1]]


def _carried(reading: Reading, view: PathwayView) -> list[Anchor]:
    """What the conversation was about, where the question itself names nothing."""
    placed = [(r, phase_of(r, view)) for r in reading.subjects if reading.continued or r.kind is Kind.PHASE]
    return [Anchor(record, phase, 0, 0) for record, phase in placed if phase]


def _ends(reading: Reading, view: PathwayView) -> list[Statement]:
    phases = view.of_kind(Kind.PHASE)
    asks = (reading.operation == "order" or concerns(reading)) and _is_of_roadmap(reading, view)
    if not phases or reading.subjects or not asks:
        return []
    if has(_LAST, reading.text) and not has(r"first|begin|start", reading.text):
        return [position(phases[-1], view)]
    return [position(phases[0], view)] if has(_FIRST, reading.text) else []


def _is_of_roadmap(reading: Reading, view: PathwayView) -> bool:
    """Whether a first or last is asked for of the phases: it says so, or says nothing else."""
    lexicon, text = view.lexicon, reading.text
    if has(lexicon["phase_words"], text):
        return not has(lexicon["skill_words"], text)
    if reading.horizon or reading.importances or has(lexicon["skill_words"], text):
        return False
    accounted = "|".join((lexicon["ellipsis"]["relation"], lexicon["role_words"], _FIRST, _LAST, _BARE))
    return not _telling(text, accounted)


_BOTH_ENDS = r"first and (?:the )?(?:last|final)"


def nth_inside(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "The third task of phase 4", "the first resource of phase 5"; nothing where no such place is named."""
    phases = reading.named(Kind.PHASE)
    ordinals = view.lexicon["ordinals"]
    nouns = {Kind.TASK: view.lexicon["task_words"], Kind.RESOURCE: "resources?|materials?"}
    for kind, noun in nouns.items():
        if len(phases) == 1 and has(rf"{_BOTH_ENDS} (?:{noun})", reading.text):
            inside = [r for r in view.of_kind(kind) if r.phase == phases[0].phase]
            return [state(r.fact) for r in dict.fromkeys([*inside[:1], *inside[-1:]])]
        for place, pattern in ordinals.items():
            if len(phases) == 1 and has(rf"(?:{pattern}) (?:{noun})", reading.text):
                inside = [r for r in view.of_kind(kind) if r.phase == phases[0].phase]
                at = int(place) - 1 if int(place) > 0 else len(inside) - 1
                plain = kind is Kind.TASK and place in ("1", "-1")  # said with their place
                return [] if plain or not 0 <= at < len(inside) else [state(inside[at].fact)]
    return []


def _task_order(reading: Reading, view: PathwayView) -> list[Statement]:
    asked = (
        r"(?:first|last|final|initial|closing|very first)"
        r" (?:tasks?|thing|to-?do|assignment|job|exercise)"
    )
    phases = reading.named(Kind.PHASE)
    if not has(asked, reading.text) or not phases:
        return []
    tasks = [r for r in view.of_kind(Kind.TASK) if r.phase == phases[0].phase]
    if not tasks:
        return []
    task = tasks[-1] if has(_LAST, reading.text) else tasks[0]
    name = "last_task" if task is tasks[-1] and has(_LAST, reading.text) else "first_task"
    text = view.prompts.say(name, phase=phases[0].phase, name=phases[0].name, task=ended(task.name))
    return [Statement(text, (task.fact,))]
