"""WikiRate answers: what volunteers found of training and whistleblowing in statements, with the words they quote."""

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from corpora.annotation import LabelledSentence
from corpora.datasets.rows import Placed, checked, groups_of, lines, parse
from corpora.datasets.splits import Folds, as_dataset_dict, by_folds
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA, EvidenceStatus

if TYPE_CHECKING:
    from datasets import DatasetDict

ANSWERS = "wikirate_answers.jsonl"
IN_DEVELOPMENT = "In Development"
TRAINING = {
    "Employees (all)": "TRN1",
    "Leadership": "TRN1",
    "Procurement / purchasing": "TRN1",
    "Recruitment / HR": "TRN1",
    "Training provided - not specified": "TRN1",
    IN_DEVELOPMENT: "TRN1",
    "Suppliers": "TRN2",
    "No": None,
}
WHISTLEBLOWING = {
    **{
        f"{means} ({whose})": practice
        for means in ("Hotline", "Whistleblower protection", "Focal Point", IN_DEVELOPMENT)
        for whose, practice in (("direct employees", "GRV1"), ("supply chain workers", "GRV2"))
    },
    "No": None,
}
QUESTIONS = (("training", TRAINING), ("whistleblowing", WHISTLEBLOWING))
# UTF-8 that was once read as Mac Roman: an apostrophe shows as three odd characters
_BROKEN = re.compile("[\u0080-\uffff]{2,}")


class _Answers(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    year: str
    training: str | None = None
    training_evidence: str | None = None
    whistleblowing: str | None = None
    whistleblowing_evidence: str | None = None


def wikirate(path: Path, folds: Folds | None = None) -> "DatasetDict":
    """Give the answers as one split, `train`, or shared among splits by the grouped folds as `folds` says.

    Raises:
        DatasetError: as `read_wikirate` and `by_folds`.
        LibraryError: where the library `datasets` is not installed.
    """
    rows = read_wikirate(path)
    return as_dataset_dict({"train": rows} if folds is None else by_folds(rows, folds))


def read_wikirate(path: Path) -> list[LabelledSentence]:
    """Read `wikirate_answers.jsonl`, or that file of a folder: a row a quoted answer, 0 training, 1 whistleblowing.

    Known are TRN1 and TRN2 of the first, GRV1 and GRV2 of the second; all other labels are masked. `No` is false: the
    quote is then what a volunteer looked at and did not accept. An answer that says nothing but "in development" is
    PLANNED. An answer without a quote has no text and is left out. Documents are named nr-ID, since quotes are
    excerpts: to train on, never to report. A `documents.csv` beside the file gives the groups by statement_id; a
    statement that it lacks is left out with a warning, since its company could be on both sides of a split; without
    such a table each statement is its own group.

    Raises:
        DatasetError: where the file is missing, a row is not of the format, an answer is unknown, or an id stands
            twice.
    """
    path = path / ANSWERS if path.is_dir() else path
    table = path.with_name("documents.csv")
    groups = groups_of(table, "statement_id") if table.is_file() else None
    mistakes: list[str] = []
    placed: list[Placed] = []
    homeless: list[str] = []
    for where, line in lines(path):
        row = parse(_Answers, line, where, mistakes)
        if row is None:
            continue
        group = row.id if groups is None else groups.get(row.id)
        if group:
            placed += _quotes(row, group, where, mistakes)
        else:
            homeless.append(row.id)
    if homeless:
        logging.getLogger(__name__).warning(
            "%s: left out, no group in documents.csv: %s", path.name, ", ".join(homeless)
        )
    return checked(placed, mistakes)


def _quotes(row: _Answers, group: str, where: str, mistakes: list[str]) -> list[Placed]:
    quotes: list[Placed] = []
    for index, (question, meaning) in enumerate(QUESTIONS):
        given: str | None = getattr(row, question)
        quote: str | None = getattr(row, f"{question}_evidence")
        answers = [answer.strip() for answer in (given or "").split(",") if answer.strip()]
        if unknown := [answer for answer in answers if answer not in meaning]:
            mistakes.append(f"{where}: {question}: unknown answer {', '.join(unknown)} (known: {', '.join(meaning)})")
        elif answers and quote and quote.strip():
            given_labels = frozenset(label for answer in answers if (label := meaning[answer]))
            planned = all(answer.startswith(IN_DEVELOPMENT) for answer in answers)
            sentence = LabelledSentence(
                document=f"nr-{row.id}",
                group=group,
                index=index,
                text=_BROKEN.sub(lambda found: _repaired(found.group()), quote.strip()),
                jurisdiction="UK",
                criteria=frozenset(),
                practices=given_labels,
                status=str(EvidenceStatus.PLANNED) if planned else None,
                specificity=None,
                criteria_source="volunteers",
                masked=frozenset((*CRITERIA, *practice_ids())) - frozenset(filter(None, meaning.values())),
            )
            quotes.append((where, sentence))
    return quotes


def _repaired(characters: str) -> str:
    try:
        return characters.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return characters
