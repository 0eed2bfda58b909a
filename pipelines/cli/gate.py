"""`avowal gate`: whether a model holds the floors, and how the floors are changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.classifier import Classifier
    from models.floors import Floors
    from models.gate import Outcome

MEASURED = "Lower end of what the model reached."


def gate(
    model: Annotated[
        str | None,
        typer.Option("--model", help="Name below models/released, or a model's folder. Default: what is live."),
    ] = None,
    higher: Annotated[bool, typer.Option("--raise", help="Raise floors to what the model gives; never lower.")] = False,
    lower: Annotated[
        list[str] | None,
        typer.Option("--lower", help="Lower the floor of this label to what the model gives; may be given again."),
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Set all floors anew, because the gold was changed.")] = False,
    why: Annotated[str | None, typer.Option("--why", help="The reason, for the file of floors.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Judge a model on the authored sentences that are never trained on; each floor with its value and margin.

    Exit 1 where a floor does not hold; 2 where the floors were edited by hand or belong to other gold, or a change of
    them is refused; 4 where the model is missing or damaged.
    """
    if sum((higher, bool(lower), reset)) > 1:
        raise typer.BadParameter("give one of --raise, --lower and --reset")
    if (lower or reset) and not (why or "").strip():
        raise typer.BadParameter("say with --why TEXT why floors are lowered or set anew")
    from models.floors import write_floors
    from models.gate import SHUFFLES, through_gate

    changes = higher or bool(lower) or reset
    outcome = through_gate(_model(model), SHUFFLES if changes else 0, other_gold=reset)
    if changes and not (higher and not outcome.holds):  # a model that fails raises nothing
        write_floors(_changed(outcome, lower or (), reset, why or MEASURED))
        outcome = through_gate(_model(model))
    _show(outcome, as_json)
    raise typer.Exit(0 if outcome.holds else 1)


def _model(name: str | None) -> "Classifier":
    from models.live import live_model, model_at
    from models.registry import released_folder

    if name is None:
        return live_model()
    return model_at((Path(name) if Path(name).is_dir() else released_folder(name)).resolve())


def _changed(outcome: "Outcome", lower: Sequence[str], reset: bool, why: str) -> "Floors":
    from datetime import date

    from models.floors import gold_digests, read_floors
    from models.gate import HELD

    floors, about = read_floors(), (outcome.model_id, why, date.today())
    if reset:
        return floors.reset(gold_digests(HELD), outcome.proposals, *about)
    if lower:
        return floors.lowered(lower, outcome.proposals, *about)
    return floors.raised(outcome.proposals, *about)


def _show(outcome: "Outcome", as_json: bool) -> None:
    if as_json:
        import json
        from dataclasses import asdict

        floors = [{**asdict(check), "margin": check.margin, "holds": check.holds} for check in outcome.checks]
        about = {"model_id": outcome.model_id, "sentences": outcome.sentences, "holds": outcome.holds}
        figures = [asdict(figure) for figure in outcome.figures]
        typer.echo(json.dumps({**about, "floors": floors, "figures": figures}, indent=2, ensure_ascii=False))
        return
    from rich.table import Table

    from pipelines.cli.screen import results

    console = results()
    table = Table(box=None, header_style="bold")
    table.add_column("Floor of")
    for name in ("Sentences", "Floor", "Value", "Margin"):
        table.add_column(name, justify="right")
    table.add_column("")
    for check in outcome.checks:
        style = None if check.holds else "bold red"
        numbers = (f"{check.floor:.2f}", f"{check.value:.3f}", f"{check.margin:+.3f}")
        table.add_row(check.key, str(check.positives), *numbers, "" if check.holds else "fails", style=style)
    console.print(table)
    fallen = sum(not check.holds for check in outcome.checks)
    others = len(outcome.figures) - len(outcome.checks)
    console.print(
        f"\n{outcome.model_id} on {outcome.sentences:,} sentences: "
        f"{len(outcome.checks) - fallen} of {len(outcome.checks)} floors hold; {others} more figures have no floor."
    )
