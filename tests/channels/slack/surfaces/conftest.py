"""A person's words for the surfaces: ordinary ones, and the worst that anybody could write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.commitments.telling import Teller
from bot.domain import Citation, Commitment, CommitmentStatus, Recurrence, Reply, Section
from bot.prompts import bundled_prompts

PROMPTS = bundled_prompts()
NOW = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday
NASTY = "<!channel> <@U1> <http://x.org|y> @here *a* _b_ ~c~ & "
OPEN = Commitment(
    "c1", "p", "email two people", date(2026, 3, 6), time(18), status=CommitmentStatus.OPEN, version=3
)
LATE = replace(OPEN, commitment_id="c2", text="read chapter 3", due_on=date(2026, 2, 27), due_time=None)
PROPOSED = replace(OPEN, status=CommitmentStatus.PROPOSED, version=1)
UNDATED = replace(PROPOSED, commitment_id="c3", text="write a blog post", due_on=None, due_time=None)


@pytest.fixture
def teller() -> Teller:
    return Teller(PROMPTS, NOW)


def worst(number: int, *, late: bool = False, status: CommitmentStatus = CommitmentStatus.OPEN) -> Commitment:
    """A commitment as long as they come, with everything that there is."""
    return Commitment(
        f"{number:019d}",
        "p",
        NASTY * 60,
        date(2026, 2, 27) if late else date(2026, 9, 30),
        time(18),
        status=status,
        if_then=NASTY * 60,
        recurrence=Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;UNTIL=20271231"),
        missed_before=2,
        version=10**9,
    )


def citation(
    number: int, *, section: Section = Section.ROADMAP, heading: str = "", quote: str = "q"
) -> Citation:
    heading = heading or f"Roadmap › Phase {number}: Foundations › Tasks"
    return Citation(number, f"x/{number}", "x", section, heading, quote)


def reply(text: str, *citations: Citation, turn_id: str | None = "t1") -> Reply:
    return Reply(text, "answer", citations=citations, turn_id=turn_id)
