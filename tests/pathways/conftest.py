"""A small pathway document and a small page, both made up, and hypothesis strategies for pathways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st

from bot.domain import (
    ActionPlan,
    Importance,
    Pathway,
    Phase,
    Question,
    Range,
    RealityCheck,
    Resource,
    ResourceKind,
    Salary,
    Skill,
    Source,
    Task,
    TransferableSkill,
)

DOCUMENT = """\
---
id: cook-to-baker
from: Cook
to: Baker
difficulty: moderate
months: [6-9, 6]
salary:
  currency: EUR
  change_percent: [5, 5-10]
  before: 28,000-34,000
  after: 30000-37000
demand: Steady, most of all in towns
as_of: 2026-03-02
sources: [Guild of Bakers]
licence: CC-BY-4.0
---

# From Cook to Baker

## Overview

You know kitchens. Dough is new.

It takes patience.

## Transferable skills

### Knife work

You cut *quickly* and safely.

## Skills to learn

### Sourdough (Levain)

*critical · 4 weeks*

Read 'The Loaf' and keep a starter.

### Lamination

*Nice-to-have, 1 week*

Practise with [these lessons](https://example.org/lessons).

## Roadmap

### 1. Flour and water · 8 weeks

#### Tasks

- Bake one loaf
  a day
- Keep a diary

#### Resources

- [The Loaf](https://example.org/loaf) (book)
  - Note: Out of print; look for a used copy.
  - Checked on 2026-02-01
- Baking evenings at the guild

### 2. The shop · 1 week

#### Tasks

- Open the shop

## Reality check

### What you will love

- The smell

### Biggest challenges

- Getting up at 3

## Action plan

### This week

- Buy flour

## Questions

### Will I earn more?

A little: 5% to 10%.

### (no question)

Bakers rest on Mondays.
"""

PAGE = """\
Career Pathway12 views
Night Nurse
Ux Writer

From Night Nurse to UX Writer: Your 7-Month Guide to Words

Difficulty
Moderate
Timeline
6-8 months
Salary Change
+20%
Demand
Growing in health software.

Overview

You explain hard things at 3 in the morning.

Your Transferable Skills

Great news! You already have valuable skills.

Plain Speech

Patients need short sentences.

Triage

You know what comes first. Users need that too.

Skills You’ll Need to Learn

Here’s what you’ll need to learn.

Content Design (Patterns)

Critical5 weeks

Read ‘Letting Go of the Words’ and rewrite a form.

Figma Basics

Nice to have2 weeks

Follow the tutorials.

Your Learning Roadmap

Follow this step-by-step roadmap.

1

Foundations of Words

6 weeks
Tasks
  • Rewrite ten error messages
  • Join a GitHub project as an editor
Resources
Coursera - Content Design by Ann LeeGitHub style guidesBook: ‘Letting Go of the Words’Official Figma tutorials
2

Portfolio

1 week
Tasks
  • Show three case studies
Resources
LinkedIn profiles of UX writers

Reality Check

Before making this transition, here’s an honest look.

What You’ll Love

  • Sleeping at night

What You Might Miss

  • Seeing patients recover

Biggest Challenges

  • Proving the worth of words

Start Your Journey Now

Don’t wait.

This Week

  • Collect bad error messages

This Month

  • Rewrite a leaflet

Next 90 Days

  • Publish a case study

Frequently Asked Questions

Will I earn more?

Pay rises 15-25%, from €40k-€52k to €48k-60k a year.

Ready to Start Your Transition?

Take the next step.
"""


@pytest.fixture(scope="session")
def document() -> str:
    """A pathway in Markdown that uses every part of the format."""
    return DOCUMENT


@pytest.fixture(scope="session")
def page() -> str:
    """The raw text of a made-up page with curly quotes and run-together lines."""
    return PAGE


# --- strategies -----------------------------------------------------------------------------------

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(
    "aB1 `*_[]<>&#\\!-+=~.:()|'\"·/"
)
_lines = st.text(_CHARACTERS, min_size=1, max_size=25).map(lambda text: " ".join(text.split())).filter(bool)
_prose = st.lists(_lines, max_size=3).map("\n\n".join)
_weeks = st.integers(1, 500)
_days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
_urls = st.none() | st.from_regex(r"https://[a-z]{2,8}\.org/[a-z0-9/]{0,9}", fullmatch=True)


def _not_list(text: str) -> bool:
    return not any(block.startswith("- ") for block in text.split("\n\n"))


def _ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    ends = st.tuples(st.integers(low, high), st.integers(low, high))
    return ends.map(lambda pair: Range(min(pair), max(pair)))


@st.composite
def _phases(draw: st.DrawFn) -> tuple[Phase, ...]:
    names = draw(st.lists(_lines, min_size=1, max_size=4, unique_by=str.casefold))
    resources = st.builds(
        Resource, _lines, st.sampled_from(ResourceKind), _urls, st.none() | _lines, st.none() | _days
    )
    return tuple(
        Phase(
            position,
            name,
            draw(_weeks),
            tuple(
                Task(f"{position}.{n}", text) for n, text in enumerate(draw(st.lists(_lines, max_size=4)), 1)
            ),
            tuple(draw(st.lists(resources, max_size=3))),
        )
        for position, name in enumerate(names, 1)
    )


@st.composite
def pathways(draw: st.DrawFn) -> Pathway:
    """Any pathway that a document can hold."""
    several = st.lists(_lines, max_size=3).map(tuple)
    prose = _prose.filter(_not_list)
    names = st.lists(_lines, max_size=4, unique_by=str.casefold)
    slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
    questions = st.none() | _lines.filter(lambda text: text.casefold() != "(no question)")
    stated, hours = draw(st.booleans()), draw(st.integers(1, 168))
    return Pathway(
        pathway_id=draw(slugs),
        title=draw(_lines),
        from_role=draw(_lines),
        to_role=draw(_lines),
        difficulty=draw(_lines),
        months=tuple(draw(st.lists(_ranges(1, 99), min_size=1, max_size=3))),
        salary=Salary(
            draw(st.sampled_from(["USD", "EUR", "GBP", "NOK"])),
            tuple(draw(st.lists(_ranges(-99, 400), max_size=3))),
            draw(st.none() | _ranges(0, 900_000)),
            draw(st.none() | _ranges(0, 900_000)),
        ),
        demand=draw(_lines),
        overview=draw(prose),
        transferable_skills=tuple(TransferableSkill(name, draw(prose)) for name in draw(names)),
        skills_to_learn=tuple(
            Skill(name, draw(st.sampled_from(Importance)), draw(_weeks), draw(prose)) for name in draw(names)
        ),
        phases=draw(_phases()),
        reality_check=RealityCheck(draw(several), draw(several), draw(several)),
        action_plan=ActionPlan(draw(several), draw(several), draw(several)),
        faq=tuple(
            draw(st.lists(st.builds(Question, questions, prose.filter(bool)), max_size=3)),
        ),
        sources=tuple(draw(st.lists(st.builds(Source, _lines, _urls), max_size=2))),
        as_of=draw(st.none() | _days),
        hours_per_week=hours if stated else 10,
        hours_stated=stated,
        licence=draw(st.none() | _lines),
    )


st.register_type_strategy(Pathway, pathways())
