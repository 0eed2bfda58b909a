"""Measuring: no document is judged by a model that saw its company, and every figure is what paper gives."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED
from corpora.prediction import CRITERIA, Task
from corpora.split import FOLDS, folds_of
from models.classifier import LABELS
from models.evaluate import evaluate as evaluate_recipe
from models.folds import OutOfFold, out_of_fold
from models.linear import LinearModel, Settings, documents_of, truth_of
from models.measure import Figure, Measure
from models.peers import PeerOutputs, StatusRow, peer_outputs
from models.report.evaluate import Transfer, evaluate, judge
from models.report.evaluation import Evaluation, EvaluationError
from models.report.restoring import flips, restore, strip
from models.report.trust import reliability
from models.study import Study
from tests.models import measured
from tests.models.conftest import TINY


@pytest.fixture
def found() -> OutOfFold:
    return measured.out_of_fold(measured.statements())


def figure(evaluation: Evaluation, name: str, on: str | None = None, setting: str = "in-domain") -> Figure:
    return next(f for f in evaluation.figures if f.name == name and on in (None, f.on) and f.setting == setting)


def with_practices(found: OutOfFold, margins: np.ndarray, known: np.ndarray) -> OutOfFold:
    task = Task.PRACTICE
    return replace(found, margins={**found.margins, task: margins}, known={**found.known, task: known})


# ---- the linear model, from data to figures ----


def test_every_document_is_judged_by_the_fold_that_held_its_company_out(
    tiny: LinearModel, kept_folds: Path, sentences: list[LabelledSentence]
) -> None:
    study = Study(AUTHORED / "train", kept_folds, TINY)
    found = study.found
    folds = folds_of(sentences)
    assert [folds[s.document] for s in found.sentences] == found.fold.tolist()
    models = study.fold_models()
    assert set(models) == set(range(FOLDS))
    document = documents_of(sentences)[0][0]
    seen = models[folds[sentences[0].document]]
    assert isinstance(seen, LinearModel)
    assert np.array_equal(seen.margins([document])[Task.PRACTICE], found.margins[Task.PRACTICE][: len(document)])


def test_a_second_run_reads_what_the_first_one_kept(tiny: LinearModel, kept_folds: Path) -> None:
    kept = sorted((path, path.stat().st_mtime_ns) for path in kept_folds.rglob("weights.npz"))
    one = evaluate_recipe(Study(AUTHORED / "train", kept_folds, TINY))
    assert sorted((path, path.stat().st_mtime_ns) for path in kept_folds.rglob("weights.npz")) == kept
    assert len(kept) == FOLDS
    for figure in one.figures:
        assert 0 <= figure.low <= figure.high <= 1
        assert figure.setting in ("in-domain", "transfer")
        assert figure.labelled_by
        assert figure.statements > 0


def test_a_fold_model_cut_off_while_written_is_trained_again(tmp_path: Path) -> None:
    before = out_of_fold(AUTHORED, tmp_path, Settings())
    broken = sorted(tmp_path.rglob("weights.npz"))[0]
    broken.write_bytes(b"PK")
    after = out_of_fold(AUTHORED, tmp_path, Settings())
    assert all(np.array_equal(before.margins[task], after.margins[task]) for task in Task)


# ---- nested thresholds ----


def test_a_fold_is_judged_the_same_whatever_its_own_labels_say(found: OutOfFold) -> None:
    rng = np.random.default_rng(1)
    noisy = replace(found, margins={task: m + rng.normal(0, 6, m.shape) for task, m in found.margins.items()})
    flipped = {task: truth.copy() for task, truth in noisy.truth.items()}
    own = noisy.fold == 0
    flipped[Task.CRITERION][own] = ~flipped[Task.CRITERION][own]
    one, two = judge(noisy), judge(replace(noisy, truth=flipped))
    assert np.array_equal(one.probabilities[Task.CRITERION][own], two.probabilities[Task.CRITERION][own])
    assert np.array_equal(one.decisions[Task.CRITERION][own], two.decisions[Task.CRITERION][own])
    assert not np.array_equal(one.probabilities[Task.CRITERION][~own], two.probabilities[Task.CRITERION][~own])


def test_each_fold_is_judged_by_the_margins_that_its_judge_may_see(found: OutOfFold) -> None:
    own = (found.fold == 3)[:, None]
    hushed = {task: np.where(own, -measured.SURE, margins) for task, margins in found.margins.items()}
    silent = replace(found, margins=hushed)
    given = judge(found, view=lambda number: silent if number == 3 else found).decisions[Task.CRITERION]
    assert given[found.fold == 2].any()
    assert not given[found.fold == 3].any()


# ---- figures on arrays made by hand ----


def test_a_perfect_judge_scores_one_in_everything(found: OutOfFold) -> None:
    evaluation = evaluate(found)
    assert {f.value for f in evaluation.figures} == {1.0}
    assert {f.low for f in evaluation.figures} == {1.0}
    assert not evaluation.errors
    names = {f.name for f in evaluation.figures}
    assert {"criteria, macro F1 of 11", "practices, micro F1 of 35", "missing criteria of 9, F1"} <= names
    assert not any("silver" in f.on for f in evaluation.figures)


def test_counts_of_one_label_give_the_precision_recall_and_f1_of_paper() -> None:
    truth, given = (np.array([[int(c)] for c in row], dtype=bool) for row in ("1110000000", "1100110000"))
    (label,) = Measure([f"s{k}" for k in range(10)], "paper").label(Task.CRITERION, ["approval"], truth, given)
    assert (label.precision.value, label.recall.value) == (2 / 4, 2 / 3)
    assert label.f1.value == pytest.approx(4 / 7)
    assert (label.positives, label.given) == (3, 4)
    assert label.f1.low < label.f1.value < label.f1.high


def test_macro_f1_is_the_mean_over_labels_and_micro_that_over_decisions() -> None:
    truth = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=bool)
    given = np.array([[1, 0], [1, 0], [0, 0], [0, 1]], dtype=bool)
    measure = Measure(["a", "b", "c", "d"], "paper")
    macro, micro = (measure.f1("f", truth, given, [0, 1], micro=flag) for flag in (False, True))
    assert macro is not None
    assert micro is not None
    assert macro.value == pytest.approx((1 + 2 / 3) / 2)
    assert micro.value == pytest.approx(6 / 7)


def test_resampling_takes_whole_statements() -> None:
    truth = np.tile(np.array([[True], [False]]), (50, 1))
    given = np.repeat(np.array([[True], [False]]), 50, axis=0)
    together = Measure(["one"] * 50 + ["two"] * 50, "s").f1("f", truth, given, [0])
    apart = Measure([str(k) for k in range(100)], "s").f1("f", truth, given, [0])
    assert together is not None
    assert apart is not None
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_a_masked_label_is_no_error_and_a_missed_one_is(found: OutOfFold) -> None:
    row, column = measured.place(found, "uk-0", "reporting entity")
    found.margins[Task.CRITERION][row, column] = measured.SURE  # not labelled in British gold: nobody can say
    row, column = measured.place(found, "uk-0", "approval")
    found.margins[Task.CRITERION][row, column] = -measured.SURE
    evaluation = evaluate(found)
    assert [(e.label, e.document, e.gold) for e in evaluation.errors] == [("approval", "uk-0", True)]
    label = evaluation.label(Task.CRITERION, "approval", "UK gold")
    assert label is not None
    assert (label.precision.value, label.recall.value, label.positives) == (1, 4 / 5, 5)
    assert evaluation.label(Task.CRITERION, "reporting entity", "UK gold") is None
    assert figure(evaluation, "criteria, macro F1 of 9", "UK gold").value == pytest.approx((8 + 8 / 9) / 9)


def test_a_practice_that_a_set_does_not_label_is_no_error(found: OutOfFold) -> None:
    column = LABELS[Task.PRACTICE].index("TRN1")
    margins, known = found.margins[Task.PRACTICE].copy(), found.known[Task.PRACTICE].copy()
    margins[1, column] = measured.SURE
    assert figure(evaluate(with_practices(found, margins, known)), "practices, micro F1 of 35").value < 1
    known[1, column] = False
    assert figure(evaluate(with_practices(found, margins, known)), "practices, micro F1 of 35").value == 1


def test_status_is_told_apart_in_a_table_of_right_and_given(found: OutOfFold) -> None:
    names = list(LABELS[Task.EVIDENCE_STATUS])
    planned, ongoing = names.index("PLANNED"), names.index("ONGOING")
    row, _ = measured.place(found, "au-1", "mitigation")
    found.margins[Task.EVIDENCE_STATUS][row] = np.where(np.arange(len(names)) == ongoing, 6, -6)
    (status, specificity) = evaluate(found).confusions
    assert status.counts[planned][ongoing] == 1
    assert status.counts[planned][planned] == 3
    assert sum(map(sum, specificity.counts)) == 10
    assert figure(evaluate(found), "evidence status, accuracy").value == pytest.approx(9 / 10)


def test_a_missing_criterion_is_flagged_and_a_gap_is_the_positive_class(found: OutOfFold) -> None:
    row, column = measured.place(found, "uk-3", "structure")
    found.margins[Task.CRITERION][row, column] = -measured.SURE  # a gap that is none
    gaps = {f.name: f.value for f in evaluate(found).figures if "missing" in f.name}
    assert gaps["missing criteria of 9, recall"] == 1
    assert gaps["missing criteria of 9, precision"] == pytest.approx(1 / 2)
    assert gaps["missing criteria of 9, F1"] == pytest.approx(2 / 3)


def test_transfer_is_told_apart_from_what_is_in_domain(found: OutOfFold) -> None:
    unseen = [s for s in found.sentences if s.jurisdiction == "UK"]
    right = truth_of(unseen)[Task.CRITERION] > 0
    never = Transfer(unseen, {Task.CRITERION: np.zeros(right.shape)}, {Task.CRITERION: np.zeros_like(right)})
    evaluation = evaluate(found, never)
    assert figure(evaluation, "criteria, macro F1 of 9", "UK gold", "transfer").value == 0
    assert figure(evaluation, "criteria, macro F1 of 9", "UK gold").value == 1
    assert {f.setting for f in evaluation.labels if f.f1.value == 0 and f.positives} == {"transfer"}


def test_a_peer_is_judged_on_the_same_rows(found: OutOfFold) -> None:
    british = [s for s in found.sentences if s.jurisdiction == "UK"]
    scores = {(s.document, s.index): tuple(0.9 * (name in s.criteria) for name in CRITERIA) for s in british}
    planned = [s for s in british if s.status == "PLANNED"]
    status = tuple(StatusRow(s.document, s.text, s in planned, False, s is planned[0], True) for s in british)
    evaluation = evaluate(found, outputs=PeerOutputs(scores, status))
    (peer,) = (p for p in figure(evaluation, "criteria, macro F1 of 9", "UK gold").peers if p.low is not None)
    assert peer.value == 1
    assert figure(evaluation, "missing criteria of 9, F1").peers[0].value == 1
    promise = figure(evaluation, "future promise (2), F1")
    assert promise.value == 1
    assert promise.peers[0].value == pytest.approx(2 / 3)


def test_peers_outputs_count_a_repeated_sentence_once(tmp_path: Path) -> None:
    row = (
        '{"document": "d", "text": "t", "future": true, "negative": false, "peer_future": false, "peer_negative": true}'
    )
    (tmp_path / "aims_uk_status_gold.jsonl").write_text(f"{row}\n{row}\n")
    assert peer_outputs([tmp_path, tmp_path / "none"]).status == (StatusRow("d", "t", True, False, False, True),)


# ---- trust ----


def test_calibration_error_is_the_mean_distance_over_bins() -> None:
    told = np.array([0.95, 0.95, 0.95, 0.95, 0.05, 0.05])
    true = np.array([True, True, True, False, False, False])
    measured_ = reliability(Task.CRITERION, "x", told, true)
    assert measured_.error == pytest.approx((4 * 0.2 + 2 * 0.05) / 6)
    assert measured_.likely_error == pytest.approx(0.2)
    assert [(b.rows, b.frequency) for b in measured_.bins] == [(2, 0), (4, 0.75)]


def test_rare_and_missed_labels_are_not_to_be_trusted(found: OutOfFold) -> None:
    for document in (f"{country}-{k}" for country in ("au", "uk") for k in range(5)):
        row, column = measured.place(found, document, "signature")
        found.margins[Task.CRITERION][row, column] = -measured.SURE
    doubts = {d.label: d.reasons for d in evaluate(found).doubts}
    assert any("F1" in reason for reason in doubts["signature"])
    assert doubts["approval"] == ("only 10 sentences have it",)
    assert doubts["GOV1"] == ("no sentence has it",)


# ---- signs given back ----


def test_signs_are_given_back_and_taken_away() -> None:
    assert restore("We spent 36m on it (the Statement)") == "We spent £36m on it (the “Statement”)."
    assert restore("The companys policy") == "The company’s policy."
    assert restore("Already ended.") == "Already ended."
    assert restore("") == ""
    assert strip("Spent £36m on “it”.") == "Spent 36m on it"


def test_the_linear_model_does_not_see_restored_signs(tiny: LinearModel, sentences: list[LabelledSentence]) -> None:
    found = flips(tiny, sentences[:120])
    assert found.changed > 0
    assert found.share < 0.01
    assert flips(tiny, sentences[:120], lambda text: "Nothing at all").share > 0


# ---- the structure ----


def test_a_measurement_is_read_back_as_it_was_written(found: OutOfFold) -> None:
    evaluation = evaluate(found, model="m", data={"f": "0"}, settings="s")
    assert Evaluation.from_json(evaluation.to_json()) == evaluation


def test_a_measurement_of_another_format_is_refused(found: OutOfFold) -> None:
    text = evaluate(found).to_json()
    with pytest.raises(EvaluationError, match="format 9"):
        Evaluation.from_json(text.replace('"format": 2', '"format": 9'))
    with pytest.raises(EvaluationError, match="no measurement"):
        Evaluation.from_json("{}")


def test_no_text_is_in_a_measurement(found: OutOfFold) -> None:
    row, column = measured.place(found, "uk-0", "approval")
    found.margins[Task.CRITERION][row, column] = -measured.SURE
    said = evaluate(found).to_json()
    assert "uk-0" in said
    assert "bold" not in said
