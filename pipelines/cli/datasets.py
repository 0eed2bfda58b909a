"""`avowal datasets`: whether labelled files can be read, and what they hold."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from corpora.annotation import LabelledSentence

app = typer.Typer(help="Labelled files to train and measure with.")


class Form(StrEnum):
    """The forms that are read without a mapping."""

    LABELLED = "labelled"
    AIMS = "aims"
    WIKIRATE = "wikirate"


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="A file or folder of labels.")],
    mapping: Annotated[
        Path | None, typer.Option(help="A YAML file that maps the columns of a CSV or JSON lines.")
    ] = None,
    form: Annotated[Form, typer.Option("--as", help="The form, where no mapping is given.")] = Form.LABELLED,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read labels and say what was read: each bad row is told with file and line."""
    found = _held(_reader(form, mapping)(path))
    if json:
        import json as encoder

        typer.echo(encoder.dumps(found, ensure_ascii=False))
        return
    from rich.table import Table

    from pipelines.cli.screen import results

    console = results()
    console.print(", ".join(f"{found[name]} {name}" for name in ("documents", "groups", "sentences")))
    table = Table("Label", box=None)
    for name in ("Positive", "Known", "Masked"):
        table.add_column(name, justify="right")
    for label, counts in found["labels"].items():
        table.add_row(label, *(str(counts[name]) for name in ("positive", "known", "masked")))
    console.print(table)


def _reader(form: Form, mapping: Path | None) -> "Callable[[Path], list[LabelledSentence]]":
    if mapping is not None:
        from corpora.datasets.mapped import read_mapped

        return lambda path: read_mapped(path, mapping)
    if form == Form.AIMS:
        from corpora.datasets.aims import read_aims

        return read_aims
    if form == Form.WIKIRATE:
        from corpora.datasets.wikirate import read_wikirate

        return read_wikirate
    from corpora.datasets.labelled import load

    return load


def _held(sentences: "list[LabelledSentence]") -> dict[str, Any]:
    from corpora.practice import practice_ids
    from corpora.prediction import CRITERIA, EvidenceStatus, Specificity

    labels: dict[str, dict[str, int]] = {}
    for label in (*CRITERIA, *practice_ids()):
        known = [s for s in sentences if label not in s.masked]
        positive = sum(label in s.criteria or label in s.practices for s in known)
        labels[label] = {"positive": positive, "known": len(known), "masked": len(sentences) - len(known)}
    for kinds, field in ((EvidenceStatus, "status"), (Specificity, "specificity")):
        given = [value for s in sentences if (value := getattr(s, field)) is not None]
        for label in map(str, kinds):
            labels[label] = {"positive": given.count(label), "known": len(given), "masked": len(sentences) - len(given)}
    return {
        "documents": len({s.document for s in sentences}),
        "groups": len({s.group for s in sentences}),
        "sentences": len(sentences),
        "labels": labels,
    }
