"""What is measured of the engine: how fast it reads and writes beside bare llama.cpp, with how many watts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from bot.benchmark.answers import Ask
from bot.benchmark.bare import BareLlama
from bot.benchmark.decoding import measure_decoding
from bot.benchmark.effort import Effort
from bot.benchmark.overhead import measure_overhead, replay_on
from bot.benchmark.power import Reads, measure_power
from bot.benchmark.report import Compared, Loading, Power, PromptSize
from bot.benchmark.runs import pieces, tokens_written
from bot.benchmark.sizes import measure_prefill, measure_sizes
from bot.benchmark.spread import Spread
from bot.benchmark.turns import Recorder
from bot.errors import ModelError
from bot.llm import LocalChatModel
from bot.models.sizes import say_size
from bot.prompts import Prompts

_KEPT_FREE_BYTES = 256 * 10**6  # context and buffers beside the file


class EngineSide:
    """The model in this process, and beside it bare llama.cpp once that is loaded. To be closed."""

    def __init__(self, model: LocalChatModel, path: Path, prompts: Prompts, effort: Effort) -> None:
        """Waits until the model is loaded. Raises ModelError."""
        self._model, self._path, self._prompts, self._effort = model, path, prompts, effort
        self._engine = model.load().result()
        self._bare: BareLlama | None = None
        self._chat: list[BaseMessage] = [
            SystemMessage(prompts.instructions),
            HumanMessage(prompts.say("bench_task")),
        ]

    @property
    def loading(self) -> Loading:
        """How the model is loaded."""
        settings, engine = self._model.settings, self._engine
        return Loading(
            context_tokens=engine.context_tokens,
            batch_tokens=min(settings.batch_tokens, engine.context_tokens),
            threads=engine.threads,
            batch_threads=engine.batch_threads,
            gpu_layers=settings.gpu_layers,
            kv_type=settings.kv_type,
        )

    def load_bare(self, available_bytes: int) -> None:
        """Load bare llama.cpp, too. Raises ModelError, also where the memory has no room for a second one."""
        needed = self._path.stat().st_size + _KEPT_FREE_BYTES
        if 0 < available_bytes < needed:
            raise ModelError(
                self._prompts.say("bench_no_room", needs=say_size(needed), free=say_size(available_bytes))
            )
        self._bare = BareLlama(self._path, self.loading)

    def decode(self) -> Compared:
        """Compare writing, both from an empty context: every token there slows it. Raises ModelError."""
        self._engine.forget()
        chat = [
            {"role": "system", "content": self._chat[0].text},
            {"role": "user", "content": self._chat[1].text},
        ]
        bare = self._bare

        def theirs(tokens: int) -> Iterator[int]:
            assert bare is not None
            return bare.chat(chat, max_tokens=tokens)

        return measure_decoding(
            lambda tokens: pieces(self._model, self._chat, max_tokens=tokens),
            theirs if bare is not None else None,
            tokens=self._effort.decode_tokens,
            rounds=self._effort.decode_rounds,
            seconds=self._effort.decode_s,
        )

    def prefill(self) -> Compared:
        """Compare reading. Raises ModelError."""
        return measure_prefill(
            self._engine, self._bare, self._prompts.instructions, seconds=self._effort.decode_s
        )

    def sizes(self) -> tuple[PromptSize, ...]:
        """Time prompts of each size. Raises ModelError."""
        text, effort = self._prompts.instructions, self._effort
        return measure_sizes(self._model, self._engine, text, effort.sizes, seconds=effort.sizes_s)

    def overhead(self, ask: Ask, recorder: Recorder, questions: tuple[str, ...]) -> Spread | None:
        """Compare whole answers; None without bare llama.cpp. Raises CoachError."""
        if self._bare is None:
            return None
        effort = self._effort
        replay = replay_on(self._bare, self._engine)
        rounds, seconds = effort.overhead_rounds, effort.overhead_s
        return measure_overhead(ask, recorder, replay, questions, rounds=rounds, seconds=seconds)

    def power(self, sensors: Reads) -> Power | None:
        """Measure what writing takes; None without sensors. Raises ModelError."""
        tokens, chat = self._effort.decode_tokens, self._chat
        return measure_power(
            sensors,
            lambda: tokens_written(self._model, chat, max_tokens=tokens),
            seconds=self._effort.power_s,
        )

    def close(self) -> None:
        """Free what bare llama.cpp holds; the coach's model is its owner's."""
        if self._bare is not None:
            self._bare.close()
