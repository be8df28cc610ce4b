"""The sections of a career pathway page, from lines to records: skills, phases, questions."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.domain import (
    Importance,
    Phase,
    Question,
    Resource,
    ResourceKind,
    Skill,
    Task,
    TransferableSkill,
)
from bot.pathways.faults import Faults, nearest, shown
from bot.pathways.page_text import Line, Part, is_label, items_of, without_bullet
from bot.pathways.records import importance_from, weeks_from
from bot.pathways.run_together import Vocabulary, split_resources

_WEEKS = re.compile(r"([0-9]+)\s*weeks?", re.IGNORECASE)
_IMPORTANCE_AND_WEEKS = re.compile(r"(\D*?)\s*([0-9]+)\s*weeks?", re.IGNORECASE)
_KINDS = (
    (re.compile(r"^books?\b", re.IGNORECASE), ResourceKind.BOOK),
    (
        re.compile(r"coursera|udemy|udacity|\bedx\b|\bdli\b|\bcourses?\b|specialization", re.I),
        ResourceKind.COURSE,
    ),
    (re.compile(r"certificat", re.IGNORECASE), ResourceKind.CERTIFICATION),
    (re.compile(r"\bdocumentation\b|\bdocs\b|\btutorials?\b", re.IGNORECASE), ResourceKind.DOCUMENTATION),
    (re.compile(r"\bprojects?\b", re.IGNORECASE), ResourceKind.PROJECT),
    (re.compile(r"(?:^|[\s:])'[^']+'"), ResourceKind.BOOK),  # a title in quotes, of no known publisher
)


# --- skills ---------------------------------------------------------------------------------------


def transferable_skills_of(part: Part | None, *, faults: Faults) -> tuple[TransferableSkill, ...]:
    """Read names and reasons in turn, below an introduction that ends with a full stop."""
    lines = list(part.lines) if part else []
    while lines and _is_prose(lines[0]):
        lines.pop(0)
    found: list[TransferableSkill] = []
    while lines:
        name, why = lines.pop(0), lines.pop(0) if lines else None
        if why is None:
            remedy = "Copy the page again, with the paragraph below the skill's name."
            faults.add(name.number, f"The skill {shown(name.text)} has no reason below it.", remedy)
            break
        reasons = [why.text]
        while lines and _is_prose(lines[0]):
            reasons.append(lines.pop(0).text)
        found.append(TransferableSkill(name.text, " ".join(reasons), name.number))
    return tuple(found)


def _is_prose(line: Line) -> bool:
    return line.text.rstrip("\"')").endswith((".", "!", "?")) and " " in line.text


def skills_of(part: Part | None, *, faults: Faults) -> tuple[Skill, ...]:
    """Read a name, a line such as "Important4 weeks" and how to learn it, in turn."""
    lines = _joined(part.lines) if part else []
    places = [at for at, line in enumerate(lines) if at and _looks_like_weeks(line)]
    found: list[Skill] = []
    for at, next_at in pairwise([*places, len(lines) + 1]):
        name, measure = lines[at - 1], lines[at]
        match = _IMPORTANCE_AND_WEEKS.fullmatch(measure.text)
        importance = importance_from(match[1]) if match else None
        weeks = weeks_from(match[2]) if match else None
        if match and importance is None:
            words = [word.value.replace("_", " ") for word in Importance]
            remedy = nearest(match[1], words, otherwise=f"The page's words are {', '.join(words)}.")
            faults.add(measure.number, f"The importance {shown(match[1])} is not known.", remedy)
        if match and weeks is None:
            problem = f"{shown(match[2])} is not a number of weeks."
            faults.add(measure.number, problem, "Write a whole number above zero.")
        if importance and weeks:
            how = " ".join(line.text for line in lines[at + 1 : next_at - 1])
            found.append(Skill(name.text, importance, weeks, how, name.number))
    if part and not places:
        problem = "None of the skills to learn says how important it is and how many weeks it takes."
        faults.add(part.line, problem, 'Below each name belongs a line such as "Important4 weeks".')
    return tuple(found)


def _joined(lines: list[Line]) -> list[Line]:
    """Put an importance and the weeks on the next line together."""
    joined: list[Line] = []
    for line in lines:
        if joined and importance_from(joined[-1].text) and _WEEKS.fullmatch(line.text):
            joined[-1] = Line(joined[-1].number, f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _looks_like_weeks(line: Line) -> bool:
    match = _IMPORTANCE_AND_WEEKS.fullmatch(line.text)
    return match is not None and len(match[1].split()) <= 3


# --- the roadmap ----------------------------------------------------------------------------------


def phases_of(part: Part | None, *, vocabulary: Vocabulary, faults: Faults) -> tuple[Phase, ...]:
    groups: list[list[Line]] = []
    for line in part.lines if part else ():
        if re.fullmatch(r"[0-9]{1,2}", line.text):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    if part and not groups:
        remedy = "Above each phase's name belongs its number, alone on a line."
        faults.add(part.line, "The roadmap has no phases.", remedy)
    found: list[Phase] = []
    for position, group in enumerate(groups, start=1):
        phase = _phase(group, position, vocabulary=vocabulary, faults=faults)
        if phase:
            found.append(phase)
    return tuple(found)


def _phase(lines: list[Line], position: int, *, vocabulary: Vocabulary, faults: Faults) -> Phase | None:
    number, *rest = lines
    if int(number.text) != position:
        problem = f"Phase {number.text} stands where phase {position} is due."
        faults.add(number.number, problem, "Number the phases 1, 2, 3 and so on, in order.")
    heads = [line for line in rest if is_label(line, "tasks") or is_label(line, "resources")]
    opening = rest[: rest.index(heads[0])] if heads else rest
    text = " ".join(line.text for line in opening)
    match = re.fullmatch(r"(.*\S)\s*?\s*(?<![0-9])([0-9]+)\s*weeks?", text, re.IGNORECASE)
    weeks = weeks_from(match[2]) if match else None
    if match is None or weeks is None:
        problem = f"Phase {position} lacks its name or its weeks."
        faults.add(number.number, problem, 'Below the number belong the name and a line such as "8 weeks".')
        return None
    tasks = Part(number.number)
    resources = Part(number.number)
    current: Part | None = None
    for line in rest[len(opening) :]:
        if line in heads:
            current = tasks if is_label(line, "tasks") else resources
        elif current:
            current.lines.append(line)
    numbered = tuple(Task(f"{position}.{n}", text) for n, text in enumerate(items_of(tasks), start=1))
    found = _resources(resources, vocabulary=vocabulary, faults=faults)
    return Phase(position, match[1], weeks, numbered, found, number.number)


def _resources(part: Part, *, vocabulary: Vocabulary, faults: Faults) -> tuple[Resource, ...]:
    found: list[Resource] = []
    for line in part.lines:
        splitting = split_resources(without_bullet(line.text), vocabulary=vocabulary)
        for word in splitting.unclear:
            sentence = f"{shown(word)} may be one name, or two resources run together; it is kept whole."
            faults.warn(line.number, sentence)
        found.extend(Resource(name, _kind(name)) for name in splitting.names)
    return tuple(found)


def _kind(name: str) -> ResourceKind:
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), ResourceKind.OTHER)


# --- questions -----------------------------------------------------------------------------------


def questions_of(part: Part | None, *, faults: Faults) -> tuple[Question, ...]:
    """Read questions, which end with a question mark, and their answers; a page may hide the questions."""
    found: list[Question] = []
    question: Line | None = None
    for line in part.lines if part else ():
        if line.text.endswith("?"):
            if question:
                faults.warn(question.number, f"{shown(question.text)} has no answer and is left out.")
            question = line
        elif question is None and found and found[-1].question:
            found[-1] = Question(found[-1].question, f"{found[-1].answer}\n\n{line.text}", found[-1].line)
        else:
            found.append(Question(question.text if question else None, line.text, (question or line).number))
            question = None
    if question:
        faults.warn(question.number, f"{shown(question.text)} has no answer and is left out.")
    return tuple(found)
