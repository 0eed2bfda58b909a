"""Measuring: no document is judged by a model that saw its company, and a stopped run goes on."""

from pathlib import Path

import numpy as np

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED
from corpora.prediction import Task
from corpora.split import FOLDS, folds_of
from models.evaluate import evaluate
from models.folds import fold_models, out_of_fold
from models.linear import LinearModel, Settings, documents_of
from models.measure import Measure


def test_every_document_is_judged_by_the_fold_that_held_its_company_out(
    tiny: LinearModel, kept_folds: Path, sentences: list[LabelledSentence]
) -> None:
    found = out_of_fold(AUTHORED, kept_folds, Settings())
    folds = folds_of(sentences)
    assert [folds[s.document] for s in found.sentences] == found.fold.tolist()
    models = fold_models(AUTHORED, kept_folds, Settings())
    assert set(models) == set(range(FOLDS))
    document = documents_of(sentences)[0][0]
    judge = models[folds[sentences[0].document]]
    assert np.array_equal(judge.margins([document])[Task.PRACTICE], found.margins[Task.PRACTICE][: len(document)])


def test_a_second_run_reads_what_the_first_one_kept(tiny: LinearModel, kept_folds: Path) -> None:
    kept = sorted((path, path.stat().st_mtime_ns) for path in kept_folds.rglob("weights.npz"))
    one, two = evaluate(AUTHORED, kept_folds), evaluate(AUTHORED, kept_folds)
    assert one == two
    assert sorted((path, path.stat().st_mtime_ns) for path in kept_folds.rglob("weights.npz")) == kept
    assert len(kept) == FOLDS


def test_a_fold_model_cut_off_while_written_is_trained_again(tmp_path: Path) -> None:
    before = out_of_fold(AUTHORED, tmp_path, Settings())
    broken = sorted(tmp_path.rglob("weights.npz"))[0]
    broken.write_bytes(b"PK")
    after = out_of_fold(AUTHORED, tmp_path, Settings())
    assert all(np.array_equal(before.margins[task], after.margins[task]) for task in Task)


def test_thresholds_of_a_fold_never_depend_on_its_own_labels(tiny: LinearModel, kept_folds: Path) -> None:
    from dataclasses import replace

    found = out_of_fold(AUTHORED, kept_folds, Settings())
    flipped = {task: truth.copy() for task, truth in found.truth.items()}
    flipped[Task.PRACTICE][found.fold == 0] = ~flipped[Task.PRACTICE][found.fold == 0]
    other = replace(found, truth=flipped)
    one, two = found.scaling(without=0), other.scaling(without=0)
    assert np.array_equal(one.thresholds[Task.PRACTICE], two.thresholds[Task.PRACTICE])
    assert not np.array_equal(one.thresholds[Task.PRACTICE], other.scaling(without=1).thresholds[Task.PRACTICE])


def test_figures_lie_in_their_intervals_and_name_their_setting(tiny: LinearModel, kept_folds: Path) -> None:
    for figure in evaluate(AUTHORED, kept_folds).figures:
        assert 0 <= figure.low <= figure.high <= 1
        assert figure.setting in ("in-domain", "transfer")
        assert figure.statements > 0


def test_a_perfect_judge_scores_one_and_a_silent_one_nought(sentences: list[LabelledSentence]) -> None:
    truth = np.array([[name in s.criteria for name in ("mitigation", "signature")] for s in sentences])
    rows = np.ones(len(sentences), dtype=bool)
    perfect = Measure(sentences).f1("all", "authored", truth, truth, rows, [0, 1])
    silent = Measure(sentences).f1("none", "authored", truth, np.zeros_like(truth), rows, [0, 1])
    assert perfect is not None
    assert silent is not None
    assert (perfect.value, perfect.low, silent.value) == (1, 1, 0)
