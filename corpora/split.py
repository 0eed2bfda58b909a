"""Five grouped folds that every measurement shares: one company's documents never stand on both sides."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from corpora.annotation import LabelledSentence
from corpora.identifiers import digest

FOLDS = 5
_ORDER = ("au-", "uk-", "silver", "other")


class Grouped(Protocol):
    """Anything that belongs to a document and its group."""

    @property
    def document(self) -> str: ...

    @property
    def group(self) -> str: ...


def is_silver(document: str) -> bool:
    """Whether a document is there to train on, never to report a score on: its name begins with nw- or nr-."""
    return document.startswith(("nw-", "nr-"))


def are_reported(sentences: Sequence[LabelledSentence]) -> list[bool]:
    """Return which sentences scores are reported on: those with expert labels; where there are none, all but silver."""
    expert = [sentence.criteria_source == "gold" for sentence in sentences]
    return expert if any(expert) else [not is_silver(sentence.document) for sentence in sentences]


def fold_by_group(groups: Mapping[str, str], folds: int = FOLDS) -> dict[str, int]:
    """Assign each group a fold, 0 to folds - 1, from its documents: {document: group} in, {group: fold} out.

    Groups are taken in a hashed order that only their names decide, and go to the fold with the fewest documents of
    their kind (Australian gold, British gold, silver, other), so that each fold gets a like share of each. Gold is
    placed first, then silver, then others (the PDFs of rule benchmarks, which share groups with them): no later kind
    moves an earlier one.
    """
    kinds = sorted({_kind(document) for document in groups}, key=_ORDER.index)
    placed: dict[str, int] = {}
    for kind in kinds:
        sizes = [0] * folds
        members: dict[str, int] = {}
        for document, group in groups.items():
            if _kind(document) == kind:
                members[group] = members.get(group, 0) + 1
        for group in sorted(members, key=lambda name: digest("fold", name)):
            fold = placed.setdefault(group, min(range(folds), key=lambda number: (sizes[number], number)))
            sizes[fold] += members[group]
    return placed


def folds_of(rows: Iterable[Grouped], folds: int = FOLDS) -> dict[str, int]:
    """Return the fold of each document: its group's."""
    groups = {row.document: row.group for row in rows}
    by_group = fold_by_group(groups, folds)
    return {document: by_group[group] for document, group in groups.items()}


def _kind(document: str) -> str:
    if is_silver(document):
        return "silver"
    return document[:3] if document.startswith(("au-", "uk-")) else "other"
