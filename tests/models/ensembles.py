"""A tiny ensemble whose stack takes about the mean of its bases: what it is made of, without what it learns."""

import numpy as np
import pytest

from corpora.prediction import Task
from models.calibrate import unscaled
from models.classifier import LABELS, MULTI_LABEL
from models.encoder.session import EncoderModel, WindowSettings
from models.ensemble import Ensemble
from models.linear import LinearModel
from models.stack import Stack
from tests.models.tinyencoder import tiny_network, tiny_tokenizer


def mean_stack(*bases: str) -> Stack:
    """Return a stack that takes half the mean, less a number a task."""
    share = 0.5 / len(bases)
    sizes = {task: len(LABELS[task]) for task in Task}
    return Stack(
        bases,
        {
            task: np.full((len(bases), n), share)
            if task in MULTI_LABEL
            else np.vstack([np.eye(n) * share] * len(bases))
            for task, n in sizes.items()
        },
        {task: np.full(n, -number / 10) for number, (task, n) in enumerate(sizes.items())},
    )


def tiny_ensemble(linear: LinearModel | None = None) -> Ensemble:
    pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from models.encoder.export import exported

    settings = WindowSettings(size=64, longest=40, overlap=1)
    encoder = EncoderModel(exported(tiny_network(), first_id=2), tiny_tokenizer(), settings)
    bases = {"encoder": encoder} if linear is None else {"linear": linear, "encoder": encoder}
    return Ensemble(bases, mean_stack(*bases), unscaled())
