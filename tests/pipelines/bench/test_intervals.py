"""Shares come with the interval that their number of texts allows."""

import numpy as np
import pytest

from models.measure import Span
from pipelines.bench.figures import Figures, shown
from pipelines.bench.intervals import match, middle, resampled, share, wilson


def test_wilsons_interval_is_the_one_of_the_textbooks() -> None:
    span = wilson(5, 10)
    assert span is not None
    assert (span.low, span.value, span.high) == pytest.approx((0.2366, 0.5, 0.7634), abs=1e-4)
    assert wilson(0, 0) is None
    none, every = wilson(0, 10), wilson(10, 10)
    assert none is not None
    assert every is not None
    assert (none.low, every.high) == (0.0, 1.0)
    assert 0 < none.high < 0.3


def test_two_readings_are_compared_a_cell_at_a_time() -> None:
    found = match([True, True, False, False], [True, False, True, False], ["a", "a", "b", "b"])
    assert (found.cells, found.positives, found.given) == (4, 2, 2)
    assert found.precision is not None
    assert found.recall is not None
    assert found.kappa is not None
    assert (found.precision.value, found.recall.value) == (0.5, 0.5)
    assert found.kappa.value == pytest.approx(0), "half of the cells agree by chance alone"
    assert match([True, False], [True, False], ["a", "b"]).kappa == Span(1.0, 1.0, 1.0)


def test_nothing_is_said_of_nothing() -> None:
    found = match([False, False], [False, False], ["a", "b"])
    assert (found.precision, found.recall, found.f1, found.kappa) == (None, None, None, None)
    assert share([], []) is None
    assert middle(np.array([])) is None
    assert resampled(np.zeros((0, 2)), lambda sums: sums[:, 0]) is None


def test_cells_of_one_text_are_drawn_together() -> None:
    yes = [True] * 50 + [False] * 50
    together = share(yes, ["a"] * 50 + ["b"] * 50)
    apart = share(yes, [str(number) for number in range(100)])
    assert together is not None
    assert apart is not None
    assert (together.low, together.high) == (0.0, 1.0)
    assert apart.low > 0.3


def test_a_span_is_shown_with_its_ends_and_kept_as_numbers() -> None:
    span = Span(0.5, 0.25, 1.0)
    assert shown(span) == ".50 (.25-1)"
    assert shown(Span(0.999, 0.9, 0.9999)) == ".99 (.90-.99)", "one only where nothing is amiss"
    (row,) = Figures("title", ("name", "share"), [("a", span)]).as_data()["rows"]  # type: ignore[misc,attr-defined]
    assert row == {"name": "a", "share": {"value": 0.5, "low": 0.25, "high": 1.0}}
