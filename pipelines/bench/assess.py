"""Measure the rules: how often a finding agrees with the one that a reader of the whole document gave."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from csv import DictReader
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpora.finding import Confidence, Status
from corpora.framework import load_frameworks
from corpora.split import fold_by_group
from models.classifier import Classifier
from pipelines.assess import judge
from pipelines.classify import classify_batch
from pipelines.describe import describe
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources, read_sentences
from pipelines.rules import Reading, Verdict
from pipelines.segment import segment_batch
from pipelines.stage import Case

HELD_FOLDS = frozenset({2, 3})  # of corpora/split.py: never read while rules are written, only counted
GOLD_ROWS = "aims_gold.jsonl"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader found of one commitment: a status, and one that a fair reader could have given instead."""

    document: str
    source: str
    framework: str
    commitment: str
    status: Status
    alternative: Status | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over judged findings; `flags` are those said to be missing, `wrong` and `lost` their mistakes.

    `near` counts exact or alternative; `majority` what always saying the most frequent status, found without the
    document itself, gets right.
    """

    name: str
    findings: int = 0
    exact: int = 0
    near: int = 0
    majority: int = 0
    flags: int = 0
    wrong: int = 0
    lost: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        sums = {field: getattr(self, field) + getattr(other, field) for field in self.__slots__ if field != "name"}
        return Agreement(self.name, **sums)


def bench(panel: Path, models: Mapping[int, Classifier], held: bool = False) -> list[Agreement]:
    """Judge the panel's documents and compare, a commitment at a time; the last row is all of them.

    Args:
        panel: The folder of labels, beside the folder `statements` that its sources name.
        models: A classifier for each fold, which has seen none of its documents.
        held: Whether to count the held-out folds instead of the development folds.
    """
    folds = folds_of_panel(panel)
    judged = [row for row in read_panel(panel) if (folds[row.document] in HELD_FOLDS) == held]
    cases = cases_of(panel, judged)
    read = {name: classified(case, models[folds[name]]) for name, case in cases.items()}
    return compare(judged, read)


def compare(judged: Sequence[Judged], cases: Mapping[str, Case]) -> list[Agreement]:
    """Compare the rules' verdicts on the cases, whatever the law's dates, with the judged findings."""
    commitments = {(f.id, c.id): c for f in load_frameworks().values() for c in f.commitments}
    readings = {name: Reading(case) for name, case in cases.items()}
    usual: dict[tuple[str, str], Counter[Status]] = {}
    for row in judged:
        usual.setdefault((row.framework, row.commitment), Counter())[row.status] += 1
    rows: dict[str, Agreement] = {}
    for row in judged:
        if row.document not in readings:
            continue
        key = (row.framework, row.commitment)
        verdict = judge(readings[row.document], commitments[key])
        others = usual[key].copy()
        others[row.status] -= 1
        guess = max(others, key=lambda status: (others[status], status))
        counted = _count(row, verdict, guess)
        rows[row.commitment] = rows.get(row.commitment, Agreement(row.commitment)) + counted
    total = Agreement("all")
    for agreement in rows.values():
        total += agreement
    return [*(rows[name] for name in sorted(rows)), total]


def lines(rows: Sequence[Agreement]) -> Iterator[str]:
    """Yield the rows as a table of text."""
    yield f"{'commitment':<12}{'n':>5}{'exact':>7}{'near':>7}{'usual':>7}{'missing P':>11}{'R':>6}{'F1':>6}"
    for row in rows:
        right = row.flags - row.wrong
        precision, recall = right / max(row.flags, 1), right / max(right + row.lost, 1)
        f1 = 2 * right / max(row.flags + right + row.lost, 1)
        n = max(row.findings, 1)
        yield (
            f"{row.name:<12}{row.findings:>5}{row.exact / n:>7.2f}{row.near / n:>7.2f}{row.majority / n:>7.2f}"
            f"{precision:>11.2f}{recall:>6.2f}{f1:>6.2f}"
        )


def _count(row: Judged, verdict: Verdict, guess: Status) -> Agreement:
    given = verdict.status
    # what a person must look at is not called missing: it costs recall, never precision
    missing, said = row.status.is_missing, given.is_missing and verdict.confidence != Confidence.LOW
    return Agreement(
        row.commitment,
        findings=1,
        exact=given == row.status,
        near=given in (row.status, row.alternative),
        majority=guess == row.status,
        flags=said,
        wrong=said and not missing,
        lost=missing and not said,
    )


def read_panel(panel: Path) -> list[Judged]:
    """Return the judged findings in the order of the file."""
    return [
        Judged(
            row["document"],
            row["source"],
            row["framework"],
            row["commitment"],
            Status(row["status"]),
            Status(row["alternative"]) if row["alternative"] else None,
        )
        for row in _rows(panel / "commitments.jsonl")
    ]


def folds_of_panel(panel: Path) -> dict[str, int]:
    """Return the fold of every document that the panel may name: that of its group, by the split that all share."""
    with (panel / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(DictReader(file))
    folds = fold_by_group({row["document"]: row["group"] for row in rows})
    names = [(row[column], folds[row["group"]]) for row in rows for column in ("document", "statement_id")]
    return {name: fold for name, fold in names if name}


def cases_of(panel: Path, judged: Sequence[Judged]) -> dict[str, Case]:
    """Read the documents behind the judged findings through the real stages, up to their sentences and description."""
    sources = {row.document: row.source for row in judged}
    with TemporaryDirectory() as name:
        folder = Path(name)
        cases = {**_given(panel, sources, folder), **_files(panel, sources, folder)}
    return {document: replace(case, description=describe(case)) for document, case in cases.items()}


def classified(case: Case, model: Classifier) -> Case:
    """Return the case with a model's predictions."""
    (judged,) = classify_batch([case], model)
    return judged


def _given(panel: Path, sources: Mapping[str, str], folder: Path) -> dict[str, Case]:
    """Read the documents that come as expert-labelled sentences, whose whole text is nowhere else."""
    wanted = {document for document, source in sources.items() if source.endswith(GOLD_ROWS)}
    if not wanted:
        return {}
    rows = [
        json.dumps({"document": row["document"], "index": row["index"], "text": row["text"]})
        for row in _rows(panel / GOLD_ROWS)
        if row["document"] in wanted
    ]
    path = folder / GOLD_ROWS
    path.write_text("\n".join(rows), encoding="utf-8")
    return {case.source.name: case for case in read_sentences(path)}


def _files(panel: Path, sources: Mapping[str, str], folder: Path) -> dict[str, Case]:
    paths: dict[Path, str] = {}
    texts = {row["id"]: row["text"] for row in _rows(panel.parent / "statements/text/uk_statements.jsonl.gz")}
    for document, source in sources.items():
        if source.endswith(".pdf"):
            paths[panel.parent / source] = document
        elif document in texts:
            path = folder / f"{document}.txt"
            path.write_text(texts[document], encoding="utf-8")
            paths[path] = document
    if not paths:
        return {}
    found = [Case(source) for source in find_sources(list(paths))]
    named = {path.resolve(): document for path, document in paths.items()}
    return {named[Path(case.source.path).resolve()]: case for case in segment_batch(extract_batch(found))}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
