"""The plots of the report. How a drawing becomes a part of the page is in svg.py."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.axes import Axes

from ..metrics import RiskCoverage
from .page import Change, Comparison, Figure, Part
from .svg import FAINT, INK, SERIES, draw_svg

_ROW_IN, _FRAME_IN = 0.28, 0.75  # the height of a row, and that of axis, label and legend
_DASHES = ("-", "--", ":", "-.")


def risk_coverage(parts: Sequence[Part]) -> Markup | None:
    """Draw how often answers are wrong if only the surest are given, a line a part; None without curves."""
    curves = [(part.title, part.curve) for part in parts if part.curve]
    if not curves:
        return None

    def draw(axes: Axes) -> None:
        for (title, curve), colour, dash in zip(curves, SERIES, _DASHES, strict=False):
            label = f"{title}, AURC {curve.area:.3f}"
            axes.plot(curve.coverage, curve.risk, color=colour, linestyle=dash, label=label)
            if curve.at:
                axes.plot(*curve.at, "o", color=colour)
        axes.set(xlim=(0, 1), xlabel="coverage: share of questions answered", ylabel="risk: share wrong")
        axes.set_ylim(bottom=0)
        axes.grid(visible=True, linewidth=0.5)
        axes.legend(loc="upper left")

    said = "; ".join(f"{title}: AURC {curve.area:.3f}, {_stands(curve)}" for title, curve in curves)
    return draw_svg("risk-coverage", "Risk against coverage", said, draw, height_in=3.2)


def right_per_kind(part: Part) -> Markup:
    """Draw the share of right replies, a bar a kind, with its 95 % interval."""
    rows = [(f"{row.kind} ({row.cases})", row.right) for row in part.kinds]

    def draw(axes: Axes) -> None:
        for position, (_, right) in enumerate(rows):
            axes.barh(position, right.value or 0.0, height=0.6, color=SERIES[0])
            _whisker(axes, position, right)
        _name_rows(axes, [name for name, _ in rows])
        axes.set(xlim=(0, 1.02), xlabel="share right, with 95 % intervals")

    said = "; ".join(f"{name}: {_said(right)}" for name, right in rows)
    return draw_svg(
        f"right-{part.title}", f"Right per kind, {part.title}", said, draw, height_in=_height_in(rows)
    )


def latency_per_kind(part: Part) -> Markup:
    """Draw the median and the 95th percentile of the time a question took, a row a kind."""
    rows = part.kinds

    def draw(axes: Axes) -> None:
        positions = range(len(rows))
        p50 = [row.p50.value or 0.0 for row in rows]
        p95 = [row.p95.value or 0.0 for row in rows]
        axes.hlines(positions, p50, p95, color=FAINT, linewidth=3)
        axes.plot(p50, positions, "o", color=SERIES[0], label="median")
        axes.plot(p95, positions, "D", color=SERIES[1], label="95th percentile")
        _name_rows(axes, [row.kind for row in rows])
        axes.set(xlabel="milliseconds")
        axes.set_xlim(left=0)
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderaxespad=0, handlelength=1)

    said = "; ".join(f"{row.kind}: median {row.p50.shown} ms, p95 {row.p95.shown} ms" for row in rows)
    return draw_svg(
        f"latency-{part.title}", f"Latency per kind, {part.title}", said, draw, height_in=_height_in(rows)
    )


def differences(comparison: Comparison) -> Markup | None:
    """Draw the differences of shares, a row a metric; None without any. Times have another scale."""
    rows = [change.difference for change in comparison.changes if _is_share(change)]
    if not rows:
        return None

    def draw(axes: Axes) -> None:
        axes.axvline(0, color=FAINT, linewidth=1)
        for position, each in enumerate(rows):
            _whisker(axes, position, each)
            axes.plot(each.value or 0.0, position, "o", color=SERIES[0])
        _name_rows(axes, [each.name for each in rows])
        axes.set(xlabel="difference, with 95 % intervals")
        axes.margins(x=0.08)

    said = "; ".join(f"{each.name}: {_said(each)}" for each in rows)
    title = f"From {comparison.before} to {comparison.after}"
    return draw_svg(f"comparison-{comparison.title}", title, said, draw, height_in=_height_in(rows))


def _is_share(change: Change) -> bool:
    return all(0 <= (each.value or 0.0) <= 1 for each in (change.before, change.after))


def _stands(curve: RiskCoverage) -> str:
    if curve.at is None:
        return "nothing is answered"
    coverage, risk = curve.at
    return f"the coach answers {coverage:.3f} of the questions, and {risk:.3f} of these wrongly"


def _whisker(axes: Axes, position: int, figure: Figure) -> None:
    if figure.low is not None and figure.high is not None:
        axes.hlines(position, figure.low, figure.high, color=INK, linewidth=1.2)


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)  # the first on top
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=True, axis="x", linewidth=0.5)
    axes.set_axisbelow(True)


def _height_in(rows: Sequence[object]) -> float:
    return _FRAME_IN + _ROW_IN * len(rows)


def _said(figure: Figure) -> str:
    return f"{figure.shown} ({figure.interval})" if figure.interval else figure.shown
