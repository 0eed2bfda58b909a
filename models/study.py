"""A recipe on a data set: its fold models, what they say of sentences they never saw, and the model that ships."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpora.datasets.labelled import load_all
from corpora.errors import AvowalError
from corpora.split import are_reported, folds_of
from models.calibrate import Scaling
from models.classifier import Classifier
from models.ensemble import Base, Ensemble
from models.folds import OutOfFold, Progress, fold_linear, out_of_fold, silent
from models.linear import LinearModel, documents_of, fit_linear
from models.provenance import data_digests
from models.recipe import Recipe
from models.report.evaluate import Transfer
from models.stack import Margins
from models.stacking import stack_of, stacked
from models.transfer import Judge, by_fold, transfer

if TYPE_CHECKING:
    from models.encoder.runs import Runs
    from models.encoder.session import EncoderModel

LINEAR, ENCODER = "linear", "encoder"  # the bases of an ensemble


class TrainingError(AvowalError):
    """What trains an encoder is not installed: the default installation only runs one."""

    remedy = "pip install 'avowal[train]'"
    exit_code = 4


class Study:
    """Everything that is trained and measured by a recipe; each part is made when asked for and kept under `state`.

    Args:
        data: folders of labels or files of rows (docs/models.md).
        state: where fold models are kept, so that a run that was stopped goes on.
        recipe: how to train.
        progress: hears of the steps.

    Raises:
        DatasetError: as the loader.
    """

    def __init__(self, data: Path | Sequence[Path], state: Path, recipe: Recipe, progress: Progress = silent) -> None:
        self.data = [data] if isinstance(data, Path) else list(data)
        self.state, self.recipe, self.progress = state, recipe, progress
        self.sentences = load_all(self.data)
        self._views: dict[int, OutOfFold] = {}

    @cached_property
    def found(self) -> OutOfFold:
        """Margins of each measured sentence by models that never saw its fold, joined by a stack that did not either.

        An ensemble spends its first stage on silver statements of companies that nothing is measured on: those have no
        margins, and their rows are left out.
        """
        runs = self._runs  # before the linear folds: what cannot train an encoder says so at once
        return self._linear if runs is None else replace(self._rows, margins=stacked(self._rows, self._said))

    def view(self, judge: int) -> OutOfFold:
        """Return what the judge of a fold may see: margins that owe nothing to that fold's labels."""
        if self._runs is None:
            return self.found
        if judge not in self._views:
            self._views[judge] = replace(self._rows, margins=stacked(self._rows, self._said, judge))
        return self._views[judge]

    def fold_models(self) -> dict[int, Classifier]:
        """Return for each fold a calibrated model that has seen none of its documents, nor been calibrated on them.

        For measuring what stands behind the classifier: judge a document with the model of its group's fold.
        """
        found: dict[int, Classifier] = {}
        for number in sorted(set(self.found.fold.tolist())):
            scaling = self.view(number).scaling(without=number)
            linear = fold_linear(self.data, self.state, self.recipe.linear.settings(), number)
            if self._runs is None:
                found[number] = replace(linear, scaling=scaling)
            else:
                bases: dict[str, Base] = {LINEAR: linear, ENCODER: self._runs.fold(number)}
                found[number] = Ensemble(bases, stack_of(self._rows, self._said, number), scaling, f"fold-{number}")
        return found

    def encoder_without(self, number: int) -> "EncoderModel":
        """Return the encoder alone that has seen no document of a fold."""
        return self._encoders.fold(number)

    def whole(self) -> LinearModel | Ensemble:
        """Return the model trained on everything, calibrated out of fold; it has no id before it is saved."""
        scaling: Scaling = self.found.scaling()
        self.progress("linear, all", 0, 1)
        linear = fit_linear(self.sentences, self.recipe.linear.settings())
        self.progress("linear, all", 1, 1)
        if self._runs is None:
            return replace(linear, scaling=scaling)
        return Ensemble(
            {LINEAR: linear, ENCODER: self._runs.whole()}, stack_of(self._rows, self._said), scaling, "untitled"
        )

    def transfer(self) -> Transfer | None:
        """Return how the bases do, trained on the Australian gold statements alone, on the British ones.

        None where the recipe says of no stage how its encoder would be trained for that, or the data do not allow it.
        """
        if self.recipe.encoder is not None and self.recipe.transfer is None:
            return None
        reported = [s for s, yes in zip(self.sentences, are_reported(self.sentences), strict=True) if yes]
        folds = folds_of(self.sentences)

        def linear(without: int | None) -> Judge:
            use = [s for s in reported if s.jurisdiction == "AU" and folds[s.document] != without]
            return _judge(fit_linear(use, self.recipe.linear.settings()))

        def encoder(without: int | None) -> Judge:
            return _judge(self._encoders.abroad(without))

        self.progress("transfer", 0, 1)
        bases = {LINEAR: linear} | ({ENCODER: encoder} if self._runs else {})
        given = transfer(reported, folds, bases, self.recipe.linear.min_groups)
        self.progress("transfer", 1, 1)
        return given

    @cached_property
    def _linear(self) -> OutOfFold:
        return out_of_fold(self.data, self.state, self.recipe.linear.settings(), self.progress)

    @cached_property
    def _runs(self) -> "Runs | None":
        if self.recipe.encoder is None:
            return None
        try:
            from models.encoder.examples import measured_groups
            from models.encoder.runs import Runs
        except ModuleNotFoundError as error:
            name = (error.name or "a package").partition(".")[0]
            raise TrainingError(f"The recipe {self.recipe.name} trains an encoder; {name} is missing.") from error

        groups = measured_groups(self.sentences, self.data)
        return Runs(self.recipe, self.sentences, groups, data_digests(self.data), self.state, self.progress)

    @property
    def _encoders(self) -> "Runs":
        if self._runs is None:
            raise TypeError(f"the recipe {self.recipe.name} has no encoder")
        return self._runs

    @cached_property
    def _kept(self) -> NDArray[np.bool_]:
        return np.array([self._encoders.is_measured(sentence) for sentence in self.sentences])

    @cached_property
    def _rows(self) -> OutOfFold:
        return self._linear.only(self._kept)

    @cached_property
    def _said(self) -> dict[str, Margins]:
        rows = self._rows
        encoder = by_fold(lambda number: _judge(self._encoders.fold(number)), rows.sentences, rows.fold)
        return {LINEAR: rows.margins, ENCODER: encoder}


def _judge(model: Base) -> Judge:
    return lambda sentences: model.margins(documents_of(sentences)[0])
