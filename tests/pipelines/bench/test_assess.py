"""The measurement of the rules counts what it says, on a panel of two invented documents."""

from pathlib import Path

import pytest

from models.classifier import Classifier
from pipelines.bench import panel as panel_of
from pipelines.bench.assess import HELD_FOLDS, by_commitment, folds_of_panel, lines, measured, read_panel

Models = dict[int, Classifier]


def test_a_panel_is_judged_through_the_real_stages_and_counted(panel: Path, silent: Models) -> None:
    rows = {row.name: row for held in (False, True) for row in by_commitment(measured(panel, silent, held))}
    assert (rows["AU-13"].findings, rows["AU-13"].exact) == (1, 1)
    assert (rows["UK-02"].exact, rows["UK-02"].flags, rows["UK-02"].wrong) == (1, 1, 0)
    assert (rows["UK-13"].exact, rows["UK-13"].lost) == (0, 0)  # ABSENT for VAGUE: another word for missing
    assert rows["UK-G3"].near == 0


def test_documents_stand_on_one_side_of_the_split(panel: Path, silent: Models) -> None:
    folds = folds_of_panel(panel)
    assert folds["t1"] == folds["nw-t1"]
    seen = sum(by_commitment(measured(panel, silent, held))[-1].findings for held in (False, True))
    assert seen == len(read_panel(panel))
    assert set(range(5)) > HELD_FOLDS


def test_the_table_shows_every_row(panel: Path, silent: Models) -> None:
    rows = by_commitment(measured(panel, silent))
    assert len(list(lines(rows))) == len(rows) + 1


def test_agreement_stands_beside_the_baselines(panel: Path, silent: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel_of, "MIN_MISSING", 1)
    found = [pair for held in (False, True) for pair in measured(panel, silent, held)]
    agreement, missing = panel_of.figures(found)
    assert [row[0] for row in agreement.rows] == ["findings", "rules alone", "always the usual status"]
    spans = [cell for row in agreement.rows for cell in row[1:]]
    assert all(span.low <= span.value <= span.high for span in spans)
    assert "large language model" in agreement.note
    assert [row[0] for row in missing.rows] == ["UK-02", "UK-13", "all"], "only what is missing often enough, and all"
    assert panel_of.counts(found).rows[-1][0] == by_commitment(found)[-1].name == "all"
