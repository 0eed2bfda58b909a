"""Which version is live: exact, of a known task, with a history; and how that changes, or is refused to."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load
from corpora.errors import AvowalError
from corpora.prediction import Task
from models import floors, live, registry
from models.artifact import ModelError
from models.gate import GateError, held
from models.live import PerTask, live_model, live_models, model_at, model_id_of
from models.promotion import promote, roll_back
from models.registry import RegistryError, read_registry, released
from models.rewrite import NotWritableError
from tests.models.releases import FIRST, FORGETFUL, FORGOTTEN, SECOND, TODAY, Releases, rewrite_in_place

WHY = "It finds more practices."
EXACT = "first-1-0123456789ab"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A file of the corpus: enough to compare two models on."""
    lines = sorted((AUTHORED / "held").glob("*.jsonl"))[0].read_text(encoding="utf-8")
    (tmp_path / "few.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "few.jsonl"


def test_what_ships_is_whole_and_is_what_the_registry_names() -> None:
    assert set(read_registry().live) == set(Task)
    for task, version in read_registry().live.items():
        assert model_id_of(live_model(), task) == version
        assert (released(task) / "card.md").is_file()


def test_one_version_for_all_tasks_is_read_once_and_stands_for_itself(releases: Releases) -> None:
    assert live_model() is live_model()
    assert not isinstance(live_model(), PerTask)
    assert released().name == FIRST


def text_of(changes: Callable[[dict], None]) -> str:  # type: ignore[type-arg]
    content = {
        "live": {str(task): EXACT for task in Task},
        "history": [
            {"date": TODAY, "act": "promote", "why": "The first.", "live": {str(task): EXACT for task in Task}}
        ],
    }
    changes(content)
    return yaml.safe_dump(content)


BACK = {"date": TODAY, "act": "rollback", "why": "Back.", "live": {"practice": "other-1-0123456789ab"}}
MISTAKES = {
    "latest": (lambda c: c["live"].update(practice="latest"), "no exact version"),
    "no digest": (lambda c: c["live"].update(practice="first-1"), "no model's id"),
    "a path": (lambda c: c["live"].update(practice="../first-1-0123456789ab"), "no model's id"),
    "a number": (lambda c: c["live"].update(practice=2026.11), "valid string"),
    "unknown task": (lambda c: c["live"].update(tone=EXACT), "live.tone"),
    "task left out": (lambda c: c["live"].pop("practice"), "no version for practice"),
    "unknown key": (lambda c: c.update(default=EXACT), "default"),
    "unknown key of an entry": (lambda c: c["history"][0].update(who="me"), "history.0.who"),
    "no reason": (lambda c: c["history"][0].update(why=" "), "history.0.why"),
    "no history": (lambda c: c.update(history=[]), "history"),
    "edited by hand": (lambda c: c["live"].update(practice="other-1-0123456789ab"), "not what the history ends with"),
    "back to what never was": (lambda c: c["history"].append(BACK), "stood another version"),
}


@pytest.mark.parametrize(("changes", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_registry_with_a_mistake_is_refused_with_its_place(
    changes: Callable[[dict], None],  # type: ignore[type-arg]
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "REGISTRY", tmp_path / "registry.yaml")
    registry.REGISTRY.write_text(text_of(changes), encoding="utf-8")
    with pytest.raises(RegistryError, match=said) as refused:
        read_registry()
    assert refused.value.advice
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("content", [b"", b"live: [", b"\xff\xfe\x00"])
def test_a_registry_that_is_no_registry_is_refused(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "REGISTRY", tmp_path / "registry.yaml")
    with pytest.raises(RegistryError, match="cannot be read"):
        read_registry()
    registry.REGISTRY.write_bytes(content)
    with pytest.raises(RegistryError):
        read_registry()


def test_a_live_version_that_is_not_there_is_told_with_those_that_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "REGISTRY", tmp_path / "registry.yaml")
    registry.REGISTRY.write_text(text_of(lambda content: None), encoding="utf-8")
    with pytest.raises(RegistryError, match="called first-1") as refused:
        live_models()
    assert "linear-2026" in refused.value.advice


def test_a_folder_that_holds_another_version_than_the_registry_names_is_not_used(releases: Releases) -> None:
    for name in ("model.json", "weights.npz"):
        rewrite_in_place(releases.of(FIRST) / name, (releases.of(SECOND) / name).read_bytes())
    with pytest.raises(ModelError, match="The registry names first-1"):
        live_models()


def test_a_promotion_moves_its_tasks_alone_and_says_when_and_why(releases: Releases, few: Path) -> None:
    before = releases.live()
    done = promote(SECOND, [Task.PRACTICE], WHY, TODAY, few)
    assert [(m.task, m.before, m.after) for m in done.moves] == [
        (Task.PRACTICE, releases.model_id(FIRST), releases.model_id(SECOND))
    ]
    assert releases.live() == {**before, Task.PRACTICE: releases.model_id(SECOND)}
    last = read_registry().history[-1]
    assert (last.date, last.act, last.why) == (TODAY, "promote", WHY)
    assert releases.bytes.startswith(b"#")
    with pytest.raises(RegistryError, match="No one version"):
        released()


def test_each_model_is_asked_once_and_answers_its_own_tasks(releases: Releases, few: Path) -> None:
    promote(SECOND, [Task.PRACTICE], WHY, TODAY, few)
    model = live_model()
    assert isinstance(model, PerTask)
    first, second = (model_at(releases.of(name).resolve()) for name in (FIRST, SECOND))
    assert {task: its is second for task, its in model.models.items()} == {t: t is Task.PRACTICE for t in Task}
    asked: list[str] = []

    class Heard:
        def __init__(self, its: live.Classifier) -> None:
            self.its, self.model_id, self.thresholds = its, its.model_id, its.thresholds

        def predict(self, passages: list[live.Passage]) -> live.Scores:
            asked.append(self.model_id)
            return self.its.predict(passages)

    ears = {id(m): Heard(m) for m in (first, second)}
    heard = PerTask({task: ears[id(its)] for task, its in model.models.items()})
    scores = heard.predict([live.Passage("We trained our buyers.")])
    assert sorted(asked) == [first.model_id, second.model_id]
    assert set(scores) == set(Task)
    assert heard.model_id == f"{first.model_id} + {second.model_id}"
    assert (heard.thresholds[Task.PRACTICE] == second.thresholds[Task.PRACTICE]).all()


def test_what_changed_stands_beside_the_card_without_a_word_of_the_text(releases: Releases, few: Path) -> None:
    done = promote(SECOND, [], WHY, TODAY, few)
    rows = [json.loads(line) for line in (releases.of(SECOND) / "changes.jsonl").read_text("utf-8").splitlines()]
    assert done.changes
    assert len(rows) == len(done.changes)
    assert all(set(row) == {"document", "index", "text_sha256", "task", "label", "change", "right"} for row in rows)
    page = (releases.of(SECOND) / "changes.md").read_text("utf-8")
    assert releases.model_id(FIRST) in page
    assert "few.jsonl: SHA-256" in page
    written = page + (releases.of(SECOND) / "changes.jsonl").read_text("utf-8")
    assert not [s.text for s in load(few) if len(s.text) > 15 and s.text in written]


REFUSED: dict[str, tuple[Callable[[Releases], object], type[AvowalError], str, int]] = {
    "not released": (lambda r: promote("third-1", [], WHY, TODAY), RegistryError, "called third-1", 2),
    "latest": (lambda r: promote("latest", [], WHY, TODAY), RegistryError, "no exact version", 2),
    "outside": (lambda r: promote("../released/second-1", [], WHY, TODAY), RegistryError, "No released model", 2),
    "no reason": (lambda r: promote(SECOND, [], "  ", TODAY), RegistryError, "reason", 2),
    "live already": (lambda r: promote(FIRST, [], WHY, TODAY), RegistryError, "live already", 2),
    "forgot a label": (lambda r: promote(FORGETFUL, [], WHY, TODAY), GateError, f"criterion/{FORGOTTEN}", 1),
    "nothing before": (lambda r: roll_back([], TODAY), RegistryError, "Nothing was live before", 2),
    "nothing before for a task": (lambda r: roll_back([Task.PRACTICE], TODAY), RegistryError, "practice", 2),
}


@pytest.mark.parametrize(("act", "kind", "said", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_leaves_everything_as_it_was(
    releases: Releases, act: Callable[[Releases], object], kind: type[AvowalError], said: str, code: int
) -> None:
    before = releases.bytes
    with pytest.raises(kind, match=said) as refused:
        act(releases)
    assert refused.value.advice
    assert refused.value.exit_code == code
    assert releases.bytes == before
    assert not list(releases.folder.glob("released/*/changes.*"))


def test_a_damaged_model_one_without_card_and_one_in_another_s_folder_are_refused(releases: Releases) -> None:
    (releases.of(SECOND) / "card.md").unlink()
    with pytest.raises(RegistryError, match="lacks its card"):
        promote(SECOND, [], WHY, TODAY)
    rewrite_in_place(releases.of(FORGETFUL) / "weights.npz", b"PK")
    with pytest.raises(ModelError, match="damaged"):
        promote(FORGETFUL, [], WHY, TODAY)
    releases.of(SECOND).rename(releases.of("renamed-1"))
    (releases.of("renamed-1") / "card.md").write_text("# Renamed\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="not a model of that name"):
        promote("renamed-1", [], WHY, TODAY)
    assert set(releases.live().values()) == {releases.model_id(FIRST)}


def test_a_damaged_live_model_can_be_replaced_but_not_by_parts(releases: Releases, few: Path) -> None:
    rewrite_in_place(releases.of(FIRST) / "weights.npz", b"PK")
    model_at.cache_clear()
    with pytest.raises(ModelError):
        promote(SECOND, [Task.PRACTICE], WHY, TODAY, few)
    done = promote(SECOND, [], WHY, TODAY, few)
    assert done.changes is None
    assert set(releases.live().values()) == {releases.model_id(SECOND)}


def test_a_rollback_takes_back_the_last_promotion_and_the_history_keeps_both(releases: Releases, few: Path) -> None:
    before = releases.live()
    promote(SECOND, [Task.PRACTICE], WHY, TODAY, few)
    promote(SECOND, [Task.SPECIFICITY], WHY, TODAY, few)
    done = roll_back([], TODAY, "Too vague.")
    assert [move.task for move in done.moves] == [Task.SPECIFICITY]
    assert read_registry().history[-1].why == "Too vague."
    assert roll_back([Task.PRACTICE], TODAY).moves[0].after == before[Task.PRACTICE]
    assert releases.live() == before
    assert [entry.act for entry in read_registry().history] == ["promote"] * 3 + ["rollback"] * 2
    with pytest.raises(RegistryError, match="Nothing was live before"):
        roll_back([], TODAY)


def test_a_rollback_to_what_is_gone_changed_or_below_the_floors_is_refused(releases: Releases, few: Path) -> None:
    promote(SECOND, [], WHY, TODAY, few)
    before = releases.bytes
    found = floors.read_floors().raised({"criterion/structure": 0.99}, "m", "A better one.", TODAY)
    written = floors.FLOORS.read_bytes()
    floors.write_floors(found)
    with pytest.raises(GateError, match="criterion/structure") as refused:
        roll_back([], TODAY)
    assert "--lower 'criterion/structure'" in refused.value.advice
    floors.FLOORS.write_bytes(written)
    for name in ("model.json", "weights.npz"):
        rewrite_in_place(releases.of(FIRST) / name, (releases.of(FORGETFUL) / name).read_bytes())
    model_at.cache_clear()
    with pytest.raises(RegistryError, match="holds forgetful-1"):
        roll_back([], TODAY)
    (releases.of(FIRST) / "model.json").unlink()
    with pytest.raises(RegistryError, match="called first-1"):
        roll_back([], TODAY)
    assert releases.bytes == before


def test_a_registry_that_cannot_be_written_stays_whole(
    releases: Releases, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = releases.bytes

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritableError, match="No space left"):
        promote(SECOND, [], WHY, TODAY, few)
    assert releases.bytes == before


def test_the_held_half_is_what_the_gate_judges() -> None:
    found: list[LabelledSentence] = held()
    assert {s.document for s in found}.isdisjoint(s.document for s in load(AUTHORED / "train"))
    assert {s.group for s in found}.isdisjoint(s.group for s in load(AUTHORED / "train"))
