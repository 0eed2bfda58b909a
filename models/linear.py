"""The linear classifier: n-grams of a sentence and its neighbours, one logistic regression a label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import DatasetError
from corpora.prediction import Task
from models.calibrate import Scaling, unscaled
from models.classifier import LABELS, MULTI_LABEL, Passage, Scores, Thresholds
from models.features import Features, FeatureSettings, fit_features
from models.threads import one_thread

NEVER = -20.0  # margin of a label without a single example in training
DUAL_TOLERANCE = 0.1  # a tenth of it changes no ranking; the dual solver is five times faster than the others here
TOLERANCE = 1e-4  # of the gradient, for the tasks with one right answer


@dataclass(frozen=True, slots=True)
class Settings:
    """How a linear model is trained; the defaults won on out-of-fold scores (docs/models.md)."""

    features: FeatureSettings = field(default_factory=FeatureSettings)
    strength: float = 3.0  # inverse regularisation of the logistic regressions
    silver_weight: float = 0.5  # of a sentence with annotated criteria, beside 1 for expert ones
    rounds: int = 300  # of the solver, at most


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A trained linear classifier (see `models.classifier.Classifier`).

    `weights` holds for each task (features.width, labels) and `bias` (labels,).
    """

    features: Features
    weights: Mapping[Task, NDArray[np.float32]]
    bias: Mapping[Task, NDArray[np.float32]]
    scaling: Scaling
    model_id: str = "linear-untitled"

    @property
    def thresholds(self) -> Thresholds:
        """Probability from which a label of a multi-label task is given."""
        return self.scaling.thresholds

    def margins(self, documents: Sequence[Sequence[Passage]]) -> dict[Task, NDArray[np.float64]]:
        """Return raw scores (all passages, labels) of each task, before calibration."""
        rows = self.features.transform(documents)
        return {task: np.asarray(rows @ self.weights[task] + self.bias[task], dtype=np.float64) for task in Task}

    def predict(self, passages: Sequence[Passage]) -> Scores:
        """Return calibrated probabilities (passages, labels) of each task for one document."""
        if not passages:
            return {task: np.zeros((0, len(LABELS[task]))) for task in Task}
        return self.scaling.probabilities(self.margins([passages]))


def documents_of(sentences: Sequence[LabelledSentence]) -> tuple[list[list[Passage]], list[str]]:
    """Return the passages of each document and the document's group, in the order of the sentences.

    The sentences of a document must stand together, ordered by index, as the loaders give them.
    """
    documents: list[list[Passage]] = []
    groups: list[str] = []
    name = None
    for sentence in sentences:
        if sentence.document != name:
            name = sentence.document
            documents.append([])
            groups.append(sentence.group)
        documents[-1].append(Passage(sentence.text, sentence.heading, sentence.index))
    return documents, groups


def truth_of(sentences: Sequence[LabelledSentence]) -> dict[Task, NDArray[Any]]:
    """Return the labels as arrays: booleans (rows, labels), or the number of the right label (rows,), -1 for none."""
    statuses, levels = LABELS[Task.EVIDENCE_STATUS], LABELS[Task.SPECIFICITY]
    return {
        Task.CRITERION: np.array([[name in s.criteria for name in LABELS[Task.CRITERION]] for s in sentences]),
        Task.PRACTICE: np.array([[name in s.practices for name in LABELS[Task.PRACTICE]] for s in sentences]),
        Task.EVIDENCE_STATUS: np.array([statuses.index(s.status) if s.status else -1 for s in sentences]),
        Task.SPECIFICITY: np.array([levels.index(s.specificity) if s.specificity else -1 for s in sentences]),
    }


def known_of(sentences: Sequence[LabelledSentence]) -> dict[Task, NDArray[np.bool_]]:
    """Return for the multi-label tasks (rows, labels) whether a set has the label at all: False where it is masked."""
    return {
        task: np.array([[name not in s.masked for name in LABELS[task]] for s in sentences]) for task in MULTI_LABEL
    }


def fit_linear(
    sentences: Sequence[LabelledSentence], settings: Settings, tasks: Sequence[Task] = tuple(Task)
) -> LinearModel:
    """Train on labelled sentences; the result is not calibrated yet and decides at one half.

    Gold criteria weigh 1 and annotated ones `silver_weight`; masked criteria are left out; status and specificity
    learn from the sentences that have them. Tasks not asked for are left untrained.

    Raises:
        DatasetError: where the sentences come from fewer companies than a word must occur in.
    """
    documents, groups = documents_of(sentences)
    if len(set(groups)) < settings.features.min_groups:
        raise DatasetError(
            f"{len(set(groups))} companies are too few to train on.",
            remedy=f"Label documents of at least {settings.features.min_groups} companies, better of fifty.",
        )
    features = fit_features(documents, groups, settings.features)
    rows = features.transform(documents)
    truth, known = truth_of(sentences), known_of(sentences)
    silver = np.array([s.criteria_source == "annotated" for s in sentences])
    weight = {Task.CRITERION: np.where(silver, settings.silver_weight, 1.0), Task.PRACTICE: np.ones(len(sentences))}
    with one_thread():  # threads that wait for a busy core cost more here than they bring
        return LinearModel(features, *_fit(rows, truth, known, weight, settings, tasks), scaling=unscaled())


def _fit(
    rows: Any,
    truth: Mapping[Task, NDArray[Any]],
    known: Mapping[Task, NDArray[np.bool_]],
    weight: Mapping[Task, NDArray[np.float64]],
    settings: Settings,
    tasks: Sequence[Task],
) -> tuple[dict[Task, NDArray[np.float32]], dict[Task, NDArray[np.float32]]]:
    """Return weights and bias of each task; untrained ones are zero and never given."""
    width = rows.shape[1]
    weights: dict[Task, NDArray[np.float32]] = {}
    bias: dict[Task, NDArray[np.float32]] = {}
    for task in Task:
        weights[task] = np.zeros((width, len(LABELS[task])), dtype=np.float32)
        bias[task] = np.full(len(LABELS[task]), NEVER, dtype=np.float32)
    for task in (task for task in MULTI_LABEL if task in tasks):
        for label in range(len(LABELS[task])):
            use = np.flatnonzero(known[task][:, label] & (weight[task] > 0))
            right = truth[task][use, label]
            if right.any() and not right.all():
                solver = LogisticRegression(
                    C=settings.strength, solver="liblinear", dual=True, tol=DUAL_TOLERANCE, random_state=0
                )
                fitted = solver.fit(rows[use], right, sample_weight=weight[task][use])
                weights[task][:, label], bias[task][label] = fitted.coef_[0], fitted.intercept_[0]
    for task in (task for task in (Task.EVIDENCE_STATUS, Task.SPECIFICITY) if task in tasks):
        use = np.flatnonzero(truth[task] >= 0)
        classes = np.unique(truth[task][use])
        if len(classes) == 1:
            bias[task][classes] = 0.0
        elif len(classes) > 1:
            solver = LogisticRegression(C=settings.strength, tol=TOLERANCE, max_iter=settings.rounds)
            fitted = solver.fit(rows[use], truth[task][use])
            if len(classes) == 2:  # the solver gives one column, the second class against the first
                bias[task][classes] = 0.0, fitted.intercept_[0]
                weights[task][:, classes[1]] = fitted.coef_[0]
            else:
                bias[task][classes], weights[task][:, classes] = fitted.intercept_, fitted.coef_.T
    return weights, bias
