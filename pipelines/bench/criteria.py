"""Measure "missing" by the experts' criteria: does a text lack what stands behind a commitment that we call missing?

A commitment is stricter than the criterion behind it (elements, link, scope, tense), so that a flag that the experts'
labels do not bear out may still be right: these figures compare two questions, and are no accuracy of the findings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from corpora.framework import load_frameworks
from corpora.practice import criterion_names
from corpora.prediction import CRITERIA, Task
from models.classifier import Classifier
from models.peers import LLAMA, LLAMA_THRESHOLD, peer_outputs
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.intervals import Match, match
from pipelines.bench.labelled_texts import GOLD_ROWS, classified, folds_of_panel, gold_cases, rows_of
from pipelines.rules import Reading
from pipelines.verdicts import judge

EXPERTS = (
    "Right: no sentence has a criterion that the specification puts behind the commitment, by the experts of AIMS. A "
    "commitment asks for more than its criterion, so a flag may be right where they found the criterion: no accuracy. "
    "Intervals of 95 % by drawing statements anew."
)
AT_ONCE = (
    "A criterion is called missing where all the commitments that stand for it are; by labels, where no sentence is "
    "given it. Remediation in British texts: by the rule of AU-08. Llama-3.2-3B's published F1 on the nine is .761."
)
COLUMNS = ("lacking", "flagged", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True)
class Country:
    """What the experts' criteria can say of one country's commitments (criteria.yaml)."""

    name: str
    framework: str
    commitments: Mapping[str, frozenset[str]]  # criteria behind each
    criteria: Mapping[str, tuple[str, ...]]  # commitments that together stand for one


@dataclass(frozen=True, slots=True)
class Statement:
    """An expert-labelled statement: criteria that a sentence of it has, by experts, by our labels and by a peer.

    `missing` are the commitments that the rules call missing; `peer` is None where its outputs are not there.
    """

    document: str
    country: str
    has: frozenset[str]
    missing: frozenset[str]
    labelled: frozenset[str]
    peer: frozenset[str] | None


def bench(panel: Path, models: Mapping[int, Classifier], folds: Collection[int] | None = None) -> list[Figures]:
    """Judge the expert-labelled statements, each with the model of its fold, by the commitments of their country.

    Args:
        panel: The folder of labels.
        models: A classifier for each fold, which has seen none of its documents.
        folds: Only statements of these folds; all by default.
    """
    statements = judged(panel, models, folds)
    tables = [_by_commitment(country, _of(country, statements)) for country in countries().values()]
    return [*(table for table in tables if table.rows), at_once(statements)]


@cache
def countries() -> dict[str, Country]:
    """Return the countries whose statements experts have labelled, with what stands behind their commitments."""
    raw = yaml.safe_load(Path(__file__).with_name("criteria.yaml").read_text(encoding="utf-8"))
    return {
        name: Country(
            name,
            one["framework"],
            {commitment: frozenset(criteria) for commitment, criteria in one["commitments"].items()},
            {criterion: tuple(commitments) for criterion, commitments in one["criteria"].items()},
        )
        for name, one in raw.items()
    }


def judged(panel: Path, models: Mapping[int, Classifier], folds: Collection[int] | None = None) -> list[Statement]:
    """Return what experts, rules, labels and a peer find in each statement; arguments as `bench`."""
    fold_of, names = folds_of_panel(panel), criterion_names()
    country: dict[str, str] = {}
    has: dict[str, set[str]] = {}
    for row in rows_of(panel / GOLD_ROWS):
        if folds is None or fold_of[row["document"]] in folds:
            country[row["document"]] = row["jurisdiction"]
            has.setdefault(row["document"], set()).update(names[label] for label in row["labels"])
    peer = _peer(panel)
    found = []
    for document, case in gold_cases(panel, country).items():
        read = Reading(classified(case, models[fold_of[document]]))
        said = frozenset(p.label for p in read.case.predictions if p.task == Task.CRITERION and p.decision)
        missing = _missing(read, countries()[country[document]])
        found.append(
            Statement(document, country[document], frozenset(has[document]), missing, said, peer.get(document))
        )
    return found


def _missing(reading: Reading, country: Country) -> frozenset[str]:
    """Return the commitments that the rules call missing; what is left to a person is not among them."""
    known = {c.id: c for framework in load_frameworks().values() for c in framework.commitments}
    wanted = {*country.commitments, *(name for names in country.criteria.values() for name in names)}
    verdicts = {name: judge(reading, known[name]) for name in wanted}
    return frozenset(name for name, verdict in verdicts.items() if verdict.says_missing)


def _peer(panel: Path) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for (document, _), scores in peer_outputs([panel]).criteria.items():
        given = {name for name, score in zip(CRITERIA, scores, strict=True) if score >= LLAMA_THRESHOLD}
        found[document] = found.get(document, frozenset()) | given
    return found


def _of(country: Country, statements: Sequence[Statement]) -> list[Statement]:
    return [statement for statement in statements if statement.country == country.name]


def _by_commitment(country: Country, statements: Sequence[Statement]) -> Figures:
    texts = [statement.document for statement in statements]
    rows: list[tuple[Cell, ...]] = []
    for name, criteria in country.commitments.items() if texts else ():
        right = [not criteria & statement.has for statement in statements]
        said = match(right, [name in statement.missing for statement in statements], texts)
        rows.append((name, ", ".join(sorted(criteria)), *_cells(said)))
    title = f"Missing by the experts' criteria: {country.framework}, {len(texts)} statements"
    return Figures(title, ("commitment", "criterion", *COLUMNS), rows, EXPERTS)


def _cells(said: Match) -> tuple[Cell, ...]:
    return said.positives, said.given, said.precision if said.positives else None, said.recall, said.f1


def at_once(statements: Sequence[Statement]) -> Figures:
    """Compare all criteria of a statement at once: by commitments, by labels, and by a peer."""
    rows: list[tuple[Cell, ...]] = []
    for country in countries().values():
        own = _of(country, statements)
        for criteria in _sets(country) if own else ():
            label = f"{country.name}, {len(criteria)} criteria"
            gaps = [(s.document, criterion, criterion not in s.has) for s in own for criterion in criteria]
            texts, right = [gap[0] for gap in gaps], [gap[2] for gap in gaps]
            says: dict[str, list[bool]] = {
                "commitments": [set(country.criteria[c]) <= s.missing for s in own for c in criteria],
                "labels": [c not in s.labelled for s in own for c in criteria],
            }
            if all(s.peer is not None for s in own):
                says[LLAMA] = [c not in (s.peer or ()) for s in own for c in criteria]
            rows += [(label, by, *_cells(match(right, said, texts))) for by, said in says.items()]
    return Figures("Missing criteria of a statement", ("statements", "by", *COLUMNS), rows, AT_ONCE)


def _sets(country: Country) -> list[tuple[str, ...]]:
    """Return all criteria of a country and, where its own commitments do not ask for one of them, those without it."""
    every = tuple(country.criteria)
    own = tuple(criterion for criterion, names in country.criteria.items() if set(names) <= country.commitments.keys())
    return [every] if own == every else [every, own]
