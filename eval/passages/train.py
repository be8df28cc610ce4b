"""`python -m eval.passages.train`: teaches MiniLM which sentence of a document answers a question.

Low-rank changes to its weights (LoRA, Hu et al. 2021) and how much each token of a question tells are learnt
from the documents in training/, which were made up for this: for each question the sentences of its document
and "none of them" are the choices. Writes the weights that bot/answering/reference/late_interaction.py reads.
Documents that are held out say what was learnt; those of the question sets are never trained on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.answering.reference.late_interaction import WEIGHTS

from .calibrate import area
from .training import FOLDER, Exercise, read_exercises

_BATCH = 12  # questions


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, print what the held-out documents say after each epoch, and write the weights; return 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.passages.train", description=__doc__.split("\n")[0])
    parser.add_argument("--held-out", type=int, default=0, metavar="N", help="hold out each Nth document")
    parser.add_argument("--epochs", type=int, default=3, metavar="N", help="how often to go through all (3)")
    parser.add_argument("--start", type=Path, metavar="FILE", help="go on from these weights")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE", help="where the weights go")
    options = parser.parse_args(arguments)
    exercises = read_exercises(FOLDER)
    names = sorted({each.document for each in exercises})
    apart = set(names[:: options.held_out]) if options.held_out else set()
    held_out = [each for each in exercises if each.document in apart]
    learnt = [each for each in exercises if each.document not in apart]
    print(f"{len(learnt)} questions to {len(names) - len(apart)} documents, {len(held_out)} held out")
    from .learner import Learner

    steps = options.epochs * -(-len(learnt) // _BATCH)
    learner = Learner(learnt, steps=steps, start=options.start)
    started_s = time.monotonic()
    for epoch in range(options.epochs + 1):
        if epoch:
            loss = learner.epoch(_BATCH)
            print(f"epoch {epoch}: loss {loss:.3f}, {time.monotonic() - started_s:.0f} s", flush=True)
        if held_out:
            print(judged(learner.scores(held_out), held_out), flush=True)
    learner.write(options.to)
    return 0


def judged(scores: Sequence[Sequence[float]], exercises: Sequence[Exercise]) -> str:
    """Return how often the best sentence answers, and the area under the curve for whether any does."""
    best = np.array([max(each) for each in scores])
    answered = np.array([float(bool(each.answers)) for each in exercises])
    first = [
        int(np.argmax(found)) in each.answers
        for found, each in zip(scores, exercises, strict=True)
        if each.answers
    ]
    return f"an answer first: {np.mean(first):.3f}; area for answered or not: {area(best, answered):.3f}"


if __name__ == "__main__":
    sys.exit(main())
