"""Records as plain English: each function takes one record and returns one line that stands on its own.

The lines are what a chunk holds and what an answer quotes, so they name their subject, carry units and end
with a full stop. Nothing here knows a particular document, and nothing here reads or writes a file.
"""

from __future__ import annotations

from bot.domain import (
    Importance,
    Pathway,
    Phase,
    Range,
    Resource,
    Salary,
    Skill,
    Task,
    TransferableSkill,
)
from bot.pathways.grammar import (
    capitalised,
    continued,
    count,
    ended,
    is_plural,
    listing,
    opens_with_verb,
    things,
    with_article,
)

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_IMPORTANCE = {
    Importance.CRITICAL: "critical",
    Importance.IMPORTANT: "important",
    Importance.NICE_TO_HAVE: "nice to have",
}


# --- ranks and figures ----------------------------------------------------------------------------


def importance_words(importance: Importance) -> str:
    """Return "critical", "important" or "nice to have"."""
    return _IMPORTANCE[importance]


def span(figure: Range) -> str:
    """Return "9 to 12", or "9" where low equals high."""
    low, high = _plain(figure.low), _plain(figure.high)
    return low if low == high else f"{low} to {high}"


def months(figure: Range) -> str:
    """Return "9 to 12 months"."""
    return f"{span(figure)} {'month' if figure.low == figure.high == 1 else 'months'}"


def percent(figure: Range) -> str:
    """Return "30% to 50%"."""
    low, high = _plain(figure.low), _plain(figure.high)
    return f"{low}%" if low == high else f"{low}% to {high}%"


def pay(figure: Range, currency: str) -> str:
    """Return "$120,000 to $200,000 a year"; a currency without a common symbol follows its amount."""
    low, high = (_money(amount, currency) for amount in (figure.low, figure.high))
    return f"{low} a year" if low == high else f"{low} to {high} a year"


# --- the whole move -------------------------------------------------------------------------------


def difficulty_sentence(pathway: Pathway) -> str:
    """Say how hard the move is rated."""
    return f"{_move(pathway)} is rated {continued(pathway.difficulty, every_word=True)}."


def duration_sentence(pathway: Pathway) -> str:
    """Say how long the move takes, with every estimate where the sources disagree."""
    return f"{_move(pathway)} takes {_with_others([months(estimate) for estimate in pathway.months])}."


def salary_change_sentence(pathway: Pathway) -> str | None:
    """Say what the move does to pay, with every estimate where the sources disagree; None if unknown."""
    estimates = pathway.salary.change_percent
    if not estimates:
        return None
    lows, highs = [e.low for e in estimates], [e.high for e in estimates]
    if min(lows) >= 0 and max(highs) > 0:
        return f"{_move(pathway)} raises pay by {_with_others([percent(e) for e in estimates])}."
    if max(highs) <= 0 and min(lows) < 0:
        drops = [percent(Range(-e.high, -e.low)) for e in estimates]
        return f"{_move(pathway)} lowers pay by {_with_others(drops)}."
    return f"{_move(pathway)} changes pay by {_with_others([percent(e) for e in estimates])}."


def salary_range_sentence(pathway: Pathway) -> str | None:
    """Say what the old and the new role pay; None where neither is known."""
    salary: Salary = pathway.salary
    old, new = with_article(pathway.from_role), with_article(pathway.to_role)
    if salary.before and salary.after:
        before, after = pay(salary.before, salary.currency), pay(salary.after, salary.currency)
        return capitalised(f"{old} earns {before}, and {new} earns {after}.")
    if salary.after:
        return capitalised(f"{new} earns {pay(salary.after, salary.currency)}.")
    if salary.before:
        return capitalised(f"{old} earns {pay(salary.before, salary.currency)}.")
    return None


def demand_sentence(pathway: Pathway) -> str:
    """Say how sought-after the new role is."""
    return ended(f"Demand for {pathway.to_role} roles: {continued(pathway.demand)}")


def source_sentence(pathway: Pathway) -> str | None:
    """Say where the pathway's facts come from and how old they are; None if neither is known."""
    names = listing([source.name for source in pathway.sources])
    when = pathway.as_of and f"{pathway.as_of.day} {pathway.as_of:%B} {pathway.as_of.year}"
    if names:
        return ended(f"The facts of this pathway come from {names}{f', as of {when}' if when else ''}")
    return f"The facts of this pathway are as of {when}." if when else None


# --- skills ---------------------------------------------------------------------------------------


def transferable_sentence(skill: TransferableSkill) -> str:
    """Say that the person has this skill already, and why it helps."""
    if not skill.why:
        return ended(f"You already have {skill.name}")
    return ended(f"You already have {skill.name}: {_one_line(continued(skill.why))}")


def transferable_count_sentence(pathway: Pathway) -> str:
    """Say how many skills carry over, and which."""
    names = [skill.name for skill in pathway.transferable_skills]
    held = f"{count(len(names), 'skill')} that {'carries' if len(names) == 1 else 'carry'} over"
    return ended(f"As {with_article(pathway.from_role)} you already have {held}: {listing(names)}")


def skill_sentence(skill: Skill) -> str:
    """Say how much a skill matters and how many weeks it takes."""
    plural = is_plural(skill.name)
    verb, takes = ("are", "take") if plural else ("is", "takes")
    weeks = count(skill.weeks, "week")
    return f"{skill.name} {verb} {_IMPORTANCE[skill.importance]} and {takes} {weeks} to learn."


def how_sentence(skill: Skill) -> str | None:
    """Say how to learn a skill, naming it; None where the document does not say."""
    if not skill.how:
        return None
    mark = "," if opens_with_verb(skill.how) else ":"
    return ended(f"To learn {skill.name}{mark} {_one_line(continued(skill.how))}")


def skills_total_sentence(pathway: Pathway) -> str:
    """Say how many skills there are to learn and how many weeks they add up to."""
    skills = pathway.skills_to_learn
    weeks = count(sum(skill.weeks for skill in skills), "week")
    if len(skills) == 1:
        return f"There is 1 skill to learn, and it takes {weeks}."
    return f"There are {len(skills)} skills to learn, and one after another they take {weeks}."


# --- the roadmap ----------------------------------------------------------------------------------


def phase_name(phase: Phase) -> str:
    """Return "phase 2, Model Optimization and Conversion"."""
    return f"phase {phase.position}, {phase.name}"


def phase_sentence(phase: Phase) -> str:
    """Say how long a phase takes."""
    return f"Phase {phase.position}, {phase.name}, takes {count(phase.weeks, 'week')}."


def phase_tasks_sentence(phase: Phase) -> str:
    """Say how many tasks a phase has."""
    return f"Phase {phase.position}, {phase.name}, has {count(len(phase.tasks), 'task')}."


def phase_resources_sentence(phase: Phase) -> str:
    """Say how many resources a phase has."""
    return f"Phase {phase.position}, {phase.name}, has {count(len(phase.resources), 'resource')}."


def phases_total_sentence(pathway: Pathway) -> str:
    """Say how many phases the roadmap has and how many weeks they take in all."""
    phases = pathway.phases
    weeks = count(sum(phase.weeks for phase in phases), "week")
    if len(phases) == 1:
        return f"The roadmap has 1 phase, which takes {weeks}."
    return f"The roadmap has {len(phases)} phases, which take {weeks} in all."


def task_sentence(phase: Phase, task: Task) -> str:
    """Say which phase a task belongs to."""
    return ended(f"A task of {phase_name(phase)}: {continued(task.text)}")


def resource_sentence(phase: Phase, resource: Resource) -> str:
    """Say which phase a resource belongs to, with its note."""
    return f"A resource of {phase_name(phase)}: {resource_line(resource)}"


def resource_line(resource: Resource) -> str:
    """Return a resource as one line: name, kind, address, note and when it was last checked."""
    kind = resource.kind.value
    named = kind == "other" or resource.name.casefold().startswith(f"{kind}:")
    details = [] if named else [kind]
    if resource.url:
        details.append(resource.url)
    line = ended(f"{resource.name} ({'; '.join(details)})" if details else resource.name)
    if resource.note:
        line += f" Note: {ended(resource.note)}"
    if resource.checked_on:
        checked = resource.checked_on
        line += f" Last checked on {checked.day} {checked:%B} {checked.year}."
    return line


# --- reality check and action plan ----------------------------------------------------------------


def love_sentence(pathway: Pathway) -> str:
    """Open the list of what a person will love."""
    return f"You will love {things(pathway.reality_check.love)} about working as {_new_role(pathway)}."


def miss_sentence(pathway: Pathway) -> str:
    """Open the list of what a person may miss."""
    return (
        f"You may miss {things(pathway.reality_check.miss)} from your work as "
        f"{with_article(pathway.from_role)}."
    )


def challenges_sentence(pathway: Pathway) -> str:
    """Open the list of the biggest challenges."""
    number = len(pathway.reality_check.challenges)
    which = "this big challenge" if number == 1 else f"these {number} big challenges"
    return f"{_move(pathway)} has {which}."


def week_sentence(pathway: Pathway) -> str:
    """Open the list of what to do this week."""
    return f"To become {_new_role(pathway)}, do {things(pathway.action_plan.week)} this week."


def month_sentence(pathway: Pathway) -> str:
    """Open the list of what to do this month."""
    return f"To become {_new_role(pathway)}, do {things(pathway.action_plan.month)} this month."


def quarter_sentence(pathway: Pathway) -> str:
    """Open the list of what to do in the next 90 days."""
    return f"To become {_new_role(pathway)}, do {things(pathway.action_plan.quarter)} in the next 90 days."


# --- parts of sentences ---------------------------------------------------------------------------


def _move(pathway: Pathway) -> str:
    return f"The move from {pathway.from_role} to {pathway.to_role}"


def _new_role(pathway: Pathway) -> str:
    return with_article(pathway.to_role)


def _with_others(estimates: list[str]) -> str:
    first, *others = estimates
    if not others:
        return first
    lead = (
        "another estimate in the sources says" if len(others) == 1 else "other estimates in the sources say"
    )
    return f"{first}; {lead} {listing(others)}"


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _money(amount: float, currency: str) -> str:
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{figure}" if symbol else f"{figure} {currency}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
