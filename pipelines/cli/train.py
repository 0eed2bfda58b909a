"""`avowal train`: a model from labelled sentences."""

from pathlib import Path
from typing import Annotated

import typer


def train(
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            help="Folder of labels, or a JSON-lines file; may be given again.",
            show_default=False,
            readable=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the model and its card.", show_default=False)],
    recipe: Annotated[
        str, typer.Option("--recipe", help="How to train: ensemble, linear, tiny, or a file of your own.")
    ] = "ensemble",
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
) -> None:
    """Train the classifier, choose its thresholds out of fold, and write it with its card; no pickle."""
    from models.recipe import load_recipe
    from models.train import train as run
    from pipelines.cli.learning import showing_steps
    from pipelines.settings import state_folder

    how = load_recipe(recipe)
    with showing_steps() as progress:
        model = run(data, out, state or state_folder() / "models", how, progress)
    typer.echo(f"{model.model_id}: {out}")
