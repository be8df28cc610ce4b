"""The report as one page of HTML that refers to nothing outside itself; the layout is in eval/templates."""

from __future__ import annotations

from .page import Page
from .plots import differences, latency_per_kind, right_per_kind, risk_coverage
from .templates import templates


def as_html(page: Page) -> str:
    """Return the page; every text of a question, a reply or a document is escaped."""
    plots = {
        "risk_coverage": risk_coverage(page.parts),
        "right": {part.title: right_per_kind(part) for part in page.parts if part.kinds},
        "latency": {part.title: latency_per_kind(part) for part in page.parts if part.kinds},
        "differences": {each.title: differences(each) for each in page.comparisons},
    }
    return templates().get_template("report.html.j2").render(page=page, plots=plots)
