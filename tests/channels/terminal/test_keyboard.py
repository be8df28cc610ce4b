"""Completion: commands and what may follow them, and never a question."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from bot.channels.terminal.keyboard import CommandCompleter, open_history

COMPLETER = CommandCompleter({"/pathway": lambda: ["a-to-b", "a-to-c"], "/why": tuple})


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/", ["/pathway", "/why"]),
        ("/pa", ["/pathway"]),
        ("/pathway ", ["a-to-b", "a-to-c"]),
        ("/pathway a-to-c", ["a-to-c"]),
        ("/why ", []),
        ("/nothing ", []),
        ("Is it worth it, /pa", []),
        ("", []),
    ],
)
def test_what_is_offered(typed: str, offered: list[str]) -> None:
    completions = COMPLETER.get_completions(Document(typed), CompleteEvent())
    assert [completion.text for completion in completions] == offered


def test_the_history_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_history(tmp_path / "history")
    assert stat.S_IMODE((tmp_path / "history").stat().st_mode) == 0o600


def test_where_no_history_can_be_kept_there_is_one_for_the_sitting(tmp_path: Path) -> None:
    assert isinstance(open_history(tmp_path / "missing" / "history"), InMemoryHistory)
