"""Figures that a question claims, held against the pathway: counts, weeks, months, percentages, pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering import arithmetic, lookup
from bot.answering.figures import Figure, holds
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record
from bot.answering.selection import kind_of, select
from bot.answering.view import PathwayView
from bot.domain import Range
from bot.language import has, join
from bot.pathways.grammar import count

_WEEKS_A_MONTH = 52 / 12
_OF_A_THING = r"costs?|prices?|fees?|tuition|charges?"  # money that is no pay
_LESS_PAY = r"(?:earn|make|paid|pay) less|less (?:money|pay)|pay cut|lower (?:pay|salary)"
_LOWEST = r"starts?|starting|from|minimum|at least|lowest|entry|bottom|begins?"
_HIGHEST = r"top|max|maximum|highest|at (?:the )?most|ceiling|up to|best paid"
_TIMES = ("week", "month", "year")
_LIMIT = r"in|within|under|over|until|up to|at most|at least|max|maximum|top|as (?:much|long) as|possibly"
_LONG_AGO = 4  # years that no move takes: somebody looks back
_IN_ALL = r"roadmap|total|altogether|in all|overall|everything|all together"
_LASTS = r"takes?|needs?|lasts?|long|done|finish\w*|become|until|till|within|enough|later"
_AROUND = r"before|after|ahead|back|later|earlier|from|prior|long|longer"  # a distance: "two phases before"
_ALIKE = r"tied?|same|equal(?:ly)?|alike|identical"
_SOME_OF = r"\b(?:what|how)\b.*\bthe \d+ (?!of\b)[\w-]+ (?:phases|stages|steps|blocks|skills|tasks)\b"
_TOPICS = {
    Kind.TRANSFERABLE: "transferable",
    Kind.CHALLENGE: "challenges",
    Kind.SKILL: "skills",
    Kind.TASK: "tasks",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim holds, and what is true; `within`: it is a point of a range, and no more than that."""

    holds: bool
    truth: tuple[Statement, ...]
    within: bool = False


def every(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "No skill takes more than 8 weeks", "every phase has exactly three tasks"."""
    found = re.search(
        r"\b(no|none of the|not (?:one|a single)|every|each|all(?: the)?|any) (\w+)", reading.text.lower()
    )
    if not found or reading.operation != "verify":
        return
    lexicon = view.lexicon
    kind = (
        Kind.PHASE
        if has(lexicon["phase_words"], found[2])
        else Kind.SKILL
        if has(lexicon["skill_words"], found[2])
        else None
    )
    records = view.of_kind(kind) if kind else []
    bound = next((f for f in reading.figures if f.unit == "week"), None)
    if records and bound:
        wanted = found[1] not in ("no", "none of the", "not one", "not a single")
        against = [r for r in records if holds(bound.comparison, r.weeks or 0, bound.low) != wanted]
        yield Verdict(not against, tuple(state(r.fact) for r in (against or records)))
    number = re.search(r"\b(\d+) (tasks?|to-?dos?|resources?|books?|courses?)\b", reading.text.lower())
    if records and kind is Kind.PHASE and number and not bound:
        inner = Kind.TASK if number[2].startswith(("t", "to")) else Kind.RESOURCE
        yield _each_phase(int(number[1]), inner, records, view)


def _each_phase(claimed: int, inner: Kind, phases: Sequence[Record], view: PathwayView) -> Verdict:
    counts = [sum(r.phase == phase.phase for r in view.of_kind(inner)) for phase in phases]
    noun = "task" if inner is Kind.TASK else "resource"
    if len(set(counts)) == 1:
        text = view.prompts.say(
            "each_phase", count=count(counts[0], noun), total=sum(counts), phases=len(phases)
        )
    else:
        parts = join(f"phase {p.phase} has {count(n, noun)}" for p, n in zip(phases, counts, strict=True))
        text = f"{parts[:1].upper()}{parts[1:]}."
    return Verdict(set(counts) == {claimed}, (Statement(text, tuple(p.fact for p in phases)),))


def counts(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "There are 6 phases", "only two critical skills", "you list two challenges"."""
    lexicon, lower = view.lexicon, reading.text.lower()
    if reading.operation in ("count", "sum") or has(r"every|each", lower):
        return
    nouns = {
        Kind.TRANSFERABLE: r"transferable skills?|(?:of )?my skills|skills (?:that )?carry over",
        Kind.PHASE: lexicon["phase_words"],
        Kind.SKILL: f"{lexicon['skill_words']}|must[- ]?haves|nice[- ]to[- ]haves",
        Kind.TASK: lexicon["task_words"],
        Kind.RESOURCE: "resources|books|courses",
        Kind.CHALLENGE: "challenges?|difficulties|hurdles",
    }
    for kind, noun in nouns.items():
        match = re.search(
            rf"\b(\d+)\s+(?:(?!of\b|weeks?\b|per\b|in\b|for\b|at\b|an?\b)[\w-]+\s+){{0,2}}?(?:of )?"
            rf"(?:{noun})\b(?!\s+(?:\d|{_AROUND}))",
            lower,
        )
        if not match or re.search(
            rf"(?:first|last|next|of the|all|these|those|for|to|in|number|no\.?|#|phase|stage|step"
            rf"|block|part|week)"
            rf"\s*{match[1]}\b",
            lower,
        ):
            continue
        if re.match(r"\s+(?:with|about|that|which|on|where)\b", lower[match.end() :]):
            continue  # "the two challenges with hardware" are some of them
        if has(_ALIKE, lower) or (reading.operation != "verify" and re.search(_SOME_OF, lower)):
            continue
        if re.search(r"days?|weeks?|months?|hours?|years?", match.group()):
            continue
        chosen = select(replace(reading, figures=()), view, kind)
        counted = arithmetic.count(replace(reading, topic=_TOPICS.get(kind, reading.topic), figures=()), view)
        truth = (
            lookup.roadmap_total(view)
            if kind is Kind.PHASE
            else counted
            if _counts_kind(reading, view, kind)
            else []
        )
        if kind in (Kind.CHALLENGE, Kind.TRANSFERABLE) and chosen:
            truth = _counted(kind, chosen, view)
        if chosen and truth:
            said = next((f for f in reading.figures if f.low == int(match[1])), None)
            fits = holds(said.comparison if said else "=", len(chosen), int(match[1]))
            yield Verdict(fits, tuple(truth))
        return


def _counts_kind(reading: Reading, view: PathwayView, kind: Kind) -> bool:
    return kind_of(reading, view) is kind


def _counted(kind: Kind, chosen: Sequence[Record], view: PathwayView) -> list[Statement]:
    noun = "big challenges" if kind is Kind.CHALLENGE else "skills that carry over"
    lead = view.prompts.say("count", verb="are", count=len(chosen), noun=noun, where="")
    return [enumerate_facts(lead, [r.fact for r in chosen], [r.name for r in chosen])]


def weeks(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "C++ takes 12 weeks", "Python and RTOS need 8 and 6", "I am there in three months"."""
    figures = [
        figure
        for figure in reading.figures
        if figure.unit in _TIMES and not _is_no_claim(figure, reading.text)
    ]
    if (
        not figures
        or reading.topic == "salary"
        or (reading.horizon and reading.operation != "verify")
        or (reading.route.topic == "plan" and (reading.confidence >= 0.5 or reading.horizon))
    ):
        return
    named = [record for record in reading.subjects if record.weeks]
    if not named:
        yield from _months(figures[0], reading, view)
        return
    truth = tuple(state(record.fact) for record in named)
    figure = figures[0]
    ends = (figure.low, figure.high)
    if len(named) == 2 and re.search(r"\band\b", figure.text):
        yield Verdict(all(r.weeks == in_weeks(v, figure) for r, v in zip(named, ends, strict=True)), truth)
    elif len(named) == 2 and len(figures) == 2 and len({r.kind for r in named}) == 1:
        yield Verdict(all(_takes(r, f) for r, f in zip(named, figures, strict=True)), truth)
    else:
        yield Verdict(any(_takes(record, figure) for record in named), truth)


def _takes(record: Record, figure: Figure) -> bool:
    """Whether a record takes as long as is claimed."""
    return _holds(figure, record.weeks or 0)


def _holds(figure: Figure, weeks: int) -> bool:
    """Whether something takes as long as is claimed; a claim in months may be a little off."""
    low, high = (in_weeks(value, figure) for value in (figure.low, figure.high))
    slack = 0.0 if figure.unit == "week" else 0.6
    if figure.comparison != "=":
        return holds(figure.comparison, weeks, low)
    return low - slack <= weeks <= high + slack


def _months(figure: Figure, reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """A claim on the whole move; a condition ("phases longer than six weeks") is none."""
    whole = view.record("fact/duration")
    of_parts = has(f"{view.lexicon['skill_words']}|{view.lexicon['phase_words']}", reading.text)
    if figure.unit == "week" and has(_IN_ALL, reading.text) and not of_parts:
        total = sum(phase.weeks for phase in view.pathway.phases)
        yield Verdict(_holds(figure, total), tuple(lookup.roadmap_total(view)))
    elif whole and view.pathway.months and not of_parts:
        low, high = (in_weeks(value, figure) for value in (figure.low, figure.high))
        inside = not _is_bound(figure, reading.text) and not _is_estimate(low, high, view)
        yield Verdict(_fits_months(low, high, view), (state(whole.fact),), within=inside and low == high)


def in_weeks(value: float, figure: Figure) -> float:
    """Return a value of a figure in weeks."""
    return value * {"week": 1.0, "month": _WEEKS_A_MONTH, "year": 52.0}.get(figure.unit, 1.0)


def _fits_months(low: float, high: float, view: PathwayView) -> bool:
    spans = [(r.low * _WEEKS_A_MONTH, r.high * _WEEKS_A_MONTH) for r in view.pathway.months]
    weeks = sum(phase.weeks for phase in view.pathway.phases)
    return any(a - 1 <= low and high <= b + 1 for a, b in [*spans, (weeks, weeks)])


def _is_estimate(low: float, high: float, view: PathwayView) -> bool:
    """Whether some weeks are what an estimate of the move says, or the roadmap; not merely inside of it."""
    spans = [(r.low * _WEEKS_A_MONTH, r.high * _WEEKS_A_MONTH) for r in view.pathway.months]
    weeks = sum(phase.weeks for phase in view.pathway.phases)
    return any(abs(a - low) < 1 and abs(b - high) < 1 for a, b in [*spans, (weeks, weeks)])


def _is_bound(figure: Figure, text: str) -> bool:
    """Whether a figure is a limit, not what something is said to be: "in 12 months", "up to 50%"."""
    before = text.lower().partition(figure.text.lower())[0]
    return figure.comparison != "=" or re.search(rf"\b(?:{_LIMIT})\s+(?:the |about )?$", before) is not None


def salary(reading: Reading, view: PathwayView) -> Iterator[Verdict]:
    """ "The pay doubles", "it starts at 140k", "I would earn less"."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    if record is None:
        return
    truth = tuple(state(fact) for fact in record.facts)
    for figure in reading.figures:
        if figure.unit == "percent" and reading.topic in ("salary", "overview", "advice", "uncovered"):
            point = figure.low == figure.high and not _is_bound(figure, reading.text)
            exact = any(span.low == figure.low and span.high == figure.high for span in salary.change_percent)
            fits = any(_inside(figure, span) for span in salary.change_percent)
            yield Verdict(fits, truth, within=point and not exact)
        elif figure.unit == "money" and salary.after and not has(_OF_A_THING, reading.text):
            yield Verdict(
                any(_pays(figure, span, reading.text) for span in _pay_meant(reading, view)), truth[::-1]
            )
    if has(_LESS_PAY, reading.text) and salary.change_percent:
        yield Verdict(all(span.high < 0 for span in salary.change_percent), truth)


def _pay_meant(reading: Reading, view: PathwayView) -> list[Range]:
    """Return the pay that is meant: of the role named, else of the time spoken of, else either."""
    salary, text = view.pathway.salary, reading.text
    new, old = (pattern.search(text) is not None for pattern, _ in view.role_patterns)
    if old == new:
        old = has(r"today|now|currently|at the moment|before|where i am|stay(?:ing)?|as i am", text)
        new = has(
            r"after(?:wards?)?|then|over there|new|will|would|top|maximum|at the most|starting"
            r"|starts?|begins?",
            text,
        )
    chosen = salary.before if old and not new else salary.after if new and not old else None
    return [chosen] if chosen else [span for span in (salary.before, salary.after) if span]


def _pays(figure: Figure, span: Range, text: str) -> bool:
    """Whether a claimed pay fits: at its lower end, at its upper end, or within."""
    if has(_LOWEST, text) and figure.low == figure.high:
        return figure.low == span.low
    if has(_HIGHEST, text) and figure.low == figure.high:
        return figure.low == span.high
    return _inside(figure, span)


def _inside(figure: Figure, span: Range) -> bool:
    if figure.comparison in (">", ">="):
        return figure.low <= span.high
    if figure.comparison in ("<", "<="):
        return figure.high >= span.low
    return span.low <= figure.low and figure.high <= span.high


def _is_no_claim(figure: Figure, text: str) -> bool:
    """Whether a time is looked back on or points at a stretch: "10 years of Go", "the final 4 weeks"."""
    before, _, after = text.lower().partition(figure.text)
    asks_length = re.search(r"\bhow (?:long|many (?:weeks|months)|much time)\b", text, re.I)
    if figure.unit == "year" and figure.low >= _LONG_AGO and (asks_length or not has(_LASTS, text)):
        return True
    return re.search(r"\b(?:last|final|first|closing|opening)\s+$", before) is not None or (
        re.match(r"\s*(?:of|in|as|at|ago|old|with|doing|writing|working|experience|on the job)\b", after)
        is not None
    )
