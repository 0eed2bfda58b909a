"""What 8 bits cost: the fold encoders in the form that ships and in full precision, on sentences they never saw."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.classifier import MULTI_LABEL, decide
from models.ensemble import Ensemble
from models.linear import documents_of
from models.study import ENCODER, Study
from pipelines.bench.figures import Figures

Collected = Mapping[Task, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What changes from full precision to the shipped form, over the decisions of a task; F1 is of all its labels."""

    task: str
    decisions: int
    given: int  # by either
    changed: int
    largest_change: float  # of a probability
    mean_change: float
    f1_full: float
    f1_shipped: float


def measure(study: Study) -> list[Cost]:
    """Judge every sentence with expert criteria by the models of its fold, in both forms.

    Stack, calibration and thresholds are those of the shipped form.

    Args:
        study: of a recipe with an encoder; what is not trained yet is trained.
    """
    full = Study(study.data, study.state, study.recipe.model_copy(update={"precision": "float32"}), study.progress)
    scores: dict[Task, list[NDArray[np.float64]]] = {task: [] for task in Task}
    others: dict[Task, list[NDArray[np.float64]]] = {task: [] for task in Task}
    changed = dict.fromkeys(Task, 0)
    decided: dict[Task, list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]] = {task: [] for task in Task}
    truth: dict[Task, list[NDArray[Any]]] = {task: [] for task in Task}
    found = study.found
    expert = np.array([s.criteria_source != "annotated" for s in found.sentences])
    for number, model in study.fold_models().items():
        if not isinstance(model, Ensemble):
            raise TypeError("only a recipe with an encoder has two forms")
        plain = replace(model, bases={**model.bases, ENCODER: full.encoder_without(number)})
        rows = np.flatnonzero(expert & (found.fold == number))
        for passages in documents_of([found.sentences[row] for row in rows.tolist()])[0]:
            shipped, whole = model.predict(passages), plain.predict(passages)
            one, two = decide(shipped, model.thresholds), decide(whole, model.thresholds)
            for task in Task:
                scores[task].append(shipped[task])
                others[task].append(whole[task])
                decided[task].append((one[task], two[task]))
                differ = one[task] != two[task]
                changed[task] += int(differ.sum() if task in MULTI_LABEL else differ.any(axis=1).sum())
        for task in Task:
            truth[task].append(found.truth[task][rows])
    return [_cost(task, scores[task], others[task], decided[task], truth[task], changed[task]) for task in Task]


def figures(costs: list[Cost]) -> Figures:
    """Return the table that is shown."""
    columns = ("decisions", "given", "changed", "largest change", "mean change", "F1 full", "F1 shipped")
    rows = [
        (
            cost.task,
            f"{cost.decisions:,}",
            f"{cost.given:,}",
            f"{cost.changed:,}",
            f"{cost.largest_change:.3f}",
            f"{cost.mean_change:.5f}",
            f"{cost.f1_full:.4f}",
            f"{cost.f1_shipped:.4f}",
        )
        for cost in costs
    ]
    return Figures("Full precision against the shipped form", ("task", *columns), tuple(rows))


def as_data(costs: list[Cost]) -> list[dict[str, Any]]:
    """Return the costs as JSON data."""
    return [asdict(cost) for cost in costs]


def _cost(
    task: Task,
    shipped: list[NDArray[np.float64]],
    whole: list[NDArray[np.float64]],
    decided: list[tuple[NDArray[np.bool_], NDArray[np.bool_]]],
    truth: list[NDArray[Any]],
    changed: int,
) -> Cost:
    change = np.abs(np.vstack(shipped) - np.vstack(whole))
    one, two = (np.vstack([pair[k] for pair in decided]) for k in (0, 1))
    right = np.concatenate(truth)
    if task in MULTI_LABEL:
        marks, decisions, given = right > 0, one.size, int((one | two).sum())
    else:
        marks = right[:, None] == np.arange(one.shape[1])
        decisions, given = len(one), int((one | two).any(axis=1).sum())
    return Cost(
        task=str(task),
        decisions=decisions,
        given=given,
        changed=changed,
        largest_change=float(change.max()),
        mean_change=float(change.mean()),
        f1_full=_micro(marks, two),
        f1_shipped=_micro(marks, one),
    )


def _micro(truth: NDArray[np.bool_], given: NDArray[np.bool_]) -> float:
    return float(2 * (truth & given).sum() / max(int(truth.sum()) + int(given.sum()), 1))
