"""What a learnt status looks at: the verdict of the rule, probabilities, and the elements found in words."""

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus, Specificity
from pipelines.rules import Reading, Verdict, find_rule

RELEVANT = 0.2  # probability from which a sentence speaks of the commitment's topic
STATES = (*Specificity, EvidenceStatus.PLANNED, EvidenceStatus.NEGATED, EvidenceStatus.DONE_IN_PERIOD)
STRONGEST = ("strongest", "second", "fourth")
TOP = 3

Floats = NDArray[np.float64]


def elements_of(rule: str) -> Mapping[str, re.Pattern[str]]:
    """Return the named patterns that a rule reads with."""
    terms: Mapping[str, re.Pattern[str]] = getattr(sys.modules[find_rule(rule).__module__], "TERMS", {})
    return terms


def names_of(rule: str) -> tuple[str, ...]:
    """Return the names of the features for commitments of a rule, in the order of `features`."""
    return (
        *(f"rule says {status}" for status in Status),
        "rule is unsure",
        "rule is sure",
        *(f"{rank} probability" for rank in STRONGEST),
        "sentences on the topic",
        *(f"on the topic and {state}" for state in STATES),
        *(f"plainest and {state}" for state in STATES),
        "passages of the rule",
        "refused passages",
        "passages' probability",
        "passages' specificity",
        "length of the text",
        *(f"element {name}" for name in elements_of(rule)),
    )


def features(reading: Reading, labels: Sequence[str], rule: str, verdict: Verdict) -> Floats:
    """Return the features of one commitment in one document, as named by `names_of`.

    Args:
        reading: A whole document with predictions.
        labels: Criteria and practices that speak of the commitment.
        rule: Name of its rule.
        verdict: What the rule says.
    """
    sentences = reading.sentences
    topic = np.array([reading.probability(sentence, *labels) for sentence in sentences])
    states = _states(reading)
    order = np.argsort(-topic, kind="stable")[:TOP]
    ranked = np.append(np.sort(topic)[::-1], np.zeros(4))
    quoted = {item.sentence_id for item in verdict.evidence}
    shown = np.array([sentence.sentence_id in quoted for sentence in sentences], dtype=bool)
    found = [
        *(verdict.status == status for status in Status),
        verdict.confidence == Confidence.LOW,
        verdict.confidence == Confidence.HIGH,
        *(_logit(ranked[place]) / 4 for place in (0, 1, 3)),
        np.log1p(topic.sum()),
        *np.log1p((topic[:, None] * states).sum(axis=0)),
        *(topic[order, None] * states[order]).max(axis=0, initial=0.0),
        len(verdict.evidence) / 4,
        any(item.refused_because for item in verdict.evidence),
        topic[shown].max(initial=0.0),
        states[shown, STATES.index(Specificity.SPECIFIC)].max(initial=0.0),
        np.log1p(len(sentences)) - 4,
        *_elements(reading, topic, rule),
    ]
    return np.array(found, dtype=np.float64)


def _elements(reading: Reading, topic: Floats, rule: str) -> list[float]:
    speaking = [s.text for s, strength in zip(reading.sentences, topic, strict=True) if strength >= RELEVANT]
    return [float(np.log1p(sum(bool(p.search(t)) for t in speaking))) for p in elements_of(rule).values()]


@lru_cache(maxsize=4)  # of the document at hand: each of its commitments asks again
def _states(reading: Reading) -> Floats:
    rows = [[reading.probability(sentence, state) for state in STATES] for sentence in reading.sentences]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(STATES))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(clipped / (1 - clipped)))
