"""The four measurements of findings on one folder of labels; fold models are made or found when first needed."""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

from corpora.datasets.labelled import DatasetError
from corpora.datasets.wikirate import ANSWERS
from models.classifier import Classifier
from models.folds import Progress, silent
from models.recipe import Recipe
from models.study import Study
from pipelines.bench import criteria, panel, shares, volunteers
from pipelines.bench.assess import HELD_FOLDS, PANEL, measured
from pipelines.bench.figures import Figures
from pipelines.bench.labelled_texts import GOLD_ROWS, TEXTS

NEEDS = {"panel": PANEL, "criteria": GOLD_ROWS, "answers": ANSWERS, "shares": f"../{TEXTS}"}  # below the labels


def able(data: Path, asked: Collection[str]) -> tuple[list[str], list[str]]:
    """Return which measurements a folder of labels allows, and for each other one what it lacks.

    Args:
        data: The folder of labels.
        asked: Names of measurements; all where none is named.

    Raises:
        DatasetError: where one that was asked for by name, or every one, lacks its labels.
    """
    chosen = [name for name in NEEDS if not asked or name in asked]
    lacking = [name for name in chosen if not (data / NEEDS[name]).is_file()]
    left_out = [f"{name} is left out: there is no {data / NEEDS[name]}" for name in lacking]
    if left_out and (asked or len(lacking) == len(chosen)):
        remedy = "Name a folder of labels that holds it, or leave out --only."
        raise DatasetError("; ".join(left_out), remedy=remedy)
    return [name for name in chosen if name not in lacking], left_out


class Findings:
    """Measurements of the findings on what a folder of labels holds.

    Args:
        data: The folder of labels; behind it, what else the judging models are trained on.
        state: Where fold models are kept.
        recipe: How the judging models are trained.
        held: Only documents of the folds that no rule was written with; else, of the panel, only the other ones.
        documents: How many statements the shares are counted on.
        progress: Hears of the steps.
    """

    def __init__(
        self,
        data: Sequence[Path],
        state: Path,
        recipe: Recipe,
        held: bool = False,
        documents: int | None = None,
        progress: Progress = silent,
    ) -> None:
        self._trained_on, self._state, self._recipe, self._progress = list(data), state, recipe, progress
        self._data = self._trained_on[0]
        self._held, self._documents = held, documents
        self._folds = HELD_FOLDS if held else None

    @cached_property
    def _models(self) -> dict[int, Classifier]:
        return Study(self._trained_on, self._state, self._recipe, self._progress).fold_models()

    @cached_property
    def _unseen(self) -> dict[int, Classifier]:
        """Models that saw no text of the fold at all: an encoder's first stage has seen most silver statements."""
        if self._recipe.encoder is None:
            return self._models
        plain = self._recipe.model_copy(update={"encoder": None})
        return Study(self._trained_on, self._state, plain, self._progress).fold_models()

    def panel(self) -> panel.Counted:
        """Return what comparing each judged finding of the panel counts."""
        return measured(self._data, self._models, self._held)

    def figures(self, name: str) -> list[Figures]:
        """Return the tables of a measurement other than the panel, by its name in NEEDS."""
        if name == "criteria":
            return criteria.bench(self._data, self._models, self._folds)
        if name == "answers":
            return volunteers.bench(self._data, self._unseen, self._folds)
        return shares.bench(self._data, self._models, self._folds, self._documents, self._progress)
