"""The sections of a pathway document in Markdown, from blocks to records. Not its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import (
    ActionPlan,
    Importance,
    Phase,
    Question,
    RealityCheck,
    Resource,
    ResourceKind,
    Skill,
    Task,
    TransferableSkill,
)
from bot.pathways.blocks import Block
from bot.pathways.chunks import PLAN_HEADINGS, REALITY_HEADINGS
from bot.pathways.faults import Faults, nearest, shown

NO_QUESTION = "(no question)"
_WEEKS = re.compile(r"(.*?)[\s·,|–-]*\s(?:([^\s·,|]+)\s+weeks?)", re.IGNORECASE)
_NAME_AND_WEEKS = re.compile(r"(.*\S) · (\S+) weeks?", re.IGNORECASE)
_KIND = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_EXAMPLE_SKILL = "Write it as in `*critical · 8 weeks*`, on the line below the skill's heading."
_EXAMPLE_PHASE = "Write the heading as in `### 1. Foundations · 8 weeks`."


@dataclass(slots=True)
class Part:
    """A heading of a document and what stands below it."""

    heading: str
    line: int
    blocks: list[Block]

    def prose(self) -> str:
        """Return paragraphs and lists as text, with a blank line between them."""
        text = ""
        before: Block | None = None
        for block in self.blocks:
            if block.kind == "heading":
                continue
            in_list = before is not None and before.kind == block.kind == "item"
            text += ("\n" if in_list else "\n\n") if text else ""
            text += f"- {block.text}" if block.kind == "item" else block.text
            before = block
        return text


def read_transferable_skills(part: Part | None, *, faults: Faults) -> tuple[TransferableSkill, ...]:
    """Read `### Name` with a reason below each."""
    return tuple(
        TransferableSkill(entry.heading, entry.prose(), entry.line)
        for entry in _entries(part, "a skill's name", faults=faults)
    )


def read_skills(part: Part | None, *, faults: Faults) -> tuple[Skill, ...]:
    """Read `### Name`, `*importance · N weeks*` and how to learn each."""
    return tuple(
        skill
        for entry in _entries(part, "a skill's name", faults=faults)
        if (skill := _skill(entry, faults=faults)) is not None
    )


def read_phases(part: Part | None, *, faults: Faults) -> tuple[Phase, ...]:
    """Read `### 1. Name · N weeks` with its tasks and resources."""
    if part is None:
        return ()
    entries = list(_entries(part, "a phase", faults=faults))
    if not entries:
        faults.add(part.line, "The roadmap has no phases.", "Add one such as `### 1. Foundations · 8 weeks`.")
    phases = (_phase(entry, position, faults=faults) for position, entry in enumerate(entries, start=1))
    return tuple(phase for phase in phases if phase is not None)


def read_reality_check(part: Part | None, *, faults: Faults) -> RealityCheck:
    """Read the three lists of the reality check."""
    lists = _lists(part, tuple(REALITY_HEADINGS.values()), faults=faults)
    love, miss, challenges = (lists.get(heading, ()) for heading in REALITY_HEADINGS.values())
    return RealityCheck(love, miss, challenges, part.line if part else 0)


def read_action_plan(part: Part | None, *, faults: Faults) -> ActionPlan:
    """Read the three lists of the action plan."""
    lists = _lists(part, tuple(PLAN_HEADINGS.values()), faults=faults)
    week, month, quarter = (lists.get(heading, ()) for heading in PLAN_HEADINGS.values())
    return ActionPlan(week, month, quarter, part.line if part else 0)


def read_questions(part: Part | None, *, faults: Faults) -> tuple[Question, ...]:
    """Read `### Question?` or `### (no question)` with an answer below each."""
    found: list[Question] = []
    for entry in _entries(part, "a question", faults=faults, unique=False):
        answer = entry.prose()
        if not answer:
            faults.add(
                entry.line, f"{shown(entry.heading)} has no answer.", "Write one below it, or delete it."
            )
        question = None if entry.heading.casefold() == NO_QUESTION else entry.heading
        found.append(Question(question, answer, entry.line))
    return tuple(found)


def weeks_from(words: str) -> int | None:
    """Return the positive whole number that `words` are, else None."""
    return int(words) if re.fullmatch(r"[0-9]{1,4}", words) and int(words) > 0 else None


def importance_from(words: str) -> Importance | None:
    """Return the importance that `words` name, hyphens and case aside, else None."""
    plain = re.sub(r"[\s_-]+", "_", words.strip().lower())
    return Importance(plain) if plain in set(Importance) else None


def _skill(entry: Part, *, faults: Faults) -> Skill | None:
    first = next((block for block in entry.blocks if block.kind == "paragraph"), None)
    match = _WEEKS.fullmatch(first.text) if first else None
    if first is None or match is None:
        problem = (
            f"The skill {shown(entry.heading)} does not say how important it is and how many weeks it takes."
        )
        faults.add(first.line if first else entry.line, problem, _EXAMPLE_SKILL)
        return None
    importance, weeks = importance_from(match[1]), weeks_from(match[2])
    if importance is None:
        words = [word.replace("_", " ") for word in Importance]
        remedy = nearest(match[1], words, otherwise=f"Write {', '.join(words[:-1])} or {words[-1]}.")
        faults.add(first.line, f"The importance {shown(match[1])} is not known.", remedy)
    if weeks is None:
        problem = f"{shown(match[2])} is not a number of weeks."
        faults.add(first.line, problem, "Write a whole number above zero, as in `*critical · 8 weeks*`.")
    if importance is None or weeks is None:
        return None
    how = replace(entry, blocks=[block for block in entry.blocks if block is not first]).prose()
    return Skill(entry.heading, importance, weeks, how, entry.line)


def _phase(entry: Part, position: int, *, faults: Faults) -> Phase | None:
    number, dot, rest = entry.heading.partition(".")
    match = _NAME_AND_WEEKS.fullmatch(rest.strip()) or _WEEKS.fullmatch(rest.strip())
    if not dot or not re.fullmatch(r"[0-9]{1,4}", number) or match is None or not match[1].strip():
        problem = f"The phase {shown(entry.heading)} lacks its number, its name or its weeks."
        faults.add(entry.line, problem, _EXAMPLE_PHASE)
        return None
    if int(number) != position:
        problem = f"Phase {number} stands where phase {position} is due."
        faults.add(entry.line, problem, "Number the phases 1, 2, 3 and so on, in order.")
    weeks = weeks_from(match[2])
    if weeks is None:
        faults.add(entry.line, f"{shown(match[2])} is not a number of weeks.", _EXAMPLE_PHASE)
    parts = _children(entry, ("Tasks", "Resources"), level=4, faults=faults)
    tasks = _items(parts.get("Tasks"), faults=faults)
    resources = _resources(parts.get("Resources"), faults=faults)
    if weeks is None:
        return None
    numbered = tuple(Task(f"{position}.{n}", text) for n, text in enumerate(tasks, start=1))
    return Phase(position, match[1].strip(), weeks, numbered, resources, entry.line)


def _resources(part: Part | None, *, faults: Faults) -> tuple[Resource, ...]:
    found: list[Resource] = []
    for block in _item_blocks(part, faults=faults):
        if block.level == 1 or not found:
            found.append(_resource(block, faults=faults))
            continue
        label, _, value = block.text.partition(" ")
        if label.casefold() == "note:" and value:
            found[-1] = replace(found[-1], note=value)
        elif block.text.casefold().startswith("checked on "):
            found[-1] = replace(found[-1], checked_on=_day(block, faults=faults))
        else:
            problem = f"{shown(block.text)} below a resource is neither a note nor a date."
            faults.add(block.line, problem, "Write `- Note: …` or `- Checked on 2026-03-02`.")
    return tuple(found)


def _resource(block: Block, *, faults: Faults) -> Resource:
    kinds = [kind.value for kind in ResourceKind]
    if block.link:
        name, url, kind = block.link.text, block.link.url, block.link.rest.strip("()").casefold()
        if kind in kinds or not block.link.rest:
            return Resource(name, ResourceKind(kind or "other"), url)
    match = _KIND.fullmatch(block.text)
    if match and match[2].casefold() in kinds:
        return Resource(match[1], ResourceKind(match[2].casefold()))
    if match and (close := nearest(match[2], kinds, otherwise="")):
        faults.warn(block.line, f'The resource kind "{match[2]}" is not known. {close}')
    return Resource(block.text, ResourceKind.OTHER)


def _day(block: Block, *, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(block.text[len("checked on ") :].rstrip("."))
    except ValueError:
        faults.add(
            block.line, f"{shown(block.text)} holds no date.", "Write it as in `- Checked on 2026-03-02`."
        )
        return None


def _entries(part: Part | None, what: str, *, faults: Faults, unique: bool = True) -> Iterator[Part]:
    """Yield each third-level heading with what stands below it."""
    if part is None:
        return
    entries: list[Part] = []
    for block in part.blocks:
        if block.kind == "heading" and block.level == 3:
            entries.append(Part(block.text, block.line, []))
        elif entries:
            entries[-1].blocks.append(block)
        else:
            problem = f"{shown(block.text)} stands before the first entry of {shown(part.heading)}."
            faults.add(block.line, problem, f"Give it a heading: `### ` and {what}.")
            break
    seen: dict[str, int] = {}
    for entry in entries:
        if not entry.heading:
            faults.add(entry.line, "The heading is empty.", f"Write `### ` and {what}.")
            continue
        if unique and entry.heading.casefold() in seen:
            problem = (
                f"{shown(entry.heading)} stands there twice, first on line {seen[entry.heading.casefold()]}."
            )
            faults.add(entry.line, problem, "Rename or delete one of the two.")
        seen[entry.heading.casefold()] = entry.line
        yield entry


def _children(entry: Part, headings: tuple[str, ...], *, level: int, faults: Faults) -> dict[str, Part]:
    """Return what stands below each of the `headings`, which are all that may stand there."""
    known = {heading.casefold(): heading for heading in headings}
    marks = "#" * level
    parts: dict[str, Part] = {}
    current: Part | None = None
    for block in entry.blocks:
        if block.kind == "heading":
            current = Part(block.text, block.line, [])
            heading = known.get(block.text.casefold()) if block.level == level else None
            if heading is None:
                listed = " and ".join(f"`{marks} {heading}`" for heading in headings)
                remedy = nearest(block.text, headings, otherwise=f"What may stand there: {listed}.")
                faults.add(
                    block.line,
                    f"The heading {shown(block.text)} has no place in {shown(entry.heading)}.",
                    remedy,
                )
            elif heading in parts:
                remedy = f"Put both lists below the one on line {parts[heading].line}."
                faults.add(block.line, f"The heading {shown(block.text)} stands there twice.", remedy)
            else:
                parts[heading] = current
        elif current is not None:
            current.blocks.append(block)
        else:
            listed = " or ".join(f"`{marks} {heading}`" for heading in headings)
            faults.add(block.line, f"{shown(block.text)} stands below no heading.", f"Put it below {listed}.")
            break
    return parts


def _lists(part: Part | None, headings: tuple[str, ...], *, faults: Faults) -> dict[str, tuple[str, ...]]:
    parts = _children(part, headings, level=3, faults=faults) if part else {}
    return {heading: tuple(_items(child, faults=faults)) for heading, child in parts.items()}


def _items(part: Part | None, *, faults: Faults) -> list[str]:
    return [block.text for block in _item_blocks(part, faults=faults)]


def _item_blocks(part: Part | None, *, faults: Faults) -> Iterator[Block]:
    for block in part.blocks if part else ():
        if block.kind == "item":
            yield block
        else:
            faults.add(block.line, f"{shown(block.text)} is not a list item.", "Start it with `- `.")
