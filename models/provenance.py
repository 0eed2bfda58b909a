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
    "changed: turned into weights of word and character sequences. The weights are given under CC-BY-4.0 with that "
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


def data_digests(data: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a data set is read from."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files_of(data).items()}


def provenance_of(data: Path, sentences: Sequence[LabelledSentence], settings: Settings, version: str) -> Provenance:
    """Say what a model is trained on."""
    counts = {name: sum(s.criteria_source == name for s in sentences) for name in LABELLED_BY}
    present = [name for name, count in counts.items() if count]
    return Provenance(
        version=version,
        data=data_digests(data),
        sentences={name: counts[name] for name in present},
        labelled_by=" ".join(LABELLED_BY[name] for name in present),
        licence=" ".join(LICENCE[name] for name in present if name in LICENCE),
        settings=asdict(settings),
        folds=FOLDS,
    )
