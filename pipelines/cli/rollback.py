"""`avowal rollback`: the version that was live before goes live again."""

from typing import Annotated

import typer

from corpora.prediction import Task


def rollback(
    tasks: Annotated[
        list[Task] | None,
        typer.Option("--task", help="Only this task; may be given again. Default: those of the last promotion."),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="The reason, for the registry.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Take back the last promotion that still stands; the registry keeps both.

    Exit 1 where a floor does not hold with what was live before; 2 where nothing was, or it is not there any more; 4
    where it is damaged. In each of these cases nothing is changed.
    """
    from datetime import date

    from models.promotion import BACK, roll_back
    from pipelines.cli.promote import show

    show(roll_back(tasks or (), date.today(), BACK if why is None else why), as_json)
