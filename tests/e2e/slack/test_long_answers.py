"""A list that no single message can hold arrives whole, in order, in one thread."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import run_in
from tests.e2e.slack.conftest import Serve
from tests.e2e.slack.served_bot import Mode, ServedBot

pytestmark = pytest.mark.real_model

COUNT = 250
LOUD = 7
ASKED = "Which resources belong to the Reading phase?"
DOCUMENT = """\
---
id: gardener-to-librarian
from: Gardener
to: Librarian
difficulty: Challenging
months: 9-12
salary: {{currency: USD, change_percent: 30}}
demand: growing quickly
licence: CC0-1.0
---

# From Gardener to Librarian

## Overview

Libraries need people who can grow things patiently and keep them in order for those who come after them.

## Roadmap

### 1. Reading · 8 weeks

#### Tasks

- Read one of the books that are named below, from the first page to the last one

#### Resources

{resources}

### 2. Shelving · 4 weeks

#### Tasks

- Put the books back

#### Resources

- The shelf itself (documentation)
"""


@pytest.fixture(scope="session")
def library(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds a pathway with hundreds of resources."""
    home = tmp_path_factory.mktemp("long") / "home"
    shutil.copytree(built_home, home)
    document = home.parent / "gardener-to-librarian.md"
    document.write_text(DOCUMENT.format(resources="\n".join(map(_resource, range(1, COUNT + 1)))), "utf-8")
    ran = run_in(home, "index", document)
    assert ran.returncode == 0, ran.stderr
    # The first question embeds the name of each resource, which takes far longer than an answer.
    assert run_in(home, "ask", ASKED).returncode == 0
    return home


@pytest.fixture(scope="session")
def librarian(mode: Mode, serve: Serve, library: Path) -> Iterator[ServedBot]:
    with serve(mode, indexed=library, PATHCOACH_PATHWAY="gardener-to-librarian") as bot:
        yield bot


def test_sixty_thousand_characters_arrive_complete_and_in_order_in_one_thread(librarian: ServedBot) -> None:
    alice = librarian.newcomer()
    room = librarian.channel(alice)
    asked = alice.mention(room, ASKED)

    answers = librarian.answers_to(asked, 60)

    assert len(answers) > 4
    assert {message.thread_ts for message in answers} == {asked.ts}
    shown = "\n".join(_markdown(message.blocks) or message.text for message in answers)
    assert len(shown) > 55_000
    numbers = [int(number) for number in re.findall(r"Volume (\d+) of", shown)]
    assert numbers == list(range(1, COUNT + 1))
    assert "everyone" in shown
    assert not librarian.slack.pings()


def _resource(number: int) -> str:
    loud = " <!channel> @here @everyone" if number == LOUD else ""
    return (
        f"- Volume {number} of the collected letters of a gardener who wrote to a librarian "
        "every week of a long and quiet life, about what grows, what does not, and what it takes to tell one "
        f"from the other before the frost comes, in the order in which they were found{loud} (book)"
    )


def _markdown(blocks: list[dict[str, str]]) -> str:
    return "\n".join(block["text"] for block in blocks if block["type"] == "markdown")
