"""`avowal evaluate`: how well the classifier does on statements that it has not seen."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.evaluate import Evaluation

SAW = {"in-domain": "others of this set", "transfer": "AU gold alone"}


def evaluate(
    data: Annotated[
        Path, typer.Option("--data", help="Folder of labels, or a JSON-lines file.", show_default=False, readable=False)
    ],
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Show each label too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Measure by folds over companies, with intervals from resampling statements, beside published figures."""
    from dataclasses import asdict

    from models.evaluate import evaluate as run
    from pipelines.cli.learning import showing_steps
    from pipelines.settings import state_folder

    with showing_steps() as progress:
        found = run(data, state or state_folder() / "models", progress=progress)
    if as_json:
        typer.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        _show(found, labels)


def _show(found: "Evaluation", labels: bool) -> None:
    from rich.table import Table

    from pipelines.cli.screen import results

    console = results()
    table = Table("Figure", "On", "Value", "95 %", "Training saw", box=None, header_style="bold")
    for figure in found.figures:
        span = f"{figure.low:.3f} to {figure.high:.3f}"
        table.add_row(figure.name, figure.on, f"{figure.value:.3f}", span, SAW[figure.setting], style="bold")
        for peer in figure.peers:
            table.add_row(f"  {peer.system}", "", f"{peer.value:.3f}", "", peer.seen)
    console.print(table)
    console.print(
        "\nWhere training saw others of the set, a figure stands beside a peer's test score and rivals none.\n"
        "Practices, evidence status and specificity: labels by a large language model, not by people."
    )
    if labels:
        each = Table(
            "Label", "Precision", "Recall", "F1", "Positives", "Calibration error", box=None, header_style="bold"
        )
        for label in found.labels:
            figures = (f"{value:.2f}" for value in (label.precision, label.recall, label.f1))
            each.add_row(label.label, *figures, str(label.positives), f"{label.calibration_error:.3f}")
        console.print(each)
