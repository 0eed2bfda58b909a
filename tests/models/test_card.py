"""The model card: figures, doubts and origins, and no text of others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.card import ENSEMBLE, card
from models.classifier import LABELS, MULTI_LABEL
from models.provenance import Provenance
from models.report.evaluate import evaluate
from models.report.restoring import Flips
from tests.models import measured

ORIGIN = Provenance("v", {"labels.jsonl": "ab" * 32}, {"gold": 120}, "Experts.", "CC-BY-4.0, somebody.", {}, 5)


@dataclass(frozen=True, eq=False)
class Named:
    """What the card asks a model for."""

    model_id: str = "some-model-1a2b"
    thresholds: Mapping[Task, NDArray[np.float64]] = field(
        default_factory=lambda: {task: np.full(len(LABELS[task]), 0.5) for task in MULTI_LABEL}
    )


MODEL = Named()


def test_the_card_says_what_how_well_and_what_not_to_trust() -> None:
    found = measured.out_of_fold(measured.statements())
    said = card(MODEL, ORIGIN, evaluate(found, restored=Flips(120, 90, 5000, 200, 1)))
    for words in (MODEL.model_id, "ab" * 32, "CC-BY-4.0, somebody.", "Experts.", "## Intended use", "in-domain"):
        assert words in said
    assert "| criteria, macro F1 of 11 | AU gold | 1.000 | 1.000 to 1.000 | 5 | in-domain | experts |" in said
    assert "AIMSDistill student, 340M" in said
    assert "only 10 sentences have it" in said
    assert "0.020% of all decisions, 0.50% of those that give a label" in said.replace("\n", " ")


def test_every_label_that_was_measured_stands_in_the_card() -> None:
    said = card(MODEL, ORIGIN, evaluate(measured.out_of_fold(measured.statements())), ENSEMBLE)
    for task, label in ((Task.CRITERION, "approval"), (Task.PRACTICE, "TRN1"), (Task.EVIDENCE_STATUS, "PLANNED")):
        assert f"\n| {label} |" in said, task
    assert "fine-tuned encoder" in said


def test_no_text_of_others_is_in_the_card() -> None:
    found = measured.out_of_fold(measured.statements())
    row, column = measured.place(found, "uk-0", "approval")
    found.margins[Task.CRITERION][row, column] = -measured.SURE
    evaluation = evaluate(found)
    assert evaluation.errors
    assert "bold" not in card(MODEL, ORIGIN, evaluation)


def test_the_same_measurement_gives_the_same_card() -> None:
    one, two = (card(MODEL, ORIGIN, evaluate(measured.out_of_fold(measured.statements()))) for _ in range(2))
    assert one == two
