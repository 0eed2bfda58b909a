"""Predictions for sentences that others have split, as one file: by their documents' names and their own numbers."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.classify import SentenceRow, classify_sentences
from pipelines.stage import Case
from pipelines.store import OutputError

COLUMNS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("index", pa.int64(), nullable=False),
        pa.field("task", pa.string(), nullable=False),
        pa.field("label", pa.string(), nullable=False),
        pa.field("probability", pa.float64(), nullable=False),
        pa.field("decision", pa.bool_(), nullable=False),
    ]
)


def check_file(out: Path, replace: bool) -> Path:
    """Return the file to write, a name without an ending being a folder for it; say before the work if it cannot be.

    Raises:
        OutputError: where its ending is unknown, where it exists and `replace` is false, or where it has no folder.
    """
    if out.is_dir() or not out.suffix:
        out = out / "predictions.parquet"
    if out.suffix not in (".jsonl", ".parquet"):
        remedy = "Name a file that ends in .jsonl or .parquet, or a folder."
        raise OutputError(f"Predictions are not written as {out.suffix}: {out}.", remedy=remedy)
    if out.is_dir() or (out.exists() and not replace):
        raise OutputError(f"{out} exists.", remedy="Add --replace to overwrite a file, or name another one with -o.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        probe = out.with_name(f".{out.name}.new")
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.") from error
    return out


def write_predictions(cases: Sequence[Case], out: Path) -> int:
    """Judge the sentences of the cases, as `read_sentences` gives them, and write a row for each task and label.

    Returns:
        The number of rows.

    Raises:
        ModelError: the model is missing or damaged.
    """
    sentences = [
        SentenceRow(case.source.path, sentence.index, sentence.text, next(iter(sentence.section), None))
        for case in cases
        for sentence in case.sentences
    ]
    rows = [asdict(row) for row in classify_sentences(sentences)]
    fresh = out.with_name(f".{out.name}.new")
    if out.suffix == ".parquet":
        with fresh.open("wb") as file:  # pyarrow opens no path that is not UTF-8
            pq.write_table(pa.Table.from_pylist(rows, schema=COLUMNS), file, compression="zstd")
    else:
        fresh.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    fresh.replace(out)
    return len(rows)
