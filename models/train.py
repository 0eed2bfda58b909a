"""Train the model that ships: fold models for stack, calibration and thresholds, then one model on everything."""

from collections.abc import Sequence
from pathlib import Path

from models import artifact
from models.card import ENSEMBLE, LINEAR, write_card
from models.classifier import Classifier
from models.evaluate import evaluate
from models.folds import Progress, silent
from models.linear import LinearModel
from models.provenance import provenance_of
from models.recipe import Recipe
from models.study import Study


def train(
    data: Path | Sequence[Path], out: Path, state: Path, recipe: Recipe, progress: Progress = silent
) -> Classifier:
    """Train by a recipe on all labelled sentences and write the model with its card to `out`.

    Stack, calibration and thresholds come from out-of-fold margins over all measured statements, since a model's
    margins on its own training sentences are too sure of themselves; the card's figures come from the same folds.

    Args:
        data: folders of labels or files of rows (docs/models.md).
        out: the folder to write; files of an earlier model there are replaced.
        state: where fold models are kept, so that a run that was stopped goes on.
        recipe: how to train; its name is the first part of the model's id.
        progress: hears of the steps.

    Raises:
        DatasetError: as the loader.
        WeightsError: where the recipe's pretrained weights are not there.
        ModelError: where what was written cannot be read back.
    """
    study = Study(data, state, recipe, progress)
    model = study.whole()
    provenance = provenance_of(study.data, study.sentences, recipe, recipe.name)
    if isinstance(model, LinearModel):
        saved: Classifier = artifact.save(model, provenance, out)
    else:
        saved = artifact.save_ensemble(model, provenance, out)
    about = LINEAR if isinstance(model, LinearModel) else ENSEMBLE
    write_card(out / "card.md", saved, provenance, evaluate(study, saved), about)
    return saved
