"""The report as rows for people: what, how much, and a remark."""

from __future__ import annotations

from collections.abc import Iterator

from bot.benchmark.report import Compared, Report
from bot.benchmark.spread import Spread
from bot.models.sizes import say_size
from bot.prompts import Prompts

Row = tuple[str, str, str]

_NONE = "–"
_QUIET = 0.5  # processes at work, on average over the last minute
_PARTS = {  # a row that has nothing to show → the parts whose reason explains that, nearest first
    "prefill": ("prefill", "model"),
    "decode": ("decode", "model"),
    "roofline": ("roofline", "bandwidth", "decode", "model"),
    "bandwidth": ("bandwidth", "model"),
    "first_sentence": ("first_sentence", "index"),
    "first_cached": ("prefix",),
    "first_follow_up": ("prefix",),
    "retrieval": ("retrieval", "index"),
    "answers": ("answers", "index"),
    "overhead": ("index", "overhead", "bare", "model"),
    "peak": ("model", "index"),
    "power": ("power", "model"),
}


def rows(report: Report, prompts: Prompts) -> Iterator[Row]:
    """Yield every row; a dash and the reason where a thing was not measured."""
    table = _Table(report, prompts)
    yield from table.engine()
    yield from table.coach()
    yield from table.resources()


def remarks(report: Report, prompts: Prompts) -> Iterator[str]:
    """Yield what was measured, and what speaks against its figures."""
    say, loading, model = prompts.say, report.loading, report.model
    if loading is not None and model is not None:
        layers = {0: "none", -1: "all"}.get(loading.gpu_layers, "some")
        yield say(
            "bench_subject",
            model=model.name,
            size=say_size(model.bytes),
            digest=model.sha256[:12],
            context=loading.context_tokens,
            threads=loading.threads,
            batch_threads=loading.batch_threads,
            kv_type=loading.kv_type,
            layers=say(f"bench_layers_{layers}", layers=loading.gpu_layers),
        )
    if report.load > _QUIET:
        yield say("bench_busy", load=f"{report.load:.1f}", cores=report.machine.logical_cores)


class _Table:
    def __init__(self, report: Report, prompts: Prompts) -> None:
        self._report, self._say = report, prompts.say

    def engine(self) -> Iterator[Row]:
        """How fast it reads and writes."""
        report = self._report
        yield self._compared("prefill", report.prefill)
        yield self._compared("decode", report.decode)
        share, bandwidth = report.roofline_share, report.bandwidth_bytes_s
        yield self._row("roofline", "" if share is None else f"{100 * share:.0f} %")
        gb_s = "" if bandwidth is None else self._say("bench_gb_s", figure=f"{bandwidth / 1e9:.1f}")
        yield self._row("bandwidth", gb_s)

    def coach(self) -> Iterator[Row]:
        """How soon and how fast it answers."""
        report, first = self._report, self._report.first_sentence
        if first is None:
            yield self._row("first_sentence", "")
        else:
            yield self._row("first_cold", _seconds(first.cold_s))
            yield self._of_cold("first_cached", first.prefix_cached_s, first.cold_s)
            yield self._of_cold("first_follow_up", first.follow_up_s, first.cold_s)
            yield self._spread("first_warm", first.warm)
        yield self._spread("retrieval", report.retrieval)
        if report.answers is None:
            yield self._row("answers", "")
        else:
            yield self._spread("answers", report.answers.all)
            yield self._spread("answers_coded", report.answers.coded)
            yield self._spread("answers_written", report.answers.written)
        ratio = report.overhead
        times = "" if ratio is None else self._say("bench_times", figure=f"{ratio.median:.2f}")
        yield self._row("overhead", times, self._say("bench_pairs", count=ratio.count) if ratio else "")

    def resources(self) -> Iterator[Row]:
        """What it takes."""
        peak, power = self._report.peak_bytes, self._report.power
        yield self._row("peak", "" if peak is None else say_size(peak))
        if power is None:
            yield self._row("power", "")
        else:
            watts = self._say("bench_watts", figure=f"{power.watts:.1f}", parts=" + ".join(power.of))
            joules = self._say("bench_joules", figure=f"{power.joules_per_token:.2f}")
            yield self._row("power", joules, watts)

    def _compared(self, name: str, found: Compared | None) -> Row:
        if found is None:
            return self._row(name, "")
        figure = self._say("bench_tokens_s", figure=f"{found.ours.median:.1f}")
        if found.bare is None or found.ratio is None:
            return self._row(name, figure, self._reason(("bare", "model")))
        bare, ratio = f"{found.bare.median:.1f}", f"{found.ratio:.2f}"
        return self._row(name, figure, self._say("bench_against", ratio=ratio, bare=bare))

    def _of_cold(self, name: str, seconds: float | None, cold_s: float) -> Row:
        if seconds is None:
            return self._row(name, "")
        part = self._say("bench_of_cold", percent=f"{100 * seconds / cold_s:.0f}")
        return self._row(name, _seconds(seconds), part)

    def _spread(self, name: str, found: Spread | None) -> Row:
        if found is None:
            return self._row(name, "")
        p95 = self._say("bench_p95", figure=_seconds(found.p95), count=found.count)
        return self._row(name, _seconds(found.median), p95)

    def _row(self, name: str, figure: str, remark: str = "") -> Row:
        if not figure:
            return self._say(f"bench_row_{name}"), _NONE, self._reason(_PARTS.get(name, ()))
        return self._say(f"bench_row_{name}"), figure, remark

    def _reason(self, parts: tuple[str, ...]) -> str:
        return next((self._report.left_out[part] for part in parts if part in self._report.left_out), "")


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
