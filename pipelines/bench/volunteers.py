"""Measure what Avowal says of training and whistleblowing against the answers of WikiRate's volunteers, by value.

A value that Avowal tells apart is compared as yes or no. Of a finer one (which staff is trained, what kind of channel)
only the recall is counted: how often Avowal finds the practice of which it is a kind.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpora.datasets.wikirate import ANSWERS, IN_DEVELOPMENT, TRAINING, WHISTLEBLOWING
from corpora.finding import Status
from corpora.framework import load_frameworks
from corpora.prediction import EvidenceStatus
from models.classifier import Classifier
from pipelines.bench.figures import Cell, Figures
from pipelines.bench.intervals import match
from pipelines.bench.labelled_texts import classified, folds_of_texts, rows_of, text_cases, texts_of
from pipelines.rules import Reading
from pipelines.stage import Case
from pipelines.verdicts import judge

NO = "No"
NOT_GIVEN = (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED)
VOLUNTEERS = (
    "Right: what volunteers of WikiRate answered, one reading a statement. kappa: agreement beyond chance. Judged with "
    "n-gram models trained without the company. Intervals of 95 % by drawing statements anew."
)
KINDS = "Recall: how often Avowal finds the practice that the kind belongs to."


class Said:
    """What Avowal says of one statement."""

    def __init__(self, case: Case) -> None:
        self._reading = Reading(case)

    @cached_property
    def training(self) -> Status:
        """The status of the commitment on training."""
        (asked,) = (c for c in load_frameworks(["UK-MSA"])["UK-MSA"].commitments if c.id == "UK-14")
        return judge(self._reading, asked).status

    def tells(self, practice: str) -> bool:
        """Whether a sentence tells of the practice as done or standing."""
        return any(self._reading.state(s) not in NOT_GIVEN for s in self._reading.about(practice))

    def plans(self, *practices: str) -> bool:
        """Whether a sentence tells of one of the practices as planned."""
        return any(self._reading.state(s) == EvidenceStatus.PLANNED for s in self._reading.about(*practices))


@dataclass(frozen=True, slots=True)
class Value:
    """What volunteers may have answered, and what of Avowal's stands for it; `kind`: a kind of that, not told apart."""

    question: str
    name: str
    answers: frozenset[str]
    stands_for_it: str
    said: Callable[[Said], bool]
    kind: bool = False


def bench(panel: Path, models: Mapping[int, Classifier], folds: Collection[int] | None = None) -> list[Figures]:
    """Judge the statements that volunteers answered for and compare, a value of an answer at a time.

    Args:
        panel: The folder of labels.
        models: A classifier for each fold, trained without any of its documents.
        folds: Only statements of these folds; all by default.
    """
    answers = {row["id"]: row for row in rows_of(panel / ANSWERS)}
    texts = {name: text for name, text in texts_of(panel).items() if name in answers}
    fold_of = folds_of_texts(panel, texts)
    wanted = {name: text.text for name, text in texts.items() if folds is None or fold_of[name] in folds}
    given: dict[str, dict[str, frozenset[str]]] = {}
    said: dict[str, tuple[bool, ...]] = {}
    for name, case in text_cases(wanted):
        given[name] = {question: _answers(answers[name].get(question)) for question in QUESTIONS}
        told = Said(classified(case, models[fold_of[name]]))
        said[name] = tuple(value.said(told) for value in VALUES)
    return compare(given, said)


def compare(given: Mapping[str, Mapping[str, frozenset[str]]], said: Mapping[str, Sequence[bool]]) -> list[Figures]:
    """Return the values told apart, then the kinds that are not.

    Args:
        given: By statement and question the answers that volunteers gave; a question left open says nothing.
        said: By statement whether Avowal says so of each of VALUES.
    """
    apart: list[tuple[Cell, ...]] = []
    kinds: list[tuple[Cell, ...]] = []
    asked = {question: [name for name in said if given[name][question]] for question in QUESTIONS}
    for place, value in enumerate(VALUES):
        names = asked[value.question]
        right = [bool(value.answers & given[name][value.question]) for name in names]
        found = match(right, [bool(said[name][place]) for name in names], names)
        row = (f"{value.question}: {value.name}", value.stands_for_it, found.positives)
        if value.kind:
            kinds.append((*row, found.recall))
        else:
            apart.append((*row, found.given, found.precision, found.recall, found.kappa))
    columns = ("volunteers", "Avowal", "right")
    count = ", ".join(f"{question} of {len(names)} statements" for question, names in asked.items())
    scores = ("said", "precision", "recall", "kappa")
    return [
        Figures(f"Volunteers' answers: {count}", (*columns, *scores), apart, VOLUNTEERS),
        Figures("Volunteers' answers that Avowal does not tell apart", (*columns, "recall"), kinds, KINDS),
    ]


def _answers(text: str | None) -> frozenset[str]:
    return frozenset(answer.strip() for answer in (text or "").split(",") if answer.strip())


def _told(practice: str) -> Callable[[Said], bool]:
    return lambda said: said.tells(practice)


def _is_trained(said: Said) -> bool:
    return said.training in (Status.MET, Status.PARTIAL)


def _is_untrained(said: Said) -> bool:
    return said.training in (Status.ABSENT, Status.VAGUE)


def _is_planned(said: Said) -> bool:
    return said.plans("TRN1", "TRN2")


def _has_no_channel(said: Said) -> bool:
    return not (said.tells("GRV1") or said.tells("GRV2"))


def _of(practice: str) -> frozenset[str]:
    """Return the answers that say of a channel for those people that it is there."""
    built = (answer for answer, code in WHISTLEBLOWING.items() if code == practice)
    return frozenset(answer for answer in built if not answer.startswith(IN_DEVELOPMENT))


_TRAINED = frozenset(TRAINING) - {NO, IN_DEVELOPMENT}
_SUPPLIERS = frozenset({"Suppliers"})
_MET = "UK-14 MET or PARTIAL"
_PLANNED, _NO = frozenset({IN_DEVELOPMENT}), frozenset({NO})
VALUES = (
    Value("training", "any training given", _TRAINED, _MET, _is_trained),
    Value("training", "any for staff", _TRAINED - _SUPPLIERS, "TRN1", _told("TRN1")),
    Value("training", "Suppliers", _SUPPLIERS, "TRN2", _told("TRN2")),
    Value("training", IN_DEVELOPMENT, _PLANNED, "TRN1 or TRN2 planned", _is_planned),
    Value("training", NO, _NO, "UK-14 ABSENT or VAGUE", _is_untrained),
    *(
        Value("training", kind, frozenset({kind}), _MET, _is_trained, kind=True)
        for kind in sorted(_TRAINED - _SUPPLIERS)
    ),
    Value("whistleblowing", "any for own staff", _of("GRV1"), "GRV1", _told("GRV1")),
    Value("whistleblowing", "any in the supply chain", _of("GRV2"), "GRV2", _told("GRV2")),
    Value("whistleblowing", NO, _NO, "neither", _has_no_channel),
    *(
        Value("whistleblowing", kind, frozenset({kind}), code, _told(code), kind=True)
        for code in ("GRV1", "GRV2")
        for kind in sorted(_of(code))
    ),
)
QUESTIONS = tuple(dict.fromkeys(value.question for value in VALUES))
