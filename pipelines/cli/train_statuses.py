"""`avowal train-statuses`: the weights by which readings weigh the rules' verdicts."""

from pathlib import Path
from typing import Annotated

import typer


def train_statuses(
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            help="What the judging classifiers are trained on; the first is the folder of labels with the texts.",
            show_default=False,
            readable=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="File for the weights, JSON.", show_default=False)],
    readings: Annotated[
        Path | None, typer.Option("--readings", help="File of readings. Default: the one that comes along.")
    ] = None,
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    recipe: Annotated[
        str, typer.Option("--recipe", help="How the judging models are trained: ensemble, linear, or a file.")
    ] = "ensemble",
) -> None:
    """Fit statuses to what readers found, keep those that beat their rule out of fold, and print the comparison."""
    from models.recipe import load_recipe
    from models.study import Study
    from pipelines.bench.readings import READINGS, examples
    from pipelines.bench.statuses import fitted
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table
    from pipelines.settings import state_folder

    how = load_recipe(recipe)
    with showing_steps() as progress:
        models = Study(data, state or state_folder() / "models", how, progress).fold_models()
        found = examples(data[0], models, readings or READINGS, progress)
    about = {"recipe": how.name, "documents": len({example.document for example in found})}
    show_table(fitted(found, about, out))
