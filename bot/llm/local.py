"""The model in this process: a LangChain chat model over one `Engine`, one worker thread and a queue."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import InputTokenDetails, UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from bot.budget import Prompt, fit
from bot.errors import Cancelled, ModelError
from bot.llm.keywords import sampling_of
from bot.llm.model_file import BUNDLED_SHA256, bundled_model, check_model_file
from bot.llm.prefix import PrefixFiles
from bot.llm.stop import StopSign
from bot.llm.waiting import wait_asleep
from bot.llm.wording import Wording
from bot.machine.cores import read_cores, usable_cpus
from bot.settable import ModelSettings

if TYPE_CHECKING:  # llama_cpp takes a quarter of a second to import
    from bot.llm.engine import Engine

_ROLES = {"human": "user", "ai": "assistant", "system": "system", "tool": "tool"}
_CANCEL_POLL_S = 0.05
# Static text, evidence and an answer take 400 to 700: half of the memory that 2,048 take is rarely used.
_FIRST_CONTEXT_TOKENS = 1024


@dataclass(frozen=True, slots=True)
class _Ending:
    """How a generation went."""

    finish_reason: str
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class _Job:
    """One generation: the worker fills `events`, the caller empties it and may set `sign`."""

    loading: Future[Engine]
    messages: Sequence[BaseMessage]
    stop: Sequence[str]
    max_tokens: int
    sampling: Mapping[str, Any]
    sign: StopSign
    events: SimpleQueue[str | _Ending | BaseException] = field(default_factory=SimpleQueue)


class LocalChatModel(BaseChatModel):
    """A GGUF model. Nothing is loaded until `load`, `warm` or the first question.

    Callers in several threads are served one after the other. Beside `stop`, a call takes these keywords, by
    `bind` or directly: `max_tokens`, `temperature` (0: always the likeliest token), `repeat_penalty`, `seed`,
    `response_format` (`json_object` with a `schema`, or OpenAI's `json_schema`), and `cancel`, a
    `threading.Event` that stops it: the call then raises Cancelled. Closing a stream stops it too.
    Where the last message is the assistant's, it is taken as the beginning of the answer and continued.
    """

    settings: ModelSettings
    home: Path  # where verified files and evaluated prefixes are remembered
    continues_answers: ClassVar[bool] = True  # see above; a served model may begin afresh

    _worker: ThreadPoolExecutor = PrivateAttr(default_factory=lambda: ThreadPoolExecutor(1, "language-model"))
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _loading: Future[Engine] | None = PrivateAttr(default=None)
    _static: Sequence[BaseMessage] = PrivateAttr(default=())
    _signs: WeakSet[StopSign] = PrivateAttr(default_factory=WeakSet)  # of everything that runs or waits

    @property
    def model_name(self) -> str:
        """The name of the model's file."""
        return (self.settings.path or bundled_model()).name

    @property
    def context_tokens(self) -> int:
        """How many tokens prompt and answer may take together: as set, or less if the model knows less."""
        return self.load().result().context_tokens

    def load(self) -> Future[Engine]:
        """Start to load the model, once, and return immediately; `result()` waits, or raises a ModelError.

        A load that failed is tried again.
        """
        with self._lock:
            failed = self._loading is not None and self._loading.done() and self._loading.exception()
            if self._loading is None or failed:
                self._loading = self._worker.submit(self._open)
            return self._loading

    def keep(self, static: Sequence[BaseMessage]) -> None:
        """Get to know what prompts begin with: evaluated once, it is kept in a file. Loads nothing."""
        self._static = tuple(static)

    def warm(self, static: Sequence[BaseMessage]) -> Future[None]:
        """`keep`, and evaluate it in the background, so that the first answer is quick."""
        self.keep(static)
        return self._worker.submit(self._read, self.load(), self._new_sign())

    def close(self) -> None:
        """Stop what runs and what waits, which raises Cancelled there, and free the model's memory."""
        with self._lock:
            for sign in self._signs:
                sign.set()
        self._worker.shutdown()
        if self._loading is not None and not self._loading.exception():
            self._loading.result().close()

    def count_tokens(self, messages: Sequence[BaseMessage]) -> int:
        """Return how long a prompt these messages make, by the model's own template and tokeniser."""
        return len(self.load().result().render(_as_chat(messages)))

    def get_num_tokens_from_messages(
        self, messages: Sequence[BaseMessage], tools: Sequence[Any] | None = None
    ) -> int:
        """Return `count_tokens`; tools are not part of the prompt."""
        return self.count_tokens(messages)

    def get_token_ids(self, text: str) -> list[int]:
        """Return the tokens of a text."""
        return self.load().result().tokenize(text)

    def fit(
        self, prompt: Prompt, *, render: Callable[[tuple[str, ...], str], str], max_tokens: int | None = None
    ) -> list[BaseMessage]:
        """Return as much of the prompt as leaves room for `max_tokens` of answer; see `bot.budget.fit`."""
        room = self.context_tokens - (max_tokens or self.settings.max_tokens)
        return fit(prompt, room_tokens=room, count_tokens=self.count_tokens, render=render)

    @property
    def _llm_type(self) -> str:
        return "llama.cpp"

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return {"model_name": self.model_name, "context_tokens": self.settings.context_tokens}

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        cancel: threading.Event | None = None,
        max_tokens: int | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        job = _Job(
            loading=self.load(),
            messages=messages,
            stop=tuple(stop or ()),
            max_tokens=max_tokens or self.settings.max_tokens,
            sampling=sampling_of(kwargs),
            sign=self._new_sign(),
        )
        self._worker.submit(self._run, job)
        try:
            while not isinstance(event := _next_event(job, cancel), _Ending):
                yield ChatGenerationChunk(message=AIMessageChunk(content=event))
            yield self._last_chunk(event)
        finally:
            job.sign.set()  # the caller has gone, or all is written

    def _last_chunk(self, ending: _Ending) -> ChatGenerationChunk:
        usage = UsageMetadata(
            input_tokens=ending.prompt_tokens,
            output_tokens=ending.completion_tokens,
            total_tokens=ending.prompt_tokens + ending.completion_tokens,
            input_token_details=InputTokenDetails(cache_read=ending.cached_tokens),
        )
        return ChatGenerationChunk(
            message=AIMessageChunk(content="", usage_metadata=usage, chunk_position="last"),
            generation_info={"finish_reason": ending.finish_reason, "model_name": self.model_name},
        )

    def _new_sign(self) -> StopSign:
        sign = StopSign()
        with self._lock:
            self._signs.add(sign)
        return sign

    # What follows runs in the worker.

    def _open(self) -> Engine:
        from bot.models.library import Library

        path = check_model_file(self.settings.path, cache=self.home / "verified.json")
        Library(self.home).check(path)
        wait_asleep(os.environ)
        from bot.llm.engine import Engine
        from bot.llm.native import Loading

        cores, _ = read_cores(Path("/"), usable_cpus())
        status = path.stat()
        digest = "" if self.settings.path else BUNDLED_SHA256
        model = (path.name, status.st_size, status.st_mtime_ns, digest)
        loading = Loading(
            context_tokens=self.settings.context_tokens,
            # A thread that spins on a core that something else needs costs far more than it brings.
            threads=self.settings.threads or max(1, cores - 1),
            batch_threads=self.settings.batch_threads or cores,
            gpu_layers=self.settings.gpu_layers,
            batch_tokens=self.settings.batch_tokens,
            kv_type=self.settings.kv_type,
            first_context_tokens=_FIRST_CONTEXT_TOKENS,
        )
        return Engine(path, loading, prefix_files=PrefixFiles(self.home / "cache", model))

    def _read(self, loading: Future[Engine], sign: StopSign) -> None:
        engine = loading.result()
        engine.hold(self._prefix(engine), sign=sign)

    def _prefix(self, engine: Engine) -> list[int]:
        """Return the tokens of what is kept; none if the template refuses it."""
        try:
            return engine.render_beginning(_as_chat(self._static)) if self._static else []
        except ModelError:
            return []

    def _run(self, job: _Job) -> None:
        """Generate, and let the waiting caller know of everything, failures too."""
        try:
            job.events.put(self._write(job))
        except BaseException as error:
            job.events.put(error)

    def _write(self, job: _Job) -> _Ending:
        from bot.llm.sampling import Sampling

        engine = job.loading.result()
        chat = _as_chat(job.messages)
        opening = chat.pop()["content"] if chat and chat[-1]["role"] == "assistant" else ""
        prompt = engine.render(chat) + (engine.tokenize(opening) if opening else [])
        if len(prompt) + job.max_tokens > engine.context_tokens:
            raise ModelError(
                f"The question with its context takes {len(prompt)} tokens, and with {job.max_tokens} for "
                f"the answer the model has room for {engine.context_tokens}. Ask a shorter question, or "
                f"raise PATHCOACH_MODEL__CONTEXT_TOKENS."
            )
        cached = engine.prefill(prompt, sign=job.sign, prefix=self._prefix(engine))
        wording, written, ended = Wording(job.stop), 0, True
        for piece in engine.decode(
            max_tokens=job.max_tokens, sampling=Sampling(**job.sampling), sign=job.sign
        ):
            written += 1
            if text := wording.feed(piece):
                job.events.put(text)
            if wording.stopped:
                break
        else:
            ended = written < job.max_tokens
        if text := wording.finish():
            job.events.put(text)
        return _Ending("stop" if ended else "length", len(prompt), cached, written)


def _next_event(job: _Job, cancel: threading.Event | None) -> str | _Ending:
    """Wait for the worker, and for `cancel`. Raises Cancelled or what the worker raised."""
    while True:
        if cancel is not None and cancel.is_set():
            raise Cancelled("The answer was stopped.")
        try:
            event = job.events.get(timeout=None if cancel is None else _CANCEL_POLL_S)
        except Empty:
            continue
        if isinstance(event, BaseException):
            raise event
        return event


def _as_chat(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    return [{"role": _ROLES.get(message.type, message.type), "content": message.text} for message in messages]
