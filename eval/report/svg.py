"""A drawing as SVG that stands inside a page: in the page's colours and letters, and said in words, too."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Stand-ins, which become the page's own colours in the SVG: light or dark is decided there.
INK, FAINT = "#010203", "#040506"
SERIES = ("#0a0b01", "#0a0b02", "#0a0b03", "#0a0b04")
_WIDTH_IN = 5.0  # drawn for a narrow screen, so that its letters are never shrunk much
_COLOURS = {
    INK: "currentColor",
    FAINT: "var(--line)",
    **{colour: f"var(--series-{number})" for number, colour in enumerate(SERIES, start=1)},
}
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "text.parse_math": False,
}
_NO_METADATA: dict[str, Any] = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def draw_svg(name: str, title: str, said: str, draw: Callable[[Axes], None], *, height_in: float) -> Markup:
    """Return what `draw` draws, under a title; `said` is it in words, for those who do not see it.

    `name` keeps apart what the drawings of one page refer to inside themselves. The same drawing is the
    same text again.
    """
    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        canvas = Figure(figsize=(_WIDTH_IN, height_in), layout="constrained")
        draw(canvas.add_subplot())
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", transparent=True, metadata=_NO_METADATA)
    return _inline(drawn.getvalue(), title, said)


def _inline(svg: str, title: str, said: str) -> Markup:
    """Return an SVG without prologue, namespaces, size, style sheet, and ids that would occur twice."""
    (width, height), body = _size(svg), svg[svg.index("<svg") :]
    body = body[body.index(">") + 1 :]
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*"', "<g", body)
    body = re.sub(r"font-family: [^;\"]*;? ?", "", body)
    for colour, own in _COLOURS.items():
        body = body.replace(colour, own)
    label = escape(f"{title}. {said}")
    head = (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}"><title>{escape(title)}</title>'
    )
    return Markup(head + body)  # matplotlib escapes what it writes


def _size(svg: str) -> tuple[str, str]:
    """Return width and height, in the drawing's own units."""
    found = re.search(r'viewBox="0 0 (\S+) (\S+)"', svg)
    assert found, "matplotlib states a view box"
    return found[1], found[2]
