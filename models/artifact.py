"""A trained model on disk: arrays and graphs without pickle, a manifest beside them, and digests over all.

A folder holds `model.json`, the files that it names with their digests, and the card, which decides nothing. A linear
model alone has format 1, an ensemble format 2.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from corpora.errors import AvowalError
from corpora.prediction import Task
from models.arrays import feature_settings, linear_arrays, linear_of, scaling_arrays, scaling_of, temperatures
from models.calibrate import unscaled
from models.classifier import LABELS, Classifier
from models.ensemble import Base, Ensemble
from models.linear import LinearModel
from models.provenance import Provenance
from models.stack import Stack

FORMAT, ENSEMBLE_FORMAT = 1, 2
MODEL, WEIGHTS, STACK, TOKENIZER = "model.json", "weights.npz", "stack.npz", "tokenizer.json"
ID_DIGITS = 12
OF_STACK = "stack."  # before the names of the stack's own arrays


class ModelError(AvowalError):
    """A model is missing, damaged or made for other labels; nothing is predicted with it."""

    remedy = "Restore models/released from the release, or train a model with `avowal train --data PATH --out DIR`."
    exit_code = 4


def save(model: LinearModel, provenance: Provenance, folder: Path) -> LinearModel:
    """Write a linear model to a folder and return it as it will be read back, with its id.

    The weights are stored as 16-bit floats. The id is the version and the first 12 digits of the digest over every
    byte that decides a prediction, so that two models never share one.
    """
    arrays = {**linear_arrays(model), **scaling_arrays(model.scaling)}
    _write(
        folder,
        {WEIGHTS: _npz(arrays)},
        {
            "format": FORMAT,
            "labels": _labels(),
            "features": feature_settings(model),
            "temperature": temperatures(model.scaling),
        },
        provenance,
    )
    return load_linear(folder)


def save_ensemble(model: Ensemble, provenance: Provenance, folder: Path) -> Ensemble:
    """Write an ensemble to a folder and return it as it will be read back, with its id.

    Its bases are linear models and encoders; all encoders share one tokenizer.

    Raises:
        TypeError: where a base is of another kind.
    """
    from models.encoder.session import EncoderModel

    files: dict[str, bytes] = {}
    bases: dict[str, Any] = {}
    for name, base in model.bases.items():
        if isinstance(base, LinearModel):
            files[f"{name}.npz"] = _npz(linear_arrays(base))
            bases[name] = {"kind": "linear", "features": feature_settings(base)}
        elif isinstance(base, EncoderModel):
            files[f"{name}.onnx"] = base.graph
            files[TOKENIZER] = base.tokenizer.encode("utf-8")
            bases[name] = {"kind": "encoder", **asdict(base.settings)}
        else:
            raise TypeError(f"{name} is neither a linear model nor an encoder")
    stack = {f"{OF_STACK}{name}": values for name, values in model.stack.arrays().items()}
    files[STACK] = _npz({**stack, **scaling_arrays(model.scaling)})
    _write(
        folder,
        files,
        {
            "format": ENSEMBLE_FORMAT,
            "labels": _labels(),
            "bases": bases,
            "stack": model.stack.about(),
            "temperature": temperatures(model.scaling),
        },
        provenance,
    )
    return cast(Ensemble, load(folder))


def load(folder: Path) -> Classifier:
    """Read a model and check every digest.

    Raises:
        ModelError: where a file is missing, damaged or changed, or the labels are not those of this version.
    """
    about = read_about(folder)
    files: dict[str, bytes] = {}
    for name, expected in about["files"].items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"The model {folder} lacks {name}.")
        files[name] = path.read_bytes()
        if _sha256(files[name]) != expected:
            raise ModelError(f"The model {folder} is damaged: the digest of {name} differs from {MODEL}.")
    try:
        return _linear(about, files) if about["format"] == FORMAT else _ensemble(about, files)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise ModelError(f"The model {folder} cannot be read: {error}") from error


def load_linear(folder: Path) -> LinearModel:
    """Read a linear model and check every digest.

    Raises:
        ModelError: as `load`, or where the model is of another kind.
    """
    model = load(folder)
    if not isinstance(model, LinearModel):
        raise ModelError(f"The model {folder} is no linear one.")
    return model


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
    if known not in (FORMAT, ENSEMBLE_FORMAT):
        raise ModelError(f"The model {folder} has format {known}; this version reads up to {ENSEMBLE_FORMAT}.")
    if labels != _labels():
        raise ModelError(f"The model {folder} was trained for other labels than those of this version.")
    if any(Path(name).name != name for name in named) or stated != _model_id(about):
        raise ModelError(f"The model {folder} is damaged: {MODEL} does not match its own digest.")
    return about


def _linear(about: Mapping[str, Any], files: Mapping[str, bytes]) -> LinearModel:
    arrays = _arrays(files[WEIGHTS])
    return linear_of(arrays, about["features"], scaling_of(arrays, about["temperature"]), about["model_id"])


def _ensemble(about: Mapping[str, Any], files: Mapping[str, bytes]) -> Ensemble:
    from models.encoder.session import EncoderModel, WindowSettings

    bases: dict[str, Base] = {}
    for name, its in about["bases"].items():
        rest = {key: value for key, value in its.items() if key != "kind"}
        if its["kind"] == "linear":
            bases[name] = linear_of(_arrays(files[f"{name}.npz"]), rest["features"], unscaled(), name)
        elif its["kind"] == "encoder":
            tokenizer = files[TOKENIZER].decode("utf-8")
            bases[name] = EncoderModel(files[f"{name}.onnx"], tokenizer, WindowSettings(**rest))
        else:
            raise ValueError(f"{name} is of a kind that this version does not know: {its['kind']}")
    arrays = _arrays(files[STACK])
    own = {name.removeprefix(OF_STACK): values for name, values in arrays.items() if name.startswith(OF_STACK)}
    scaling = scaling_of(arrays, about["temperature"])
    return Ensemble(bases, Stack.of(own, about["stack"]), scaling, about["model_id"])


def _write(folder: Path, files: Mapping[str, bytes], about: dict[str, Any], provenance: Provenance) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    about["provenance"] = asdict(provenance)
    about["files"] = {name: _sha256(content) for name, content in files.items()}
    about["model_id"] = _model_id(about)
    (folder / MODEL).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _labels() -> dict[str, list[str]]:
    return {task: list(LABELS[task]) for task in Task}


def _npz(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    written = io.BytesIO()
    named: dict[str, Any] = dict(arrays)
    np.savez_compressed(written, allow_pickle=False, **named)
    return written.getvalue()


def _arrays(content: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _model_id(about: dict[str, Any]) -> str:
    rest = {name: value for name, value in about.items() if name != "model_id"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False)
    return f"{about['provenance']['version']}-{_sha256(text.encode('utf-8'))[:ID_DIGITS]}"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
