"""Answerers over the bundled pathway and over a made-up one of another career, with the real router."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.ticking import remembered
from bot.answering.view import PathwayView
from bot.app import build_router
from bot.bundled import bundled_folder
from bot.config import Settings
from bot.domain import Focus, Pathway, Reply, Trace, Turn
from bot.embedding import query_embedder
from bot.english import ordinary_words
from bot.pathways.markdown import read_markdown
from bot.prompts import bundled_prompts

KEEPER = """\
---
id: cook-to-beekeeper
from: Line Cook
to: Beekeeper
difficulty: moderate
months: [6-8]
salary:
  currency: EUR
  change_percent: [10]
  before: 28000-34000
  after: 31000-40000
demand: Steady, most of all near towns
sources: [Guild of Beekeepers]
---

# From Line Cook to Beekeeper

## Overview

You know kitchens. Bees are new.

## Transferable skills

### Food hygiene

Honey is food, and the same rules hold.

## Skills to learn

### Hive Inspection

*critical · 5 weeks*

Watch the lectures of Ada Thornquist on Honeyschool, then open a hive with a mentor.

### Queen Rearing

*nice to have · 9 weeks*

Read 'Queens of Summer' by Bo Lindgren.

### Honey Extraction

*important · 3 weeks*

Practise with a radial extractor.

## Roadmap

### 1. Bee Biology · 4 weeks

#### Tasks

- Draw the waggle dance from a film
- Visit an apiary in spring

#### Resources

- Honeyschool - Bees by Ada Thornquist (course)

### 2. First Colony · 7 weeks

#### Tasks

- Assemble a wooden hive from a kit
- Feed the colony with syrup

#### Resources

- Book: 'Queens of Summer' by Bo Lindgren (book)

### 3. Harvest and Sale · 5 weeks

#### Tasks

- Extract the honey and fill jars
- Print labels for the market stall

#### Resources

- Marketacademy - Selling at Stalls (course)

## Reality check

### What you will love

- Mornings outdoors

### What you may miss

- The noise of a full kitchen

### Biggest challenges

- Stings in the first season

## Action plan

### This week

- Read about the waggle dance

### This month

- Phone a keeper nearby

### Next 90 days

- Build a wooden hive

## Questions

### Do I need a garden?

A roof or a borrowed meadow will do.
"""

Ask = Callable[..., str]


@pytest.fixture(scope="session")
def answerer_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Pathway], Answerer]:
    """Makes an Answerer for a pathway; all of them share one router."""
    settings = Settings(home=tmp_path_factory.mktemp("answering"))
    embedder = query_embedder(settings)
    router = build_router(settings, embedder)
    return lambda pathway: Answerer(pathway, bundled_prompts(), router, embedder, cache=None)


def pathway_of(text: str, name: str) -> Pathway:
    pathway = read_markdown(text, name=name).pathway
    assert pathway is not None
    return pathway


@pytest.fixture(scope="session")
def bundled() -> Pathway:
    path: Path = sorted(Path(bundled_folder("knowledge")).glob("*.md"))[0]
    return pathway_of(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def made_up() -> Pathway:
    return pathway_of(KEEPER, "cook-to-beekeeper.md")


@pytest.fixture(scope="session")
def made_up_view(made_up: Pathway) -> PathwayView:
    return PathwayView(made_up, bundled_prompts(), ordinary_words())


def _turn(question: str, focus: Focus) -> Turn:
    reply = Reply("", "answer", trace=Trace(focus=focus))
    return Turn("", "", 1, question, reply, datetime.now(UTC))


def _asker(answerer: Answerer) -> Ask:
    def ask(*questions: str) -> str:
        """Answer the last of the questions, as the last of one conversation."""
        turns: list[Turn] = []
        focus = Focus()
        text = ""
        for question in questions:
            spoken_of = remembered(turns, answerer.view.lexicon)
            found = answerer.answer(answerer.read(question, spoken_of))
            text = "\n".join(line for s in found.statements for line in (s.text, *s.items))
            if not found.abstained:
                focus = Focus(
                    found.pathway_id,
                    found.topic,
                    found.operation,
                    found.record_ids,
                    found.question,
                    found.listed,
                )
            turns.append(_turn(question, focus))
        return text

    return ask


@pytest.fixture(scope="session")
def ask_bundled(answerer_of: Callable[[Pathway], Answerer], bundled: Pathway) -> Ask:
    return _asker(answerer_of(bundled))


@pytest.fixture(scope="session")
def ask_made_up(answerer_of: Callable[[Pathway], Answerer], made_up: Pathway) -> Ask:
    return _asker(answerer_of(made_up))
