"""A trained model on disk: arrays without pickle, a manifest beside them, and digests over both."""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.errors import AvowalError
from corpora.prediction import Task
from models.calibrate import Calibration, Scaling
from models.classifier import LABELS, MULTI_LABEL
from models.features import Features, FeatureSettings
from models.linear import LinearModel
from models.provenance import Provenance

FORMAT = 1
WEIGHTS, MODEL = "weights.npz", "model.json"
ID_DIGITS = 12


class ModelError(AvowalError):
    """A model is missing, damaged or made for other labels; nothing is predicted with it."""

    remedy = "Restore models/released from the release, or train a model with `avowal train --data PATH --out DIR`."
    exit_code = 4


def save(model: LinearModel, provenance: Provenance, folder: Path) -> LinearModel:
    """Write the model to a folder and return it as it will be read back, with its id.

    The weights are stored as 16-bit floats. The id is the version and the first 12 digits of the digest over every
    byte that decides a prediction, so that two models never share one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "words": _packed(model.features.words),
        "characters": _packed(model.features.characters),
        "word_idf": model.features.word_idf,
        "character_idf": model.features.character_idf,
        "neighbours": model.features.neighbours,
    }
    for task in Task:
        arrays[f"{task}.weights"] = model.weights[task].astype(np.float16)
        arrays[f"{task}.bias"] = model.bias[task]
    for task in MULTI_LABEL:
        calibration = model.scaling.labels[task]
        arrays[f"{task}.slope"], arrays[f"{task}.intercept"] = calibration.slope, calibration.intercept
        arrays[f"{task}.thresholds"] = calibration.thresholds
    np.savez_compressed(folder / WEIGHTS, allow_pickle=False, **arrays)
    about: dict[str, Any] = {
        "format": FORMAT,
        "labels": {task: list(LABELS[task]) for task in Task},
        "features": asdict(model.features.settings),
        "temperature": {task: model.scaling.temperature[task] for task in Task if task not in MULTI_LABEL},
        "provenance": asdict(provenance),
        "files": {WEIGHTS: _sha256((folder / WEIGHTS).read_bytes())},
    }
    about["model_id"] = _model_id(about)
    (folder / MODEL).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return load(folder)


def load(folder: Path) -> LinearModel:
    """Read a model and check every digest.

    Raises:
        ModelError: where a file is missing, damaged or changed, or the labels are not those of this version.
    """
    about = read_about(folder)
    for name, expected in about["files"].items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"The model {folder} lacks {name}.")
        if _sha256(path.read_bytes()) != expected:
            raise ModelError(f"The model {folder} is damaged: the digest of {name} differs from {MODEL}.")
    try:
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            return _build(about, {name: arrays[name] for name in arrays.files}, folder)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"The model {folder} cannot be read: {error}") from error


def read_about(folder: Path) -> dict[str, Any]:
    """Read what a model says of itself, without its weights.

    Raises:
        ModelError: where it is missing, no JSON, of another format, for other labels, or its id is not its digest.
    """
    path = folder / MODEL
    if not path.is_file():
        raise ModelError(f"No model at {folder}: it holds no {MODEL}.")
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        stated, known = about["model_id"], about["format"]
        labels, named = about["labels"], set(about["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model {folder} is damaged: {MODEL} cannot be read ({error}).") from error
    if known != FORMAT:
        raise ModelError(f"The model {folder} has format {known}; this version reads {FORMAT}.")
    if labels != {task: list(LABELS[task]) for task in Task}:
        raise ModelError(f"The model {folder} was trained for other labels than those of this version.")
    if named != {WEIGHTS} or stated != _model_id(about):
        raise ModelError(f"The model {folder} is damaged: {MODEL} does not match its own digest.")
    return about


def _build(about: dict[str, Any], arrays: dict[str, Any], folder: Path) -> LinearModel:
    features = Features(
        words=_unpacked(arrays["words"]),
        word_idf=arrays["word_idf"],
        characters=_unpacked(arrays["characters"]),
        character_idf=arrays["character_idf"],
        neighbours=arrays["neighbours"],
        settings=FeatureSettings(**about["features"]),
    )
    for task in Task:
        if arrays[f"{task}.weights"].shape != (features.width, len(LABELS[task])):
            raise ModelError(f"The model {folder} is damaged: the weights of {task} have another shape.")
    labels = {
        task: Calibration(arrays[f"{task}.slope"], arrays[f"{task}.intercept"], arrays[f"{task}.thresholds"])
        for task in MULTI_LABEL
    }
    temperature = {task: float(about["temperature"][task]) for task in Task if task not in MULTI_LABEL}
    return LinearModel(
        features=features,
        weights={task: arrays[f"{task}.weights"].astype(np.float32) for task in Task},
        bias={task: arrays[f"{task}.bias"] for task in Task},
        scaling=Scaling(labels, temperature),
        model_id=about["model_id"],
    )


def _packed(terms: Sequence[str]) -> NDArray[np.uint8]:
    """Return the terms as ASCII bytes, one a line: `normalise` leaves nothing else in them."""
    return np.frombuffer("\n".join(terms).encode("ascii"), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode("ascii").split("\n")) if packed.size else ()


def _model_id(about: dict[str, Any]) -> str:
    rest = {name: value for name, value in about.items() if name != "model_id"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False)
    return f"{about['provenance']['version']}-{_sha256(text.encode('utf-8'))[:ID_DIGITS]}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
