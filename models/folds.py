"""Out-of-fold models and scores: what a model says of documents it has never seen, kept on disk so that it resumes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import load_all
from corpora.identifiers import digest
from corpora.prediction import Task
from corpora.split import FOLDS, are_reported, folds_of, is_silver
from models.artifact import FORMAT, MODEL, ModelError
from models.artifact import load_linear as load_model
from models.artifact import save as save_model
from models.calibrate import Calibration, Scaling, fit_calibration, fit_temperature
from models.classifier import LABELS, MULTI_LABEL
from models.linear import LinearModel, Settings, documents_of, fit_linear, known_of, truth_of
from models.provenance import data_digests, listed, provenance_of
from models.threads import one_thread

Progress = Callable[[str, int, int], None]  # what is done, steps done, steps in all


def silent(step: str, done: int, total: int) -> None:
    """Hear of progress and say nothing."""


@dataclass(frozen=True, eq=False)
class OutOfFold:
    """Labelled sentences with the margins that models trained without their fold give them.

    Arrays have one row a sentence, in the order of `sentences`; `fold` is 0 to 4 and `margins` (rows, labels) a task.
    """

    sentences: Sequence[LabelledSentence]
    fold: NDArray[np.int64]
    margins: Mapping[Task, NDArray[np.float64]]
    truth: Mapping[Task, NDArray[np.int64] | NDArray[np.bool_]]
    known: Mapping[Task, NDArray[np.bool_]]

    def only(self, rows: NDArray[np.bool_]) -> "OutOfFold":
        """Return the same of some rows."""
        return OutOfFold(
            [sentence for sentence, yes in zip(self.sentences, rows, strict=True) if yes],
            self.fold[rows],
            {task: values[rows] for task, values in self.margins.items()},
            {task: values[rows] for task, values in self.truth.items()},
            {task: values[rows] for task, values in self.known.items()},
        )

    def rows_for(self, task: Task) -> NDArray[np.bool_]:
        """Return the rows that may calibrate a task: of whole real statements, for criteria only with expert labels.

        Authored sentences, plainer than real ones, calibrate only where there are no others.
        """
        whole = np.array([not s.document.startswith("nr-") for s in self.sentences])
        whole &= np.array([is_silver(s.document) for s in self.sentences]) | np.array(are_reported(self.sentences))
        expert = np.array([s.criteria_source != "annotated" for s in self.sentences])
        return whole & expert if task == Task.CRITERION else whole

    def scaling(self, without: int | None = None) -> Scaling:
        """Fit calibration, thresholds and temperatures on all folds, or on all but one."""
        with one_thread():
            return self._scaling(without)

    def _scaling(self, without: int | None) -> Scaling:
        labels: dict[Task, Calibration] = {}
        temperature: dict[Task, float] = {}
        for task in Task:
            rows = self.rows_for(task) & (self.fold != (-1 if without is None else without))
            truth = self.truth[task]
            if task in MULTI_LABEL:
                labels[task] = fit_calibration(self.margins[task][rows], truth[rows] > 0, self.known[task][rows])
            else:
                rows &= truth >= 0
                temperature[task] = fit_temperature(self.margins[task][rows], truth[rows].astype(np.int64))
        return Scaling(labels, temperature)


def out_of_fold(data: Path | Sequence[Path], state: Path, settings: Settings, progress: Progress = silent) -> OutOfFold:
    """Train one model a fold on the other folds, score every labelled sentence, and keep both under `state`.

    A fold whose model and scores are there, made from the same data and settings, is not trained again.

    Raises:
        DatasetError: as the loader.
    """
    sentences = load_all(listed(data))
    folds = folds_of(sentences)
    fold = np.array([folds[s.document] for s in sentences], dtype=np.int64)
    folder = _folder(data, state, settings)
    margins = {task: np.zeros((len(sentences), len(LABELS[task]))) for task in Task}
    provenance = provenance_of(data, sentences, settings, version="fold")
    for number in range(FOLDS):
        progress("folds", number, FOLDS)
        held = [s for s, its in zip(sentences, fold, strict=True) if its == number]
        if not held:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"fold-{number}.lock"):  # a second run waits instead of training the same model
            model = _kept(folder / f"fold-{number}")
            if model is None:
                rest = [s for s, its in zip(sentences, fold, strict=True) if its != number]
                model = save_model(fit_linear(rest, settings), provenance, folder / f"fold-{number}")
        for task, values in model.margins(documents_of(held)[0]).items():
            margins[task][fold == number] = values
    result = OutOfFold(sentences, fold, margins, truth_of(sentences), known_of(sentences))
    progress("folds", FOLDS, FOLDS)
    return result


def fold_linear(data: Path | Sequence[Path], state: Path, settings: Settings, number: int) -> LinearModel:
    """Return the kept model of a fold, which has seen none of its documents; it is not calibrated.

    Raises:
        ModelError: where `out_of_fold` has not trained it.
    """
    return load_model(_folder(data, state, settings) / f"fold-{number}")


def _folder(data: Path | Sequence[Path], state: Path, settings: Settings) -> Path:
    key = digest(FORMAT, str(sorted(data_digests(data).items())), str(sorted(asdict(settings).items())))
    return state / key[:16]


def _kept(folder: Path) -> LinearModel | None:
    """Return a model kept from an earlier run; None where there is none, or it was cut off while being written."""
    if not (folder / MODEL).is_file():
        return None
    try:
        return load_model(folder)
    except ModelError:
        return None
