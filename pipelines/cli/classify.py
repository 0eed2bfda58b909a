"""`avowal classify`: predictions for sentences that others have split."""

from pathlib import Path
from typing import Annotated

import typer


def classify(
    sentences: Annotated[
        Path, typer.Argument(help="JSON lines: document, index, text, optional heading.", readable=False)
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="File (.jsonl, .parquet) or folder to write.", show_default=False)
    ],
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite the file.")] = False,
) -> None:
    """Write a row for each sentence, task and label: document, index, task, label, probability, decision."""
    from pipelines.ingest import read_sentences
    from pipelines.predictions import check_file, write_predictions

    out = check_file(out, replace)
    cases = read_sentences(sentences)
    rows = write_predictions(cases, out)
    typer.echo(f"{rows} predictions for {sum(len(case.sentences) for case in cases)} sentences: {out}")
