"""Calibration and thresholds: honest probabilities, and no threshold chosen by a few lucky positives."""

import numpy as np
import pytest

from models.calibrate import calibration_error, f1, fit_calibration, fit_temperature

RANDOM = np.random.default_rng(7)


def data(positives: int, rows: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    truth = np.zeros(rows, dtype=bool)
    truth[:positives] = True
    return 4 * RANDOM.normal(size=rows) + 10 * truth - 6, truth


def test_overconfident_margins_become_honest_probabilities() -> None:
    margins, truth = data(1200)
    fitted = fit_calibration(margins[:, None] * 5, truth[:, None], np.ones((len(truth), 1), dtype=bool))
    assert calibration_error(fitted.probabilities(margins[:, None] * 5)[:, 0], truth) < 0.02


def test_a_rare_label_stays_near_the_common_threshold() -> None:
    columns = [data(1200), data(1200), data(6)]
    margins = np.stack([m for m, _ in columns], axis=1)
    truth = np.stack([t for _, t in columns], axis=1)
    thresholds = fit_calibration(margins, truth, np.ones(truth.shape, dtype=bool)).thresholds
    assert abs(thresholds[2] - thresholds[:2].mean()) < 0.15


def test_masked_rows_have_no_say() -> None:
    margins, truth = data(1200)
    known = np.ones((len(truth), 1), dtype=bool)
    known[::2] = False
    spoilt = truth.copy()
    spoilt[::2] = ~spoilt[::2]
    one, two = (fit_calibration(margins[:, None], t[:, None], known) for t in (truth, spoilt))
    assert np.array_equal(one.slope, two.slope)
    assert np.array_equal(one.thresholds, two.thresholds)


def test_a_label_that_nobody_saw_keeps_its_margins_and_decides_at_the_common_threshold() -> None:
    margins, truth = data(1200)
    pair, none = np.stack([margins, margins], axis=1), np.zeros_like(truth)
    fitted = fit_calibration(pair, np.stack([truth, none], axis=1), np.ones((len(truth), 2), dtype=bool))
    assert (fitted.slope[1], fitted.intercept[1]) == (1, 0)
    assert fitted.thresholds[0] == pytest.approx(fitted.thresholds[1], abs=0.01)


def test_a_temperature_cools_what_is_too_sure() -> None:
    truth = RANDOM.integers(0, 3, 900)
    margins = RANDOM.normal(size=(900, 3)) + 1.5 * (np.arange(3) == truth[:, None])
    assert fit_temperature(margins * 10, truth) < fit_temperature(margins, truth)


def test_f1_of_nothing_is_nought() -> None:
    nothing = np.zeros(3, dtype=bool)
    assert f1(nothing, nothing) == 0
    assert f1(np.array([True, True, False]), np.array([True, False, False])) == pytest.approx(2 / 3)
