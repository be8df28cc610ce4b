"""A tool that the message names runs, whatever its words would be read as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.coach import Coach
from bot.domain import Message

pytestmark = pytest.mark.real_model
Make = Callable[..., Coach]


def _monday() -> datetime:
    return datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_it_runs_on_the_words_and_is_kept_as_a_turn(make_coach: Make) -> None:
    coach = make_coach()

    reply = coach.reply(Message("2 hours", tool="next_tasks"))

    assert reply.action == "next_tasks"
    assert "2 hours" in reply.text
    (turn,) = coach.turns(reply.thread_id or "")
    assert (turn.question, turn.reply.action) == ("2 hours", "next_tasks")


def test_it_wins_over_an_answer_to_what_was_asked(make_coach: Make) -> None:
    coach = make_coach(clock=_monday)
    asked = coach.reply(Message("I'll email two people by Friday"))

    undone = coach.reply(Message("No, take that back", tool="undo_last", thread_id=asked.thread_id))

    assert undone.action == "undo"
    assert undone.text == "Undone: the proposal “email two people” is gone."


def test_a_model_that_chooses_is_not_asked(make_coach: Make) -> None:
    coach = make_coach('{"action": "small_talk", "arguments": {"kind": "thanks"}}', model_chooses=True)

    reply = coach.reply(Message("What have I promised?", tool="list_commitments"))

    assert (reply.action, reply.trace.chosen_by) == ("list_commitments", "router")
    assert coach.model.prompts == []  # type: ignore[attr-defined]


def test_whoever_needs_help_gets_it_all_the_same(make_coach: Make) -> None:
    reply = make_coach().reply(Message("I want to kill myself", tool="next_tasks"))

    assert reply.action == "refer"
