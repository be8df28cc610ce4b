"""`python -m eval.calibrate`: fits how surely a question is covered; writes prompts/coverage.yaml.

Logistic regression on the work half, where an answer or an abstention is expected, and on seven in ten of the
questions near the edge; the other three only measure. The threshold is where the work half's false answers
and false refusals are nearest to their goals, on folds that the fit had not seen. Not for the check half.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.answering.answerer import Answerer
from bot.answering.coverage import evidence
from bot.answering.several import focus_of
from bot.app import build_router, open_index
from bot.bundled import bundled_folder
from bot.config import load_settings
from bot.prompts import bundled_prompts

from .cases import LIBRARY_KINDS, Case, Expectation, read_edge, read_half, read_set
from .lines import Half

_RIDGE = 1.0  # on standardised evidence
_FOLDS = 5
_FALSE_ANSWERS, _FALSE_REFUSALS = 0.05, 0.03  # the gates: of what is not covered, of what is
_BINS = 10
_TAUGHT = 7  # of ten questions near the edge
_HEADER = """\
# How surely the documents cover a question: a logistic function of the evidence that
# bot/answering/coverage.py names. Written by `python -m eval.calibrate`; do not edit.
"""

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """A bias, and a weight for each piece of evidence."""

    bias: float
    weights: Rows

    def probabilities(self, rows: Rows) -> Rows:
        """Return how surely each row is covered."""
        return 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, write, and print what the folds say."""
    parser = argparse.ArgumentParser(prog="python -m eval.calibrate", description=__doc__.splitlines()[0])
    parser.add_argument("--set", type=Path, nargs="*", default=[], metavar="FILE", help="more cases")
    options = parser.parse_args(arguments)
    work = [*read_half(Half.WORK), *(case for path in options.set for case in read_set(path))]
    work = [case for case in work if _counts(case)]
    edge = sorted(read_edge(), key=lambda case: not is_taught(case))
    names, rows, covered = _gather([*work, *edge])
    content = calibrated(names, rows, covered, work=len(work), seen=len(work) + sum(map(is_taught, edge)))
    path = bundled_folder("prompts") / "coverage.yaml"
    path.write_text(_HEADER + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


def is_taught(case: Case) -> bool:
    """Whether a question near the edge is fitted to; the others measure."""
    return hashlib.sha256(case.question.encode()).digest()[0] % 10 < _TAUGHT


def calibrated(names: Sequence[str], rows: Rows, covered: Rows, *, work: int, seen: int) -> dict[str, object]:
    """Return what prompts/coverage.yaml holds, and print how it does.

    The first `work` rows are of the work half, those up to `seen` are fitted to, too; the rest only measure.
    """
    unseen = out_of_fold(rows[:seen], covered[:seen])
    whole = fit(rows[:seen], covered[:seen])
    threshold = choose_threshold(unseen[:work], covered[:work])
    error = calibration_error(unseen, covered[:seen])
    print(f"threshold {threshold:.3f}, expected calibration error {error:.3f}")
    chances = np.concatenate((unseen, whole.probabilities(rows[seen:])))
    parts = {
        "work half": slice(0, work),
        "near the edge, taught": slice(work, seen),
        "not taught": slice(seen, None),
    }
    for part, place in parts.items():
        answered, held = chances[place] >= threshold, covered[place]
        print(f"{part}: false answers {np.mean(answered[held == 0]):.3f} of {np.sum(held == 0)}, "
              f"false refusals {np.mean(~answered[held == 1]):.3f} of {np.sum(held == 1)}")  # fmt: skip
    return {
        "threshold": round(threshold, 3),
        "bias": round(whole.bias, 3),
        "weights": {name: round(float(w), 3) for name, w in zip(names, whole.weights, strict=True)},
    }


def fit(rows: Rows, covered: Rows) -> Fit:
    """Return the logistic regression with a ridge, by Newton's method on standardised evidence."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    design = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(design @ weights)))
        gradient = design.T @ (chance - covered) + ridge @ weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights = weights - np.linalg.solve(curvature, gradient)
    own = weights[1:] / spread
    return Fit(float(weights[0] - own @ mean), own)


def out_of_fold(rows: Rows, covered: Rows) -> Rows:
    """Return each case's probability by a fit that had not seen it."""
    fold = np.arange(len(rows)) % _FOLDS
    unseen = np.zeros(len(rows))
    for held in range(_FOLDS):
        seen = fold != held
        unseen[~seen] = fit(rows[seen], covered[seen]).probabilities(rows[~seen])
    return unseen


def choose_threshold(probabilities: Rows, covered: Rows) -> float:
    """Return the threshold at which the worse of false answers and false refusals is nearest to its goal."""
    candidates = np.linspace(0.05, 0.95, 181)
    cost = [
        max(
            float(np.mean(probabilities[covered == 0] >= at)) / _FALSE_ANSWERS,
            float(np.mean(probabilities[covered == 1] < at)) / _FALSE_REFUSALS,
        )
        for at in candidates
    ]
    return float(candidates[int(np.argmin(cost))])


def calibration_error(probabilities: Rows, covered: Rows) -> float:
    """Return the expected calibration error: the mean gap between what is said and what is, in ten bins."""
    places = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    gaps = [
        np.sum(places == b)
        / len(covered)
        * abs(probabilities[places == b].mean() - covered[places == b].mean())
        for b in range(_BINS)
        if np.any(places == b)
    ]
    return float(sum(gaps))


def _counts(case: Case) -> bool:
    told = case.expects in (Expectation.ANSWER, Expectation.ABSTAIN)
    return told and case.kind not in LIBRARY_KINDS


def _gather(cases: Sequence[Case]) -> tuple[list[str], Rows, Rows]:
    """Return the names of the evidence, a row of it for each case, and whether the case is covered."""
    with tempfile.TemporaryDirectory(prefix="pathcoach-calibrate-") as home:
        settings = load_settings({"home": Path(home)})
        index = open_index(settings)
        pathway = next(iter(index.pathways.values()))
        router = build_router(settings, index.embedder)
        answerer = Answerer(pathway, bundled_prompts(), router, index.embedder, cache=None)
        found = [_evidence_of(case, answerer) for case in cases]
    rows = np.array([list(each.values()) for each in found], dtype=float)
    covered = np.array([case.expects is Expectation.ANSWER for case in cases], dtype=float)
    return list(found[0]), rows, covered


def _evidence_of(case: Case, answerer: Answerer) -> dict[str, float]:
    focus = None
    for earlier in case.history:
        focus = focus_of(answerer.answer(answerer.read(earlier, focus)), focus)
    reading = answerer.read(case.question, focus)
    best = answerer.lines.best(reading, most=1)
    bare = answerer.lines.bare_cosine(reading)
    return evidence(reading, best[0] if best else None, answerer.view, bare=bare)


if __name__ == "__main__":
    main()
