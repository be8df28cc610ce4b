"""Comparisons: named things, the two ends of a set, totals, numbers of things, pay before and after."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering import conditions, lookup
from bot.answering.anchoring import phase_of
from bot.answering.arithmetic import NOUNS
from bot.answering.extremes import extreme, extreme_of
from bot.answering.finding import Statement, enumerate_facts
from bot.answering.listing import item
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import HELD, LONG_END, SHORT_END, SHORTER, kind_of, select
from bot.answering.view import PathwayView
from bot.domain import Importance
from bot.language import has
from bot.pathways import sentences as say
from bot.pathways.grammar import count

_KINDS = {Kind.SKILL: "skill_words", Kind.PHASE: "phase_words"}
_APART = (
    r"apart|minus|less (?:the|that)|subtract\w*|differences?|differ\w*|gap|by (?:how much|how many)"
    r"|how (?:much|many)(?: \w+)? (?:longer|shorter|more|less|fewer)|between"
)
_SUMMED = r"plus|\+|sum\w*|totals?|together|combined|altogether|add\w*|both take"
_AMOUNT = r"how (?:long|many|much)|number of|spend|costs?|invest"
_EACH = r"each|respectively|apiece|and which|both of them"
_ORDERED = (
    r"sort(?:ed)?|(?:longest|shortest|quickest|slowest|biggest|smallest) (?:ones? )?(?:to|first|-+>|→)|from"
)
_RANK = list(Importance)
_TIME = (
    r"long(?:er|est)?|short(?:er|est)?|weeks?|time|quick(?:er|est|ly)?|fast(?:er|"
    r"est)?|slow(?:er|est)?|takes?|months?|"
    r"hours?|length|duration|exceeds?|outlasts?"
)
_NAMESAKE = (
    r"(?:that|the same|same|its|this|similar) (?:name|title)|namesake"
    r"|(?:named|called) (?:the same|alike|like it)"
)


def compare(reading: Reading, view: PathwayView) -> list[Statement]:
    """Set side by side what the question compares; nothing where it is not clear what that is."""
    if reading.topic == "salary":
        return _pay(view)
    if numbers := _numbers(reading, view):
        return numbers
    if ends := _ends(reading, view):
        return ends
    rated = [record for record in reading.subjects if record.weeks]
    pair = _pair(rated)
    if pair is None:
        return _totals(reading, view)
    first, second = pair
    both_skills = first.importance is not None and second.importance is not None
    about_time = has(_TIME, reading.text)
    same = [record for record in rated if record.kind is first.kind]
    if len(same) > 2 and about_time:
        ranked = sorted(same, key=lambda r: -(r.weeks or 0))
        lead = view.prompts.say(
            "sorted", count=len(ranked), noun=f"{NOUNS[first.kind]}s", direction="longest"
        )
        return [enumerate_facts(lead, listed(ranked), [item(r) for r in ranked])]
    if both_skills and not about_time:
        return [_by_importance(first, second, view)]
    shorter = reading.operation != "verify" and has(SHORTER, reading.text)
    statements = [weeks_compared(first, second, view, shorter_first=shorter)]
    if both_skills and has("important|matters?|priority|first", reading.text):
        statements.append(_by_importance(first, second, view))
    return statements


def both_ends(reading: Reading, view: PathwayView) -> list[Statement]:
    """The longest and the shortest of one kind, each, or how far they are apart; not added up."""
    text = reading.text
    if not (has(LONG_END, text) and has(SHORT_END, text)) or has(_ORDERED, text):
        return []
    kinds = [kind for kind, noun in _KINDS.items() if has(view.lexicon[noun], text)]
    apart = has(_APART, text)
    summed = has(_SUMMED, text) or (has(_AMOUNT, text) and not has(_EACH, text))
    if len(kinds) != 1 or (summed and not apart):
        return []
    records = sorted((r for r in select(reading, view, kinds[0]) if r.weeks), key=lambda r: r.weeks or 0)
    if len(records) < 2 or reading.named(*_KINDS):
        return []
    if apart:
        return [weeks_compared(records[-1], records[0], view)]
    return [extreme_of(records, reading, view, shortest=shortest) for shortest in (False, True)]


def in_both_parts(reading: Reading, view: PathwayView) -> list[Statement]:
    """ "X, as a skill and as a phase?": how long it takes to learn against the phase that deals with it."""
    lexicon, named = view.lexicon, [r for r in reading.subjects if r.weeks]
    as_skill = has(rf"as (?:an? |the |its own )?(?:{lexicon['skill_words']})", reading.text)
    phases = rf"(?<!not a )(?<!not as a )(?<!not the )(?<!not as the )(?:{lexicon['phase_words']})"
    as_skill = as_skill or (has(lexicon["skill_words"], reading.text) and has(_NAMESAKE, reading.text))
    if len(named) == 2 and has(_NAMESAKE, reading.text):
        named = [record for record in named if record.kind is Kind.SKILL]
    if not as_skill or not has(phases, reading.text) or len(named) != 1:
        return []
    phase = phase_of(named[0], view) if named[0].kind is Kind.SKILL else None
    return [weeks_compared(named[0], phase, view)] if phase else []


def _pair(rated: Sequence[Record]) -> tuple[Record, Record] | None:
    """Return the two records to compare: of one kind if there are two of one kind."""
    for kind in (Kind.SKILL, Kind.PHASE):
        same = [record for record in rated if record.kind is kind]
        if len(same) >= 2:
            return same[0], same[1]
    return (rated[0], rated[1]) if len(rated) >= 2 else None


def weeks_compared(
    first: Record, second: Record, view: PathwayView, *, shorter_first: bool = False
) -> Statement:
    """Say which of two takes longer, and by how much; or which is the shorter one."""
    facts = (first.fact, second.fact)
    a, b = first.weeks or 0, second.weeks or 0
    if a == b:
        text = view.prompts.say("same_weeks", first=first.name, second=second.name, weeks=count(a, "week"))
        return Statement(text, facts)
    longer, shorter = (first, second) if a > b else (second, first)
    text = view.prompts.say(
        "shorter" if shorter_first else "longer",
        longer=longer.name,
        shorter=shorter.name,
        weeks=count(longer.weeks or 0, "week"),
        other=count(shorter.weeks or 0, "week"),
        gap=count(abs(a - b), "week"),
    )
    return Statement(text, facts)


def _by_importance(first: Record, second: Record, view: PathwayView) -> Statement:
    a, b = first.importance, second.importance
    if a is None or b is None:
        return Statement(f"{first.fact.text} {second.fact.text}", (first.fact, second.fact))
    facts = (first.fact, second.fact)
    if a is b:
        text = view.prompts.say(
            "same_importance", first=first.name, second=second.name, level=say.importance_words(a)
        )
        return Statement(text, facts)
    more, less = (first, second) if _RANK.index(a) < _RANK.index(b) else (second, first)
    text = view.prompts.say(
        "more_important",
        more=more.name,
        less=less.name,
        level=say.importance_words(min(a, b, key=_RANK.index)),
        other=say.importance_words(max(a, b, key=_RANK.index)),
    )
    return Statement(text, facts)


def _ends(reading: Reading, view: PathwayView) -> list[Statement]:
    """The longest against the shortest of one kind; or the shortest skill against the shortest phase."""
    longest, shortest = has(LONG_END, reading.text), has(SHORT_END, reading.text)
    if longest and shortest:
        kind = kind_of(reading, view)
        records = select(reading, view, Kind.SKILL if kind is Kind.SKILL else Kind.PHASE)
        ranked = sorted(records, key=lambda r: r.weeks or 0)
        return [weeks_compared(ranked[-1], ranked[0], view)] if len(ranked) > 1 else []
    both = has(view.lexicon["skill_words"], reading.text) and has(view.lexicon["phase_words"], reading.text)
    if (longest or shortest) and both:
        choose = max if longest else min
        found = [
            choose(select(reading, view, kind), key=lambda r: r.weeks or 0, default=None)
            for kind in (Kind.SKILL, Kind.PHASE)
        ]
        first, second = found
        return [weeks_compared(first, second, view)] if first and second else []
    return extreme(reading, view) if longest or shortest else []


def _totals(reading: Reading, view: PathwayView) -> list[Statement]:
    """All the skills against all the phases; or the skills of two importances, in all."""
    lexicon = view.lexicon
    if not has(_TIME, reading.text):
        return []
    if has(lexicon["skill_words"], reading.text) and has(lexicon["phase_words"], reading.text):
        groups = [("skills", view.of_kind(Kind.SKILL)), ("phases", view.of_kind(Kind.PHASE))]
    elif len(reading.importances) == 2:
        groups = [
            (
                f"{say.importance_words(level)} skills".replace("nice to have", "nice-to-have"),
                [r for r in view.of_kind(Kind.SKILL) if r.importance is level],
            )
            for level in reading.importances
        ]
    else:
        return []
    (first, some), (second, others) = groups
    facts = tuple(record.fact for record in (*some, *others))
    a, b = sum(r.weeks or 0 for r in some), sum(r.weeks or 0 for r in others)
    if not some or not others:
        return []
    if a == b:
        return [
            Statement(
                view.prompts.say("same_total", first=first, second=second, weeks=count(a, "week")), facts
            )
        ]
    more, less = (first, second) if a > b else (second, first)
    text = view.prompts.say(
        "greater_total",
        more=more,
        less=less,
        weeks=count(max(a, b), "week"),
        other=count(min(a, b), "week"),
    )
    return [Statement(text, facts)]


def _numbers(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many of something: in two phases, in two horizons of the plan, or held skills against new ones."""
    text = reading.text
    kind = kind_of(reading, view)
    places = reading.named(Kind.PHASE)
    if of_plan := of_horizons(reading, view):
        return of_plan
    if kind in (Kind.TASK, Kind.RESOURCE) and len(places) == 2:
        names = [f"phase {phase.phase}, {phase.name}" for phase in places]
        groups = [[r for r in select(reading, view, kind) if r.phase == phase.phase] for phase in places]
        noun = f"{NOUNS[kind]}s"
    elif has(HELD, text) and not reading.subjects and has(r"learn|pick up|new|missing|lack|acquire", text):
        return [_held_and_new(view)]
    else:
        return []
    return _more_of(names, groups, noun, view)


def of_horizons(reading: Reading, view: PathwayView) -> list[Statement]:
    """How many steps two horizons of the plan have, where the question names two."""
    horizons = conditions.horizons(reading.text, view.lexicon)
    if len(horizons) != 2:
        return []
    names = [view.prompts.say(f"horizon_{horizon}") for horizon in horizons]
    groups = [[r for r in view.of_kind(Kind.ACTION) if r.horizon == horizon] for horizon in horizons]
    return _more_of(names, groups, "steps", view)


def _more_of(
    names: Sequence[str], groups: Sequence[Sequence[Record]], noun: str, view: PathwayView
) -> list[Statement]:
    facts = tuple(record.fact for group in groups for record in group)
    a, b = len(groups[0]), len(groups[1])
    if not facts:
        return []
    if a == b:
        said = view.prompts.say("same_of", first=names[0], second=names[1], noun=noun, count=a)
    else:
        more, less = (0, 1) if a > b else (1, 0)
        said = view.prompts.say(
            "more_of",
            more_where=names[more],
            less_where=f"in {names[less]}",
            noun=noun,
            more=max(a, b),
            less=min(a, b),
        )
    return [Statement(said[:1].upper() + said[1:], facts)]


def _held_and_new(view: PathwayView) -> Statement:
    """Say how many skills carry over, and how many are to be learnt."""
    held, new = view.of_kind(Kind.TRANSFERABLE), view.of_kind(Kind.SKILL)
    text = view.prompts.say("held_and_new", held=len(held), new=len(new))
    return Statement(text, tuple(record.fact for record in (*held, *new)))


def _pay(view: PathwayView) -> list[Statement]:
    """How far the ends of the pay before and after the move lie apart."""
    salary, record = view.pathway.salary, view.record("fact/salary")
    if record is None or salary.before is None or salary.after is None:
        return lookup.whole("fact/salary", view)
    symbol = {"USD": "$", "EUR": "€", "GBP": "£"}.get(salary.currency, f"{salary.currency} ")
    before, after = salary.before, salary.after
    ends = {}
    for name, gap in (("low", after.low - before.low), ("high", after.high - before.high)):
        direction = view.prompts.say("higher" if gap >= 0 else "lower")
        ends[name] = f"{symbol}{abs(gap):,.0f} {direction}"
    text = view.prompts.say(
        "pay_gap",
        from_role=view.pathway.from_role,
        to_role=view.pathway.to_role,
        **ends,
        before=f"{symbol}{before.low:,.0f} to {symbol}{before.high:,.0f}",
        after=f"{symbol}{after.low:,.0f} to {symbol}{after.high:,.0f}",
    )
    return [Statement(text, record.facts)]
