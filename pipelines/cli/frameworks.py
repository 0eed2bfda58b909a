"""`avowal frameworks`: what can be asked of a document, and whether the files that say so are in order."""

from typing import Annotated

import typer

app = typer.Typer(help="The laws and procurement frameworks that documents are judged by.")


@app.command("list")
def list_() -> None:
    """List the frameworks with their ids."""
    from rich.table import Table
    from rich.text import Text

    from corpora.framework import load_frameworks
    from pipelines.cli.screen import results

    table = Table("Id", "Title", "Version", "In force from", "Commitments", box=None)
    for framework in load_frameworks().values():
        asked = str(len(framework.commitments))
        start = framework.in_force.start.isoformat()
        table.add_row(framework.id, Text(framework.title), framework.version, start, asked)
    results().print(table)


@app.command()
def show(framework: Annotated[str, typer.Argument(help="Id, as UK-MSA; any case.")]) -> None:
    """Show what one framework asks, commitment by commitment."""
    from rich.table import Table
    from rich.text import Text

    from corpora.framework import load_frameworks
    from pipelines.cli.screen import results

    (found,) = load_frameworks([framework]).values()
    console = results()
    console.print(Text(f"{found.id}: {found.title} (version {found.version})", style="bold"))
    console.print(Text(found.citation))
    table = Table(box=None)
    for name in ("Id", "Level", "Commitment", "Reference", "Decided from", "Rule"):
        table.add_column(name, no_wrap=name in ("Id", "Rule"), overflow="fold")  # ids are for looking up: never cut
    for asked in found.commitments:
        table.add_row(
            *(asked.id, asked.level, Text(asked.title), Text(asked.reference), asked.decided_from, Text(asked.rule))
        )
    console.print(table)


@app.command()
def lint() -> None:
    """Read every word of every framework file, see that its rules exist, and list each mistake."""
    from corpora.framework import FrameworkError, load_frameworks
    from pipelines.rules import RULES

    found = load_frameworks()
    asked = [commitment for framework in found.values() for commitment in framework.commitments]
    if unknown := [f"{one.id}: no rule is called {one.rule}" for one in asked if one.rule not in RULES]:
        raise FrameworkError("\n".join(unknown), remedy="Correct the name, or write the rule.")
    typer.echo(f"{len(found)} frameworks, {len(asked)} commitments, no mistakes.")
