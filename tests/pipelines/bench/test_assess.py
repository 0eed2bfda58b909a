"""The measurement of the rules counts what it says, on a panel of two invented documents."""

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from models.classifier import LABELS, MULTI_LABEL, Passage, Scores, Thresholds
from pipelines.bench.assess import HELD_FOLDS, bench, folds_of_panel, lines, read_panel

GOLD = ["Modern Slavery Statement of Marlin Bay Pty Ltd", "The board of Marlin Bay Pty Ltd approved this statement."]
TEXT = "Hollowbeck Ltd sells boots in two shops.\n\nThe executive committee approved this statement.\n"


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
def panel(tmp_path: Path) -> Path:
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
    gold = [json.dumps({"document": "au-1", "index": n, "text": text, "labels": []}) for n, text in enumerate(GOLD)]
    (folder / "aims_gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["document", "statement_id", "group"], ["au-1", "", "a"], ["nw-t1", "t1", "b"]])
    with gzip.open(texts / "uk_statements.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "t1", "group": "b", "text": TEXT}))
    return folder


def test_a_panel_is_judged_through_the_real_stages_and_counted(panel: Path) -> None:
    models = dict.fromkeys(range(5), Silent())
    rows = {row.name: row for held in (False, True) for row in bench(panel, models, held)}
    assert (rows["AU-13"].findings, rows["AU-13"].exact) == (1, 1)
    assert (rows["UK-02"].exact, rows["UK-02"].flags, rows["UK-02"].wrong) == (1, 1, 0)
    assert (rows["UK-13"].exact, rows["UK-13"].lost) == (0, 0)  # ABSENT for VAGUE: another word for missing
    assert rows["UK-G3"].near == 0


def test_documents_stand_on_one_side_of_the_split(panel: Path) -> None:
    folds = folds_of_panel(panel)
    assert folds["t1"] == folds["nw-t1"]
    models = dict.fromkeys(range(5), Silent())
    seen = sum(bench(panel, models, held)[-1].findings for held in (False, True))
    assert seen == len(read_panel(panel))
    assert set(range(5)) > HELD_FOLDS


def test_the_table_shows_every_row(panel: Path) -> None:
    rows = bench(panel, dict.fromkeys(range(5), Silent()))
    assert len(list(lines(rows))) == len(rows) + 1
