"""`avowal server`: the local Prefect server that commands share."""

import time
from typing import Annotated

import typer

app = typer.Typer(help="The local Prefect server that commands share: it starts and ends by itself.")


@app.command()
def status() -> None:
    """Say whether the server runs, where, and since when."""
    from pipelines import settings
    from pipelines.flows import server

    running = server.find()
    if running is None:
        typer.echo("No server runs. The next command that needs one starts it.")
        return
    state = "answers" if server.answers(running) else "is starting"
    minutes = (time.time() - running.started) / 60
    typer.echo(f"The server {state}: {running.api_url} (process {running.pid}, Prefect {running.prefect}).")
    typer.echo(f"Started {minutes:.0f} minutes ago; ends after {settings.idle_seconds() / 60:.0f} idle minutes.")


@app.command()
def stop(
    force: Annotated[bool, typer.Option("--force", help="End it though a run is using it: that run may fail.")] = False,
) -> None:
    """End the server now; refused while a run is using it."""
    from pipelines.flows import server

    typer.echo("The server has ended." if server.stop(force=force) else "No server runs.")
