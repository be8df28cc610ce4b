"""What is to be done with the subject of a question: the router's guess, made to fit what was read."""

from __future__ import annotations

import re

from bot.answering.conditions import phase_reach
from bot.answering.reading import Reading
from bot.answering.records import Kind
from bot.answering.selection import LONG_END, SHORT_END, bounds, kind_of, select, yardstick
from bot.answering.view import PathwayView
from bot.language import has

_TIME = r"weeks?|months?|hours?|days?|time|long"
_AMOUNT = (
    r"how (?:many|much|long)|weeks?|total|sum|altogether|all in all|length|duration|"
    r"add(?:s|ed)? up|combined|cumulative|time|rest|"
    r"left|remain\w*|stay"
)
_LISTING = r"which|what|list|names?|enumerate|show|give me|tell me|any|are there|is there|find"
_WHICH_SKILLS = r"(?:which|what|list|name|show)(?: \w+)? (?:{})"
_EACH = r"each|respectively|individually|one by one|every single one"
_SORTING = (
    r"sort(?:ed)? (?:\w+ ){0,4}by|sorted|sort them|rank(?:ed|ing)?|ascending|"
    r"descending|ordered by|order (?:\w+ ){1,4}by|(?:longest|shortest|biggest|"
    r"quickest) (?:one )?(?:to (?:the )?(?:\w+est|last)|first)"
)
_COUNTS = (
    r"(?:how many|how much (?=\w+s\b)|number of|n[or]\.? of|# of"
    r"|(?:total|their) number|(?<!which )(?<!what )number\?|count"
    r"|counting|"
    r"quantity of)(?! (?:of )?(?:the )?(?:weeks|months|hours))"
)
_AGAINST = (
    r"by how much|how much (?:longer|shorter|more|less)|against|versus|vs|than|"
    r"difference|gap|differ|between|equal\w*|same|identical|compared?"
)
# "Are there more than 5 phases?" wants a yes or a no.
_WHETHER = (
    r"^(?:(?:and|so|but|ok) )*(?:are|is) there (?:really |only |just |actually )*"
    r"(?:(?:more|less|fewer) than|at least|at most|exactly|only|over|under|just)? ?\d+ "
)
# "I only have 6 months. Possible?" claims that they are enough.
_POSSIBLE = r"\b(?:possible|doable|feasible|realistic|manageable|enough)\b"
_UNCOUNTED = ("salary", "difficulty", "demand", "smalltalk", "capabilities")
_TIMED_TOPICS = ("duration", "skills", "phases", "importance", "plan", "difficulty", "uncovered", "advice")


def settle_operation(reading: Reading, view: PathwayView) -> str:
    """Return the operation: the router's, unless the question's own shape says otherwise."""
    operation, lower = reading.operation, reading.text.lower()
    timed = [record for record in reading.subjects if record.weeks]
    if operation in ("lookup", "order") and reading.has("aux", view.lexicon) and has(r"by the time", lower):
        return "verify"
    if operation == "verify" and reading.route.operation != "verify":
        return operation
    if operation in ("lookup", "count", "list", "sum", "compare") and re.match(_WHETHER, lower):
        return "verify"
    timed_out = any(figure.unit in ("week", "month") for figure in reading.figures)
    if operation == "lookup" and timed_out and not timed and re.search(_POSSIBLE, lower):
        return "verify"
    if operation == "lookup" and has(view.lexicon["claimed"], lower):
        return "verify"
    if reading.importances and not timed and not _superlative(reading, view):
        which = reading.topic == "importance" and has(
            _WHICH_SKILLS.format(view.lexicon["skill_words"]), lower
        )
        if operation == "extreme" or (operation == "lookup" and which):
            operation = "list"  # "which skills are in the middle" asks for all of a level
    asks = not reading.has("aux", view.lexicon) or has(r"are there|is there|do any|does any", lower)
    asks = asks or re.match(r"(?:\W|and |so |ok )*how many\b", lower) is not None
    if asks and (shaped := _by_shape(reading, view)):
        return shaped
    if operation == "count" and re.search(rf"how (?:many|much) (?:\w+ )?(?:{_TIME})\b", lower):
        operation = "lookup"  # "how many weeks" asks for a duration
    if (
        operation == "count"
        and reading.topic == "duration"
        and kind_of(reading, view) in (Kind.TASK, Kind.RESOURCE)
    ):
        return operation
    of_level = operation == "compare" and len(reading.importances) == 1 and not timed
    if reading.topic == "duration" and (operation in ("lookup", "count", "sum", "order") or of_level):
        return _of_duration(reading, view)
    one_kind = len(timed) >= 2 and len({record.kind for record in timed}) == 1
    set_against = reading.has("compare", view.lexicon) or has(r"against", lower)
    if operation in ("lookup", "sum") and one_kind and set_against:
        return "compare"
    if operation == "compare" and not timed and reading.topic == "duration" and _superlative(reading, view):
        return "extreme"
    if operation == "compare" and any(f.comparison != "=" for f in reading.figures if f.unit == "week"):
        return "lookup"  # "more than six weeks" is a condition
    return operation


def _by_shape(reading: Reading, view: PathwayView) -> str | None:
    """Return the operation that the conditions of the question call for, None where they leave it open."""
    lower = reading.text.lower()
    if reading.topic in _UNCOUNTED:
        return None
    kind = kind_of(reading, view)
    if kind in _TIMED and has(_SORTING, lower) and not (set(reading.subjects) - set(view.of_kind(kind))):
        return "list"
    about_time = reading.topic == "duration" or has(r"longer|shorter|exceeds?|length|quicker|faster", lower)
    if about_time and reading.operation != "order" and (ends := _of_ends(reading, view)):
        return ends
    limits = bounds(reading) if reading.topic in _TIMED_TOPICS else []
    guessed = reading.operation
    lists_by_weeks = limits and has(_LISTING, lower)
    if guessed in ("order", "verify") and not _stretch(reading, view) and not lists_by_weeks:
        return None
    if (
        kind
        and guessed != "compare"
        and _counts(lower)
        and not (kind in _TIMED and _superlative(reading, view))
    ):
        return "count"
    if kind in _UNTIMED and guessed in ("lookup", "compare") and _narrowed(reading, view, kind):
        return "list"
    bounded = any(f.comparison not in ("=", "!=") for f in reading.figures if f.unit in ("week", "month"))
    if limits and kind not in _TIMED and bounded and not reading.horizon:
        kind = None  # neither a task nor a step has a length
    if kind not in (*_TIMED, None) or _superlative(reading, view):
        return None
    return _of_weeks(reading, view, kind)


_TIMED = (Kind.SKILL, Kind.PHASE)
_UNTIMED = (Kind.TASK, Kind.RESOURCE)


def _counts(lower: str) -> bool:
    in_time = re.search(rf"how (?:many|much) (?:\w+ )?(?:{_TIME})\b", lower)
    return in_time is None and re.search(rf"\b{_COUNTS}", lower) is not None


def _of_weeks(reading: Reading, view: PathwayView, kind: Kind | None) -> str | None:
    """Return what is to be done with the skills or phases that a question with conditions is about."""
    lower = reading.text.lower()
    limits = bounds(reading) if reading.topic in _TIMED_TOPICS else []
    named = [r for r in reading.subjects if r.weeks and r.kind is not Kind.PHASE] or reading.named(Kind.PHASE)
    sums = reading.has("sum", view.lexicon)
    if yardstick(reading):
        return "list"
    if limits and not named and (kind or any(limit.comparison != "=" for limit in limits)):
        return "sum" if sums or has(r"how (?:long|much|many weeks)", lower) else "list"
    if reading.topic not in ("duration", "phases", "skills"):
        return None
    leaves_out = any(r.weeks for r in reading.excluded) or _stretch(reading, view)
    asks_amount = (
        has(_AMOUNT, lower) and (reading.topic == "duration" or sums) and not has(r"which|name|list", lower)
    )
    return "sum" if leaves_out and asks_amount else None


def _of_ends(reading: Reading, view: PathwayView) -> str | None:
    """Return the operation where two sides are set against each other, such as longest and shortest."""
    lower = reading.text.lower()
    both = has(view.lexicon["skill_words"], lower) and has(view.lexicon["phase_words"], lower)
    if has(LONG_END, lower) and has(SHORT_END, lower) and not has(_SORTING, lower):
        return (
            "compare"
            if has(_AGAINST, lower)
            else "sum"
            if has(r"\+|plus|sum|total|together|and", lower)
            else None
        )
    if (
        both
        and not reading.subjects
        and has(rf"{_AGAINST}|greater|bigger|more|longer|or", lower)
        and reading.operation in ("sum", "compare")
    ):
        return "compare"
    timed = [record for record in reading.subjects if record.weeks]
    if (
        len(timed) == 2
        and reading.operation in ("extreme", "lookup")
        and has(_AGAINST, lower)
        and not reading.excluded
        and not reading.figures
    ):
        return "compare"
    return None


def _narrowed(reading: Reading, view: PathwayView, kind: Kind) -> bool:
    """Whether the question lists some tasks or resources by a condition."""
    nouns = "|".join(
        (view.lexicon["task_words"], view.lexicon["resource_words"], *view.lexicon["resource_kind"].values())
    )
    listed = [match for match in re.findall(rf"\b(?:{nouns})\b", reading.text.lower()) if match.endswith("s")]
    if reading.horizon or not listed or reading.topic not in ("tasks", "resources", "phases"):
        return False
    if has(r"who|whose|author|its|one of", reading.text):
        return False  # a detail of one of them
    chosen = select(reading, view, kind)
    positions = {record.phase for record in chosen}
    around = [record for record in view.of_kind(kind) if record.phase in positions]
    return 0 < len(chosen) < len(around) or (
        kind is Kind.RESOURCE and bool(reading.named(Kind.PHASE)) and reading.topic == "resources"
    )


def _stretch(reading: Reading, view: PathwayView) -> bool:
    positions = [*reading.phases, *(r.phase for r in reading.named(Kind.PHASE) if r.phase)]
    asks_amount = has(_AMOUNT, reading.text)
    return asks_amount and phase_reach(reading.text, positions, len(view.pathway.phases)) is not None


def _superlative(reading: Reading, view: PathwayView) -> bool:
    """Whether the question asks for the longest or shortest of several."""
    cues = view.lexicon["cues"]
    return has(
        f"{cues['longest']}|{cues['shortest']}",
        re.sub(
            r"(?:at (?:the )?(?:most|least)|\b(?:or|than|then) \w+\b|\w+ th[ae]n)", " ", reading.text.lower()
        ),
    )


def _of_duration(reading: Reading, view: PathwayView) -> str:
    """A duration is looked up, added up or compared."""
    phases, skills = reading.named(Kind.PHASE), reading.named(Kind.SKILL)
    several = len(phases) > 1 or len(skills) > 1
    if reading.has("sum", view.lexicon):
        return "sum"
    if several and reading.has("compare", view.lexicon):
        return "compare"
    if several and not (phases and skills and len(phases) == len(skills)):
        added = has(r"\+|plus|how many weeks", reading.text) and not has(_EACH, reading.text)
        joined = len(phases) > 2 or added
        return "sum" if reading.operation == "sum" or joined else "lookup"
    if not phases and not skills and reading.importances:
        return "list" if has(_EACH, reading.text) else "sum"
    return "sum" if reading.operation == "sum" and not (phases or skills) else "lookup"
