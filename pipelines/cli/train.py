"""`avowal train`: a model from labelled sentences."""

from pathlib import Path
from typing import Annotated

import typer


def train(
    data: Annotated[
        Path, typer.Option("--data", help="Folder of labels, or a JSON-lines file.", show_default=False, readable=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the model and its card.", show_default=False)],
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--name", help="First part of the model's id. Default: the released name.")
    ] = None,
) -> None:
    """Train the classifier, choose its thresholds out of fold, and write it with its card; no pickle."""
    from models.registry import RELEASED
    from models.train import train as run
    from pipelines.cli.learning import showing_steps
    from pipelines.settings import state_folder

    with showing_steps() as progress:
        model = run(data, out, state or state_folder() / "models", version=version or RELEASED, progress=progress)
    typer.echo(f"{model.model_id}: {out}")
