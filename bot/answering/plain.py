"""What newcomers ask first, where the form leaves no doubt: where to start, a plan, hours, what to skip.

Asked before the router's guess and the judgement of coverage count. The forms are the lexicon's `plain`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.answering import (
    at_odds,
    certified,
    comparing,
    extremes,
    hardness,
    holding,
    horizons,
    listing,
    out_of_turn,
    pace,
    scaling,
    sufficing,
    suiting,
    telling,
    weighing,
    which_of,
)
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lines import Lines
from bot.answering.lookup import ended, hours_assumed
from bot.answering.reading import Reading
from bot.answering.records import Kind, Record, listed
from bot.answering.selection import LONG_END, SHORT_END
from bot.answering.view import PathwayView
from bot.domain import Horizon, Importance
from bot.language import STOPWORDS, has, stem, words
from bot.pathways.grammar import count

Handler = Callable[[Reading, PathwayView, Lines], list[Statement]]
_WRITTEN = ("resource/", "title/")  # how the ids of what somebody wrote begin
_OF_MOVE = ("gain", "worth", "fastest")  # forms whose "it" is the move
_SOME = 3  # that "the first few" are
_FEW = 2  # statements that are told one by one
_NEAR = 0.3  # cosine of a task or a skill that speaks of what is to be bought


def is_of_move(text: str, view: PathwayView) -> bool:
    """Whether a question is about the whole move, whatever "it" may point at: "what do I get out of it?"."""
    bare = _bare(text, view)
    return any(re.fullmatch(view.lexicon["plain"][form], bare) for form in _OF_MOVE)


def answer(reading: Reading, view: PathwayView, lines: Lines) -> tuple[str, list[Statement]]:
    """Return the topic and what to say, or nothing where no form fits."""
    text = _bare(reading.text, view)
    for form, topic, handler in _FORMS_OF_ONE if reading.continued else _FORMS:
        pattern = view.lexicon["plain"].get(form)
        if (pattern is None or re.fullmatch(pattern, text)) and (said := handler(reading, view, lines)):
            return topic, said
    return "", []


def _bare(text: str, view: PathwayView) -> str:
    """Return a question without its marks, and without what opens and closes it."""
    text = " ".join(re.sub(r"[?!.,;:]+", " ", text.lower()).split())
    text = re.sub(rf"^(?:(?:{view.lexicon['plain']['opening']})\s+)+", "", text)
    return re.sub(rf"(?:\s+(?:{view.lexicon['plain']['closing']}))+$", "", text)


def start(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Where to start: the plan for this week, else the first phase."""
    if any(m.whole for m in reading.mentions):
        return []
    plan = horizons.plan(replace(reading, horizon=Horizon.WEEK, text=""), view)
    first = view.record("phase/1")
    return [*plan, *([state(first.fact)] if first else [])]


def first_ones(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """The first or last so many tasks of the roadmap, or the first steps of the action plan."""
    found = re.fullmatch(view.lexicon["plain"]["first_ones"], _bare(reading.text, view))
    if found is None:
        return []
    said = found["count"] or "1"
    many = int(said) if said.isdigit() else view.lexicon["numbers"].get(said, _SOME)
    kind = Kind.TASK if found["noun"].startswith("task") else Kind.ACTION
    if found["end"] != "first" and kind is not Kind.TASK:
        return []
    chosen = view.of_kind(kind)[:many] if found["end"] == "first" else view.of_kind(kind)[-many:]
    if len(chosen) == 1:
        return [state(chosen[0].fact)]
    noun = count(len(chosen), "task" if kind is Kind.TASK else "step")
    name = "first_ones" if found["end"] == "first" else "last_ones"
    lead = view.prompts.say(name, count=noun)
    return [enumerate_facts(lead, listed(chosen), [ended(r.name) for r in chosen])] if chosen else []


def each_phase(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How long each phase takes."""
    phases = [] if reading.phases or reading.subjects else view.of_kind(Kind.PHASE)
    return [listing.phase_list(phases, view)] if phases else []


def each_skill(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How long each skill takes to learn."""
    skills = [] if reading.importances or reading.subjects else view.of_kind(Kind.SKILL)
    return [listing.skill_list(skills, (), view)] if skills else []


def plan(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """A plan that is to be made: the horizon that is named, else the whole action plan and the roadmap."""
    if reading.subjects:
        return []
    if reading.horizon:
        return horizons.plan(reading, view)
    whole = horizons.plan(replace(reading, text="action plan"), view)
    phases = view.of_kind(Kind.PHASE)
    return [*whole, *([listing.phase_list(phases, view)] if phases else [])]


def skippable(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What can be skipped: the skills that are nice to have."""
    if reading.continued and any(not each.startswith("skill/") for each in reading.listed):
        return []  # of another list
    chosen = [r for r in view.of_kind(Kind.SKILL) if r.importance is Importance.NICE_TO_HAVE]
    return [listing.skill_list(chosen, (Importance.NICE_TO_HAVE,), view)] if chosen else []


def projects(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What there is to build: the tasks that hold a word of the question, else those that make something."""
    lexicon = view.lexicon["plain"]
    tasks = view.of_kind(Kind.TASK)
    said = {stem(w) for w in words(reading.text) if w not in STOPWORDS and not has(lexicon["making"], w)}
    pointed = [r for r in tasks if said & _stems(r)]
    if len(pointed) > len(tasks) / 3:
        pointed = []
    chosen = pointed or [r for r in tasks if re.match(lexicon["made"], r.name.lower())]
    if not chosen:
        return []
    counted = has(r"how many", reading.text)
    lead = view.prompts.say("projects_counted", count=count(len(chosen), "task")) if counted else ""
    lead = lead or view.prompts.say("tasks_chosen")
    return [enumerate_facts(lead, listed(chosen), [ended(r.name) for r in chosen])]


def gathered(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Every task and skill that holds the noun of "name every X"."""
    match = re.search(view.lexicon["plain"]["every"], reading.text.lower())
    if match is None or reading.subjects:
        return []
    said = words(match[1])[-1:]
    token = stem(said[0]) if said else ""
    nouns = "|".join(
        view.lexicon[key] for key in ("phase_words", "skill_words", "task_words", "resource_words")
    )
    kinds = "|".join(view.lexicon["resource_kind"].values())
    if not said or re.fullmatch(f"{nouns}|{kinds}", said[0]) or said[0] in STOPWORDS:
        return []
    return _naming(token, view)


def bought(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What is to be bought: the tasks and skills that name the thing, else those nearest to it."""
    if reading.resource_kind or reading.horizon:
        return []
    for word in reversed(words(reading.text)):
        if word not in STOPWORDS and (said := _naming(stem(word), view)):
            return said
    near = lines.best(reading, kinds=(Kind.SKILL, Kind.TASK), most=3)
    chosen = [line for line in near if line.bare >= _NEAR]
    return [state(line.fact) for line in chosen]


def doubtful(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What to watch out for among the resources: those of which something is noted."""
    if named := reading.named(Kind.RESOURCE, Kind.TITLE):
        return [state(record.fact) for record in named]
    if has(view.lexicon["phase_words"], reading.text) and (said := holding.holding(reading, view)):
        return said
    noted = [r for r in view.of_kind(Kind.RESOURCE) if has("note:", r.fact.text)]
    if not noted:
        return []
    return [enumerate_facts(view.prompts.say("noted_of"), listed(noted), [r.fact.quote for r in noted])]


def gains(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """What there is to gain: the pay, the demand, and what is loved."""
    paid = [view.record(f"fact/{name}") for name in ("salary", "demand")]
    facts = [record.fact for record in (*paid, *view.of_kind(Kind.LOVE)[:2]) if record]
    return [state(fact) for fact in facts]


def fastest(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How fast the move can go: how long it takes, and by which hours a week."""
    whole = view.record("fact/duration")
    return [*([state(whole.fact)] if whole else []), hours_assumed(view)]


def end_of_move(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """The longest or the shortest that the move can take."""
    nouns = "|".join(view.lexicon[name] for name in ("phase_words", "skill_words", "task_words"))
    ends = f"{LONG_END}|{SHORT_END}"
    asked = has(view.lexicon["whole_move"], reading.text) and has(ends, reading.text)
    return extremes.end_of_move(reading, view) if asked and not has(nouns, reading.text) else []


def horizons_compared(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Whether one horizon of the plan holds more than another: "more to do this month than this week?"."""
    asked = re.search(r"\b(?:more|fewer|less|as many|as much)\b.*\b(?:than|as|or)\b", reading.text, re.I)
    return comparing.of_horizons(reading, view) if asked else []


def share(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How much of the roadmap what is named makes up."""
    return scaling.proportion(reading, view)


def roadmap(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How the move goes: the phases."""
    phases = view.of_kind(Kind.PHASE)
    return [listing.phase_list(phases, view)] if phases else []


def people(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Where to meet or ask others: what names a community."""
    if has(view.lexicon["attributes"]["link"]["asked"], reading.text):
        return []
    records = view.of_kind(Kind.TASK, Kind.ACTION, Kind.RESOURCE)
    held = [r for r in records if has(view.lexicon["communities"], r.fact.text)]
    if len(held) <= _FEW:
        return [state(r.fact) for r in held]
    return [enumerate_facts(view.prompts.say("named_in"), listed(held), [ended(r.name) for r in held])]


def dated(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """How old the facts are: what their source says, and that it gives no date where it gives none."""
    record = view.record("fact/sources")
    said = [state(fact) for fact in record.facts] if record else []
    return said if view.pathway.as_of else telling.opened("undated", said, view)


def sources(reading: Reading, view: PathwayView, lines: Lines) -> list[Statement]:
    """Where the pathway's facts come from, unless a book or a course was spoken of: "who wrote it"."""
    spoken_of = (*reading.listed, *reading.earlier)[:1]
    if has(r"it|that|them|these|those", reading.text) and any(
        each.startswith(_WRITTEN) for each in spoken_of
    ):
        return []
    record = view.record("fact/sources")
    said = [state(fact) for fact in record.facts] if record else []
    asks_who = has(r"^who|author", reading.text)
    return telling.opened("authorless", said, view) if asks_who else said


def _naming(token: str, view: PathwayView) -> list[Statement]:
    """Return the tasks and ways to learn a skill that hold a stem, or what such a skill's name lists."""
    records = view.of_kind(Kind.SKILL, Kind.TASK)
    parts = holding.listed_under({token}, view)
    held = [r for r in records if token in _stems(r) or any(has(part, _said(r)) for part in parts)]
    if not held:
        return []
    if len(held) <= _FEW:
        return [state(r.facts[-1]) for r in held]
    items = [ended(r.name) if r.kind is Kind.TASK else r.facts[-1].text for r in held]
    return [enumerate_facts(view.prompts.say("named_in"), [r.facts[-1] for r in held], items)]


def _stems(record: Record) -> set[str]:
    return {stem(word) for word in words(_said(record))}


def _said(record: Record) -> str:
    return f"{record.name} {record.facts[-1].text}"


# What is asked of one thing, be it by its name or by "it".
_FORMS_OF_ONE: tuple[tuple[str, str, Handler], ...] = (
    ("out_of_turn", "phases", out_of_turn.answer),
    ("skip", "skills", skippable),
)
_FORMS: tuple[tuple[str, str, Handler], ...] = (
    ("start", "plan", start),
    ("make_plan", "plan", plan),
    ("hours_assumed", "duration", pace.assumed),
    ("", "duration", pace.at_own_pace),
    ("beside", "duration", fastest),
    ("", "phases", holding.first_named),
    ("first_ones", "tasks", first_ones),
    ("each_phase", "phases", each_phase),
    ("new", "skills", each_skill),
    ("each_skill", "skills", each_skill),
    *_FORMS_OF_ONE,
    ("projects", "tasks", projects),
    ("buy", "resources", bought),
    ("needed_for", "tasks", bought),
    ("", "resources", certified.unnamed),
    ("certificates", "resources", certified.named),
    ("sources", "overview", sources),
    ("worth", "advice", weighing.worth),
    ("decide", "advice", weighing.worth),
    ("", "challenges", hardness.feared),
    ("pros_and_cons", "reality", weighing.pros_and_cons),
    ("two_figures", "overview", at_odds.two_figures),
    ("dated", "overview", dated),
    ("people", "plan", people),
    ("gain", "advice", gains),
    ("", "plan", horizons_compared),
    ("", "importance", which_of.of_named),
    ("", "duration", share),
    ("", "duration", end_of_move),
    ("fastest", "duration", fastest),
    ("goes", "phases", roadmap),
    ("", "skills", sufficing.enough),
    ("", "advice", suiting.answer),
    ("", "resources", gathered),
    ("", "how", telling.defined),
    ("", "how", telling.told_whole),
    ("", "overview", telling.role_defined),
    ("", "miss", telling.disliked),
    ("", "advice", telling.mishap),
    ("watch_out", "resources", doubtful),
    ("", "phases", telling.becoming),
    ("", "importance", telling.reasoned),
    ("", "skills", telling.compared),
)
