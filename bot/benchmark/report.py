"""What was measured. Seconds, bytes, tokens a second; what was left out is None, and `left_out` says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.benchmark.spread import Spread
from bot.machine import Machine

SCHEMA = 1  # counts up when a reader of the JSON must change


@dataclass(frozen=True, slots=True)
class Versions:
    """What was run. `pathcoach` is None where it runs without being installed."""

    pathcoach: str | None
    llama_cpp_python: str
    python: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What was loaded."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Loading:
    """How it was loaded; `gpu_layers` as the setting has it: 0 none, -1 all."""

    context_tokens: int
    batch_tokens: int
    threads: int
    batch_threads: int
    gpu_layers: int
    kv_type: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Tokens a second of the coach's engine and of bare llama.cpp, by turns; `ratio` is that of the medians.

    `tokens` is how many a run wrote or read at most. Without a bare engine both others are None.
    """

    tokens: int
    ours: Spread
    bare: Spread | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class PromptSize:
    """A prompt of so many tokens, none of them evaluated before: until it is read, and until the first token.

    `prefill_s` is the engine's; `first_token_s` is what the chat model's caller waits.
    """

    tokens: int
    prefill_s: float
    first_token_s: float


@dataclass(frozen=True, slots=True)
class FirstSentence:
    """Seconds until the first sentence of an answer that the model writes.

    `cold`: with the model's file to be loaded and nothing evaluated. `prefix_cached`: loaded anew, with what
    prompts begin with read from a file. `follow_up`: the next question of a thread. `warm`: any later one.
    """

    cold_s: float
    prefix_cached_s: float | None
    follow_up_s: float | None
    warm: Spread | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds of whole answers: all of them, those that code wrote, and those that the model wrote."""

    all: Spread
    coded: Spread | None
    written: Spread | None


@dataclass(frozen=True, slots=True)
class Power:
    """While the model wrote: watts on average, joules for each token, and of which parts of the machine."""

    watts: float
    joules_per_token: float
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One run."""

    measured_at: datetime
    quick: bool
    versions: Versions
    machine: Machine
    load: float  # of the system when it began, in processes; others at work make every figure worse
    model: ModelFile | None = None
    loading: Loading | None = None
    bandwidth_bytes_s: float | None = None
    decode: Compared | None = None
    roofline_share: float | None = None  # of the speed that reading the whole model for each token allows
    prefill: Compared | None = None
    by_size: tuple[PromptSize, ...] = ()
    first_sentence: FirstSentence | None = None
    retrieval: Spread | None = None
    answers: Answers | None = None
    overhead: Spread | None = None  # the coach's time over that of bare llama.cpp for the same tokens
    peak_bytes: int | None = None
    power: Power | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as it is written to a file; its first key is the number of its schema."""
    whole = asdict(report)
    whole["measured_at"] = report.measured_at.isoformat(timespec="seconds")
    whole["machine"]["system"] = str(report.machine.system)
    return {"schema": SCHEMA, **whole}
