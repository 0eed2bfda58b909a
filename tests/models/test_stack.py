"""The stack: it weighs models by what they are worth on a label, and judges no fold by that fold's labels."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL
from models.folds import OutOfFold
from models.linear import NEVER
from models.stack import MIN_POSITIVES, Margins, Stack, fit_stack
from models.stacking import stack_of, stacked
from tests.models import measured

ROWS = 200
SINGLE = tuple(task for task in Task if task not in MULTI_LABEL)


def told(truth: Mapping[Task, NDArray[Any]], noise: float, seed: int) -> dict[Task, NDArray[np.float64]]:
    """Return margins of a model that is right but for noise."""
    rng = np.random.default_rng(seed)
    right = {t: its if t in MULTI_LABEL else its[:, None] == np.arange(len(LABELS[t])) for t, its in truth.items()}
    return {task: 2.0 * its - 1 + rng.normal(0, noise, its.shape) for task, its in right.items()}


@pytest.fixture
def truth() -> dict[Task, NDArray[Any]]:
    rng = np.random.default_rng(0)
    return {t: rng.random((ROWS, len(LABELS[t]))) < 0.3 for t in MULTI_LABEL} | {
        t: rng.integers(0, len(LABELS[t]), ROWS) for t in SINGLE
    }


def fitted(
    said: Mapping[str, Margins],
    truth: Mapping[Task, NDArray[Any]],
    known: Mapping[Task, NDArray[np.bool_]] | None = None,
) -> Stack:
    known = known or {task: np.ones_like(truth[task]) for task in MULTI_LABEL}
    return fit_stack(said, truth, known, {task: np.ones(ROWS, dtype=np.bool_) for task in Task})


def right(margins: NDArray[np.float64], truth: NDArray[Any]) -> float:
    return float((margins.argmax(axis=1) == truth).mean() if truth.ndim == 1 else ((margins > 0) == truth).mean())


def test_the_better_model_weighs_more_and_both_together_judge_better(truth: dict[Task, NDArray[Any]]) -> None:
    said = {"good": told(truth, 0.7, 1), "bad": told(truth, 2.0, 2)}
    stack = fitted(said, truth)
    for task in MULTI_LABEL:
        good, bad = stack.weights[task]
        assert (good > bad).all(), task
    for task in SINGLE:
        own = [np.diag(part) for part in np.split(stack.weights[task], 2)]
        assert (own[0] > own[1]).all(), task
    joint = stack.margins(said)
    for task in Task:
        assert right(joint[task], truth[task]) >= max(right(its[task], truth[task]) for its in said.values()) - 0.005
    assert right(joint[Task.PRACTICE], truth[Task.PRACTICE]) > right(said["good"][Task.PRACTICE], truth[Task.PRACTICE])


def test_a_scale_or_an_offset_of_a_model_changes_nothing(truth: dict[Task, NDArray[Any]]) -> None:
    said = {"one": told(truth, 0.7, 1), "two": told(truth, 1.0, 2)}
    other = {**said, "two": {task: 40 * values - 300 for task, values in said["two"].items()}}
    one, two = fitted(said, truth).margins(said), fitted(other, truth).margins(other)
    for task in Task:
        assert np.allclose(one[task], two[task], atol=1e-2)


def test_a_rare_label_takes_the_mean_and_so_does_one_that_nobody_labels(truth: dict[Task, NDArray[Any]]) -> None:
    task = Task.PRACTICE
    truth[task][:, 0] = np.arange(ROWS) < MIN_POSITIVES - 1
    truth[task][:, 1] = np.arange(ROWS) >= MIN_POSITIVES - 1  # all but a few: as rare, the other way around
    known = {t: np.ones_like(truth[t]) for t in MULTI_LABEL}
    known[task][:, 2] = False
    said = {"one": told(truth, 0.7, 1), "two": told(truth, 2.0, 2), "three": told(truth, 1.0, 3)}
    joint = fitted(said, truth, known).margins(said)[task]
    mean = np.mean([its[task] for its in said.values()], axis=0)
    assert np.allclose(joint[:, :3], mean[:, :3])
    assert not np.allclose(joint[:, 3], mean[:, 3])


def test_rows_where_a_label_is_masked_are_not_learned_from(truth: dict[Task, NDArray[Any]]) -> None:
    said = {"one": told(truth, 0.7, 1), "two": told(truth, 2.0, 2)}
    known = {t: np.ones_like(truth[t]) for t in MULTI_LABEL}
    known[Task.CRITERION][:50, 4] = False
    before = fitted(said, truth, known)
    truth[Task.CRITERION][:50, 4] = ~truth[Task.CRITERION][:50, 4]
    after = fitted(said, truth, known)
    assert all(np.array_equal(before.weights[task], after.weights[task]) for task in Task)


@pytest.mark.parametrize("task", SINGLE)
def test_a_class_without_an_example_is_not_lost(truth: dict[Task, NDArray[Any]], task: Task) -> None:
    said = {"one": told(truth, 0.7, 1), "two": told(truth, 2.0, 2)}
    truth[task][truth[task] == 1] = -1
    joint = fitted(said, truth).margins(said)[task]
    assert np.allclose(joint, (said["one"][task] + said["two"][task]) / 2)


def test_a_model_that_says_one_thing_of_all_sentences_is_borne(truth: dict[Task, NDArray[Any]]) -> None:
    mute = {task: np.full((ROWS, len(LABELS[task])), NEVER) for task in Task}
    said = {"one": told(truth, 0.7, 1), "mute": mute}
    joint = fitted(said, truth).margins(said)
    for task in Task:
        assert np.abs(joint[task]).max() < 50
        assert right(joint[task], truth[task]) >= right(said["one"][task], truth[task]) - 0.02


def test_it_comes_back_from_what_is_stored_of_it(truth: dict[Task, NDArray[Any]]) -> None:
    said = {"one": told(truth, 0.7, 1), "two": told(truth, 2.0, 2)}
    stack = fitted(said, truth)
    again = Stack.of(stack.arrays(), stack.about())
    assert again.bases == ("one", "two")
    for task in Task:
        assert np.array_equal(stack.margins(said)[task], again.margins(dict(reversed(said.items())))[task])


def test_arrays_of_another_shape_or_missing_ones_are_refused() -> None:
    stack = fitted_to_nothing()
    for task in Task:
        for part in ("weights", "bias"):
            arrays = stack.arrays()
            arrays[f"{task}.{part}"] = arrays[f"{task}.{part}"][..., :-1]
            with pytest.raises(ValueError, match=f"weights of {task}"):
                Stack.of(arrays, stack.about())
            del arrays[f"{task}.{part}"]
            with pytest.raises(KeyError):
                Stack.of(arrays, stack.about())
    with pytest.raises(ValueError, match="another shape"):
        Stack.of(stack.arrays(), {"bases": ["one", "two", "three"]})


def fitted_to_nothing() -> Stack:
    """Return a stack of two models fitted on no row: the mean."""
    said = {name: {t: np.zeros((0, len(LABELS[t]))) for t in Task} for name in ("one", "two")}
    none = {t: np.zeros((0, len(LABELS[t])), dtype=np.bool_) for t in MULTI_LABEL}
    truth = {**none, **{t: np.zeros(0, dtype=np.int64) for t in SINGLE}}
    return fit_stack(said, truth, none, {t: np.zeros(0, dtype=np.bool_) for t in Task})


# ---- no judge has seen what it judges ----


@pytest.fixture
def found() -> OutOfFold:
    """Ten invented statements, with a status and a level for every sentence, so that both have enough of each."""
    found = measured.out_of_fold(measured.statements())
    rng = np.random.default_rng(3)
    rows = len(found.sentences)
    return replace(found, truth={**found.truth, **{t: rng.integers(0, len(LABELS[t]), rows) for t in SINGLE}})


@pytest.fixture
def said(found: OutOfFold) -> dict[str, Margins]:
    return {"one": told(found.truth, 1.0, 1), "two": told(found.truth, 2.0, 2)}


def flipped(found: OutOfFold, fold: int) -> OutOfFold:
    """Return the same with every label of a fold's sentences turned around."""
    own = found.fold == fold
    truth: dict[Task, NDArray[Any]] = {}
    for task, its in found.truth.items():
        if task in MULTI_LABEL:
            truth[task] = np.where(own[:, None], ~its.astype(np.bool_), its)
        else:
            truth[task] = np.where(own, (its + 1) % len(LABELS[task]), its)
    return replace(found, truth=truth)


@pytest.mark.parametrize("judge", [0, 3])
def test_what_a_judge_sees_owes_nothing_to_the_labels_of_its_fold(
    found: OutOfFold, said: dict[str, Margins], judge: int
) -> None:
    before, after = stacked(found, said, judge), stacked(flipped(found, judge), said, judge)
    assert all(np.array_equal(before[task], after[task]) for task in Task)


def test_the_labels_of_a_fold_move_the_margins_of_the_others_only(found: OutOfFold, said: dict[str, Margins]) -> None:
    before, after = stacked(found, said), stacked(flipped(found, 2), said)
    own = found.fold == 2
    for task in (Task.CRITERION, *SINGLE):
        assert np.array_equal(before[task][own], after[task][own])
        for other in set(range(5)) - {2}:
            rows = found.fold == other
            assert not np.array_equal(before[task][rows], after[task][rows]), (task, other)


def test_each_fold_is_joined_by_the_stack_of_the_others(found: OutOfFold, said: dict[str, Margins]) -> None:
    joint = stacked(found, said)
    for number in range(5):
        rows = found.fold == number
        its = {name: {task: values[rows] for task, values in each.items()} for name, each in said.items()}
        for task, values in stack_of(found, said, number).margins(its).items():
            assert np.array_equal(joint[task][rows], values)


def test_criteria_that_a_model_annotated_fit_no_stack(found: OutOfFold, said: dict[str, Margins]) -> None:
    half = [replace(s, criteria_source="annotated") if n % 2 else s for n, s in enumerate(found.sentences)]
    part = replace(found, sentences=half)
    truth = {**part.truth, Task.CRITERION: part.truth[Task.CRITERION].copy()}
    truth[Task.CRITERION][1::2] = ~truth[Task.CRITERION][1::2]
    one, two = stack_of(part, said), stack_of(replace(part, truth=truth), said)
    assert all(np.array_equal(one.weights[task], two.weights[task]) for task in Task)
