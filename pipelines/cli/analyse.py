"""`avowal analyse`: from files to results on disk and on screen."""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpora.errors import AvowalError
from pipelines.cli import BEGAN

if TYPE_CHECKING:
    from pipelines.request import Request

INHERIT = "inherit"


def analyse(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to read.", show_default=False, metavar="INPUT...", readable=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.", metavar="OUT")] = Path(
        "avowal-results"
    ),
    sentences: Annotated[
        Path | None,
        typer.Option(help="JSON lines (document, index, text, heading) that others have split.", readable=False),
    ] = None,
    framework: Annotated[
        str | None, typer.Option(help="Frameworks to judge by, as UK-MSA,AU-MSA; else guessed from each text.")
    ] = None,
    manifest: Annotated[Path | None, typer.Option(help="CSV that says what each file is.", readable=False)] = None,
    requirements: Annotated[
        Path | None,
        typer.Option(help="YAML or XLSX with a tender's own requirements (id, text, weight).", readable=False),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Day that decides which law is in force; today where not given.", metavar="DATE")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Exchange the run that OUT holds, once the new one is complete.")
    ] = False,
    no_report: Annotated[bool, typer.Option("--no-report", help="Write the tables alone, and no report.html.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
    prefect: Annotated[
        str | None,
        typer.Option(help="`inherit`: use the Prefect profile and server of your own environment.", metavar="inherit"),
    ] = None,
) -> None:
    """Read documents, judge them commitment by commitment, write tables and show what is answered and missing."""
    from pipelines import request

    if prefect not in (None, INHERIT):
        raise typer.BadParameter("only `inherit` is known", param_hint="--prefect")
    names = [] if framework is None else framework.split(",")  # "" is an unset variable, never a wish to guess
    asked = request.check(inputs or [], out, names, manifest, sentences, as_of, replace, requirements)
    raise typer.Exit(carry_out(asked, as_json, inherit=prefect == INHERIT, report=not no_report))


def carry_out(asked: "Request", as_json: bool, inherit: bool = False, report: bool = True) -> int:
    """Run the flow as asked and show its results; return the exit code."""
    from pipelines import settings, store

    with ExitStack() as prefect_ready:
        if not (inherit or settings.inherits_prefect()):
            from pipelines.flows import server

            prefect_ready.enter_context(server.in_use())
            running = server.ensure()  # first of all: it starts while this process loads what it needs
            server.connect(running)
        import prefect  # noqa: F401 - imported before the stages, so that each is timed for itself

        loading = time.perf_counter()
        from pipelines.flows.analyse import analyse as analyse_flow

        loading = time.perf_counter() - loading

        from pipelines.cli import summary
        from pipelines.cli.progress import showing
        from pipelines.cli.screen import errors, unheard
        from pipelines.request import sendable

        if not (inherit or settings.inherits_prefect()):
            prefect_ready.enter_context(server.speaking_to(running))
        before = store.identity(asked.out)
        try:
            with showing():
                analyse_flow(
                    [sendable(path) for path in asked.inputs],
                    sendable(asked.out),
                    list(asked.frameworks),
                    sendable(asked.manifest) if asked.manifest else None,
                    sendable(asked.sentences) if asked.sentences else None,
                    asked.as_of,
                    asked.replace,
                    sendable(asked.requirements) if asked.requirements else None,
                )
        except (Exception, KeyboardInterrupt) as error:
            # Once OUT is in place the run is complete, whatever becomes of Prefect's own record of it.
            if isinstance(error, AvowalError) or store.identity(asked.out) in (None, before):
                raise
            errors().print("Prefect's record of the run was cut off; the results are complete.")
    began = time.perf_counter()
    page = _report(asked.out) if report else None
    reporting = time.perf_counter() - began
    timings = store.read_json(asked.out / store.TIMINGS_FILE)
    total, loading = time.perf_counter() - BEGAN, loading + timings["loading"]
    timings |= {
        "loading": round(loading, 3),
        "report": round(reporting, 3),
        # what is left is Prefect's: its import, its server, its bookkeeping
        "overhead": round(total - loading - reporting - sum(timings["stages"].values()), 3),
        "total": round(total, 3),
    }
    store.replace_json(asked.out / store.TIMINGS_FILE, timings)

    found = summary.summarise(asked.out) | {"report": store.spelt(str(page)) if page else None}
    code = int(found["exit_code"])
    try:
        summary.show_json(found) if as_json else summary.show(found)
    except OSError:
        if (ended := unheard(code)) is None:
            raise
        return ended
    return code


def _report(out: Path) -> Path | None:
    """Write the report beside the tables; where that fails the results stand all the same, and it is said."""
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.screen import say_error
    from pipelines.report.html import write_report
    from pipelines.report.run import open_run

    try:
        with showing_steps() as hears:
            return write_report(open_run(out), out, hears=hears).paths[0]
    except AvowalError as error:
        say_error(f"The tables are complete; the report could not be written. {error}", error.advice)
        return None
