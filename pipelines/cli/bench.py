"""`avowal bench`: how good each part is, measured on labelled material that you name."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measurements on labelled material.")


@app.callback()
def bench() -> None:
    """Measurements on labelled material."""


@app.command()
def answers(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of response packs. Default: those that come along.", readable=False)
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="Show the pairs that differ, too.")] = False,
) -> None:
    """Attach answers to questions in response packs, and compare the pairs with those that a person reads."""
    from pipelines.bench.answers import PACKS, lines, measure

    for line in lines(measure(folder or PACKS), every):
        typer.echo(line)


class Measurement(StrEnum):
    """What is measured of the findings."""

    PANEL = "panel"
    CRITERIA = "criteria"
    ANSWERS = "answers"
    SHARES = "shares"


@app.command()
def assess(
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            help="Folder of labels with commitments.jsonl in it; given again, what else the models are trained on.",
            show_default=False,
            readable=False,
        ),
    ],
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    held: Annotated[bool, typer.Option("--held", help="Only documents that no rule was written with.")] = False,
    recipe: Annotated[
        str, typer.Option("--recipe", help="How the judging models are trained: ensemble, linear, or a file.")
    ] = "ensemble",
    only: Annotated[
        list[Measurement] | None,
        typer.Option(
            "--only", help="Only this measurement; may be given again. Default: all four.", show_default=False
        ),
    ] = None,
    documents: Annotated[
        int, typer.Option("--documents", min=1, help="How many statements the shares are counted on.")
    ] = 150,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Measure findings by a reader's, by experts' criteria, by volunteers' answers, and by shares of many texts.

    Each document is judged with a model that never saw it (docs/findings.md).
    """
    import json

    from models.recipe import load_recipe
    from pipelines.bench import panel
    from pipelines.bench.assess import by_commitment, lines
    from pipelines.bench.findings import Findings, able
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table
    from pipelines.cli.screen import errors
    from pipelines.settings import state_folder

    chosen, left_out = able(data[0], only or ())
    for reason in left_out:
        errors().print(f"{reason}.", markup=False)
    with showing_steps() as progress:
        findings = Findings(data, state or state_folder() / "models", load_recipe(recipe), held, documents, progress)
        counted = findings.panel() if Measurement.PANEL in chosen else ()
        found = {
            name: panel.figures(counted) if name == Measurement.PANEL else findings.figures(name) for name in chosen
        }
    if as_json:
        if counted:
            found[Measurement.PANEL].append(panel.counts(counted))
        plain = {name: [table.as_data() for table in tables] for name, tables in found.items()}
        typer.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    for line in lines(by_commitment(counted)) if counted else ():
        typer.echo(line)
    for table in (table for tables in found.values() for table in tables):
        show_table(table)


@app.command()
def cases(
    folder: Annotated[
        Path, typer.Argument(help="Folder with a cases.json and its files.", show_default=False, readable=False)
    ],
    only: Annotated[list[str] | None, typer.Option("--only", help="Run this case alone; may be given again.")] = None,
    every: Annotated[bool, typer.Option("--every", help="Show the assertions that hold, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Read small files made after known faults of readers, and say which assertions on them hold; exit 1 if not all."""
    import json
    from dataclasses import asdict

    from pipelines.bench.cases.report import run_cases, summary, table

    results = list(run_cases(folder, only or ()))
    totals = summary(results)
    if as_json:
        found = {"cases": [asdict(result) for result in results], "totals": totals}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in table(results, every):
            typer.echo(line)
    raise typer.Exit(1 if totals["failing"] else 0)


@app.command()
def classify(
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            help="Labelled sentences to judge, repeated where they are few. Default: the authored ones.",
            show_default=False,
            readable=False,
        ),
    ] = None,
    model: Annotated[
        list[Path] | None,
        typer.Option("--model", help="Folder of a model; may be given again. Default: the baseline and what is live."),
    ] = None,
    sentences: Annotated[
        int, typer.Option("--sentences", min=1, help="How many sentences at least; documents stay whole.")
    ] = 2_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure classifiers, each in a process of its own: speed, memory, load time, and that answers stand alone."""
    import json

    from pipelines.bench.classify import as_data, compared, documents_for, figures
    from pipelines.bench.classify import measure as measure_models
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table

    with showing_steps() as progress:
        found = measure_models(list(model or compared()), documents_for(data, sentences), progress)
    if as_json:
        typer.echo(json.dumps(as_data(found), indent=2, ensure_ascii=False))
    else:
        show_table(figures(found))


@app.command()
def precision(
    data: Annotated[
        list[Path],
        typer.Option("--data", help="Folder of labels; may be given again.", show_default=False, readable=False),
    ],
    recipe: Annotated[str, typer.Option("--recipe", help="A recipe with an encoder.")] = "ensemble",
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure what 8 bits cost: decisions and probabilities that change from full precision, and F1."""
    import json

    from models.recipe import load_recipe
    from models.study import Study
    from pipelines.bench.precision import as_data, figures
    from pipelines.bench.precision import measure as measure_precision
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table
    from pipelines.settings import state_folder

    how = load_recipe(recipe)
    with showing_steps() as progress:
        found = measure_precision(Study(data, state or state_folder() / "models", how, progress))
    if as_json:
        typer.echo(json.dumps(as_data(found), indent=2, ensure_ascii=False))
    else:
        show_table(figures(found))


@app.command()
def extract(
    layouts: Annotated[int, typer.Option("--layouts", min=0, help="How many seeded layouts are made and read.")] = 48,
    first: Annotated[int, typer.Option("--first", min=0, help="Seed of the first layout.")] = 0,
    real: Annotated[
        Path | None,
        typer.Option(
            "--real", help="Folder with the real documents of which pages were checked by eye.", readable=False
        ),
    ] = None,
    speed: Annotated[
        Path | None,
        typer.Option("--speed", help="Folder of PDFs to time, plain libraries beside Avowal.", readable=False),
    ] = None,
    scans: Annotated[
        Path | None,
        typer.Option(
            "--ocr", help="Folder with scans, the PDFs that they picture and truths of drawn text.", readable=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure extraction on laid-out pages with known text, plain PDF libraries beside it."""
    import json

    from pipelines.bench.extract.ocr import bench_ocr
    from pipelines.bench.extract.real import bench as measure_real
    from pipelines.bench.extract.report import bench as measure
    from pipelines.bench.extract.speed import bench as measure_speed
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table
    from pipelines.cli.screen import errors
    from pipelines.settings import state_folder

    figures = []
    with showing_steps() as progress:
        if layouts:
            found, left_out = measure(layouts, state_folder() / "layouts", first, progress)
            figures += found
            if left_out:
                errors().print(f"{left_out} layouts need Chromium, which is not installed: left out.")
        if real:
            figures += measure_real(real, progress)
        if speed:
            figures.append(measure_speed(sorted(speed.glob("*.pdf")), progress))
        if scans:
            figures.append(bench_ocr(scans, progress))
    if as_json:
        typer.echo(json.dumps([table.as_data() for table in figures], indent=2, ensure_ascii=False))
        return
    for table in figures:
        show_table(table)


@app.command()
def robustness(
    folder: Annotated[
        Path, typer.Argument(help="Folder of odd files, of any kind.", show_default=False, readable=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with a row for each file.")] = False,
) -> None:
    """Read a tree of odd files and count how each ended; exit 1 if the run failed or a file has no row."""
    import json
    from dataclasses import asdict

    from pipelines.bench.robustness import measure
    from pipelines.cli.learning import showing_steps
    from pipelines.cli.measurement import show_table

    with showing_steps() as progress:
        found = measure(folder, progress)
    if as_json:
        tables = [table.as_data() for table in found.figures()]
        typer.echo(json.dumps({"tables": tables, **asdict(found)}, indent=2, ensure_ascii=False))
    else:
        for table in found.figures():
            show_table(table)
        for fault in (*found.crashes, *found.lost):
            typer.echo(fault)
    raise typer.Exit(0 if found.is_whole else 1)


@app.command()
def report(
    run: Annotated[Path, typer.Argument(help="Folder of a finished run.", show_default=False, readable=False)],
    copies: Annotated[int, typer.Option("--copies", min=1, help="How many times over, for the large report.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of the table.")] = False,
) -> None:
    """Write the report of a run, and of the same run many times over: seconds a document, and sizes."""
    from pipelines.bench.report import as_data, lines, measure

    found = measure(run, copies)
    for line in [as_data(found)] if as_json else lines(found):
        typer.echo(line)
