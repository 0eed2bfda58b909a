"""Weights are fitted to readings, measured on texts of other groups, and kept only where they beat the rule."""

from pathlib import Path

import numpy as np
import pytest

from corpora.finding import Status
from pipelines.bench.statuses import fitted
from pipelines.verdicts.features import names_of
from pipelines.verdicts.fit import MIN_DOCUMENTS, Example, fit, out_of_fold
from pipelines.verdicts.weights import load, write

RULE = "effectiveness_assessed.v1"


def made(rule_knows: bool, count: int = 2 * MIN_DOCUMENTS) -> list[Example]:
    """Make texts of which half are MET, as one feature shows and the rule may know."""
    random = np.random.default_rng(7)
    found = []
    for number in range(count):
        status = Status.MET if number % 2 else Status.ABSENT
        features = random.normal(0, 0.1, len(names_of(RULE)))
        features[-1] += float(number % 2)
        ruled = status if rule_knows else Status.ABSENT
        group = f"company {number // 2}"
        found.append(Example(f"text {number}", group, "UK-13", status, Status.PARTIAL, ruled, features))
    return found


def test_what_a_feature_shows_is_learnt_and_told_of_texts_that_were_not_seen() -> None:
    told = out_of_fold(made(rule_knows=False))
    right = [max(given, key=lambda one: given[one]) for given in told]
    assert sum(said == example.status for said, example in zip(right, made(False), strict=True)) > 190


def test_only_what_beats_its_rule_is_kept(tmp_path: Path) -> None:
    for knows, kept in ((True, "no"), (False, "yes")):
        table = fitted(made(knows), {"recipe": "none"}, tmp_path / "weights.json")
        assert table.rows[0][-1] == kept
        assert ("UK-13" in load.__wrapped__(tmp_path / "weights.json")) == (kept == "yes")


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    weights, path = fit(made(rule_knows=False)), tmp_path / "weights.json"
    write({"UK-13": (names_of(RULE), weights)}, {}, path)
    names, read = load(path)["UK-13"]
    assert names == names_of(RULE)
    for example in made(False)[:10]:
        before, after = (one.probabilities(example.features) for one in (weights, read))
        assert after == pytest.approx(before, abs=0.01)


def test_two_statuses_get_a_row_each() -> None:
    weights = fit(
        [Example(str(n), str(n), "x", s, None, s, np.array([float(n)])) for n, s in enumerate(Status) if n < 2]
    )
    assert weights.coefficients.shape == (2, 1)
    assert sum(weights.probabilities(np.zeros(1)).values()) == pytest.approx(1)
