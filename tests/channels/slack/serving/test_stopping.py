from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.channels.slack.serving.stopping import stopping_on_signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_first_signal_asks_to_stop_and_the_second_is_as_ever(number: signal.Signals) -> None:
    before = signal.getsignal(number)

    async def run() -> None:
        with stopping_on_signals() as stopping:
            os.kill(os.getpid(), number)
            await stopping.wait()
            assert signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler)

    asyncio.run(run())
    assert signal.getsignal(number) == before


def test_without_a_signal_nothing_stops() -> None:
    async def run() -> bool:
        with stopping_on_signals() as stopping:
            await asyncio.sleep(0)
            return stopping.is_set()

    assert asyncio.run(run()) is False
