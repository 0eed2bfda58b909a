"""Released models to try promotions on: a registry, floors and two small changes of the live model, in a folder."""

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpora.prediction import Task
from models import artifact, floors, gate, registry
from models.classifier import LABELS, Classifier
from models.linear import LinearModel
from models.provenance import Provenance

TODAY = date(2026, 11, 26)
FIRST, SECOND, FORGETFUL = "first-1", "second-1", "forgetful-1"
FORGOTTEN = "structure"  # a criterion with rows enough, that every model here knows unless it was made to forget it


@dataclass(frozen=True)
class Releases:
    """A folder that stands in for `models/`."""

    folder: Path

    def of(self, name: str) -> Path:
        return self.folder / "released" / name

    def model_id(self, name: str) -> str:
        return str(artifact.read_about(self.of(name))["model_id"])

    def live(self) -> dict[Task, str]:
        return dict(registry.read_registry().live)

    @property
    def bytes(self) -> bytes:
        return (self.folder / "registry.yaml").read_bytes()


def build(folder: Path) -> None:
    """Write three models, one, one that gives practices more freely and one that forgot a criterion, and the floors."""
    model = artifact.load(registry.FOLDER / "linear-2026.11")
    assert isinstance(model, LinearModel)
    about = artifact.read_about(registry.FOLDER / "linear-2026.11")["provenance"]
    freely = dict(model.scaling.labels)
    freely[Task.PRACTICE] = replace(freely[Task.PRACTICE], thresholds=freely[Task.PRACTICE].thresholds * 0.9)
    bias = {task: its.copy() for task, its in model.bias.items()}
    bias[Task.CRITERION][LABELS[Task.CRITERION].index(FORGOTTEN)] = np.float32(-99)
    for name, its in (
        (FIRST, model),
        (SECOND, replace(model, scaling=replace(model.scaling, labels=freely))),
        (FORGETFUL, replace(model, bias=bias)),
    ):
        artifact.save(its, Provenance(**{**about, "version": name}), folder / name)
        (folder / name / "card.md").write_text(f"# {name}\n", encoding="utf-8")
    shutil.copytree(gate.HELD, folder / "held")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(floors, "FLOORS", folder / "floors.json")
        patch.setattr(gate, "HELD", folder / "held")
        set_floors(artifact.load(folder / FIRST))


def install(built: Path, folder: Path, patch: pytest.MonkeyPatch) -> Releases:
    """Stand the built models in for the shipped ones, the first one live and the floors as it gives them."""
    released = folder / "released"
    for source in built.glob("*-1/*"):
        (released / source.parent.name).mkdir(parents=True, exist_ok=True)
        (released / source.parent.name / source.name).hardlink_to(source)
    patch.setattr(registry, "FOLDER", released)
    patch.setattr(registry, "REGISTRY", folder / "registry.yaml")
    patch.setattr(floors, "FLOORS", folder / "floors.json")
    patch.setattr(gate, "HELD", built / "held")
    releases = Releases(folder)
    live = {task: releases.model_id(FIRST) for task in Task}
    entry = registry.Entry(date=date(2026, 11, 1), act="promote", why="The first.", live=live)
    first = registry.Registry(live=live, history=(entry,))
    registry.write_registry(registry.HEAD + _yaml(first))
    floors.FLOORS.write_bytes((built / "floors.json").read_bytes())
    return releases


def set_floors(model: Classifier) -> None:
    """Write the floors that a model gives."""
    outcome = gate.through_gate(model, gate.SHUFFLES, other_gold=True)
    about = (outcome.model_id, "The first floors.", TODAY)
    floors.write_floors(floors.Floors().reset(floors.gold_digests(gate.HELD), outcome.proposals, *about))


def rewrite_in_place(path: Path, content: bytes) -> None:
    """Change a file of these releases alone: the built models are shared by hard links."""
    path.unlink()
    path.write_bytes(content)


def _yaml(first: registry.Registry) -> str:
    import yaml

    content = first.model_dump(mode="json")
    content["history"][0]["date"] = first.history[0].date
    return yaml.safe_dump(content, sort_keys=False)
