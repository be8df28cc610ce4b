"""Reads pathway documents and reference documents written in Markdown.

A pathway document looks like this. The second-level headings are fixed; all but Roadmap may be left out.

    ---
    id: cook-to-baker
    from: Cook
    to: Baker
    difficulty: moderate
    months: [6-9, 6]            # one estimate, or every estimate of the sources, headline first
    salary:
      currency: EUR             # amounts are per year
      change_percent: [5, 5-10]
      before: 28000-34000
      after: 30000-37000
    demand: steady
    # optional: title, as_of: 2026-03-02, hours_per_week: 10, licence: CC-BY-4.0,
    # sources: a list of names, or of entries with name and url
    ---

    # From Cook to Baker

    ## Overview

    Paragraphs.

    ## Transferable skills

    ### Knife work

    Why it helps.

    ## Skills to learn

    ### Sourdough (Levain)

    *critical · 4 weeks*

    How to learn it. The importance is critical, important or nice to have.

    ## Roadmap

    ### 1. Flour and water · 8 weeks

    #### Tasks

    - Bake one loaf a day

    #### Resources

    - [The Bread Guide](https://example.org) (book)
      - Note: Out of print; look for a used copy.
      - Checked on 2026-03-02

    ## Reality check

    ### What you will love

    - The smell (then: What you may miss, Biggest challenges)

    ## Action plan

    ### This week

    - Buy flour (then: This month, Next 90 days)

    ## Questions

    ### Will I earn more?

    A little. Where a source gives an answer alone, the heading is (no question).

A resource's kind is course, book, documentation, certification, project or other. A file without such front
matter is a reference document: searchable and citable, but not a pathway.
"""

from __future__ import annotations

from pathlib import PurePath

from bot.domain import Document, Pathway, Section
from bot.pathways.blocks import Block, markdown_blocks, one_line
from bot.pathways.chunks import chunk_pathway, chunk_reference, slug
from bot.pathways.faults import Faults, nearest, shown
from bot.pathways.front_matter import (
    looks_like_pathway,
    parse_front_matter,
    plain_title,
    read_header,
    split_front_matter,
)
from bot.pathways.records import (
    Part,
    read_action_plan,
    read_phases,
    read_questions,
    read_reality_check,
    read_skills,
    read_transferable_skills,
)

SECTION_HEADINGS = {
    Section.OVERVIEW: "Overview",
    Section.TRANSFERABLE_SKILLS: "Transferable skills",
    Section.SKILLS_TO_LEARN: "Skills to learn",
    Section.ROADMAP: "Roadmap",
    Section.REALITY_CHECK: "Reality check",
    Section.ACTION_PLAN: "Action plan",
    Section.QUESTIONS: "Questions",
}
_SECTIONS = {heading.casefold(): section for section, heading in SECTION_HEADINGS.items()}


def read_markdown(text: str, *, name: str) -> Document:
    """Read one Markdown document; `name` is its file name, for messages and for a reference document's id.

    Raises DocumentError, or DocumentErrors with everything that is wrong.
    """
    faults = Faults(name)
    split = split_front_matter(text)
    root = None
    if split.yaml is not None:
        root = parse_front_matter(split.yaml, faults=faults)
        faults.raise_any()
    is_pathway = root is not None and looks_like_pathway(root)
    blocks = markdown_blocks(split.body, first_line=split.body_line, keeps_layout=not is_pathway)
    if root is None or not is_pathway:
        return _reference(blocks, name=name, title=plain_title(root) if root else None, faults=faults)
    header = read_header(root, faults=faults)
    title, sections = _sections(blocks, faults=faults)
    pathway = Pathway(
        pathway_id=header.pathway_id,
        title=header.title or title or f"From {header.from_role} to {header.to_role}",
        from_role=header.from_role,
        to_role=header.to_role,
        difficulty=header.difficulty,
        months=header.months,
        salary=header.salary,
        demand=header.demand,
        overview=_overview(sections.get(Section.OVERVIEW), faults=faults),
        transferable_skills=read_transferable_skills(
            sections.get(Section.TRANSFERABLE_SKILLS), faults=faults
        ),
        skills_to_learn=read_skills(sections.get(Section.SKILLS_TO_LEARN), faults=faults),
        phases=read_phases(sections.get(Section.ROADMAP), faults=faults),
        reality_check=read_reality_check(sections.get(Section.REALITY_CHECK), faults=faults),
        action_plan=read_action_plan(sections.get(Section.ACTION_PLAN), faults=faults),
        faq=read_questions(sections.get(Section.QUESTIONS), faults=faults),
        sources=header.sources,
        as_of=header.as_of,
        hours_per_week=header.hours_per_week,
        hours_stated=header.hours_stated,
        licence=header.licence,
    )
    faults.raise_any()
    overview = sections.get(Section.OVERVIEW)
    chunks = chunk_pathway(pathway, overview_line=overview.line if overview else 0)
    return Document(pathway.pathway_id, pathway.title, chunks, pathway, faults.warnings)


def _sections(blocks: list[Block], *, faults: Faults) -> tuple[str | None, dict[Section, Part]]:
    """Return the first-level heading, and what stands below each known second-level heading."""
    title: str | None = None
    sections: dict[Section, Part] = {}
    current: Part | None = None
    known = True
    for block in blocks:
        if block.kind == "heading" and block.level == 1:
            if title is None and not sections:
                title = block.text
            else:
                faults.add(
                    block.line, f"The heading {shown(block.text)} is of the first level.", "Write it with ##."
                )
        elif block.kind == "heading" and block.level == 2:
            section = _SECTIONS.get(block.text.casefold())
            current, known = Part(block.text, block.line, []), section is not None
            if section is None:
                names = ", ".join(SECTION_HEADINGS.values())
                remedy = nearest(
                    block.text, SECTION_HEADINGS.values(), otherwise=f"The sections are {names}."
                )
                faults.add(block.line, f"There is no section {shown(block.text)}.", remedy)
            elif section in sections:
                remedy = f"It is on line {sections[section].line} already: put both parts below one heading."
                faults.add(block.line, f"The section {shown(block.text)} stands there twice.", remedy)
            else:
                sections[section] = current
        elif current is not None:
            current.blocks.append(block)
        elif known:
            faults.add(
                block.line,
                f"{shown(block.text)} stands outside the sections.",
                "Put it below `## Overview`.",
            )
            known = False  # one message is enough for everything that stands there
    if Section.ROADMAP not in sections:
        faults.add(
            0,
            "The pathway has no phases.",
            "Add `## Roadmap`, and below it a phase such as `### 1. Foundations · 8 weeks`.",
        )
    return title, sections


def _overview(part: Part | None, *, faults: Faults) -> str:
    if part is None:
        return ""
    for block in part.blocks:
        if block.kind == "heading":
            faults.add(
                block.line, f"The overview holds the heading {shown(block.text)}.", "Write paragraphs alone."
            )
    return part.prose()


def _reference(blocks: list[Block], *, name: str, title: str | None, faults: Faults) -> Document:
    heading = next((block.text for block in blocks if block.kind == "heading" and block.text), None)
    stem = one_line(PurePath(name).stem)
    document_id = slug(stem) or "document"
    title = title or heading or stem
    present = {block.text.casefold() for block in blocks if block.kind == "heading" and block.level == 2}
    if len(present & _SECTIONS.keys()) >= 2:
        sentence = (
            "It has the sections of a pathway but no pathway front matter, so it is a reference document."
        )
        faults.warn(1, sentence)
    chunks = chunk_reference(blocks, document_id=document_id, title=title)
    return Document(document_id, title, chunks, None, faults.warnings)
