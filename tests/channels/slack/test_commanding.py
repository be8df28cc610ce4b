"""What follows /coach is read as it is meant; what needs no coach is answered to its person alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.channels.slack.commanding import Command, read_command
from bot.channels.slack.conversation.listening import Place
from bot.channels.slack.people import CHANNEL
from bot.prompts import bundled_prompts
from tests.channels.slack.office import Office, buttons, play


def read(text: str, **more: Any) -> Command:
    body = {
        "team_id": "T",
        "channel_id": "C",
        "user_id": "U",
        "response_url": "http://x",
        "trigger_id": "1.2",
    }
    return read_command({**body, "text": text} | more, bundled_prompts())


@pytest.mark.parametrize(
    ("text", "tool", "asked"),
    [
        ("ask How long is RTOS?", "", "How long is RTOS?"),
        ("how long is RTOS?", "", "how long is RTOS?"),
        ("  how   long &amp; hard is RTOS?", "", "how long & hard is RTOS?"),
        ("next", "next_tasks", "What should I do next?"),
        ("Next 2 hours", "next_tasks", "2 hours"),
        ("plan", "show_plan", "What does my plan look like?"),
        ("commitments", "list_commitments", "What have I promised?"),
        ("review last week", "weekly_review", "last week"),
        ("help me with RTOS", "", "help me with RTOS"),
        ("link between Python and C?", "", "link between Python and C?"),
        ("forget what I said", "", "forget what I said"),
    ],
)
def test_what_the_coach_is_asked(text: str, tool: str, asked: str) -> None:
    command = read(text)

    assert command.for_coach
    assert (command.place.tool, command.text) == (tool, asked)
    assert command.place == Place("T", "C", "U", "command", response_url="http://x", tool=tool)


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("", "help", ""),
        ("HELP", "help", ""),
        ("ask", "ask", ""),
        ("pathway", "pathway", ""),
        ("pathway edge ai", "pathway", "edge ai"),
        ("link", "link", ""),
        ("link ABCD-EFGH", "link", "ABCD-EFGH"),
        ("forget me", "forget", ""),
        ("Forget me.", "forget", ""),
    ],
)
def test_what_needs_no_coach(text: str, name: str, argument: str) -> None:
    command = read(text)

    assert not command.for_coach
    assert (command.name, command.text) == (name, argument)


def test_two_commands_have_two_keys_and_one_has_one() -> None:
    assert read("next").key == read("next").key != read("next", trigger_id="1.3").key


def test_help_is_shown_to_who_typed_it_and_nobody_else(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)

        await at.after(ana.slash("/coach", "help", general))

        assert "`/coach next`" in at.slack.words_visible_to(ana)
        assert "/coach" not in at.slack.words_visible_to(ben)
        assert at.queued == []

    play(tmp_path, scene)


def test_a_code_joins_two_names_into_one_person(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, again = at.person("ana"), at.person("ana2")
        general = at.slack.add_channel("general", ana, again)
        await at.after(ana.slash("/coach", "link", general))
        code = re.search(r"Enter (\w+)", at.slack.ephemerals(ana)[-1].text)
        assert code is not None

        await at.after(again.slash("/coach", f"link {code[1]}", general))

        assert at.id_of(ana) == at.id_of(again)
        assert at.slack.ephemerals(again)[-1].text.startswith("Linked.")

        await at.after(again.slash("/coach", f"link {code[1]}", general))
        assert at.slack.ephemerals(again)[-1].text.startswith("This code is not valid")

    play(tmp_path, scene)


def test_forgetting_is_asked_before_it_is_done_and_then_nothing_is_left(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana, ben = at.person("ana"), at.person("ben")
        general = at.slack.add_channel("general", ana, ben)
        person_id, kept = at.id_of(ana), at.promise(ben, "write")
        at.promise(ana, "read")
        ana.open_home()
        await at.after(ana.slash("/coach", "forget me", general))
        message = at.slack.ephemerals(ana)[-1]
        assert buttons(message) == ["forget_me", "keep_me"]
        assert at.desk.commitments.open(person_id)

        await at.after(ana.click(message, "forget_me"))

        assert at.let_gone == [person_id]
        assert message.text.startswith("Erased, by rows: ")
        assert "commitments 1" in message.text
        assert buttons(message) == []
        assert at.store.identity(CHANNEL, f"{at.slack.team_id}:{ana.id}") is None
        assert not any(at.store.export_person(person_id).tables.values())
        assert at.now(kept) == kept
        home = at.slack.home(ana)
        assert home is not None
        assert "*Read*" not in str(home.body)

        await at.after(ana.click(message, "forget_me", version=0))
        assert message.text == "I keep nothing about you."
        assert at.store.identity(CHANNEL, f"{at.slack.team_id}:{ana.id}") is None

    play(tmp_path, scene)


def test_who_keeps_everything_loses_nothing(tmp_path: Path) -> None:
    async def scene(at: Office) -> None:
        ana = at.person("ana")
        general = at.slack.add_channel("general", ana)
        read = at.promise(ana, "read")
        await at.after(ana.slash("/coach", "forget me", general))
        message = at.slack.ephemerals(ana)[-1]

        await at.after(ana.click(message, "keep_me"))

        assert message.text == "Nothing was erased."
        assert buttons(message) == []
        assert at.now(read) == read

    play(tmp_path, scene)
