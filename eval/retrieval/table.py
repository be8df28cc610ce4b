"""The figures as tables in Markdown, and their place in eval/README.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

from bot.errors import CoachError

from ..lines import Half
from ..metrics.intervals import interval
from .ablation import Ablated
from .metrics import intervals, summarise
from .names import Naming
from .outcome import Outcome

README = Path(__file__).parents[1] / "README.md"


def metrics_table(outcomes: Mapping[Half, Sequence[Outcome]]) -> str:
    """Return every metric, a column a half, each mean with its 95 % interval."""
    columns = [(summarise(found), intervals(found)) for found in outcomes.values()]
    names = columns[0][0]
    rows = [[name, *(_cell(name, summary, bounds) for summary, bounds in columns)] for name in names]
    return _table(["metric", *(f"{half} half" for half in outcomes)], rows)


def naming_table(outcomes: Mapping[Half, Sequence[Outcome]]) -> str:
    """Return the share of right replies by how the occupation is called."""
    rows = []
    for naming in Naming:
        of_kind = [[each for each in found if each.question.naming is naming] for found in outcomes.values()]
        rows.append([naming, *(_share(found) for found in of_kind)])
    return _table(["called by", *(f"{half}, right" for half in outcomes)], rows)


def ablation_table(ablated: Sequence[Ablated]) -> str:
    """Return how high the chunk with the fact stands, a row a way to search."""
    rows = []
    for each in ablated:
        found = [float(ranking.found_within(5)) for ranking in each.rankings]
        bounds = interval(found)
        rows.append(
            [
                each.searched,
                each.ranker,
                f"{fmean(ranking.found_within(1) for ranking in each.rankings):.3f}",
                f"{fmean(found):.3f}" + (f" ({bounds.low:.3f}–{bounds.high:.3f})" if bounds else ""),
                f"{fmean(ranking.ndcg for ranking in each.rankings):.3f}",
            ]
        )
    return _table(["searched", "by", "recall@1", "recall@5 (95 %)", "nDCG@10"], rows)


def heading(command: str, *, on: date, documents: int, chunks: int) -> str:
    """Return the line above the tables: what was run, when, and over how much."""
    return f"`{command}`, {on.isoformat()}: {documents} documents, {chunks} chunks."


def write_between(name: str, text: str, *, path: Path = README) -> None:
    """Put `text` between the marks of `name`. Raises CoachError where the file does not have them."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    try:
        before = path.read_text(encoding="utf-8")
        if not marks.search(before):
            raise CoachError(f"{path} has no marks `<!-- {name} -->` and `<!-- end of {name} -->`.")
        path.write_text(marks.sub(lambda match: f"{match[1]}{text}\n{match[2]}", before), encoding="utf-8")
    except OSError as error:
        raise CoachError(f"{path} cannot be written ({error.strerror}).") from None


def _cell(name: str, summary: Mapping[str, float | None], bounds: Mapping[str, object]) -> str:
    value, around = summary[name], bounds.get(name)
    if value is None:
        return "–"
    if name not in bounds:
        return f"{value:.0f}"
    low, high = getattr(around, "low", value), getattr(around, "high", value)
    return f"{value:.3f} ({low:.3f}–{high:.3f})"


def _share(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(each.right for each in outcomes)} of {len(outcomes)}" if outcomes else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
