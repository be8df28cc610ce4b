"""Documents as chunks: one record each, sensible on its own, every line of it fit to be quoted verbatim."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from bot.domain import Chunk, Pathway, Section
from bot.pathways import sentences as say
from bot.pathways.blocks import Block
from bot.pathways.grammar import split_sentences

_LONGEST = 1200  # characters; about 250 tokens, near what the embedding model reads of a text

RealityPart = Literal["love", "miss", "challenges"]
PlanPart = Literal["week", "month", "90_days"]

REALITY_HEADINGS: dict[RealityPart, str] = {
    "love": "What you will love",
    "miss": "What you may miss",
    "challenges": "Biggest challenges",
}
PLAN_HEADINGS: dict[PlanPart, str] = {
    "week": "This week",
    "month": "This month",
    "90_days": "Next 90 days",
}


# --- ids ------------------------------------------------------------------------------------------


def at_a_glance_chunk_id(pathway_id: str) -> str:
    """Return the id of the chunk with difficulty, duration, pay and demand."""
    return f"{pathway_id}/{Section.OVERVIEW}/at-a-glance"


def summary_chunk_id(pathway_id: str) -> str:
    """Return the id of the overview's own words."""
    return f"{pathway_id}/{Section.OVERVIEW}/summary"


def transferable_skills_chunk_id(pathway_id: str) -> str:
    """Return the id of the list of skills that carry over."""
    return f"{pathway_id}/{Section.TRANSFERABLE_SKILLS}/all"


def transferable_skill_chunk_id(pathway_id: str, number: int) -> str:
    """Return the id of one skill that carries over; `number` counts from 1."""
    return f"{pathway_id}/{Section.TRANSFERABLE_SKILLS}/{number}"


def skills_chunk_id(pathway_id: str) -> str:
    """Return the id of the list of skills to learn."""
    return f"{pathway_id}/{Section.SKILLS_TO_LEARN}/all"


def skill_chunk_id(pathway_id: str, number: int) -> str:
    """Return the id of one skill to learn; `number` counts from 1."""
    return f"{pathway_id}/{Section.SKILLS_TO_LEARN}/{number}"


def roadmap_chunk_id(pathway_id: str) -> str:
    """Return the id of the list of phases."""
    return f"{pathway_id}/{Section.ROADMAP}/all"


def tasks_chunk_id(pathway_id: str, position: int) -> str:
    """Return the id of the tasks of the phase at `position`."""
    return f"{pathway_id}/{Section.ROADMAP}/{position}/tasks"


def resources_chunk_id(pathway_id: str, position: int) -> str:
    """Return the id of the resources of the phase at `position`."""
    return f"{pathway_id}/{Section.ROADMAP}/{position}/resources"


def reality_check_chunk_id(pathway_id: str, part: RealityPart) -> str:
    """Return the id of one part of the reality check."""
    return f"{pathway_id}/{Section.REALITY_CHECK}/{part}"


def action_plan_chunk_id(pathway_id: str, part: PlanPart) -> str:
    """Return the id of one part of the action plan."""
    return f"{pathway_id}/{Section.ACTION_PLAN}/{part}"


def question_chunk_id(pathway_id: str, number: int) -> str:
    """Return the id of one question; `number` counts from 1."""
    return f"{pathway_id}/{Section.QUESTIONS}/{number}"


def reference_chunk_id(document_id: str, number: int) -> str:
    """Return the id of one part of a reference document; `number` counts from 1."""
    return f"{document_id}/{Section.BODY}/{number}"


def slug(text: str) -> str:
    """Return `text` as an identifier: lower-case ASCII letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


# --- pathways -------------------------------------------------------------------------------------


def chunk_pathway(pathway: Pathway, *, overview_line: int = 0) -> tuple[Chunk, ...]:
    """Return the pathway's chunks in document order. Empty sections give none."""
    chunks = _Chunks(pathway.pathway_id)
    _chunk_overview(pathway, chunks, overview_line)
    _chunk_skills(pathway, chunks)
    _chunk_roadmap(pathway, chunks)
    _chunk_lists(pathway, chunks)
    for number, entry in enumerate(pathway.faq, start=1):
        chunks.add(
            question_chunk_id(pathway.pathway_id, number),
            Section.QUESTIONS,
            f"Questions › {entry.question}" if entry.question else "Questions",
            [entry.question, *split_sentences(entry.answer)],
            entry.line,
        )
    return tuple(chunks.made)


class _Chunks:
    """Chunks under construction: numbers them and leaves out the empty ones."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self.made: list[Chunk] = []

    def add(
        self, chunk_id: str, section: Section, heading: str, lines: Iterable[str | None], line: int
    ) -> None:
        text = "\n".join(_tidied(entry) for entry in lines if entry)
        if text:
            made = Chunk(chunk_id, self._document_id, section, heading, text, line, len(self.made))
            self.made.append(made)


def _tidied(entry: str) -> str:
    """Return an entry in one line; code keeps its own."""
    return entry if entry.startswith("```") and "\n" in entry else " ".join(entry.split())


def _chunk_overview(pathway: Pathway, chunks: _Chunks, overview_line: int) -> None:
    glance = (
        say.difficulty_sentence(pathway),
        say.duration_sentence(pathway),
        say.salary_change_sentence(pathway),
        say.salary_range_sentence(pathway),
        say.demand_sentence(pathway),
        say.source_sentence(pathway),
    )
    pid = pathway.pathway_id
    chunks.add(at_a_glance_chunk_id(pid), Section.OVERVIEW, f"{pathway.title} › At a glance", glance, 1)
    summary = split_sentences(pathway.overview)
    chunks.add(summary_chunk_id(pid), Section.OVERVIEW, f"{pathway.title} › Overview", summary, overview_line)


def _chunk_skills(pathway: Pathway, chunks: _Chunks) -> None:
    pid, held, wanted = pathway.pathway_id, pathway.transferable_skills, pathway.skills_to_learn
    if held:
        names = [say.transferable_count_sentence(pathway), *(f"- {skill.name}" for skill in held)]
        section, heading = Section.TRANSFERABLE_SKILLS, "Transferable skills"
        chunks.add(transferable_skills_chunk_id(pid), section, heading, names, held[0].line)
        for number, had in enumerate(held, start=1):
            chunk_id = transferable_skill_chunk_id(pid, number)
            lines = [say.transferable_sentence(had)]
            chunks.add(chunk_id, section, f"{heading} › {had.name}", lines, had.line)
    if wanted:
        listed = [*(say.skill_sentence(skill) for skill in wanted), say.skills_total_sentence(pathway)]
        section, heading = Section.SKILLS_TO_LEARN, "Skills to learn"
        chunks.add(skills_chunk_id(pid), section, heading, listed, wanted[0].line)
        for number, skill in enumerate(wanted, start=1):
            chunk_id = skill_chunk_id(pid, number)
            both = [say.skill_sentence(skill), say.how_sentence(skill)]
            chunks.add(chunk_id, section, f"{heading} › {skill.name}", both, skill.line)


def _chunk_roadmap(pathway: Pathway, chunks: _Chunks) -> None:
    pid, phases = pathway.pathway_id, pathway.phases
    if not phases:
        return
    listed = [*(say.phase_sentence(phase) for phase in phases), say.phases_total_sentence(pathway)]
    chunks.add(roadmap_chunk_id(pid), Section.ROADMAP, "Roadmap", listed, phases[0].line)
    for phase in phases:
        heading = f"Roadmap › Phase {phase.position}: {phase.name}"
        if phase.tasks:
            tasks = [
                say.phase_sentence(phase),
                say.phase_tasks_sentence(phase),
                *(f"- {task.text}" for task in phase.tasks),
            ]
            chunk_id = tasks_chunk_id(pid, phase.position)
            chunks.add(chunk_id, Section.ROADMAP, f"{heading} › Tasks", tasks, phase.line)
        if phase.resources:
            resources = [
                say.phase_resources_sentence(phase),
                *(f"- {say.resource_line(resource)}" for resource in phase.resources),
            ]
            chunk_id = resources_chunk_id(pid, phase.position)
            chunks.add(chunk_id, Section.ROADMAP, f"{heading} › Resources", resources, phase.line)


def _chunk_lists(pathway: Pathway, chunks: _Chunks) -> None:
    pid, reality, plan = pathway.pathway_id, pathway.reality_check, pathway.action_plan
    feelings: dict[RealityPart, tuple[str, tuple[str, ...]]] = {
        "love": (say.love_sentence(pathway), reality.love),
        "miss": (say.miss_sentence(pathway), reality.miss),
        "challenges": (say.challenges_sentence(pathway), reality.challenges),
    }
    for feeling, (opening, items) in feelings.items():
        heading = f"Reality check › {REALITY_HEADINGS[feeling]}"
        chunk_id = reality_check_chunk_id(pid, feeling)
        chunks.add(chunk_id, Section.REALITY_CHECK, heading, _list(opening, items), reality.line)
    steps: dict[PlanPart, tuple[str, tuple[str, ...]]] = {
        "week": (say.week_sentence(pathway), plan.week),
        "month": (say.month_sentence(pathway), plan.month),
        "90_days": (say.quarter_sentence(pathway), plan.quarter),
    }
    for horizon, (opening, items) in steps.items():
        heading = f"Action plan › {PLAN_HEADINGS[horizon]}"
        chunk_id = action_plan_chunk_id(pid, horizon)
        chunks.add(chunk_id, Section.ACTION_PLAN, heading, _list(opening, items), plan.line)


def _list(opening: str, items: Sequence[str]) -> list[str]:
    return [opening, *(f"- {item}" for item in items)] if items else []


# --- reference documents --------------------------------------------------------------------------


def chunk_reference(blocks: Sequence[Block], *, document_id: str, title: str) -> tuple[Chunk, ...]:
    """Cut a reference document at its headings, and longer parts at paragraphs near 1200 characters.

    Every sentence has a line of its own; `heading` is the way to it through the headings above.
    """
    chunks = _Chunks(document_id)
    trail: list[tuple[int, str]] = []
    lines: list[str] = []
    start = length = 0

    def flush() -> None:
        nonlocal length
        heading = " › ".join(text for _, text in trail) or title
        chunk_id = reference_chunk_id(document_id, len(chunks.made) + 1)
        chunks.add(chunk_id, Section.BODY, heading, lines, start)
        lines.clear()
        length = 0

    for block in blocks:
        if block.kind == "heading":
            flush()
            trail = [(level, text) for level, text in trail if level < block.level]
            trail.append((block.level, block.text))
            continue
        for piece in _pieces(block):
            if lines and length + len(piece) > _LONGEST:
                flush()
            start = start if lines else block.line
            whole = block.kind in ("code", "row") or piece.startswith("- ")
            lines.extend([piece] if whole else split_sentences(piece))
            length += len(piece) + 1
    flush()
    return tuple(chunks.made)


def _pieces(block: Block) -> list[str]:
    """Cut one block into parts of at most 1200 characters: at sentences, else at spaces, else anywhere.

    Code stays whole: half of a command is worse than a long chunk.
    """
    text = f"- {block.text}" if block.kind == "item" else block.text
    if len(text) <= _LONGEST or block.kind == "code":
        return [text]
    pieces: list[str] = []
    for sentence in split_sentences(text):
        rest = sentence
        while len(rest) > _LONGEST:
            cut = rest.rfind(" ", 0, _LONGEST)
            cut = cut if cut > 0 else _LONGEST
            pieces.append(rest[:cut])
            rest = rest[cut:].lstrip()
        pieces.append(rest)
    return pieces
