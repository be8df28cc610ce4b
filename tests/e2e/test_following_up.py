"""Promised, come back a week later, asked how it went, reviewed: in a terminal, and by commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import environment
from tests.e2e.terminal import Terminal, assert_screen

pytestmark = pytest.mark.real_model

MONDAY = "2026-03-02T09:00:00+00:00"
FRIDAY = "2026-03-06T09:30:00+00:00"
NEXT_MONDAY = "2026-03-09T09:30:00+00:00"
READY = "Ask a question, or type /help"

Chat = Callable[[str], Terminal]


@pytest.fixture
def chat(home: Path) -> Iterator[Chat]:
    """`chat(MONDAY)` opens a chat at that time, in a home without conversations."""
    for kept in home.glob("store.sqlite*"):
        kept.unlink()
    with ExitStack() as stack:

        def start(now: str) -> Terminal:
            env = environment(Path("home"), PATHCOACH_NOW=now, PATHCOACH_COMPOSER="extractive")
            command = (sys.executable, "-m", "bot", "chat")
            return stack.enter_context(Terminal(*command, cwd=home.parent, env=env, rows=60))

        yield start


def _leave(terminal: Terminal) -> None:
    terminal.type("\x04")
    assert terminal.wait_for_end() == 0


def test_a_promise_is_followed_up_a_week_later(chat: Chat) -> None:
    terminal = chat(MONDAY)
    terminal.enter("I'll email two people by Friday")
    terminal.wait_for("Shall I save it?")
    terminal.enter("yes")
    terminal.wait_for("Saved: email two people, by Friday, 6 March 2026.")
    _leave(terminal)

    terminal = chat(NEXT_MONDAY)
    terminal.wait_for("Welcome back. You have one open commitment. One is overdue.")
    terminal.type("do")
    terminal.wait_for("How did it go?")
    shown = terminal.wait_until(lambda screen: screen.endswith("\nyou> do"), "what was typed")
    assert shown.index("How did it go?") < shown.index("you> do")
    terminal.enter("ne")
    terminal.wait_for("Done: email two people.")
    terminal.enter("/review")
    terminal.wait_for("Kept: email two people.")
    assert_screen("followed-up", terminal.rest())
    _leave(terminal)

    terminal = chat(NEXT_MONDAY)
    terminal.wait_for(READY)
    terminal.enter("/commitments")
    shown = terminal.wait_for("You have no open commitments.")
    assert "How did it go?" not in shown


def test_slash_commands_coach(chat: Chat) -> None:
    terminal = chat(MONDAY)
    terminal.enter("/profile I know Python and have 5 hours a week")
    terminal.wait_for("The plan now ends on")
    terminal.enter("/undo")
    terminal.wait_for("Undone: your profile is as it was.")
    terminal.enter("/next 2 hours")
    terminal.wait_for("With 2 hours, work on this:")
    terminal.enter("/plan")
    terminal.wait_for("Your plan runs from Monday, 2 March to ")


def test_a_promise_is_kept_by_commands_alone_and_nothing_is_sent_twice(
    home: Path, pathcoach: Callable[..., Any], answered: Callable[[Any], list[dict[str, Any]]]
) -> None:
    for kept in home.glob("store.sqlite*"):
        kept.unlink()

    def at(now: str, *arguments: str) -> Any:
        return pathcoach(*arguments, env={"PATHCOACH_NOW": now, "PATHCOACH_COMPOSER": "extractive"})

    (proposal,) = answered(at(MONDAY, "ask", "I'll email two people by Friday", "--json"))
    commitment_id = proposal["commitment"]["commitment_id"]
    assert (proposal["commitment"]["status"], at(FRIDAY, "remind").stdout) == ("proposed", "")

    for _ in range(2):
        confirmed = at(MONDAY, "commitments", "confirm", commitment_id)
        assert confirmed.returncode == 0, confirmed.stderr
    reminders = [at(FRIDAY, "remind").stdout for _ in range(2)]
    check_ins = [at(NEXT_MONDAY, "remind").stdout for _ in range(2)]
    done = [at(NEXT_MONDAY, "commitments", "done", commitment_id).stdout for _ in range(2)]
    reviews = [at(NEXT_MONDAY, "review").stdout for _ in range(2)]

    assert reminders == ["“email two people” is due today: Friday, 6 March 2026.\n\n", ""]
    assert "How did it go?" in check_ins[0]
    assert check_ins[1] == ""
    assert done[0].startswith("Done: email two people.")
    assert "done already" in done[1]
    assert "1 kept, 0 partly done, 0 missed, 0 dropped, 0 still open." in reviews[0]
    assert reviews[0] == reviews[1]
