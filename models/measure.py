"""F1 over a set of statements, with the interval that resampling whole statements gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from models.classifier import LABELS
from models.peers import Peer

RESAMPLES = 1_000
SEED = 54  # any fixed number: the same data give the same interval
INTERVAL = (2.5, 97.5)  # percentiles

Counts = NDArray[np.float64]


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
    peers: tuple[Peer, ...] = ()


class Measure:
    """Figures over the rows of a set, with intervals from resampling its statements."""

    def __init__(self, sentences: Sequence[LabelledSentence]) -> None:
        names = sorted({s.document for s in sentences})
        number = {name: k for k, name in enumerate(names)}
        self.statement = np.array([number[s.document] for s in sentences])

    def f1(
        self,
        name: str,
        on: str,
        truth: NDArray[np.bool_],
        given: NDArray[np.bool_],
        rows: NDArray[np.bool_],
        columns: Sequence[int],
        micro: bool = False,
        setting: str = "in-domain",
        peers: tuple[Peer, ...] = (),
    ) -> Figure | None:
        """Return macro F1 (or micro) over the columns that occur; None where the set is empty."""
        columns = [k for k in columns if truth[rows, k].any()]
        if not columns:
            return None
        right, told = truth[rows][:, columns], given[rows][:, columns]
        sums = self._by_statement(right, told, rows)
        return self._figure(name, on, sums, rows, setting, lambda total: _f1(total, micro), peers)

    def classes(
        self, task: Task, on: str, truth: NDArray[np.int64], guess: NDArray[np.int64], rows: NDArray[np.bool_]
    ) -> list[Figure | None]:
        """Return accuracy and macro F1 of a task with one right answer, over the rows that have one."""
        if not rows.any():
            return []
        kinds = np.arange(len(LABELS[task]))
        right, told = truth[rows, None] == kinds, guess[rows, None] == kinds
        seen = right.any(axis=0)
        sums, what = self._by_statement(right[:, seen], told[:, seen], rows), str(task).replace("_", " ")
        labels = int(seen.sum())
        return [
            self._figure(f"{what}, accuracy", on, sums, rows, "in-domain", _accuracy),
            self._figure(f"{what}, macro F1 of {labels}", on, sums, rows, "in-domain", lambda t: _f1(t, False)),
        ]

    def _by_statement(self, right: NDArray[np.bool_], told: NDArray[np.bool_], rows: NDArray[np.bool_]) -> Counts:
        """Return (statements, 3, labels): how often a label was rightly given, was right, was given."""
        counts = np.stack([right & told, right, told], axis=1).astype(np.float64)
        _, owner = np.unique(self.statement[rows], return_inverse=True)
        sums = np.zeros((owner.max() + 1, *counts.shape[1:]))
        np.add.at(sums, owner, counts)
        return sums

    def _figure(
        self,
        name: str,
        on: str,
        sums: Counts,
        rows: NDArray[np.bool_],
        setting: str,
        score: Callable[[Counts], Counts],
        peers: tuple[Peer, ...] = (),
    ) -> Figure:
        statements = len(sums)
        drawn = np.random.default_rng(SEED).multinomial(statements, np.full(statements, 1 / statements), RESAMPLES)
        spread = score(np.tensordot(drawn.astype(np.float64), sums, axes=1))
        low, high = np.percentile(spread, INTERVAL)
        value = score(sums.sum(axis=0, keepdims=True))[0]
        return Figure(name, on, float(value), float(low), float(high), statements, int(rows.sum()), setting, peers)


def _f1(total: Counts, micro: bool) -> Counts:
    """Return F1 of each resample: total is (resamples, 3, labels); a label that a resample lacks counts as nothing."""
    if micro:
        total = total.sum(axis=2, keepdims=True)
    both, right, told = total[:, 0], total[:, 1], total[:, 2]
    scores = np.where(right > 0, 2 * both / np.maximum(right + told, 1), np.nan)
    return np.asarray(np.nanmean(scores, axis=1))


def _accuracy(total: Counts) -> Counts:
    return np.asarray(total[:, 0].sum(axis=1) / np.maximum(total[:, 1].sum(axis=1), 1))
