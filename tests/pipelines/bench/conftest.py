"""A small folder of labels, as those of the shared corpus are laid out, over two invented documents."""

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from models.classifier import LABELS, MULTI_LABEL, Classifier, Passage, Scores, Thresholds

GOLD = ["Modern Slavery Statement of Marlin Bay Pty Ltd", "The board of Marlin Bay Pty Ltd approved this statement."]
TEXT = (
    "Hollowbeck Ltd: modern slavery statement for the year ended 31 March 2026.\n\n"
    "This statement is made under section 54 of the Modern Slavery Act 2015.\n\n"
    "Hollowbeck Ltd sells boots in two shops.\n\nThe executive committee approved this statement.\n\n"
    "All buyers were trained on forced labour in May.\n"
)


class Silent:
    """A classifier that gives no label."""

    model_id = "silent"
    thresholds: ClassVar[Thresholds] = {task: np.ones(len(LABELS[task])) for task in MULTI_LABEL}

    def predict(self, passages: Sequence[Passage]) -> Scores:
        return {task: np.zeros((len(passages), len(labels))) for task, labels in LABELS.items()}


def row(document: str, source: str, framework: str, commitment: str, status: str, alternative: str | None) -> str:
    values = (document, source, framework, commitment, status, alternative)
    names = ("document", "source", "framework", "commitment", "status", "alternative")
    return json.dumps({**dict(zip(names, values, strict=True)), "evidence": [], "note": ""})


@pytest.fixture
def silent() -> dict[int, Classifier]:
    """A model for each fold that gives no label."""
    return dict.fromkeys(range(5), Silent())


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    """The folder of labels; the texts that they name stand beside it."""
    folder = tmp_path / "labelled"
    texts = tmp_path / "statements/text"
    folder.mkdir()
    texts.mkdir(parents=True)
    rows = [
        row("au-1", "labelled/aims_gold.jsonl", "AU-MSA", "AU-13", "MET", None),
        row("t1", "statements/text", "UK-MSA", "UK-02", "VAGUE", None),
        row("t1", "statements/text", "UK-MSA", "UK-13", "VAGUE", "PARTIAL"),
        row("t1", "statements/text", "UK-MSA", "UK-G3", "PARTIAL", "ABSENT"),
    ]
    (folder / "commitments.jsonl").write_text("\n".join(rows), encoding="utf-8")
    labels = [["reporting_entity"], ["approval"]]
    gold = [
        {"document": "au-1", "jurisdiction": "AU", "index": n, "text": text, "labels": given}
        for n, (text, given) in enumerate(zip(GOLD, labels, strict=True))
    ]
    (folder / "aims_gold.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    answers = {
        "id": "t1",
        "year": "2026",
        "training": "Procurement / purchasing, In Development",
        "whistleblowing": "No",
    }
    (folder / "wikirate_answers.jsonl").write_text(json.dumps(answers), encoding="utf-8")
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["document", "statement_id", "group"], ["au-1", "", "a"], ["nw-t1", "t1", "b"]])
    with gzip.open(texts / "uk_statements.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "t1", "group": "b", "text": TEXT}) + "\n")
        file.write(json.dumps({"id": "t2", "group": "unlabelled", "text": "Minutes of a meeting on parking.\n"}))
    return folder
