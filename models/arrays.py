"""What models are made of, as named arrays that can be stored without pickle."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.prediction import Task
from models.calibrate import Calibration, Scaling
from models.classifier import LABELS, MULTI_LABEL
from models.features import Features, FeatureSettings
from models.linear import LinearModel

Arrays = Mapping[str, NDArray[Any]]


def linear_arrays(model: LinearModel) -> dict[str, NDArray[Any]]:
    """Return vocabulary and weights of a linear model, the weights as 16-bit floats."""
    arrays: dict[str, NDArray[Any]] = {
        "words": _packed(model.features.words),
        "characters": _packed(model.features.characters),
        "word_idf": model.features.word_idf,
        "character_idf": model.features.character_idf,
        "neighbours": model.features.neighbours,
    }
    for task in Task:
        arrays[f"{task}.weights"] = model.weights[task].astype(np.float16)
        arrays[f"{task}.bias"] = model.bias[task]
    return arrays


def linear_of(arrays: Arrays, settings: Mapping[str, Any], scaling: Scaling, model_id: str) -> LinearModel:
    """Return the linear model that `linear_arrays` took apart; `settings` are those of its features.

    Raises:
        KeyError: where an array is missing.
        ValueError: where weights have another shape than vocabulary and labels ask for.
        TypeError: where a setting is unknown.
    """
    features = Features(
        words=_unpacked(arrays["words"]),
        word_idf=arrays["word_idf"],
        characters=_unpacked(arrays["characters"]),
        character_idf=arrays["character_idf"],
        neighbours=arrays["neighbours"],
        settings=FeatureSettings(**settings),
    )
    for task in Task:
        if arrays[f"{task}.weights"].shape != (features.width, len(LABELS[task])):
            raise ValueError(f"the weights of {task} have another shape")
    return LinearModel(
        features=features,
        weights={task: arrays[f"{task}.weights"].astype(np.float32) for task in Task},
        bias={task: arrays[f"{task}.bias"] for task in Task},
        scaling=scaling,
        model_id=model_id,
    )


def feature_settings(model: LinearModel) -> dict[str, Any]:
    """Return the settings that `linear_of` needs."""
    return asdict(model.features.settings)


def scaling_arrays(scaling: Scaling) -> dict[str, NDArray[Any]]:
    """Return slopes, intercepts and thresholds of the multi-label tasks."""
    arrays: dict[str, NDArray[Any]] = {}
    for task in MULTI_LABEL:
        calibration = scaling.labels[task]
        arrays[f"{task}.slope"], arrays[f"{task}.intercept"] = calibration.slope, calibration.intercept
        arrays[f"{task}.thresholds"] = calibration.thresholds
    return arrays


def temperatures(scaling: Scaling) -> dict[str, float]:
    """Return the factors of the tasks with one right answer."""
    return {task: scaling.temperature[task] for task in Task if task not in MULTI_LABEL}


def scaling_of(arrays: Arrays, factors: Mapping[str, float]) -> Scaling:
    """Return the scaling that `scaling_arrays` and `temperatures` took apart.

    Raises:
        KeyError: where an array or a factor is missing.
        ValueError: where an array does not have a value a label.
    """
    labels = {}
    for task in MULTI_LABEL:
        parts = [arrays[f"{task}.{name}"] for name in ("slope", "intercept", "thresholds")]
        if any(part.shape != (len(LABELS[task]),) for part in parts):
            raise ValueError(f"the calibration of {task} has another shape")
        labels[task] = Calibration(*parts)
    return Scaling(labels, {task: float(factors[task]) for task in Task if task not in MULTI_LABEL})


def _packed(terms: Sequence[str]) -> NDArray[np.uint8]:
    """Return the terms as ASCII bytes, one a line: `normalise` leaves nothing else in them."""
    return np.frombuffer("\n".join(terms).encode("ascii"), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode("ascii").split("\n")) if packed.size else ()
