"""Where a model comes from: its data by digest, who labelled them, under which licence, with what settings."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import files_of
from corpora.split import FOLDS
from models.linear import Settings
from models.recipe import Pretrained, Recipe

LABELLED_BY = {
    "gold": "Criteria of the gold statements: the experts of AIMS. Their practices, evidence status and specificity: a "
    "large language model that read each document in full, not people.",
    "annotated": "Criteria, practices, evidence status and specificity of the other statements: the same large "
    "language model, not people.",
    "volunteers": "Practices of the quoted answers: volunteers of WikiRate.",
    "authored": "Sentences invented and labelled for this project.",
}
LICENCE = {
    "gold": "Trained on the AIMS annotations (Mila and QUT), CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/; "
    "changed: turned into weights. The weights are given under CC-BY-4.0 with that "
    "attribution.",
    "authored": "The authored sentences and what is learned from them: Apache-2.0.",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a model was trained on and how."""

    version: str
    data: dict[str, str]  # file name: SHA-256
    sentences: dict[str, int]  # by source of the criteria
    labelled_by: str
    licence: str
    settings: dict[str, Any]
    folds: int


def listed(data: Path | Sequence[Path]) -> list[Path]:
    """Return the data sets as a list."""
    return [data] if isinstance(data, Path) else list(data)


def data_digests(data: Path | Sequence[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file that the data sets are read from; of several sets, with the set's name before."""
    sets = listed(data)
    return {
        name if len(sets) == 1 else f"{path.name}/{name}": hashlib.sha256(file.read_bytes()).hexdigest()
        for path in sets
        for name, file in files_of(path).items()
    }


def provenance_of(
    data: Path | Sequence[Path], sentences: Sequence[LabelledSentence], settings: Settings | Recipe, version: str
) -> Provenance:
    """Say what a model is trained on."""
    counts = {name: sum(s.criteria_source == name for s in sentences) for name in LABELLED_BY}
    present = [name for name, count in counts.items() if count]
    licences = [LICENCE[name] for name in present if name in LICENCE]
    if isinstance(settings, Recipe) and settings.encoder and isinstance(settings.encoder.begins, Pretrained):
        begins = settings.encoder.begins
        licences.append(
            f"The encoder begins with the weights of the package {begins.package} (SHA-256 {begins.sha256}), "
            f"{begins.licence}."
        )
    return Provenance(
        version=version,
        data=data_digests(data),
        sentences={name: counts[name] for name in present},
        labelled_by=" ".join(LABELLED_BY[name] for name in present),
        licence=" ".join(licences),
        settings=settings.model_dump(mode="json") if isinstance(settings, Recipe) else asdict(settings),
        folds=FOLDS,
    )
