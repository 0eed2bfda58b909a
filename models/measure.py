"""Precision, recall, F1 and accuracy over a set of statements, with the interval that resampling statements gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.peers import Peer

RESAMPLES = 1_000
SEED = 54  # any fixed number: the same data give the same interval
INTERVAL = (2.5, 97.5)  # percentiles
BLOCK = 20  # labels resampled at once, so that 35 of them need no large array

Counts = NDArray[np.float64]
IN_DOMAIN, TRANSFER = "in-domain", "transfer"


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its 95 % interval, each 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure with its 95 % interval; `setting` says what the model had seen of that kind of text."""

    name: str
    on: str
    value: float
    low: float
    high: float
    statements: int
    rows: int
    setting: str  # in-domain: other statements of the set were in training; transfer: none were
    labelled_by: str = ""
    peers: tuple[Peer, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """Precision, recall and F1 of one label on one set, with intervals."""

    task: Task
    label: str
    on: str
    precision: Span
    recall: Span
    f1: Span
    positives: int  # rows that have the label
    given: int  # rows that were given it
    setting: str = IN_DOMAIN


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each right answer (row) was answered how (column), in the order of `labels`."""

    task: Task
    on: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


class Measure:
    """Figures over the rows of a set, with intervals from resampling its statements.

    Args:
        statements: the name of each row's statement.
        on: what the set is called.
        labelled_by: who gave the right answers.
        setting: what the judged model had seen of that kind of text.
    """

    def __init__(
        self, statements: Sequence[str] | NDArray[np.str_], on: str, labelled_by: str = "", setting: str = IN_DOMAIN
    ) -> None:
        _, self.owner = np.unique(np.array(statements, dtype=str), return_inverse=True)
        self.on, self.labelled_by, self.setting = on, labelled_by, setting

    def f1(
        self,
        name: str,
        truth: NDArray[np.bool_],
        given: NDArray[np.bool_],
        columns: Sequence[int],
        micro: bool = False,
        peers: tuple[Peer, ...] = (),
    ) -> Figure | None:
        """Return macro F1 over those of the columns that occur, or micro F1 over all; None where none occurs.

        Args:
            name: what is measured.
            truth: (rows, labels).
            given: (rows, labels).
            columns: the labels that count.
            micro: count all decisions alike instead of all labels alike.
            peers: what others reach.
        """
        if not truth[:, columns].any():
            return None
        if not micro:
            columns = [k for k in columns if truth[:, k].any()]
        sums = self._by_statement(truth[:, columns], given[:, columns])
        return self._figure(name, sums, len(truth), lambda total: _f1(total, micro), peers)

    def precision(self, name: str, truth: NDArray[np.bool_], given: NDArray[np.bool_]) -> Figure | None:
        """Return the share of the given entries that are right, over all labels together."""
        return (
            self._figure(name, self._by_statement(truth, given), len(truth), lambda t: _share(t, 2))
            if given.any()
            else None
        )

    def recall(self, name: str, truth: NDArray[np.bool_], given: NDArray[np.bool_]) -> Figure | None:
        """Return the share of the right entries that were given, over all labels together."""
        return (
            self._figure(name, self._by_statement(truth, given), len(truth), lambda t: _share(t, 1))
            if truth.any()
            else None
        )

    def classes(
        self, name: str, truth: NDArray[np.int64], guess: NDArray[np.int64], labels: int, at_least: int = 1
    ) -> list[Figure]:
        """Return accuracy and macro F1 of a task with one right answer, over the labels with so many rows.

        Args:
            name: what is asked.
            truth: (rows,) the right label's number.
            guess: (rows,) the given one's.
            labels: how many there are.
            at_least: rows that a label needs to count in the macro F1.
        """
        if not len(truth):
            return []
        kinds = np.arange(labels)
        right, told = truth[:, None] == kinds, guess[:, None] == kinds
        counted = right.sum(axis=0) >= max(at_least, 1)
        sums = self._by_statement(right, told)
        found = [self._figure(f"{name}, accuracy", sums, len(truth), _accuracy)]
        if counted.any():
            title = f"{name}, macro F1 of {int(counted.sum())}"
            found.append(self._figure(title, sums[:, :, counted], len(truth), lambda total: _f1(total, False)))
        return found

    def label(
        self, task: Task, labels: Sequence[str], truth: NDArray[np.bool_], given: NDArray[np.bool_]
    ) -> list[LabelFigure]:
        """Return precision, recall and F1 of each label: truth and given are (rows, labels)."""
        found: list[LabelFigure] = []
        for start in range(0, len(labels), BLOCK):
            part = slice(start, start + BLOCK)
            sums = self._by_statement(truth[:, part], given[:, part])
            spread = _each(np.tensordot(self._drawn(len(sums)), sums, axes=1))
            low, high = np.nan_to_num(np.nanpercentile(spread, INTERVAL, axis=0))
            value = np.nan_to_num(_each(sums.sum(axis=0, keepdims=True))[0])
            for k, label in enumerate(labels[part]):
                precision, recall, both = (
                    Span(float(value[n, k]), float(low[n, k]), float(high[n, k])) for n in range(3)
                )
                _, positives, told = (int(count) for count in sums[:, :, k].sum(axis=0))
                place = (precision, recall, both, positives, told, self.setting)
                found.append(LabelFigure(task, label, self.on, *place))
        return found

    def _by_statement(self, right: NDArray[np.bool_], told: NDArray[np.bool_]) -> Counts:
        """Return (statements, 3, labels): how often a label was rightly given, was right, was given."""
        counts = np.stack([right & told, right, told], axis=1).astype(np.float64)
        sums = np.zeros((int(self.owner.max(initial=-1)) + 1, *counts.shape[1:]))
        np.add.at(sums, self.owner, counts)
        return sums

    def _figure(
        self, name: str, sums: Counts, rows: int, score: Callable[[Counts], Counts], peers: tuple[Peer, ...] = ()
    ) -> Figure:
        spread = score(np.tensordot(self._drawn(len(sums)), sums, axes=1))
        low, high = np.nanpercentile(spread, INTERVAL)  # a resample without any positive says nothing
        value = float(score(sums.sum(axis=0, keepdims=True))[0])
        place = (float(low), float(high), len(sums), rows)
        return Figure(name, self.on, value, *place, self.setting, self.labelled_by, peers)

    @staticmethod
    def _drawn(statements: int) -> Counts:
        even = np.full(statements, 1 / statements)
        return np.random.default_rng(SEED).multinomial(statements, even, RESAMPLES).astype(np.float64)


def _f1(total: Counts, micro: bool) -> Counts:
    """Return F1 of each resample: total is (resamples, 3, labels); a label that a resample lacks counts as nothing."""
    if micro:
        total = total.sum(axis=2, keepdims=True)
    both, right, told = total[:, 0], total[:, 1], total[:, 2]
    scores = np.where(right > 0, 2 * both / np.maximum(right + told, 1), 0.0)
    counted = (right > 0).sum(axis=1)
    return np.asarray(np.where(counted, scores.sum(axis=1) / np.maximum(counted, 1), np.nan))


def _each(total: Counts) -> Counts:
    """Return (resamples, 3, labels): precision, recall and F1; a resample without the label says nothing of it."""
    both, right, told = total[:, 0], total[:, 1], total[:, 2]
    scores = np.stack([both / np.maximum(told, 1), both / np.maximum(right, 1), 2 * both / np.maximum(right + told, 1)])
    scores[:, right == 0] = np.nan
    absent = np.isnan(scores[0]).all(axis=0)
    scores[:, :, absent] = 0.0
    return np.asarray(scores.transpose(1, 0, 2))


def _share(total: Counts, of: int) -> Counts:
    sums = total.sum(axis=2)
    return np.asarray(np.where(sums[:, of] > 0, sums[:, 0] / np.maximum(sums[:, of], 1), np.nan))


def _accuracy(total: Counts) -> Counts:
    return np.asarray(total[:, 0].sum(axis=1) / np.maximum(total[:, 1].sum(axis=1), 1))
