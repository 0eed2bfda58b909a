"""A tiny ensemble, and a stack that takes the mean: what it is made of and stored as, without what it learns."""

import types
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from corpora.prediction import Task
from models.calibrate import unscaled
from models.classifier import Passage
from models.encoder.session import EncoderModel, WindowSettings
from models.ensemble import Ensemble, Margins
from models.linear import LinearModel
from tests.models.tinyencoder import tiny_network, tiny_tokenizer


class Mean:
    """The mean of all bases, times a factor, less a number a task."""

    def __init__(self, less: NDArray[np.float64], factor: float) -> None:
        self.less, self.factor = less, factor

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> "Mean":
        return cls(arrays["less"], about["factor"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {"less": self.less}

    def about(self) -> dict[str, Any]:
        return {"factor": self.factor}

    def margins(self, bases: Mapping[str, Margins], documents: Sequence[Sequence[Passage]]) -> Margins:
        assert len(bases[next(iter(bases))][Task.CRITERION]) == sum(map(len, documents))
        return {
            task: np.mean([its[task] for its in bases.values()], axis=0) * self.factor - self.less[number]
            for number, task in enumerate(Task)
        }


def tiny_ensemble(linear: LinearModel | None = None) -> Ensemble:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from models.encoder.export import exported

    settings = WindowSettings(size=64, longest=40, overlap=1)
    encoder = EncoderModel(exported(tiny_network(), first_id=2), tiny_tokenizer(), settings)
    bases = {"encoder": encoder} if linear is None else {"linear": linear, "encoder": encoder}
    return Ensemble(bases, Mean(np.arange(4) / 10, 0.5), unscaled())


def use_mean(patch: pytest.MonkeyPatch) -> None:
    """Let an ensemble be read back with the stack of this module."""
    module: Any = types.ModuleType("models.stack")
    module.Stack = Mean
    patch.setitem(__import__("sys").modules, "models.stack", module)
