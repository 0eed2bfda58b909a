"""The gate: what a model reaches on the authored sentences that are never trained on, against the floors it must hold.

The held half is small, so a floor stands at the lower end of the interval that resampling companies gives, not at the
value itself: a model that is as good as the last one passes, one that forgot a label does not. A label has a floor only
where it has rows enough and where its lower end stands clear of what its column reaches when it is shuffled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import load
from corpora.errors import AvowalError
from corpora.prediction import Task
from models.classifier import LABELS, MULTI_LABEL, Classifier, Scores, Thresholds
from models.floors import Floors, gold_digests, read_floors
from models.linear import documents_of, known_of, truth_of
from models.threads import one_thread

HELD = Path(__file__).parents[1] / "corpora" / "authored" / "held"
MIN_POSITIVES, MIN_GROUPS = 8, 3  # of a label, in the held half: with fewer, one sentence more or less decides
RESAMPLES, SHUFFLES = 1_000, 200
LOWER_END = 2.5  # percentile of the resamples: the lower end of a 95 % interval
CLEAR = 0.05  # a floor stands at least so far above the best of the shuffles
SEED = 54  # any fixed number: the same model gives the same floors

Counts = NDArray[np.float64]  # (companies, 3, labels): how often a label was rightly given, was right, was given


class GateError(AvowalError):
    """A model does not hold the floors; it is not promoted."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """What a model reaches: F1 of a label, or macro, micro F1 or accuracy of a task; `low` is its lower end.

    `ceiling` is the best that a shuffled column of the label reached; None where there is no one column to shuffle.
    """

    key: str
    value: float
    low: float
    positives: int
    ceiling: float | None = None

    @property
    def floor(self) -> float:
        """The floor that this figure gives, to two decimals; 0 where it is not clear of a shuffled column."""
        floor = np.floor(self.low * 100) / 100
        return float(floor) if self.ceiling is None or floor >= self.ceiling + CLEAR else 0.0


@dataclass(frozen=True, slots=True)
class Check:
    """One floor and whether it holds."""

    key: str
    floor: float
    value: float
    positives: int

    @property
    def margin(self) -> float:
        """How far above the floor; below zero where it fails."""
        return self.value - self.floor

    @property
    def holds(self) -> bool:
        """Whether the value reaches the floor."""
        return self.margin >= 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One model at the gate: every floor, and everything that was measured."""

    model_id: str
    sentences: int
    checks: tuple[Check, ...]
    figures: tuple[Figure, ...]

    @property
    def holds(self) -> bool:
        """Whether every floor holds."""
        return all(check.holds for check in self.checks)

    @property
    def proposals(self) -> dict[str, float]:
        """The floor that each figure gives."""
        return {figure.key: figure.floor for figure in self.figures}

    def demand(self) -> None:
        """Refuse a model that fails.

        Raises:
            GateError: naming each floor that does not hold.
        """
        if fallen := [check for check in self.checks if not check.holds]:
            said = "\n".join(f"{c.key}: {c.value:.3f}, floor {c.floor:.2f}" for c in fallen)
            lower = " ".join(f"--lower '{c.key}'" for c in fallen)
            raise GateError(
                f"{self.model_id} fails the gate.\n{said}",
                remedy="Mend the model. Where the loss is right or worth its price, say why and record it: "
                f"`avowal gate --model NAME {lower} --why TEXT`.",
            )


def held() -> list[LabelledSentence]:
    """Return the authored sentences that are never trained on.

    Raises:
        DatasetError: where a file has mistakes.
    """
    return load(HELD)


def through_gate(model: Classifier, shuffles: int = 0, other_gold: bool = False) -> Outcome:
    """Measure a model on the held half and compare it with the floors.

    Args:
        model: whom to judge.
        shuffles: how often each label's column is shuffled, to know where a floor means something.
        other_gold: whether the floors belong to other gold, as before a reset: then nothing is compared.

    Raises:
        FloorsError: where the floors are damaged, or belong to other gold.
        DatasetError: where a file of the held half has mistakes.
    """
    floors, sentences = read_floors(), held()
    if not other_gold:
        floors.belong_to(gold_digests(HELD))
    figures = measured(sentences, judged(model, sentences), model.thresholds, shuffles)
    checks = () if other_gold else checked(floors, figures)
    return Outcome(model.model_id, len(sentences), checks, tuple(figures))


def judged(model: Classifier, sentences: Sequence[LabelledSentence]) -> dict[Task, NDArray[np.float64]]:
    """Return a model's probabilities (sentences, labels) of each task, document by document."""
    with one_thread():
        scores = [model.predict(passages) for passages in documents_of(sentences)[0]]
    return {task: np.vstack([its[task] for its in scores]) for task in Task}


def checked(floors: Floors, figures: Sequence[Figure]) -> tuple[Check, ...]:
    """Compare each floor over zero with its figure; one that was not measured counts as nothing reached."""
    found = {figure.key: figure for figure in figures}
    values = {key: (found[key].value, found[key].positives) if key in found else (0.0, 0) for key in floors.floors}
    return tuple(Check(key, floor.value, *values[key]) for key, floor in floors.floors.items() if floor.value > 0)


def measured(
    sentences: Sequence[LabelledSentence], scores: Scores, thresholds: Thresholds, shuffles: int = 0
) -> list[Figure]:
    """Return F1 of each label with rows enough, and the averages of each task.

    A criterion or practice counts as given from its threshold; the status and specificity of the sentences that have
    one are the likeliest, as `avowal evaluate` counts them.
    """
    groups = [sentence.group for sentence in sentences]
    company = np.unique(groups, return_inverse=True)[1]
    drawn = _draws(int(company.max()) + 1)
    truth, known = truth_of(sentences), known_of(sentences)
    figures: list[Figure] = []
    for task in Task:
        if task in MULTI_LABEL:
            right, use = truth[task].astype(np.bool_), known[task]
        else:
            right = truth[task][:, None] == np.arange(len(LABELS[task]))
            use = np.repeat(truth[task][:, None] >= 0, right.shape[1], axis=1)
        figures += _of_task(task, right & use, use, scores[task], thresholds, company, drawn, shuffles)
    return figures


def _of_task(
    task: Task,
    right: NDArray[np.bool_],
    use: NDArray[np.bool_],
    scores: NDArray[np.float64],
    thresholds: Thresholds,
    company: NDArray[Any],
    drawn: Counts,
    shuffles: int,
) -> list[Figure]:
    given = _given(task, scores, thresholds) & use
    counts = np.zeros((drawn.shape[1], 3, right.shape[1]))
    np.add.at(counts, company, np.stack([right & given, right, given], axis=1).astype(np.float64))
    spread, total = np.tensordot(drawn, counts, axes=1), counts.sum(axis=0, keepdims=True)
    enough = np.flatnonzero((total[0, 1] >= MIN_POSITIVES) & ((counts[:, 1] > 0).sum(axis=0) >= MIN_GROUPS))
    if not enough.size:
        return []
    positives = total[0, 1].astype(int)
    average = "micro F1" if task in MULTI_LABEL else "accuracy"  # the same count where one answer is right
    figures = [
        _figure(f"{task}/{average}", _f1(total.sum(axis=2)), _f1(spread.sum(axis=2)), int(positives.sum())),
        _figure(f"{task}/macro F1", _macro(total, enough), _macro(spread, enough), int(positives[enough].sum())),
    ]
    for k in enough:
        ceiling = _ceiling(task, int(k), right, use, scores, thresholds, shuffles) if shuffles else None
        name = f"{task}/{LABELS[task][k]}"
        figures.append(_figure(name, _f1(total[:, :, k]), _f1(spread[:, :, k]), int(positives[k]), ceiling))
    return figures


def _figure(key: str, value: Counts, spread: Counts, positives: int, ceiling: float | None = None) -> Figure:
    return Figure(key, float(value[0]), float(np.nanpercentile(spread, LOWER_END)), positives, ceiling)


def _given(task: Task, scores: NDArray[np.float64], thresholds: Thresholds) -> NDArray[np.bool_]:
    if task in MULTI_LABEL:
        return np.asarray(scores >= thresholds[task])
    return np.asarray(scores.argmax(axis=1)[:, None] == np.arange(scores.shape[1]))


def _ceiling(
    task: Task,
    column: int,
    right: NDArray[np.bool_],
    use: NDArray[np.bool_],
    scores: NDArray[np.float64],
    thresholds: Thresholds,
    shuffles: int,
) -> float:
    """Return the best F1 of the label over so many shuffles of its column of probabilities."""
    random, best, truth = np.random.default_rng(SEED), 0.0, right[:, column]
    bar = thresholds[task][column] if task in MULTI_LABEL else np.delete(scores, column, axis=1).max(axis=1)
    for _ in range(shuffles):
        given = (random.permutation(scores[:, column]) >= bar) & use[:, column]
        best = max(best, float(2 * (truth & given).sum() / max(truth.sum() + given.sum(), 1)))
    return best


def _draws(companies: int) -> Counts:
    """Return how often each company is drawn in each resample: (resamples, companies)."""
    random = np.random.default_rng(SEED)
    return random.multinomial(companies, np.full(companies, 1 / companies), RESAMPLES).astype(np.float64)


def _f1(counts: Counts) -> Counts:
    """Return F1 of each resample from (resamples, 3, ...); nan where the resample lacks the label."""
    both, right, given = counts[:, 0], counts[:, 1], counts[:, 2]
    return np.where(right > 0, 2 * both / np.maximum(right + given, 1), np.nan)


def _macro(counts: Counts, columns: NDArray[Any]) -> Counts:
    return np.asarray(np.nanmean(_f1(counts[:, :, columns]), axis=1))
