"""What other systems reach on the same gold statements, as their authors publish it or their released outputs show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Peer:
    """One published figure; `seen` says what it was trained on, since that decides what may be compared."""

    system: str
    value: float
    seen: str
    source: str


_AU_TRAINING = "other AU statements"
_AIMSCHECK = "AIMSCheck, published tables of sentence classification; with 100 words of context"
_DISTILL = (
    "AIMSDistill, published tables; checkpoints chosen on the test sets by its released code, so read as optimistic"
)

PEERS: dict[str, tuple[Peer, ...]] = {
    "AU 11": (Peer("AIMSDistill student, 340M", 0.731, _AU_TRAINING, _DISTILL),),
    "AU 9": (
        Peer("AIMSCheck Llama-3.2-3B", 0.738, _AU_TRAINING, _AIMSCHECK),
        Peer("AIMSCheck BERT, 110M", 0.719, _AU_TRAINING, _AIMSCHECK),
        Peer("GPT-4o, few-shot", 0.617, "nothing", _AIMSCHECK),
    ),
    "UK 9": (
        Peer("AIMSDistill student, 340M", 0.724, _AU_TRAINING, _DISTILL),
        Peer("AIMSCheck Llama-3.2-3B", 0.686, _AU_TRAINING, _AIMSCHECK),
        Peer("Llama-3.2-3B, clean text", 0.677, _AU_TRAINING, "recomputed from its released predictions, threshold .5"),
        Peer("Llama-3.2-3B, own thresholds", 0.713, _AU_TRAINING, "recomputed likewise, thresholds chosen out of fold"),
        Peer("AIMSCheck BERT, 110M", 0.669, _AU_TRAINING, _AIMSCHECK),
        Peer("GPT-4o, few-shot", 0.573, "nothing", _AIMSCHECK),
    ),
}
