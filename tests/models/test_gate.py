"""The gate: the live model holds its floors, a model that forgot one label does not, and no floor sinks unsaid."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load
from corpora.prediction import Task
from models import floors, gate
from models.classifier import LABELS, Classifier, Passage, Scores, Thresholds, decide
from models.floors import Floors, FloorsError, gold_digests, read_floors, write_floors
from models.gains import changes, decided, gains, tallies
from models.gate import GateError, Outcome, checked, held, judged, measured, through_gate
from models.linear import Settings, documents_of, fit_linear
from models.live import live_model
from tests.models.releases import TODAY, set_floors

FORGOTTEN = "mitigation"  # the most frequent criterion: a small model learns it from few sentences
WITH_FLOOR = [key for key, floor in read_floors().floors.items() if floor.value > 0]
LABELLED = [key for key in WITH_FLOOR if key.partition("/")[2] in LABELS[Task(key.partition("/")[0])]]


@pytest.fixture(scope="module")
def gold() -> list[LabelledSentence]:
    return held()


@pytest.fixture(scope="module")
def scores(gold: list[LabelledSentence]) -> Scores:
    return judged(live_model(), gold)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return through_gate(live_model())


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped floors, to write to."""
    path = tmp_path / "floors.json"
    path.write_bytes(floors.FLOORS.read_bytes())
    monkeypatch.setattr(floors, "FLOORS", path)
    return path


def shuffled(scores: Scores, key: str, seed: int) -> Scores:
    task, _, label = key.partition("/")
    column = LABELS[Task(task)].index(label)
    mixed = {name: its.copy() for name, its in scores.items()}
    mixed[Task(task)][:, column] = np.random.default_rng(seed).permutation(mixed[Task(task)][:, column])
    return mixed


class Told:
    """A classifier that says what it was given to say, document by document."""

    def __init__(self, scores: Scores, thresholds: Thresholds) -> None:
        self.model_id, self.thresholds, self.scores, self.row = "told-1-0123456789ab", thresholds, scores, 0

    def predict(self, passages: Sequence[Passage]) -> Scores:
        rows = slice(self.row, self.row + len(passages))
        self.row += len(passages)
        return {task: its[rows] for task, its in self.scores.items()}


def test_the_live_model_holds_every_floor(outcome: Outcome) -> None:
    outcome.demand()
    assert outcome.checks
    assert {key.partition("/")[0] for key in WITH_FLOOR} == set(Task)


@pytest.mark.parametrize("key", LABELLED)
def test_a_model_with_this_one_label_shuffled_fails(key: str, gold: list[LabelledSentence], scores: Scores) -> None:
    thresholds = live_model().thresholds
    for seed in range(3):
        checks = checked(read_floors(), measured(gold, shuffled(scores, key, seed), thresholds))
        assert key in {check.key for check in checks if not check.holds}


def test_a_model_with_the_rarest_label_shuffled_is_refused_by_name(outcome: Outcome, scores: Scores) -> None:
    rarest = min((check for check in outcome.checks if check.key in LABELLED), key=lambda check: check.positives)
    mixed = through_gate(Told(shuffled(scores, rarest.key, 7), live_model().thresholds))
    assert not mixed.holds
    with pytest.raises(GateError, match=rarest.key) as refused:
        mixed.demand()
    assert refused.value.exit_code == 1
    assert f"--lower '{rarest.key}'" in refused.value.advice


def test_a_model_trained_on_one_shuffled_label_fails_where_its_like_passes(shipped: Path) -> None:
    sentences = load(AUTHORED / "train")
    has = np.random.default_rng(3).permutation([FORGOTTEN in s.criteria for s in sentences])
    mixed = [
        replace(s, criteria=(s.criteria | {FORGOTTEN}) if yes else (s.criteria - {FORGOTTEN}))
        for s, yes in zip(sentences, has, strict=True)
    ]
    sound, unsound = (fit_linear(rows, Settings(), [Task.CRITERION]) for rows in (sentences, mixed))
    set_floors(sound)
    assert f"criterion/{FORGOTTEN}" in {check.key for check in through_gate(sound).checks}
    assert through_gate(sound).holds
    assert f"criterion/{FORGOTTEN}" in {check.key for check in through_gate(unsound).checks if not check.holds}


def test_a_floor_stands_below_what_was_measured_and_clear_of_a_shuffled_column(
    gold: list[LabelledSentence], scores: Scores
) -> None:
    figures = measured(gold, scores, live_model().thresholds, shuffles=20)
    assert set(Task) == {Task(figure.key.partition("/")[0]) for figure in figures}
    for figure in figures:
        assert 0 <= figure.low <= figure.value <= 1
        assert figure.floor <= figure.low
        assert figure.ceiling is None or figure.floor == 0 or figure.floor >= figure.ceiling + gate.CLEAR
        assert figure.positives >= gate.MIN_POSITIVES


def test_a_perfect_model_scores_one_and_a_label_with_few_rows_is_not_judged(gold: list[LabelledSentence]) -> None:
    from models.linear import truth_of

    truth = truth_of(gold)
    perfect: dict[Task, Any] = {task: truth[task].astype(float) for task in (Task.CRITERION, Task.PRACTICE)}
    for task in (Task.EVIDENCE_STATUS, Task.SPECIFICITY):
        perfect[task] = (truth[task][:, None] == np.arange(len(LABELS[task]))).astype(float)
    half: Thresholds = {task: np.full(len(LABELS[task]), 0.5) for task in (Task.CRITERION, Task.PRACTICE)}
    figures = {figure.key: figure for figure in measured(gold, perfect, half)}
    assert {figure.value for figure in figures.values()} == {1.0}
    for task in (Task.CRITERION, Task.PRACTICE):
        for k, label in enumerate(LABELS[task]):
            if truth[task][:, k].sum() < gate.MIN_POSITIVES:
                assert f"{task}/{label}" not in figures


# How a hand may edit the file of floors.


def lower_value(content: dict[str, Any]) -> None:
    content["floors"][LABELLED[0]]["value"] = 0.01


def lower_value_and_history(content: dict[str, Any]) -> None:
    floor = content["floors"][LABELLED[0]]
    floor["value"] = floor["history"][-1]["value"] = 0.01


def raise_downwards(content: dict[str, Any]) -> None:
    floor = content["floors"][LABELLED[0]]
    floor["history"].append({**floor["history"][-1], "act": "raise", "value": 0.01})
    floor["value"] = 0.01


def lower_without_reason(content: dict[str, Any]) -> None:
    floor = content["floors"][LABELLED[0]]
    floor["history"].append({**floor["history"][-1], "act": "lower", "value": 0.01, "why": " "})
    floor["value"] = 0.01


def begin_again(content: dict[str, Any]) -> None:
    floor = content["floors"][LABELLED[0]]
    floor["history"].append({**floor["history"][-1], "act": "set", "value": 0.01})
    floor["value"] = 0.01


def take_away(content: dict[str, Any]) -> None:
    del content["floors"][LABELLED[0]]


def add_a_key(content: dict[str, Any]) -> None:
    content["ignore"] = [LABELLED[0]]


def change_the_gold(content: dict[str, Any]) -> None:
    content["gold"][-1]["files"]["other.jsonl"] = "0" * 64


def drop_the_seal(content: dict[str, Any]) -> None:
    del content["seal"]


EDITS = (
    lower_value,
    lower_value_and_history,
    raise_downwards,
    lower_without_reason,
    begin_again,
    take_away,
    add_a_key,
    change_the_gold,
    drop_the_seal,
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_floor_edited_by_hand_is_refused(edit: Callable[[dict[str, Any]], None], shipped: Path) -> None:
    content = json.loads(shipped.read_text(encoding="utf-8"))
    edit(content)
    shipped.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(FloorsError) as refused:
        read_floors()
    assert refused.value.advice


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff"])
def test_a_file_of_floors_that_is_none_is_refused(content: bytes, shipped: Path) -> None:
    shipped.write_bytes(content)
    with pytest.raises(FloorsError):
        read_floors()


def test_without_floors_nothing_passes(shipped: Path) -> None:
    shipped.unlink()
    with pytest.raises(FloorsError, match="no floors yet"):
        through_gate(live_model())


def test_no_shipped_floor_sank_without_a_recorded_reason() -> None:
    for floor in read_floors().floors.values():
        highest = 0.0
        for step in floor.history:
            assert step.why.strip()
            highest = step.value if step.act in ("lower", "reset") else max(highest, step.value)
        assert floor.value >= highest


def test_changed_gold_is_noticed_and_named(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "held"
    copy.mkdir()
    for path in gate.HELD.glob("*.jsonl"):
        (copy / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(gate, "HELD", copy)
    read_floors().belong_to(gold_digests(copy))
    first = sorted(copy.glob("*.jsonl"))[0]
    first.write_bytes(first.read_bytes() + b"\n")
    with pytest.raises(FloorsError, match=first.name) as refused:
        through_gate(live_model())
    assert "--reset" in refused.value.advice


ABOUT = ("better-1", "It is better.", TODAY)
START = Floors().reset(
    {"a.jsonl": "0"}, {"practice/GOV1": 0.5, "criterion/macro F1": 0.4, "practice/macro F1": 0.3}, *ABOUT
)


def test_raising_raises_and_adds_and_never_lowers() -> None:
    found = START.raised({"practice/GOV1": 0.4, "criterion/macro F1": 0.6, "practice/GOV2": 0.2, "x": 0.0}, *ABOUT)
    assert {key: floor.value for key, floor in found.floors.items()} == {
        "practice/GOV1": 0.5,
        "criterion/macro F1": 0.6,
        "practice/macro F1": 0.3,
        "practice/GOV2": 0.2,
    }
    assert [step.act for step in found.floors["criterion/macro F1"].history] == ["set", "raise"]


def test_lowering_lowers_what_is_named_and_keeps_the_reason() -> None:
    found = START.lowered(
        ["GOV1"], {"practice/GOV1": 0.4, "criterion/macro F1": 0.1}, "worse-1", "A wrong label.", TODAY
    )
    assert found.floors["practice/GOV1"].value == 0.4
    assert found.floors["practice/GOV1"].history[-1].why == "A wrong label."
    assert found.floors["criterion/macro F1"].value == 0.4
    with pytest.raises(FloorsError, match="not lower"):
        START.lowered(["GOV1"], {"practice/GOV1": 0.5}, *ABOUT)
    with pytest.raises(FloorsError, match="No floor is called GOV9"):
        START.lowered(["GOV9"], {}, *ABOUT)
    with pytest.raises(FloorsError, match="Several floors are called macro F1"):
        START.lowered(["macro F1"], {}, *ABOUT)


def test_floors_are_set_anew_for_other_gold_alone_and_keep_their_history() -> None:
    with pytest.raises(FloorsError, match="no reason"):
        START.reset({"a.jsonl": "0"}, {"practice/GOV1": 0.1}, *ABOUT)
    found = START.reset({"a.jsonl": "1"}, {"practice/GOV1": 0.1}, *ABOUT)
    assert [gold.files for gold in found.gold] == [{"a.jsonl": "0"}, {"a.jsonl": "1"}]
    assert {floor.value for key, floor in found.floors.items() if key != "practice/GOV1"} == {0.0}
    assert [step.act for step in found.floors["practice/GOV1"].history] == ["set", "reset"]


def test_what_was_written_is_read_back(shipped: Path) -> None:
    write_floors(START)
    assert read_floors() == START
    assert gold_digests(gate.HELD).keys() == {path.name for path in gate.HELD.glob("*.jsonl")}


# Sentences gained and lost.


def sentence(index: int, **labels: Any) -> LabelledSentence:
    given = {"criteria": frozenset(), "practices": frozenset(), "status": None, "specificity": None, **labels}
    return LabelledSentence("tea-2025", "tea", index, f"Sentence {index}.", "UK", criteria_source="authored", **given)


def test_what_is_gained_and_lost_is_judged_by_the_labels_where_there_are_any() -> None:
    rows = [
        sentence(0, practices=frozenset({"GOV1"}), status="ONGOING"),
        sentence(4, masked=frozenset({"consultation"})),
    ]
    nothing = {task: np.zeros((2, len(LABELS[task])), dtype=np.bool_) for task in Task}
    given = {task: its.copy() for task, its in nothing.items()}
    for task, label, row in (
        (Task.PRACTICE, "GOV1", 0),
        (Task.PRACTICE, "GOV2", 0),
        (Task.EVIDENCE_STATUS, "ONGOING", 0),
        (Task.EVIDENCE_STATUS, "PLANNED", 1),
        (Task.CRITERION, "consultation", 1),
    ):
        given[task][row, LABELS[task].index(label)] = True
    found = changes(rows, nothing, given)
    assert [(c.index, c.label, c.change, c.right) for c in found] == [
        (0, "GOV1", "gained", True),
        (0, "GOV2", "gained", False),
        (0, "ONGOING", "gained", True),
        (4, "consultation", "gained", None),
        (4, "PLANNED", "gained", None),
    ]
    assert [(c.change, c.right) for c in changes(rows, given, nothing)][:2] == [("lost", False), ("lost", True)]
    assert all(len(change.text_sha256) == 64 for change in found)
    of_practice = next(tally for tally in tallies(found) if tally.task is Task.PRACTICE)
    assert (of_practice.label, of_practice.gained, of_practice.gained_right, of_practice.lost) == ("", 2, 1, 0)
    assert not changes([], decided([], live_model()), decided([], live_model()))


def test_two_models_are_compared_document_by_document(gold: list[LabelledSentence]) -> None:
    model: Classifier = live_model()
    assert not gains(gold[:40], model, model)
    whole = documents_of(gold)[0][0]
    rows = gold[: len(whole)]
    alone = decide(model.predict(whole), model.thresholds)
    assert all(np.array_equal(alone[task], decided(rows, model)[task]) for task in Task)
