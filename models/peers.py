"""What other systems reach on the same gold statements: published figures, and outputs that are judged anew here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOLD, UK_STATUS = "aims_gold.jsonl", "aims_uk_status_gold.jsonl"
LLAMA, LLAMA_FIELD = "Llama-3.2-3B, its outputs at .5", "peer_llama32_3b"
LLAMA_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Peer:
    """One figure of another system; `seen` says what it was trained on, since that decides what may be compared.

    `low` and `high` are there where the figure was computed here, on the same rows and with the same resamples.
    """

    system: str
    value: float
    seen: str
    source: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A British gold sentence with what experts and a peer say of it: a promise, a negative evidence."""

    document: str
    text: str
    future: bool
    negative: bool
    peer_future: bool
    peer_negative: bool


@dataclass(frozen=True, slots=True)
class PeerOutputs:
    """A peer's own outputs on gold sentences: 11 probabilities by document and index; statuses, a sentence once."""

    criteria: Mapping[tuple[str, int], tuple[float, ...]] = field(default_factory=dict)
    status: tuple[StatusRow, ...] = ()


def peer_outputs(data: Iterable[Path]) -> PeerOutputs:
    """Read the outputs that lie beside the labels; folders without them, and files, hold none."""
    criteria: dict[tuple[str, int], tuple[float, ...]] = {}
    status: dict[tuple[str, str], StatusRow] = {}
    for folder in data:
        for row in _rows(folder / GOLD):
            if row.get(LLAMA_FIELD):
                criteria[row["document"], row["index"]] = tuple(row[LLAMA_FIELD])
        for row in _rows(folder / UK_STATUS):  # the file repeats some sentences of a document: each counts once
            names = ("future", "negative", "peer_future", "peer_negative")
            found = StatusRow(row["document"], row["text"], *(bool(row[name]) for name in names))
            status.setdefault((found.document, found.text), found)
    return PeerOutputs(criteria, tuple(status.values()))


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    if path.is_file():
        with path.open(encoding="utf-8") as stream:
            yield from (json.loads(line) for line in stream if line.strip())


AU_TRAINING = "other AU statements"
_AIMSCHECK = "AIMSCheck, published tables of sentence classification; with 100 words of context"
_DISTILL = (
    "AIMSDistill, published tables; checkpoints chosen on the test sets by its released code, so read as optimistic"
)
_READINGS = "two readings compared"
_TWICE = "agreement of two readings of 4,152 sentences by a large language model: what such labels can bear"

PEERS: dict[str, tuple[Peer, ...]] = {
    "AU 11": (Peer("AIMSDistill student, 340M", 0.731, AU_TRAINING, _DISTILL),),
    "AU 9": (
        Peer("AIMSCheck Llama-3.2-3B", 0.738, AU_TRAINING, _AIMSCHECK),
        Peer("AIMSCheck BERT, 110M", 0.719, AU_TRAINING, _AIMSCHECK),
        Peer("GPT-4o, few-shot", 0.617, "nothing", _AIMSCHECK),
    ),
    "UK 9": (
        Peer("AIMSDistill student, 340M", 0.724, AU_TRAINING, _DISTILL),
        Peer("AIMSCheck Llama-3.2-3B", 0.686, AU_TRAINING, _AIMSCHECK),
        Peer(
            "Llama-3.2-3B, tuned thresholds", 0.713, AU_TRAINING, "its released outputs, thresholds chosen out of fold"
        ),
        Peer("AIMSCheck BERT, 110M", 0.669, AU_TRAINING, _AIMSCHECK),
        Peer("GPT-4o, few-shot", 0.573, "nothing", _AIMSCHECK),
    ),
    "practices": (Peer(_READINGS, 0.87, "the labelling guide", _TWICE),),
    "evidence status": (Peer(_READINGS, 0.93, "the labelling guide", _TWICE),),
    "specificity": (Peer(_READINGS, 0.83, "the labelling guide", _TWICE),),
}
