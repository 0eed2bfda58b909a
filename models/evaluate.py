"""Measure the linear model: train it fold by fold, and once on Australian statements alone, and report what it does."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpora.annotation import LabelledSentence
from corpora.prediction import CRITERIA, Task
from corpora.split import FOLDS, folds_of
from models.calibrate import fit_calibration
from models.folds import OutOfFold, Progress, out_of_fold, silent
from models.linear import Settings, documents_of, fit_linear, known_of, truth_of
from models.peers import peer_outputs
from models.provenance import data_digests
from models.report.evaluate import Transfer
from models.report.evaluate import evaluate as report
from models.report.evaluation import Evaluation
from models.report.figures import rows_of
from models.threads import one_thread

__all__ = ["Evaluation", "evaluate", "linear_transfer", "measured"]


def evaluate(data: Path, state: Path, settings: Settings | None = None, progress: Progress = silent) -> Evaluation:
    """Measure the linear model by folds, and its criteria from Australia to Britain.

    Args:
        data: a folder of labels or one file of rows (docs/models.md).
        state: where fold models are kept; a second run with the same data and settings reads them.
        settings: how to train; the project's by default.
        progress: hears of the steps.

    Raises:
        DatasetError: as the loader.
    """
    return measured(data, state, settings, progress)[0]


def measured(
    data: Path, state: Path, settings: Settings | None = None, progress: Progress = silent
) -> tuple[Evaluation, OutOfFold]:
    """Do as `evaluate`, and return the sentences and margins too, for those who list errors with their text."""
    settings = settings or Settings()
    found = out_of_fold(data, state, settings, progress)
    progress("transfer", 0, 1)
    reported = rows_of(found.sentences).reported
    transfer = linear_transfer([s for s, yes in zip(found.sentences, reported, strict=True) if yes], settings)
    progress("transfer", 1, 1)
    evaluation = report(
        found,
        transfer,
        model="the linear model",
        data=data_digests(data),
        settings=repr(settings),
        outputs=peer_outputs([data]),
        progress=progress,
    )
    return evaluation, found


def linear_transfer(reported: Sequence[LabelledSentence], settings: Settings) -> Transfer | None:
    """Train on the Australian statements alone and judge the British ones; thresholds from Australian folds.

    None where there are too few Australian companies for folds, or no British statement.
    """
    seen, unseen = ([s for s in reported if s.jurisdiction == country] for country in ("AU", "UK"))
    if len({s.group for s in seen}) < FOLDS or not unseen:
        return None
    task, folds = Task.CRITERION, folds_of(seen)
    fold = np.array([folds[s.document] for s in seen])
    margins = np.zeros((len(seen), len(CRITERIA)))
    for number in sorted(set(fold)):
        rest = [s for s, its in zip(seen, fold, strict=True) if its != number]
        held = [s for s, its in zip(seen, fold, strict=True) if its == number]
        if rest:
            margins[fold == number] = fit_linear(rest, settings, [task]).margins(documents_of(held)[0])[task]
    with one_thread():
        scaling = fit_calibration(margins, truth_of(seen)[task] > 0, known_of(seen)[task])
    given = scaling.probabilities(fit_linear(seen, settings, [task]).margins(documents_of(unseen)[0])[task])
    return Transfer(unseen, {task: given}, {task: np.asarray(given >= scaling.thresholds)})
