"""`avowal evaluate`: how well the classifier does on statements that it has not seen."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpora.annotation import LabelledSentence
    from models.report.evaluation import Evaluation


def evaluate(
    data: Annotated[
        list[Path],
        typer.Option(
            "--data",
            help="Folder of labels, or a JSON-lines file; may be given again.",
            show_default=False,
            readable=False,
        ),
    ],
    recipe: Annotated[
        str, typer.Option("--recipe", help="What to measure: ensemble, linear, tiny, or a file of your own.")
    ] = "ensemble",
    state: Annotated[
        Path | None, typer.Option("--state", help="Where fold models are kept. Default: the state folder.")
    ] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Show each label and the confusions too.")] = False,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Write a page with curves and the worst errors' texts: for this machine alone."),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", min=0, help="List so many of the worst errors with their texts.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Measure by folds over companies, with intervals from resampling statements, beside published figures."""
    from models.evaluate import evaluate as measure
    from models.recipe import load_recipe
    from models.study import Study
    from pipelines.cli.learning import showing_steps
    from pipelines.settings import state_folder

    if page:
        from models.report.drawing import check_drawing

        check_drawing()
    how = load_recipe(recipe)
    with showing_steps() as progress:
        study = Study(data, state or state_folder() / "models", how, progress)
        evaluation = measure(study)
    show(evaluation, study.found.sentences, labels, page, errors, as_json)


def show(
    evaluation: "Evaluation",
    sentences: "Sequence[LabelledSentence]",
    labels: bool,
    page: Path | None,
    errors: int,
    as_json: bool,
) -> None:
    """Print a measurement as JSON or as tables, write its page, and list the worst errors, each where asked for."""
    from pipelines.cli import measurement

    if page:
        from models.report.page import write_page

        write_page(page, evaluation, sentences)
    if as_json:
        typer.echo(evaluation.to_json(), nl=False)
        return
    measurement.show_figures(evaluation)
    if labels:
        measurement.show_labels(evaluation)
        measurement.show_confusions(evaluation)
    if errors:
        measurement.show_errors(evaluation, sentences, errors)
    if page:
        typer.echo(f"\nPage with others' texts, not to be published: {page}")
