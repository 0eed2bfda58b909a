"""`avowal report`: the results of a run as pages, a workbook and marked files."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.report.exports import NotAnnotated


def report(
    run: Annotated[Path, typer.Argument(help="Folder of a finished run.", show_default=False, metavar="RUN")],
    supplier: Annotated[
        str | None, typer.Option(help="Write the sheet of this supplier alone: its name, or a part that only one has.")
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write report.xlsx too, and one workbook a bidder.")] = False,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="Write copies of the PDFs too, with a note on each piece of evidence.")
    ] = False,
    no_images: Annotated[bool, typer.Option("--no-images", help="Show no pictures of pages.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder to write to. Default: the run's own.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the paths.")] = False,
) -> None:
    """Write what a run found as pages that open from disk: report.html beside the tables."""
    from pipelines.cli.learning import showing_steps
    from pipelines.report.exports import write_annotated, write_workbooks
    from pipelines.report.html import write_report
    from pipelines.report.run import open_run
    from pipelines.report.sheet import write_sheet

    if supplier is not None and (xlsx or annotate):
        raise typer.BadParameter("a sheet is one page; ask for workbook and notes without it", param_hint="--supplier")
    opened, folder = open_run(run), out or run
    left_out: list[NotAnnotated] = []
    with showing_steps() as hears:
        if supplier is not None:
            paths = [write_sheet(opened, supplier, folder, images=not no_images, hears=hears)]
        else:
            written = write_report(opened, folder, images=not no_images, hears=hears)
            paths = [written.paths[0]]
            if xlsx:
                paths += write_workbooks(opened, folder, written)
            if annotate:
                copies, left_out = write_annotated(opened, folder, hears)
                paths += copies
    _say(paths, left_out, as_json)


def _say(paths: list[Path], left_out: "list[NotAnnotated]", as_json: bool) -> None:
    from pipelines.cli.screen import errors, plain
    from pipelines.store import spelt

    if as_json:
        rows = [{"path": one.path, "why": one.why} for one in left_out]
        written = [{"path": spelt(str(path)), "bytes": path.stat().st_size} for path in paths]
        typer.echo(json.dumps({"written": written, "not_annotated": rows}, ensure_ascii=False, indent=2))
        return
    for path in paths:
        typer.echo(spelt(str(path)))
    for one in left_out:
        errors().print(plain(f"{one.path}: {one.why}"), soft_wrap=True, markup=False)
