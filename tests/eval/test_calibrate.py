"""The fit of coverage: pure over rows of evidence."""

from __future__ import annotations

import numpy as np
import pytest

from bot.prompts import bundled_prompts
from eval.calibrate import calibration_error, choose_threshold, fit, out_of_fold


def _rows(seed: int = 7, size: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """Two pieces of evidence, of which the first alone says whether a case is covered."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(size, 2))
    covered = (random.random(size) < 1 / (1 + np.exp(-3 * rows[:, 0]))).astype(float)
    return rows, covered


def test_the_fit_finds_the_evidence_that_tells() -> None:
    rows, covered = _rows()

    fitted = fit(rows, covered)

    assert fitted.weights[0] == pytest.approx(3, abs=0.8)
    assert abs(fitted.weights[1]) < 0.5


def test_what_is_said_on_unseen_folds_is_calibrated() -> None:
    rows, covered = _rows(size=2000)

    assert calibration_error(out_of_fold(rows, covered), covered) < 0.05


def test_being_sure_and_wrong_is_a_calibration_error() -> None:
    assert calibration_error(np.array([0.99, 0.99]), np.array([0.0, 1.0])) == pytest.approx(0.49)


def test_the_threshold_parts_what_can_be_parted() -> None:
    probabilities, covered = np.array([0.2, 0.3, 0.8, 0.9]), np.array([0.0, 0.0, 1.0, 1.0])

    assert 0.3 < choose_threshold(probabilities, covered) <= 0.8


def test_the_written_threshold_is_a_probability() -> None:
    assert 0 < bundled_prompts().coverage["threshold"] < 1
