"""Measure the rules: how often a finding agrees with the one that a reader of the whole document gave."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.finding import Status
from corpora.framework import load_frameworks
from models.classifier import Classifier
from pipelines.bench.labelled_texts import (
    GOLD_ROWS,
    classified,
    file_cases,
    folds_of_panel,
    gold_cases,
    rows_of,
    text_cases,
    texts_of,
)
from pipelines.rules import Reading, Verdict
from pipelines.stage import Case
from pipelines.verdicts import judge

PANEL = "commitments.jsonl"
HELD_FOLDS = frozenset({2, 3})  # of corpora/split.py: never read while rules are written, only counted


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

    `near` counts exact or alternative; `ruled` and `ruled_near` what the rule alone gets right, `majority` and
    `majority_near` what always saying the most frequent status does, found without the document itself.
    """

    name: str
    findings: int = 0
    exact: int = 0
    near: int = 0
    ruled: int = 0
    ruled_near: int = 0
    majority: int = 0
    majority_near: int = 0
    flags: int = 0
    wrong: int = 0
    lost: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        sums = {field: getattr(self, field) + getattr(other, field) for field in self.__slots__ if field != "name"}
        return Agreement(self.name, **sums)


def measured(panel: Path, models: Mapping[int, Classifier], held: bool = False) -> list[tuple[Judged, Agreement]]:
    """Judge the panel's documents and count each judged finding by itself.

    Args:
        panel: The folder of labels, beside the folder `statements` that its sources name.
        models: A classifier for each fold, which has seen none of its documents.
        held: Whether to count the held-out folds instead of the development folds.
    """
    folds = folds_of_panel(panel)
    judged = [row for row in read_panel(panel) if (folds[row.document] in HELD_FOLDS) == held]
    cases = cases_of(panel, judged)
    return list(counted(judged, {name: classified(case, models[folds[name]]) for name, case in cases.items()}))


def counted(judged: Sequence[Judged], cases: Mapping[str, Case]) -> Iterator[tuple[Judged, Agreement]]:
    """Yield each judged finding whose document was read, with what comparing it counts, whatever the law's dates."""
    commitments = {(f.id, c.id): c for f in load_frameworks().values() for c in f.commitments}
    readings = {name: Reading(case) for name, case in cases.items()}
    usual: dict[tuple[str, str], Counter[Status]] = {}
    for row in judged:
        usual.setdefault((row.framework, row.commitment), Counter())[row.status] += 1
    for row in judged:
        if row.document not in readings:
            continue
        key = (row.framework, row.commitment)
        reading, commitment = readings[row.document], commitments[key]
        verdict, ruled = judge(reading, commitment), judge(reading, commitment, by_rule_alone=True)
        others = usual[key].copy()
        others[row.status] -= 1
        guess = max(others, key=lambda status: (others[status], status))
        yield row, _count(row, verdict, ruled.status, guess)


def by_commitment(found: Iterable[tuple[Judged, Agreement]]) -> list[Agreement]:
    """Return the sums of each commitment, in the order of their ids, and last those of all."""
    rows: dict[str, Agreement] = {}
    for row, counts in found:
        rows[row.commitment] = rows.get(row.commitment, Agreement(row.commitment)) + counts
    total = Agreement("all")
    for agreement in rows.values():
        total += agreement
    return [*(rows[name] for name in sorted(rows)), total]


def lines(rows: Sequence[Agreement]) -> Iterator[str]:
    """Yield the rows as a table of text; `rule` is the rule alone, `usual` the most frequent status."""
    yield f"{'commitment':<12}{'n':>5}{'exact':>7}{'near':>7}{'rule':>7}{'usual':>7}{'missing P':>11}{'R':>6}{'F1':>6}"
    for row in rows:
        right = row.flags - row.wrong
        precision, recall = right / max(row.flags, 1), right / max(right + row.lost, 1)
        f1 = 2 * right / max(row.flags + right + row.lost, 1)
        n = max(row.findings, 1)
        yield (
            f"{row.name:<12}{row.findings:>5}{row.exact / n:>7.2f}{row.near / n:>7.2f}{row.ruled / n:>7.2f}"
            f"{row.majority / n:>7.2f}"
            f"{precision:>11.2f}{recall:>6.2f}{f1:>6.2f}"
        )


def _count(row: Judged, verdict: Verdict, ruled: Status, guess: Status) -> Agreement:
    given = verdict.status
    # what a person must look at is not called missing: it costs recall, never precision
    missing, said = row.status.is_missing, verdict.says_missing
    return Agreement(
        row.commitment,
        findings=1,
        exact=given == row.status,
        near=given in (row.status, row.alternative),
        ruled=ruled == row.status,
        ruled_near=ruled in (row.status, row.alternative),
        majority=guess == row.status,
        majority_near=guess in (row.status, row.alternative),
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
        for row in rows_of(panel / PANEL)
    ]


def cases_of(panel: Path, judged: Sequence[Judged]) -> dict[str, Case]:
    """Read the documents behind the judged findings through the real stages, up to their sentences and description."""
    sources = {row.document: row.source for row in judged}
    given = {document for document, source in sources.items() if source.endswith(GOLD_ROWS)}
    pages = {panel.parent / source: document for document, source in sources.items() if source.endswith(".pdf")}
    rest = sources.keys() - given - set(pages.values())
    texts = {name: text.text for name, text in texts_of(panel).items() if name in rest} if rest else {}
    return {**gold_cases(panel, given), **file_cases(pages), **dict(text_cases(texts))}
