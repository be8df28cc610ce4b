"""The bar of the chat: what is known is said, and what is not is left out."""

from __future__ import annotations

import threading
from typing import cast

import pytest

from bot.channels.terminal.stats import Stats
from bot.domain import Reply, Usage
from bot.machine import Reading, Sensors
from bot.prompts import bundled_prompts

ALL = Reading(6.94, ("processor", "gpu"), joules=7.0, gpu_load=0.871, temperature_c=48.4)


class ScriptedSensors:
    """Give one reading, and say when it was taken and when they were closed."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.was_read, self.was_closed = threading.Event(), threading.Event()

    def read(self) -> Reading:
        self.was_read.set()
        return self.reading

    def close(self) -> None:
        self.was_closed.set()


def bar(reply: Reply | None, reading: Reading, *, used: int | None = None) -> str:
    """Return the bar once the sensors were read and closed."""
    sensors = ScriptedSensors(reading)
    stats = Stats(
        bundled_prompts(), find_sensors=lambda: cast(Sensors, sensors), read_used_bytes=lambda: used
    )
    stats.start()
    assert sensors.was_read.wait(60)
    stats.close()
    assert sensors.was_closed.wait(60)
    if reply is not None:
        stats.note(reply)
    return stats.line()


def reply(**fields: object) -> Reply:
    return Reply("So it is.", "answer", timings_ms={"first_sentence": 312.4}, **fields)  # type: ignore[arg-type]


def test_everything_that_is_known_is_said() -> None:
    fast = reply(tokens_per_s=95.4, usage=Usage(completion_tokens=20))
    assert bar(fast, ALL, used=342_400_000) == (
        "95 tokens/s · first sentence 0.31 s · 342 MB · GPU 87 % · 6.9 W (processor + GPU) · 48 °C"
    )


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (None, "no answer yet"),
        (reply(), "written without the model · first sentence 0.31 s"),
        (reply(usage=Usage(completion_tokens=3)), "first sentence 0.31 s"),
    ],
)
def test_what_is_not_known_is_left_out(answer: Reply | None, shown: str) -> None:
    assert bar(answer, Reading()) == shown
