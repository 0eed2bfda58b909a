"""`avowal bench`: how good each part is, measured on labelled material that you name."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measurements on labelled material.")


@app.callback()
def bench() -> None:
    """Measurements on labelled material."""


@app.command()
def assess(
    panel: Annotated[
        Path,
        typer.Option(
            "--data", help="Folder of labels with commitments.jsonl in it.", show_default=False, readable=False
        ),
    ],
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    held: Annotated[bool, typer.Option("--held", help="Only documents that no rule was written with.")] = False,
) -> None:
    """Compare findings with those of a reader of the whole document; each is judged with a model that never saw it."""
    from models.folds import fold_models
    from models.linear import Settings
    from pipelines.bench.assess import bench as measure
    from pipelines.bench.assess import lines
    from pipelines.cli.learning import showing_steps
    from pipelines.settings import state_folder

    with showing_steps() as progress:
        models = fold_models(panel, state or state_folder() / "models", Settings(), progress)
    for line in lines(measure(panel, models, held)):
        typer.echo(line)
