"""Tokens per second of the coach's own streaming against `Llama.create_chat_completion(stream=True)`.

Run with `python -m bench.generation`. Both read the same tokens and write the same number of them, one after
the other in one process, so that what else the machine does hits both. The bar is a median ratio of 0.9.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.config import ModelSettings
from bot.llm import LocalChatModel
from bot.llm.model_file import bundled_model

_BAR = 0.9
_SYSTEM = "You answer questions about careers in short and plain sentences. " * 20
_QUESTION = "Describe in detail how someone who writes web services can learn to build embedded systems."
_MESSAGES = [("system", _SYSTEM), ("user", _QUESTION)]


@dataclass(frozen=True, slots=True)
class Run:
    """One generation: time to the first token, tokens written after it and the time they took."""

    first_token_s: float
    tokens: int
    rest_s: float

    @property
    def tokens_per_s(self) -> float:
        """Speed of decoding alone."""
        return self.tokens / self.rest_s


def main() -> int:
    """Print the comparison; exit code 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="alternations (default: 7)")
    parser.add_argument("--tokens", type=int, default=96, help="tokens to write in each (default: 96)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    report = measure(rounds=options.rounds, max_tokens=options.tokens)
    print(json.dumps(report) if options.json else _table(report))
    return 0 if report["ratio"] >= _BAR else 1


def measure(*, rounds: int, max_tokens: int) -> dict[str, Any]:
    """Return the medians over `rounds` alternations, after one unmeasured generation each."""
    with tempfile.TemporaryDirectory() as home:
        import llama_cpp  # loaded here, so that load_s is about the model

        started = time.monotonic()
        model = LocalChatModel(settings=ModelSettings(max_tokens=max_tokens), home=Path(home))
        engine = model.load().result()
        load_s = time.monotonic() - started
        cold = _run(_ours(model))
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
            1024 if sys.platform != "darwin" else 1 << 20
        )

        settings = model.settings
        with _same_buffers():
            reference = llama_cpp.Llama(
                str(bundled_model()),
                n_ctx=engine.context_tokens,
                n_threads=engine.threads,
                n_threads_batch=engine.batch_threads,
                n_gpu_layers=settings.gpu_layers,
                verbose=False,
            )
        _run(_theirs(reference, max_tokens))
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(_run(_ours(model)))
            theirs.append(_run(_theirs(reference, max_tokens)))
        model.close()
    return {
        "ratio": round(
            statistics.median(a.tokens_per_s / b.tokens_per_s for a, b in zip(ours, theirs, strict=True)), 3
        ),
        "tokens_per_s": round(statistics.median(run.tokens_per_s for run in ours), 1),
        "reference_tokens_per_s": round(statistics.median(run.tokens_per_s for run in theirs), 1),
        "first_token_s": round(statistics.median(run.first_token_s for run in ours), 4),
        "reference_first_token_s": round(statistics.median(run.first_token_s for run in theirs), 4),
        "cold_first_token_s": round(cold.first_token_s, 3),
        "load_s": round(load_s, 3),
        "peak_mb": round(peak_mb),
        "rounds": rounds,
        "tokens": ours[0].tokens,
    }


def _run(stream: Callable[[], Iterator[str]]) -> Run:
    started = time.monotonic()
    pieces = stream()
    next(pieces)
    first = time.monotonic()
    tokens = sum(1 for _ in pieces)
    return Run(first - started, tokens, time.monotonic() - first)


def _ours(model: LocalChatModel) -> Callable[[], Iterator[str]]:
    return lambda: (chunk.text for chunk in model.stream(_MESSAGES) if chunk.content)


def _theirs(model: Any, max_tokens: int) -> Callable[[], Iterator[str]]:
    messages = [{"role": role, "content": content} for role, content in _MESSAGES]

    def pieces() -> Iterator[str]:
        answer = model.create_chat_completion(messages, stream=True, max_tokens=max_tokens, temperature=0.0)
        for chunk in answer:
            if text := chunk["choices"][0]["delta"].get("content"):
                yield text

    return pieces


@contextmanager
def _same_buffers() -> Iterator[None]:
    """Load the reference as the coach loads its model: `Llama` has no argument for `use_extra_bufts`."""
    import llama_cpp.llama_cpp as native

    from bot.llm.engine import repacks_weights

    defaults = native.llama_model_default_params

    def params() -> Any:
        chosen = defaults()
        chosen.use_extra_bufts = repacks_weights()
        return chosen

    with patch.object(native, "llama_model_default_params", params):
        yield


def _table(report: dict[str, Any]) -> str:
    verdict = "meets" if report["ratio"] >= _BAR else "MISSES"
    return "\n".join(
        [
            f"{'':22}{'coach':>10}{'Llama':>10}",
            f"{'decode, tokens/s':22}{report['tokens_per_s']:>10}{report['reference_tokens_per_s']:>10}",
            f"{'first token, warm, s':22}{report['first_token_s']:>10}"
            f"{report['reference_first_token_s']:>10}",
            f"{'first token, cold, s':22}{report['cold_first_token_s']:>10}",
            f"{'load, s':22}{report['load_s']:>10}",
            f"{'peak memory, MB':22}{report['peak_mb']:>10}",
            f"ratio {report['ratio']} over {report['rounds']} rounds: {verdict} the bar of {_BAR}",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
