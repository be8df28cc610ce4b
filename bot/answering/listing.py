"""Lists: skills, the roadmap's phases, tasks and resources, the action plan, the reality check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.attribution import proper_names
from bot.answering.figures import Figure
from bot.answering.finding import Statement, enumerate_facts, state
from bot.answering.lookup import ended, phase_tasks
from bot.answering.reading import Reading
from bot.answering.records import QUOTED, Kind, Record, listed
from bot.answering.selection import kind_of, select, yardstick
from bot.answering.view import PathwayView
from bot.domain import Importance, ResourceKind
from bot.language import STOPWORDS, content_stems, has, stem, stems, words
from bot.pathways import sentences as say
from bot.pathways.grammar import count

_BY_LENGTH = (
    r"sort(?:ed)?|rank(?:ed|ing)?|ascending|descending|order(?:ed)? (?:\w+ ){0,4}by|"
    r"(?:longest|shortest|biggest|quickest)(?: one)? (?:to (?:the )?(?:\w+est|last)|first)"
)

_ADVICE = r"tips?|advice|hints?|help|tricks?|ideas?|suggest\w*|prepare|preparing|preparation"
_SURE = 0.6  # above this score of its topic the router is hardly ever wrong
_SHARED = 2  # words of a name that a task holds which is about it
_BESIDE = 12  # characters between a title and the word for what it is
_MOST_BESIDE = 2  # tasks that are told beside the thing that they name
_RARE = 1 / 6  # share of the tasks and resources that hold a word which points at them


def skills(reading: Reading, view: PathwayView) -> list[Statement]:
    """The skills to learn, with importance and weeks."""
    chosen = select(reading, view, Kind.SKILL)
    if not chosen:
        return []
    return [skill_list(chosen, reading.importances, view)]


def transferable(reading: Reading, view: PathwayView) -> list[Statement]:
    """What the person brings along; for a named skill, why it helps."""
    named = reading.named(Kind.TRANSFERABLE)
    if named:
        return [state(record.fact) for record in named]
    records = view.of_kind(Kind.TRANSFERABLE)
    if not records:
        return []
    lead = view.prompts.say("transferable", count=len(records), role=view.pathway.from_role)
    return [enumerate_facts(lead, listed(records), [r.name for r in records])]


def selected(reading: Reading, view: PathwayView) -> list[Statement]:
    """What meets the question's conditions: of the kind it names, else skills and phases; sorted if asked."""
    kind = kind_of(reading, view)
    if kind in (Kind.TASK, Kind.RESOURCE):
        return tasks(reading, view) if kind is Kind.TASK else resources(reading, view)
    statements = []
    for each in (kind,) if kind in (Kind.SKILL, Kind.PHASE) else (Kind.SKILL, Kind.PHASE):
        chosen = select(reading, view, each)
        if not chosen:
            continue
        if has(_BY_LENGTH, reading.text):
            statements.append(_by_length(chosen, reading, view))
        elif each is Kind.SKILL:
            statements.append(skill_list(chosen, reading.importances, view))
        else:
            statements.append(phase_list(chosen, view))
    if not statements and (against := yardstick(reading)):
        noun = "skills" if against[0].kind is Kind.SKILL else "phases"
        relation = view.prompts.say("peers_none", noun=noun)
        text = view.prompts.say(
            "peers", anchor=against[0].name, weeks=count(against[0].weeks or 0, "week"), relation=relation
        )
        return [Statement(text, (against[0].fact,))]
    return statements


def phases(reading: Reading, view: PathwayView) -> list[Statement]:
    """The roadmap, or what happens in the phases asked for."""
    named = reading.named(Kind.PHASE)
    if named:
        return [statement for phase in named for statement in phase_tasks(phase, view)]
    if others := _of_others(reading, view):
        return others
    chosen = select(reading, view, Kind.PHASE)
    if has(r"reverse|backwards?|last to first|end to (?:start|beginning)", reading.text):
        chosen = chosen[::-1]
    return [phase_list(chosen, view)] if chosen else []


def tasks(reading: Reading, view: PathwayView) -> list[Statement]:
    """The tasks of the phases asked for, or of all; those alone that meet the question's conditions."""
    chosen = select(reading, view, Kind.TASK)
    if len(chosen) == len(view.of_kind(Kind.TASK)):
        if pointed := _pointed(reading, view):
            return pointed
        if others := _of_others(reading, view):
            return others
        if _guessed(reading, view):
            return []
    positions = {r.phase for r in chosen}
    everything = [r for r in view.of_kind(Kind.TASK) if r.phase in positions]
    if len(chosen) == 1 < len(everything):
        return [state(chosen[0].fact)]
    if len(chosen) < len(everything):
        lead = view.prompts.say("tasks_chosen")
        return [enumerate_facts(lead, listed(chosen), [ended(r.name) for r in chosen])]
    return [
        statement
        for phase in view.of_kind(Kind.PHASE)
        if phase.phase in positions
        for statement in phase_tasks(phase, view)
    ]


def _of_others(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return what is said of a skill or a resource that a question names where it names no phase and no list.

    "What does X have to do with it?": the thing itself, and the tasks that name it.
    """
    nouns = f"{view.lexicon['task_words']}|{view.lexicon['phase_words']}"
    subjects = reading.named(Kind.SKILL, Kind.RESOURCE, Kind.TITLE, Kind.TRANSFERABLE)
    asked = re.sub(r"\bto do with\b", "", reading.text, flags=re.I)
    if not subjects or len(subjects) != len(reading.subjects) or has(nouns, asked):
        return []
    shared = {record.record_id: set(content_stems(record.name)) for record in subjects}
    tasks = [
        task
        for task in view.of_kind(Kind.TASK)
        if any(len(name & set(content_stems(task.name))) >= _SHARED for name in shared.values())
    ]
    records = dict.fromkeys([*subjects, *tasks[:_MOST_BESIDE]])
    return [state(record.fact) for record in records]


def _guessed(reading: Reading, view: PathwayView) -> bool:
    """Whether nothing but the router's guess says that all tasks are asked for."""
    lexicon = view.lexicon
    nouns = "|".join((lexicon["task_words"], lexicon["phase_words"], lexicon["plain"]["making"]))
    return reading.confidence < _SURE and not has(nouns, reading.text) and len(reading.residue) > 1


def _pointed(reading: Reading, view: PathwayView) -> list[Statement]:
    """Return the tasks and resources that hold all that a question says: "interview tips?"."""
    if has(f"{view.lexicon['task_words']}|{view.lexicon['phase_words']}", reading.text):
        return []
    aside = rf"{_ADVICE}|{view.lexicon['familiar']}"  # "on Tuesday" is no part of what is asked about
    said = {w.removesuffix("s") for w in words(reading.text) if w not in STOPWORDS and not has(aside, w)}
    entries = view.of_kind(Kind.TASK, Kind.RESOURCE)
    # By the words themselves: what is practised is not practical.
    own = {each.record_id: {w.removesuffix("s") for w in words(each.fact.text)} for each in entries}
    spread = Counter(word for each in entries for word in said & own[each.record_id])
    telling = {word for word, times in spread.items() if times <= len(entries) * _RARE}
    unheard = {word for word in said if not spread[word]}  # "how should my resume look?" asks of resumes
    if not telling or telling != said - unheard or len(unheard) > len(telling):
        return []
    held = [each for each in entries if telling & own[each.record_id]]
    if len(held) <= 1:
        return [state(each.fact) for each in held]
    items = [ended(r.name) if r.kind is Kind.TASK else r.fact.quote for r in held]
    return [enumerate_facts(view.prompts.say("named_in"), listed(held), items)]


def resources(reading: Reading, view: PathwayView) -> list[Statement]:
    """Courses, books and the rest, of a kind or of a phase where the question says so."""
    named = reading.named(Kind.RESOURCE, Kind.TITLE)
    if named and not reading.phases and not reading.named(Kind.PHASE):
        return [state(record.fact) for record in named[:4]]
    kind = reading.resource_kind
    chosen, extra = with_names(
        select(reading, view, Kind.RESOURCE), named_elsewhere(reading, view), reading, view
    )
    if not chosen and not extra:
        return []
    if len(chosen) + len(extra) == 1:
        return [state(record.facts[-1]) for record in (*chosen, *extra)]
    noun = f"{kind.value}s" if kind and kind is not ResourceKind.DOCUMENTATION else "resources"
    where = reading.named(Kind.PHASE)
    inside = len(where) == 1 and all(r.phase == where[0].phase for r in chosen)
    name = "resources_of_phase" if inside else "resources"
    lead = view.prompts.say(
        name, noun=noun, phase=where[0].phase if where else "", name=where[0].name if where else ""
    )
    items = [r.fact.quote for r in chosen] + [mention_of(r) for r in extra]
    facts = [r.fact for r in chosen] + [r.facts[-1] if r.kind is Kind.SKILL else r.fact for r in extra]
    return [enumerate_facts(lead, facts, items)]


def named_elsewhere(reading: Reading, view: PathwayView) -> list[Record]:
    """Return the tasks and skills that name a thing of the kind asked for which no resource lists."""
    kind = reading.resource_kind
    if kind is None:
        return []
    seen = " ".join(record.fact.quote for record in view.of_kind(Kind.RESOURCE)).lower()
    found: list[Record] = []
    for record in _mentioning(kind, reading, view):
        if not _titles(record, kind, seen):
            found.append(record)
            seen += f" {record.facts[-1].text.lower()}"
    return found


def reality(kind: Kind, view: PathwayView) -> list[Statement]:
    """All that is loved, missed or hard."""
    records = view.of_kind(kind)
    lead = view.prompts.say(f"{kind}_list", role=view.pathway.to_role)
    return [enumerate_facts(lead, listed(records), [ended(r.name) for r in records])] if records else []


def skill_item(record: Record, *, importance: bool) -> str:
    """Return "Python for AI/ML (critical, 8 weeks)"."""
    weeks = count(record.weeks or 0, "week")
    level = f"{say.importance_words(record.importance)}, " if importance and record.importance else ""
    return f"{record.name} ({level}{weeks})"


def item(record: Record) -> str:
    """Return the record as an entry of a list, with its weeks where it has some."""
    if record.kind is Kind.SKILL:
        return skill_item(record, importance=True)
    if record.kind is Kind.PHASE:
        return f"Phase {record.phase}: {record.name} ({count(record.weeks or 0, 'week')})"
    return re.sub(r"\s*Note:.*", "", record.name) if record.kind is Kind.RESOURCE else record.name


def mention_of(record: Record) -> str:
    """Return the sentence of a task or a skill that names something to learn from."""
    return ended(record.name) if record.kind is Kind.TASK else record.facts[-1].text


def limit_words(limit: Figure, view: PathwayView) -> str:
    """Return a condition on weeks in words: "at least 8 weeks"."""
    name = {
        "=": "limit_is",
        "!=": "limit_not",
        ">": "limit_over",
        "<": "limit_under",
        ">=": "limit_least",
        "<=": "limit_most",
    }
    chosen = (
        "limit_between" if limit.comparison == "=" and limit.low != limit.high else name[limit.comparison]
    )
    return view.prompts.say(chosen, low=f"{limit.low:g}", weeks=count(int(limit.high), limit.unit))


def phase_list(chosen: Sequence[Record], view: PathwayView) -> Statement:
    lead = view.prompts.say(
        "phases", count=len(chosen), weeks=count(sum(r.weeks or 0 for r in chosen), "week")
    )
    if len(chosen) < len(view.of_kind(Kind.PHASE)):
        name = "phase_chosen" if len(chosen) == 1 else "phases_chosen"
        lead = view.prompts.say(name, count=count(len(chosen), "phase"), weeks=_weeks_of(chosen))
    return enumerate_facts(lead, listed(chosen), [item(r) for r in chosen])


def _by_length(chosen: Sequence[Record], reading: Reading, view: PathwayView) -> Statement:
    ascending = has(
        r"ascending|(?:shortest|quickest|smallest|fastest|least)(?: \w+)* (?:to|first)|increasing",
        reading.text,
    )
    ranked = sorted(chosen, key=lambda r: r.weeks or 0, reverse=not ascending)
    noun = "skills" if ranked[0].kind is Kind.SKILL else "phases"
    lead = view.prompts.say(
        "sorted", count=len(ranked), noun=noun, direction="shortest" if ascending else "longest"
    )
    return enumerate_facts(lead, listed(ranked), [item(r) for r in ranked])


def skill_list(chosen: Sequence[Record], importances: Sequence[Importance], view: PathwayView) -> Statement:
    everything = len(chosen) == len(view.of_kind(Kind.SKILL))
    single = importances[0] if len(set(importances)) == 1 else None
    level = f"{say.importance_words(single)} " if single else ""
    if single is Importance.NICE_TO_HAVE:
        level = "nice-to-have "
    lead = view.prompts.say(
        "skills_all" if everything else "skills_chosen",
        level=level,
        count=len(chosen),
        noun="skill" if len(chosen) == 1 else "skills",
    )
    return enumerate_facts(lead, listed(chosen), [skill_item(r, importance=single is None) for r in chosen])


def _mentioning(kind: ResourceKind, reading: Reading, view: PathwayView) -> list[Record]:
    """Tasks and skills that send the reader to a thing of this kind."""
    positions = set(reading.phases) | {r.phase for r in reading.named(Kind.PHASE)}
    word = re.compile(rf"\b{re.escape(kind.value)}", re.IGNORECASE)
    records = [r for r in view.of_kind(Kind.TASK, Kind.SKILL) if not positions or r.phase in positions]
    return [r for r in records if word.search(r.facts[-1].text) and QUOTED.search(r.facts[-1].text)]


def with_names(
    chosen: list[Record], extra: list[Record], reading: Reading, view: PathwayView
) -> tuple[list[Record], list[Record]]:
    """Keep those that hold a proper name of the question, "the book by Fowler", if any do."""
    said = {stem(word.removesuffix("'s")) for word in words(reading.text)} & proper_names(view)
    kept = [{r for r in records if said & set(stems(r.facts[-1].text))} for records in (chosen, extra)]
    if not any(kept):
        return chosen, extra
    return [r for r in chosen if r in kept[0]], [r for r in extra if r in kept[1]]


def _titles(record: Record, kind: ResourceKind, seen: str) -> bool:
    """Whether every quoted title of that kind in the record, else every one, is among those listed."""
    text = record.facts[-1].text
    titles = list(QUOTED.finditer(text))
    of_kind = [
        title
        for title in titles
        if kind.value in text[max(0, title.start() - _BESIDE) : title.end() + _BESIDE].lower()
    ]
    return all(title[1].lower() in seen for title in of_kind or titles)


def _weeks_of(records: Sequence[Record]) -> str:
    weeks = {record.weeks or 0 for record in records}
    return count(weeks.pop(), "week") if len(weeks) == 1 else f"{min(weeks)} to {max(weeks)} weeks"
