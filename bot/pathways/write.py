"""Writes a pathway as the Markdown document that reads back as the same pathway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from bot.domain import Pathway, Phase, Range, Resource, Section
from bot.pathways.chunks import PLAN_HEADINGS, REALITY_HEADINGS
from bot.pathways.grammar import count
from bot.pathways.markdown import SECTION_HEADINGS
from bot.pathways.records import NO_QUESTION
from bot.pathways.sentences import importance_words

_MARKUP = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|#(?=#*$)")
_BLOCK_START = re.compile(r"[-+=~#>]|[0-9]{1,9}(?=[.)])")


def write_markdown(pathway: Pathway) -> str:
    """Return the document of `pathway`; its texts must hold no line breaks but those between paragraphs."""
    blocks = [
        f"---\n{_front_matter(pathway)}---",
        f"# {_inline(pathway.title)}",
        *_section(Section.OVERVIEW, _prose(pathway.overview)),
        *_section(Section.TRANSFERABLE_SKILLS, _transferable_skills(pathway)),
        *_section(Section.SKILLS_TO_LEARN, _skills(pathway)),
        *_section(Section.ROADMAP, (block for phase in pathway.phases for block in _phase(phase))),
        *_section(Section.REALITY_CHECK, _reality_check(pathway)),
        *_section(Section.ACTION_PLAN, _action_plan(pathway)),
        *_section(Section.QUESTIONS, _questions(pathway)),
    ]
    return "\n\n".join(blocks) + "\n"


def _front_matter(pathway: Pathway) -> str:
    salary = pathway.salary
    keys: dict[str, object] = {
        "id": pathway.pathway_id,
        "from": pathway.from_role,
        "to": pathway.to_role,
        "difficulty": pathway.difficulty,
        "months": [_range(estimate) for estimate in pathway.months],
        "salary": {
            "currency": salary.currency,
            "change_percent": [_range(estimate) for estimate in salary.change_percent],
            **{
                key: _range(amount)
                for key, amount in (("before", salary.before), ("after", salary.after))
                if amount
            },
        },
        "demand": pathway.demand,
    }
    if pathway.hours_stated:
        keys["hours_per_week"] = pathway.hours_per_week
    if pathway.as_of:
        keys["as_of"] = pathway.as_of
    if pathway.sources:
        keys["sources"] = [
            {"name": source.name, "url": source.url} if source.url else {"name": source.name}
            for source in pathway.sources
        ]
    if pathway.licence:
        keys["licence"] = pathway.licence
    return yaml.safe_dump(keys, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10_000)


def _range(figure: Range) -> int | float | str:
    low, high = (int(end) if end == int(end) else end for end in (figure.low, figure.high))
    return low if low == high else f"{low} to {high}"


def _section(section: Section, blocks: Iterable[str]) -> list[str]:
    written = list(blocks)
    return [f"## {SECTION_HEADINGS[section]}", *written] if written else []


def _transferable_skills(pathway: Pathway) -> Iterator[str]:
    for skill in pathway.transferable_skills:
        yield f"### {_inline(skill.name)}"
        yield from _prose(skill.why)


def _skills(pathway: Pathway) -> Iterator[str]:
    for skill in pathway.skills_to_learn:
        yield f"### {_inline(skill.name)}"
        yield f"*{importance_words(skill.importance)} · {count(skill.weeks, 'week')}*"
        yield from _prose(skill.how)


def _phase(phase: Phase) -> Iterator[str]:
    yield f"### {phase.position}. {_inline(phase.name)} · {count(phase.weeks, 'week')}"
    if phase.tasks:
        yield "#### Tasks"
        yield _list(task.text for task in phase.tasks)
    if phase.resources:
        yield "#### Resources"
        yield "\n".join(line for resource in phase.resources for line in _resource(resource))


def _resource(resource: Resource) -> Iterator[str]:
    name = f"[{_inline(resource.name)}](<{resource.url}>)" if resource.url else _block(resource.name)
    yield f"- {name} ({resource.kind})"
    if resource.note:
        yield f"  - Note: {_inline(resource.note)}"
    if resource.checked_on:
        yield f"  - Checked on {resource.checked_on.isoformat()}"


def _reality_check(pathway: Pathway) -> Iterator[str]:
    reality = pathway.reality_check
    lists = (reality.love, reality.miss, reality.challenges)
    return _lists(zip(REALITY_HEADINGS.values(), lists, strict=True))


def _action_plan(pathway: Pathway) -> Iterator[str]:
    plan = pathway.action_plan
    return _lists(zip(PLAN_HEADINGS.values(), (plan.week, plan.month, plan.quarter), strict=True))


def _questions(pathway: Pathway) -> Iterator[str]:
    for entry in pathway.faq:
        yield f"### {_inline(entry.question) if entry.question else NO_QUESTION}"
        yield from _prose(entry.answer)


def _lists(lists: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for heading, items in lists:
        if items:
            yield f"### {heading}"
            yield _list(items)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {_block(item)}" for item in items)


def _prose(text: str) -> Iterator[str]:
    for block in text.split("\n\n") if text else ():
        lines = block.split("\n")
        if all(line.startswith("- ") for line in lines):
            yield _list(line[2:] for line in lines)
        else:
            yield _block(" ".join(lines))


def _block(text: str) -> str:
    """Escape what would be markup anywhere, or at the start of a line."""
    start = _BLOCK_START.match(text)
    if not start:
        return _inline(text)
    mark = start[0]
    escaped = f"{mark}\\{text[len(mark)]}" if mark.isdigit() else f"\\{mark}"
    return escaped + _inline(text[len(mark) + mark.isdigit() :])


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
