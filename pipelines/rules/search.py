"""Proof of search: what was nearest to an answer, and why each passage was refused."""

import re
from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Confidence, Evidence, Role, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.reading import TENTATIVE, TERMS, Reading
from pipelines.rules.verdict import Verdict, quote

NEAREST = 3  # passages shown beside an absence (specification, 2.1)


def absent(
    reading: Reading,
    topic: str,
    labels: Sequence[str],
    pattern: re.Pattern[str] | None = None,
    reason: str = "",
    near: Sequence[str] = (),
) -> Verdict:
    """Say that nothing speaks of the topic, with the three nearest passages and why each was refused.

    A classifier that sees the topic where the rule sees none lowers the confidence: a person should look.

    Args:
        labels: what the classifiers call the topic itself.
        near: what they call its neighbourhood: it ranks the passages and says nothing of the topic.
    """
    ranked = sorted(reading.sentences, key=lambda s: (-_closeness(reading, s, [*labels, *near], pattern), s.index))
    evidence = tuple(refuse(reading, sentence, topic) for sentence in ranked[:NEAREST])
    best = max((reading.probability(s, *labels) for s in reading.sentences), default=0.0)
    decided = any(reading.decides(s, *labels) for s in reading.sentences)
    confidence = Confidence.LOW if decided else Confidence.MEDIUM if best >= TENTATIVE else Confidence.HIGH
    return Verdict(Status.ABSENT, reason or f"Not found: no passage speaks of {topic}.", evidence, confidence)


def refuse(reading: Reading, sentence: Sentence, topic: str) -> Evidence:
    """Return the sentence as a nearest passage with the reason why it does not count."""
    if reading.is_heading(sentence):
        why = "a title or heading, which is no mention"
    elif reading.is_talk(sentence):
        why = "a definition or a fact about the world"
    elif TERMS["values"].search(sentence.text):
        why = "values without an act or rule"
    elif reading.state(sentence) == EvidenceStatus.PLANNED:
        why = f"a plan, not about {topic}"
    else:
        why = f"does not speak of {topic}"
    return quote(sentence, Role.NEAREST, why)


def _closeness(reading: Reading, sentence: Sentence, labels: Sequence[str], pattern: re.Pattern[str] | None) -> float:
    words = len(pattern.findall(sentence.text)) if pattern else 0
    return reading.probability(sentence, *labels) + min(words, 4) / 4
