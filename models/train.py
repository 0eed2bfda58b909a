"""Train the model that ships: fold models for calibration and thresholds, then one model on everything."""

from dataclasses import replace
from pathlib import Path

from corpora.datasets.labelled import load
from models import artifact
from models.card import write_card
from models.evaluate import evaluate
from models.folds import Progress, out_of_fold, silent
from models.linear import LinearModel, Settings, fit_linear
from models.provenance import provenance_of
from models.registry import RELEASED


def train(
    data: Path,
    out: Path,
    state: Path,
    settings: Settings | None = None,
    version: str = RELEASED,
    progress: Progress = silent,
) -> LinearModel:
    """Train on all labelled sentences and write the model with its card to `out`.

    Calibration and thresholds come from out-of-fold margins over all statements, since a model's margins on its own
    training sentences are too sure of themselves; the card's figures come from the same folds.

    Args:
        data: a folder of labels or one file of rows (docs/models.md).
        out: the folder to write; files of an earlier model there are replaced.
        state: where fold models are kept, so that a run that was stopped goes on.
        settings: how to train; the project's by default.
        version: the first part of the model's id.
        progress: hears of the steps.

    Raises:
        DatasetError: as the loader.
        ModelError: where what was written cannot be read back.
    """
    settings = settings or Settings()
    sentences = load(data)
    scaling = out_of_fold(data, state, settings, progress).scaling()
    progress("model", 0, 1)
    model = replace(fit_linear(sentences, settings), scaling=scaling)
    provenance = provenance_of(data, sentences, settings, version)
    saved = artifact.save(model, provenance, out)
    progress("model", 1, 1)
    write_card(out / "card.md", saved, provenance, evaluate(data, state, settings, progress))
    return saved
