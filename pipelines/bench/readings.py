"""Readers' findings as examples for learnt statuses, of documents that no rule was written with."""

from collections.abc import Iterator, Mapping
from csv import DictReader
from pathlib import Path

from corpora.datasets.labelled import DatasetError
from corpora.finding import Status
from corpora.framework import Commitment, load_frameworks
from models.classifier import Classifier
from models.folds import Progress, silent
from pipelines.bench.assess import HELD_FOLDS, Judged
from pipelines.bench.labelled_texts import classified, folds_of_texts, text_cases, texts_of
from pipelines.rules import Reading, find_rule
from pipelines.stage import Case
from pipelines.verdicts.features import features
from pipelines.verdicts.fit import Example

READINGS = Path(__file__).parents[2] / "corpora/readings/uk_statements.csv"
SEEN = "rules_written_with"  # a column: whether rules were written with the document, yes or no
BETWEEN = "/"  # a status, and behind it the one that a fair reader could have given instead


def read_readings(path: Path = READINGS) -> list[Judged]:
    """Return the findings of a file of readings: a row a document, a column a commitment, no text.

    Documents that rules were written with are left out: there a rule is right more often than elsewhere.

    Raises:
        DatasetError: where it cannot be read or holds no status.
    """
    known = {c.id: f.id for f in load_frameworks().values() for c in f.commitments}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in DictReader(file) if row.pop(SEEN) == "no"]
        return [
            _judged(row["document"], known[name], name, said)
            for row in rows
            for name, said in row.items()
            if name != "document" and said
        ]
    except (OSError, KeyError, ValueError) as error:
        remedy = f"A row holds a document, {SEEN}, and a status, such as MET/PARTIAL, for each commitment."
        raise DatasetError(f"{path} cannot be read: {error}.", remedy=remedy) from error


def examples(
    labels: Path, models: Mapping[int, Classifier], readings: Path = READINGS, progress: Progress = silent
) -> list[Example]:
    """Return all examples of learnt commitments.

    Args:
        labels: The folder of labels, beside the folder `statements` that holds the texts.
        models: A classifier for each fold; each document is read with one that has not seen its fold.
        readings: The file of readings.
        progress: Hears of each document.

    Raises:
        DatasetError: as `read_readings`, or where a document of a held fold stands among the readings.
    """
    texts = texts_of(labels)
    rows = _by_document([row for row in read_readings(readings) if row.document in texts])
    fold_of = folds_of_texts(labels, {name: texts[name] for name in rows})
    if held := sorted(name for name, fold in fold_of.items() if fold in HELD_FOLDS):
        raise DatasetError(f"Held for measuring, so nothing may be fitted to them: {', '.join(held)}.", remedy="")
    found: list[Example] = []
    for number, (name, case) in enumerate(text_cases({name: texts[name].text for name in rows})):
        progress("readings", number, len(rows))
        found += _of(classified(case, models[fold_of[name]]), rows[name], texts[name].group)
    progress("readings", len(rows), len(rows))
    return found


def _of(case: Case, rows: list[Judged], group: str) -> Iterator[Example]:
    commitments = {c.id: c for f in load_frameworks().values() for c in f.commitments if c.learnt}
    reading = Reading(case)
    for row in rows:
        if row.commitment in commitments:
            yield _example(reading, commitments[row.commitment], row, group)


def _example(reading: Reading, commitment: Commitment, row: Judged, group: str) -> Example:
    verdict = find_rule(commitment.rule)(reading, commitment.parameters)
    seen = features(reading, commitment.learnt, commitment.rule, verdict)
    return Example(row.document, group, row.commitment, row.status, row.alternative, verdict.status, seen)


def _by_document(rows: list[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(row)
    return found


def _judged(document: str, framework: str, commitment: str, said: str) -> Judged:
    status, _, second = said.partition(BETWEEN)
    return Judged(document, "", framework, commitment, Status(status), Status(second) if second else None)
