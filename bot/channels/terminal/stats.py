"""The bar below the prompt of `chat --stats`: how fast the last answer was, and what the machine does now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from bot.domain import Reply
from bot.machine import Reading, Sensors
from bot.machine.memory import used_bytes
from bot.prompts import Prompts

REFRESH_S = 1.0
_MB = 10**6


class Stats:
    """Reads the sensors in a thread of its own: no key waits for them. What is not known is left out."""

    def __init__(
        self,
        prompts: Prompts,
        *,
        find_sensors: Callable[[], Sensors] = Sensors,
        read_used_bytes: Callable[[], int | None] = used_bytes,
    ) -> None:
        """Nothing is looked for before `start`."""
        self._prompts = prompts
        self._find_sensors, self._read_used_bytes = find_sensors, read_used_bytes
        self._reading = Reading()
        self._reply: Reply | None = None
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._follow, name="stats", daemon=True).start()

    def close(self) -> None:
        """Stop reading."""
        self._ended.set()

    def note(self, reply: Reply) -> None:
        """Show from now on how fast this reply came."""
        self._reply = reply

    def line(self) -> str:
        """Return the bar as it is now."""
        return self._prompts.say("stats_between").join([*self._of_answer(), *self._of_machine()])

    def _of_answer(self) -> Iterator[str]:
        say, reply = self._prompts.say, self._reply
        if reply is None:
            yield say("stats_no_answer")
            return
        if reply.tokens_per_s is not None:
            yield say("stats_speed", tokens=f"{reply.tokens_per_s:.0f}")
        elif not reply.usage.completion_tokens:
            yield say("stats_without_model")
        if (first := reply.timings_ms.get("first_sentence")) is not None:
            yield say("stats_first_sentence", seconds=f"{first / 1000:.2f}")

    def _of_machine(self) -> Iterator[str]:
        say, reading = self._prompts.say, self._reading
        if (used := self._read_used_bytes()) is not None:
            yield say("stats_memory", megabytes=round(used / _MB))
        if reading.gpu_load is not None:
            yield say("stats_gpu", percent=round(reading.gpu_load * 100))
        if reading.watts is not None:
            parts = say("stats_and").join(say(f"stats_of_{part}") for part in reading.watts_of)
            yield say("stats_watts", watts=f"{reading.watts:.1f}", parts=parts)
        if reading.temperature_c is not None:
            yield say("stats_temperature", degrees=round(reading.temperature_c))

    def _follow(self) -> None:
        sensors = self._find_sensors()
        try:
            while not self._ended.is_set():
                self._reading = sensors.read()
                self._ended.wait(REFRESH_S)
        finally:
            sensors.close()
