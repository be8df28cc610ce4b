"""Latency by prompt size as an SVG picture, legible on light and on dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from bot.benchmark.report import PromptSize
from bot.prompts import Prompts

_TEMPLATE = "plot.svg.j2"
_LEFT, _TOP, _WIDTH, _HEIGHT = 70.0, 60.0, 540.0, 280.0  # of the area that holds the lines, in pixels
_TICKS = 5  # on the vertical axis, about


@dataclass(frozen=True, slots=True)
class _Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    style: str
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """The points as a polyline has them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


def plot(sizes: Sequence[PromptSize], prompts: Prompts, *, model: str) -> str:
    """Return the picture of one size or more."""
    say = prompts.say
    widest = sizes[-1].tokens
    slowest = max(max(each.prefill_s, each.first_token_s) for each in sizes)
    step = _step(slowest)
    highest = step * max(1, math.ceil(slowest / step))

    def at(tokens: float, seconds: float) -> tuple[float, float]:
        return _LEFT + _WIDTH * tokens / widest, _TOP + _HEIGHT * (1 - seconds / highest)

    lines = (
        _Line(say("bench_plot_prefill"), "a", tuple(at(each.tokens, each.prefill_s) for each in sizes)),
        _Line(
            say("bench_plot_first_token"), "b", tuple(at(each.tokens, each.first_token_s) for each in sizes)
        ),
    )
    return _template().render(
        title=say("bench_plot_title"),
        subject=model,
        x_label=say("bench_plot_x"),
        y_label=say("bench_plot_y"),
        lines=lines,
        x_ticks=_apart([_Tick(at(each.tokens, 0)[0], f"{each.tokens:,}") for each in sizes]),
        y_ticks=[_Tick(at(0, step * n)[1], f"{step * n:g}") for n in range(round(highest / step) + 1)],
        left=_LEFT,
        top=_TOP,
        right=_LEFT + _WIDTH,
        bottom=_TOP + _HEIGHT,
    )


def _step(highest: float) -> float:
    """Return 1, 2 or 5 times a power of ten, so that about _TICKS of it reach `highest`."""
    wished = max(highest, 1e-6) / _TICKS
    power = 10.0 ** math.floor(math.log10(wished))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wished)


def _apart(ticks: Sequence[_Tick], *, least: float = 34.0) -> list[_Tick]:
    """Return the ticks without those whose labels would touch the one before; the last one always stays."""
    kept: list[_Tick] = []
    for tick in reversed(ticks):
        if not kept or kept[-1].at - tick.at >= least:
            kept.append(tick)
    return kept[::-1]


def _template() -> jinja2.Template:
    text = Path(__file__).with_name(_TEMPLATE).read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(text)
