"""`avowal doctor`: what is there, what is missing, and how to get it."""

import json
from typing import Annotated

import typer

MISSING = 4


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Check what Avowal needs; exit code 4 where something that it cannot do without is missing."""
    from dataclasses import asdict

    from rich.table import Table
    from rich.text import Text

    from pipelines.checks import run_checks
    from pipelines.cli.screen import plain, results

    checks = run_checks()
    ready = all(check.ok for check in checks if check.needed)
    if as_json:
        typer.echo(json.dumps({"ready": ready, "checks": [asdict(check) for check in checks]}, indent=2))
    else:
        table = Table("", "What", "Found", "What helps", box=None, header_style="bold")
        for check in checks:
            mark = "ok" if check.ok else ("missing" if check.needed else "off")
            style = {"ok": "green", "missing": "bold red", "off": "yellow"}[mark]
            table.add_row(Text(mark, style=style), check.name, Text(plain(check.found)), Text(plain(check.remedy)))
        console = results()
        console.print(table)
        console.print("Everything that is needed is there." if ready else "Something that is needed is missing.")
    raise typer.Exit(0 if ready else MISSING)
