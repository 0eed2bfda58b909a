"""The texts behind a folder of labels, read through the real stages, and the fold of models that never saw each."""

import gzip
import json
from collections.abc import Collection, Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpora.split import fold_by_group
from models.classifier import Classifier
from pipelines.classify import classify_batch
from pipelines.describe import describe
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources, read_sentences
from pipelines.segment import segment_batch
from pipelines.stage import Case

GOLD_ROWS = "aims_gold.jsonl"
TEXTS = "statements/text/uk_statements.jsonl.gz"  # beside the folder of labels
TOGETHER = 25  # texts read at once, so that a long list of them needs no more memory than a short one
ANY_FOLD = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A statement as plain text, and the group of texts that one company gave or that are nearly the same."""

    id: str
    group: str
    text: str


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def folds_of_panel(panel: Path) -> dict[str, int]:
    """Return the fold of every document that the panel may name: that of its group, by the split that all share."""
    rows, folds = _groups(panel)
    names = [(row[column], folds[row["group"]]) for row in rows for column in ("document", "statement_id")]
    return {name: fold for name, fold in names if name}


def folds_of_texts(panel: Path, texts: Mapping[str, Text]) -> dict[str, int]:
    """Return the fold of every text; one of a group without any label was seen by no model, so any fold's serves."""
    _, folds = _groups(panel)
    return {name: folds.get(text.group, ANY_FOLD) for name, text in texts.items()}


def texts_of(panel: Path) -> dict[str, Text]:
    """Return the statements that stand as text beside the folder of labels, by their id."""
    return {row["id"]: Text(row["id"], row["group"], row["text"]) for row in rows_of(panel.parent / TEXTS)}


def gold_cases(panel: Path, wanted: Collection[str]) -> dict[str, Case]:
    """Read the documents that come as expert-labelled sentences, whose whole text is nowhere else."""
    if not wanted:
        return {}
    rows = [
        json.dumps({"document": row["document"], "index": row["index"], "text": row["text"]})
        for row in rows_of(panel / GOLD_ROWS)
        if row["document"] in wanted
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / GOLD_ROWS
        path.write_text("\n".join(rows), encoding="utf-8")
        return {case.source.name: _described(case) for case in read_sentences(path)}


def text_cases(texts: Mapping[str, str]) -> Iterator[tuple[str, Case]]:
    """Read plain texts, {id: text}, up to their sentences and description, a few at a time and in order."""
    names = list(texts)
    for start in range(0, len(names), TOGETHER):
        with TemporaryDirectory() as folder:
            paths: dict[Path, str] = {}
            for name in names[start : start + TOGETHER]:
                path = Path(folder) / f"{name}.txt"
                path.write_text(texts[name], encoding="utf-8")
                paths[path] = name
            yield from file_cases(paths).items()


def file_cases(paths: Mapping[Path, str]) -> dict[str, Case]:
    """Read files, {path: id}, up to their sentences and description."""
    if not paths:
        return {}
    found = [Case(source) for source in find_sources(list(paths))]
    named = {path.resolve(): name for path, name in paths.items()}
    return {named[Path(case.source.path).resolve()]: _described(case) for case in segment_batch(extract_batch(found))}


def classified(case: Case, model: Classifier) -> Case:
    """Return the case with a model's predictions."""
    (judged,) = classify_batch([case], model)
    return judged


def _described(case: Case) -> Case:
    return replace(case, description=describe(case))


def _groups(panel: Path) -> tuple[list[dict[str, str]], dict[str, int]]:
    with (panel / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(DictReader(file))
    return rows, fold_by_group({row["document"]: row["group"] for row in rows})
