"""What comes in is kept in the order of its arrival; one fault takes nothing else with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.channels.slack.conversation.intake import Intake
from bot.clock import system_clock
from bot.domain import InboxItem, Incoming
from bot.errors import BadQuestion
from bot.settable import SlackSettings
from bot.store import Store


def incoming(number: int, text: str = "?") -> Incoming:
    return Incoming((f"k{number}",), "message.im", "slack", f"i{number}", f"T:U{number % 3}", text)


def keep(folder: Path, messages: list[Incoming]) -> list[InboxItem | BaseException | None]:
    """Take in `messages` at once."""

    async def run() -> list[InboxItem | BaseException | None]:
        with Store.open(f"sqlite:///{folder / 'store.sqlite'}", clock=system_clock) as store:
            intake = Intake(store, claimed_by="me", settings=SlackSettings(questions_per_minute=1000))
            kept = await asyncio.gather(*map(intake.keep, messages), return_exceptions=True)
            await intake.settled(patience_s=1)
            intake.close()
            return list(kept)

    return asyncio.run(run())


def test_each_gets_what_was_kept_of_it(tmp_path: Path) -> None:
    kept = keep(tmp_path, [incoming(number) for number in range(500)])

    items = [item for item in kept if isinstance(item, InboxItem)]
    assert [item.item_id for item in items] == [f"i{number}" for number in range(500)]
    assert sorted(items, key=lambda item: item.received_at) == items


def test_what_comes_twice_is_kept_once(tmp_path: Path) -> None:
    kept = keep(tmp_path, [incoming(1), incoming(1), incoming(2)])

    assert [item is None for item in kept] == [False, True, False]


def test_a_message_that_cannot_be_kept_takes_no_other_with_it(tmp_path: Path) -> None:
    kept = keep(tmp_path, [incoming(1), incoming(2, "\ud83d"), incoming(3)])

    assert [type(each) for each in kept] == [InboxItem, BadQuestion, InboxItem]
