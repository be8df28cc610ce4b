"""What was acknowledged is brought to its end before the process ends."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from bot.channels.slack.service import Service


class SlowPresses:
    """Does what is pressed once it `may_go_on`."""

    def __init__(self) -> None:
        self.may_go_on, self.done = asyncio.Event(), False

    async def press(self, body: dict[str, Any]) -> None:
        await self.may_go_on.wait()
        self.done = True

    async def finish(self) -> None:
        """No form was submitted."""


def service(presses: SlowPresses) -> Service:
    unused = cast(Any, None)
    return Service(unused, cast(Any, presses), unused, unused, unused, unused, unused)


def test_a_press_under_way_is_waited_for() -> None:
    async def run() -> None:
        presses = SlowPresses()
        at = service(presses)
        await at.press({})
        finishing = asyncio.create_task(at.finish())
        await asyncio.sleep(0.01)
        assert not finishing.done()

        presses.may_go_on.set()
        await finishing

        assert presses.done

    asyncio.run(run())


def test_a_slack_that_is_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.slack.service._PATIENT_S", 0.01)

    async def run() -> None:
        presses = SlowPresses()
        at = service(presses)
        await at.press({})
        await at.finish()

        assert not presses.done

    asyncio.run(run())
