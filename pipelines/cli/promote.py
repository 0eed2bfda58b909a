"""`avowal promote`: another version of the classifier goes live."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpora.prediction import Task

if TYPE_CHECKING:
    from models.promotion import Promotion

SHOWN = 40  # changes on a screen; the file has all of them
DIGITS = 12  # of a text's digest, on a screen


def promote(
    name: Annotated[str, typer.Argument(help="Folder below models/released.", show_default=False)],
    why: Annotated[str, typer.Option("--why", help="The reason, for the registry.", show_default=False)],
    tasks: Annotated[
        list[Task] | None, typer.Option("--task", help="Only this task; may be given again. Default: all.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="Labelled sentences to compare both on. Default: the authored corpus.", readable=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Make a released model live, where it holds the floors, and list the sentences that gain or lose a label by it.

    Exit 1 where a floor does not hold; 2 where there is no such model, it lacks its card or is live already; 4 where it
    is damaged. In each of these cases nothing is changed.
    """
    from datetime import date

    from corpora.datasets.labelled import AUTHORED
    from models.promotion import promote as run

    show(run(name, tasks or (), why, date.today(), data or AUTHORED), as_json)


def show(promotion: "Promotion", as_json: bool) -> None:
    """Print what a promotion or rollback changed."""
    if as_json:
        import json

        typer.echo(json.dumps(_as_data(promotion), indent=2, ensure_ascii=False))
        return
    from rich.table import Table
    from rich.text import Text

    from models.promotion import tallied
    from pipelines.cli.screen import plain, results

    console = results()
    table = Table("Task", "Was", "Is now", box=None, header_style="bold")
    for move in promotion.moves:
        table.add_row(move.task, Text(plain(move.before)), Text(plain(move.after)))
    console.print(table)
    console.print(f"\nAll {len(promotion.gate.checks)} floors hold.")
    if promotion.changes is None:
        return
    counts = Table("Task", "Label", "Gained", "Right", "Lost", "Right", "Not labelled", box=None, header_style="bold")
    for tally in tallied(promotion):
        numbers = (tally.gained, tally.gained_right, tally.lost, tally.lost_right, tally.unlabelled)
        counts.add_row(tally.task, tally.label or "all", *map(str, numbers))
    console.print(counts)
    rows = Table("Document", "Index", "Text", "Task", "Label", "Change", "Labels say", box=None, header_style="bold")
    for change in promotion.changes[:SHOWN]:
        said = {True: "right", False: "wrong", None: ""}[change.right]
        document = Text(plain(change.document), overflow="fold")
        place = (str(change.index), change.text_sha256[:DIGITS])
        rows.add_row(document, *place, change.task, change.label, change.change, said)
    console.print(rows)
    if len(promotion.changes) > SHOWN:
        console.print(f"... and {len(promotion.changes) - SHOWN:,} more")
    for path in promotion.files:
        typer.echo(path)


def _as_data(promotion: "Promotion") -> dict[str, object]:
    from dataclasses import asdict

    from models.promotion import tallied

    compared = promotion.changes is not None
    return {
        "moves": [asdict(move) for move in promotion.moves],
        "gate": [{**asdict(check), "margin": check.margin} for check in promotion.gate.checks],
        "tallies": [asdict(tally) for tally in tallied(promotion)] if compared else None,
        "changes": [asdict(change) for change in promotion.changes or ()] if compared else None,
        "files": [str(path) for path in promotion.files],
    }
