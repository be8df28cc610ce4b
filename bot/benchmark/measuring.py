"""One run: the coach first, for its peak of memory; then bare llama.cpp beside it, by turns with it."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.benchmark.bandwidth import block_bytes, largest_cache, measure_bandwidth
from bot.benchmark.coach_side import measure_coach
from bot.benchmark.effort import Effort
from bot.benchmark.engine_side import EngineSide
from bot.benchmark.installation import Installation
from bot.benchmark.model_file import find_model, note_verified
from bot.benchmark.parts import Parts
from bot.benchmark.peak import peak_bytes
from bot.benchmark.power import Reads
from bot.benchmark.report import Report, Versions
from bot.benchmark.spread import Spread
from bot.clock import Clock, system_clock
from bot.config import Settings
from bot.llm import LocalChatModel
from bot.llm.build import read_build
from bot.machine import Machine
from bot.models.fit import ceiling_tokens_s
from bot.prompts import bundled_prompts


def measure(
    settings: Settings,
    effort: Effort,
    *,
    quick: bool,
    read_machine: Callable[[], Machine],
    sensors: Reads,
    tell: Callable[[str], None],
    clock: Clock = system_clock,
) -> Report:
    """Measure what there is; what cannot be is left out with its reason. `tell` is told what is going on.

    Nothing is written but to a folder of its own, which is gone at the end. Raises ModelError where the
    model's file is missing or not sound.
    """
    report = Report(clock(), quick, _versions(), read_machine(), os.getloadavg()[0])
    parts = Parts(bundled_prompts(), tell, limit_s=effort.limit_s)
    with tempfile.TemporaryDirectory(prefix="pathcoach-bench-") as folder, ExitStack() as opened:
        run = _Run(settings, effort, parts, opened, Path(folder))
        if settings.model.base_url is None:
            path, found = find_model(settings)
            note_verified(path, found, home=run.scratch)
            report = run.measure_engine(
                run.measure_coach(replace(report, model=found)), path, sensors, read_machine
            )
        else:
            report = run.measure_coach(report)
            parts.leave_out("model", bundled_prompts().say("bench_served"))
    return replace(report, left_out=parts.left_out)


class _Run:
    """What the steps of one run share."""

    def __init__(
        self, settings: Settings, effort: Effort, parts: Parts, opened: ExitStack, scratch: Path
    ) -> None:
        self.scratch = scratch
        self._settings, self._effort, self._parts, self._opened = settings, effort, parts, opened
        self._installation: Installation | None = None
        self._written: tuple[str, ...] = ()

    def measure_coach(self, report: Report) -> Report:
        """Ask the coach, if there is an index to answer from, and note the memory that this took."""
        self._installation = self._parts.attempt("index", self._open)
        if self._installation is None:
            return report
        found = measure_coach(self._installation, self._parts, self._effort)
        self._written = found.written
        return replace(
            report,
            first_sentence=found.first_sentence,
            answers=found.answers,
            retrieval=found.retrieval,
            peak_bytes=found.peak_bytes,
        )

    def measure_engine(
        self, report: Report, path: Path, sensors: Reads, read_machine: Callable[[], Machine]
    ) -> Report:
        """Measure the model itself, beside bare llama.cpp where there is room for both."""
        parts, say = self._parts, bundled_prompts().say
        side = parts.attempt(
            "model",
            lambda: EngineSide(self._model(), path, bundled_prompts(), self._effort),
            in_any_case=True,
        )
        if side is None:
            return report
        self._opened.callback(side.close)
        report = replace(report, loading=side.loading, peak_bytes=report.peak_bytes or peak_bytes())
        bandwidth = parts.attempt("bandwidth", lambda: _bandwidth(read_machine()), in_any_case=True)
        parts.attempt("bare", lambda: side.load_bare(read_machine().available_bytes), in_any_case=True)
        report = replace(
            report,
            bandwidth_bytes_s=bandwidth,
            decode=parts.attempt("decode", side.decode, in_any_case=True),
            prefill=parts.attempt("prefill", side.prefill),
            overhead=self._overhead(side),
            by_size=parts.attempt("by_size", side.sizes) or (),
            power=parts.attempt("power", lambda: side.power(sensors)),
        )
        if report.power is None:
            parts.leave_out("power", say("bench_no_sensors"))
        share = _roofline_share(report)
        if share is None and report.decode is not None and report.bandwidth_bytes_s is not None:
            parts.leave_out("roofline", say("bench_gpu_memory"))
        return replace(report, roofline_share=share)

    def _open(self) -> Installation:
        return self._opened.enter_context(closing(Installation(self._settings, scratch=self.scratch)))

    def _model(self) -> LocalChatModel:
        """Return the coach's model, or one without a coach."""
        if self._installation is not None and isinstance(self._installation.model, LocalChatModel):
            return self._installation.model
        model = LocalChatModel(settings=self._settings.model, home=self.scratch)
        return self._opened.enter_context(closing(model))

    def _overhead(self, side: EngineSide) -> Spread | None:
        """Compare whole answers to the questions that the model was seen to write for."""
        installation, written = self._installation, self._written
        if installation is None:
            return None
        if not written:
            self._parts.leave_out("overhead", bundled_prompts().say("bench_nothing_written"))
            return None
        recorder = installation.recorder
        return self._parts.attempt("overhead", lambda: side.overhead(installation.ask, recorder, written))


def _bandwidth(machine: Machine) -> float:
    size = block_bytes(largest_cache(), machine.available_bytes)
    return measure_bandwidth(machine.physical_cores, block_bytes=size)


def _roofline_share(report: Report) -> float | None:
    """Return how much was reached of what memory allows; None where that is not known.

    A GPU that shares the memory reads it faster than the cores do: what its data sheet says is its limit.
    What a card of its own can do is not measured.
    """
    bandwidth, gpu = report.bandwidth_bytes_s, report.machine.gpu
    if report.loading is not None and report.loading.gpu_layers and read_build().offloads:
        bandwidth = report.machine.bandwidth_bytes_s if gpu is not None and gpu.shares_memory else None
    if report.decode is None or report.model is None or bandwidth is None:
        return None
    return report.decode.ours.median / ceiling_tokens_s(report.model.bytes, bandwidth)


def _versions() -> Versions:
    try:
        installed = version("pathcoach")
    except PackageNotFoundError:
        installed = None
    return Versions(installed, read_build().version, platform.python_version())
