"""The command `avowal`: its commands, and how every error becomes a message, a remedy and an exit code."""

import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from corpora.errors import AvowalError
from pipelines import settings
from pipelines.cli import (
    analyse,
    bench,
    classify,
    datasets,
    demo,
    doctor,
    evaluate,
    frameworks,
    gate,
    promote,
    report,
    rollback,
    server,
    show_page,
    stopping,
    train,
    train_statuses,
)
from pipelines.cli.screen import errors, open_streams, say_error, unheard
from pipelines.cli.stopping import stoppable

MISSING, FAULT = 4, 70  # the second is EX_SOFTWARE of sysexits.h

EXIT_CODES = (
    "Exit codes: 0 all good; 1 finished, but some documents could not be read (they are listed), or a "
    "check does not hold (bench cases and robustness, promote, rollback, gate); 2 usage or "
    "configuration; 3 nothing to read; 4 a dependency or model is missing; 70 a fault in Avowal; 74 stdout takes "
    "nothing (results on disk are complete); 128 + n ended by signal n: 129 hang-up, 130 Ctrl-C, 143 terminated."
)


class Commands(TyperGroup):
    """The commands, with one place where errors meant for people are told."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours is shown without a traceback and sets the exit code."""
        try:
            with stoppable():
                return super().invoke(ctx)
        except AvowalError as error:
            say_error(str(error), error.advice)
            raise typer.Exit(error.exit_code) from None
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] in ("corpora", "models", "pipelines"):
                raise typer.Exit(_unexpected(error)) from None
            say_error(f"The package {error.name} is missing.", "Run bin/setup; `avowal doctor` says what else.")
            raise typer.Exit(MISSING) from None
        except KeyboardInterrupt:
            errors().print("Stopped. What was there before is untouched.")
            raise typer.Exit(stopping.exit_code()) from None
        except Exception as error:  # the last place: what nobody expected is a fault of ours, not a document's code 1
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
                raise  # how Typer ends a command, wrong usage included
            raise typer.Exit(_unexpected(error)) from None


def _unexpected(error: Exception) -> int:
    if isinstance(error, OSError) and (code := unheard()) is not None:
        return code
    if settings.debugs():
        typer.echo("".join(traceback.format_exception(error)), err=True)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    say_error(f"This is a fault in Avowal: {what}", "Please report it; AVOWAL_DEBUG=1 shows where.")
    return FAULT


app = typer.Typer(
    cls=Commands,
    help="Reads supplier disclosures on modern slavery; shows, with evidence, what each one answers and what not.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("analyse")(analyse.analyse)
app.command("demo")(demo.demo)
app.command("report")(report.report)
app.command("doctor")(doctor.doctor)
app.command("classify")(classify.classify)
app.command("show-page")(show_page.show_page)
app.command("train")(train.train)
app.command("train-statuses")(train_statuses.train_statuses)
app.command("evaluate")(evaluate.evaluate)
app.command("promote")(promote.promote)
app.command("rollback")(rollback.rollback)
app.command("gate")(gate.gate)
app.add_typer(bench.app, name="bench")
app.add_typer(datasets.app, name="datasets")
app.add_typer(frameworks.app, name="frameworks")
app.add_typer(server.app, name="server")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"avowal {settings.code_version()}")
        raise typer.Exit


@app.callback()
def avowal(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads supplier disclosures on modern slavery; shows, with evidence, what each one answers and what not."""


def run() -> None:
    """Run the command line; the entry point of the distribution."""
    open_streams()
    app()


if __name__ == "__main__":
    run()
