"""The classifier that is live: one model, or several of which each answers its own tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpora.prediction import Task
from models import artifact, registry
from models.artifact import ModelError
from models.classifier import MULTI_LABEL, Classifier, Passage, Scores, Thresholds


@dataclass(frozen=True, eq=False)
class PerTask:
    """A classifier made of others (see `models.classifier.Classifier`): each task is answered by its own."""

    models: Mapping[Task, Classifier]

    @property
    def model_id(self) -> str:
        """The ids of all its models; a prediction bears the id of its task's alone (`model_id_of`)."""
        return " + ".join(dict.fromkeys(self.models[task].model_id for task in Task))

    @property
    def thresholds(self) -> Thresholds:
        """Each task's, of its own model."""
        return {task: self.models[task].thresholds[task] for task in MULTI_LABEL}

    def predict(self, passages: Sequence[Passage]) -> Scores:
        """Ask each model once and return each task's probabilities from its own."""
        asked = {id(model): model.predict(passages) for model in {id(m): m for m in self.models.values()}.values()}
        return {task: asked[id(self.models[task])][task] for task in Task}


def combine(models: Mapping[Task, Classifier]) -> Classifier:
    """Return the classifier that answers each task by its model: the model itself where one answers all."""
    first = models[Task.CRITERION]
    return first if all(model is first for model in models.values()) else PerTask(dict(models))


def model_id_of(model: Classifier, task: Task) -> str:
    """Return the id of the model that answers a task."""
    return model.models[task].model_id if isinstance(model, PerTask) else model.model_id


def live_models() -> dict[Task, Classifier]:
    """Return the model of each task that the registry names; each is read once a process.

    Raises:
        RegistryError: where the registry has mistakes or names a model that is not there.
        ModelError: where one is damaged, or is not the version that the registry names.
    """
    return {task: _exactly(version) for task, version in registry.read_registry().live.items()}


def live_model() -> Classifier:
    """Return the classifier that is live.

    Raises:
        RegistryError, ModelError: as `live_models`.
    """
    return combine(live_models())


@lru_cache(maxsize=8)
def model_at(folder: Path) -> Classifier:
    """Return the model of a folder; it is read once a process.

    Raises:
        ModelError: where it is missing, damaged or made for other labels.
    """
    return artifact.load(folder)


def _exactly(version: str) -> Classifier:
    folder = registry.folder_of(version)
    model = model_at(folder.resolve())
    if model.model_id != version:
        raise ModelError(
            f"The registry names {version}, but {folder} holds {model.model_id}.",
            remedy=f"Restore that folder from the release, or take what it holds live: `avowal promote {folder.name}`.",
        )
    return model
