"""Proof of search: what was nearest to an answer, and why each passage was refused."""

import re
from collections.abc import Sequence

from corpora.document import Sentence
from corpora.finding import Confidence, Evidence, Role, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.furniture import is_menu
from pipelines.rules.reading import TENTATIVE, TERMS, Reading
from pipelines.rules.verdict import Verdict, quote

MIN_WORDS = 4  # of prose; shorter lines are cells and marks
NEAREST = 3  # passages shown beside an absence (specification, 2.1)


def absent(
    reading: Reading,
    topic: str,
    labels: Sequence[str],
    pattern: re.Pattern[str] | None = None,
    reason: str = "",
    near: Sequence[str] = (),
    beside: re.Pattern[str] | None = None,
    sign_off: bool = False,
) -> Verdict:
    """Say that nothing speaks of the topic, with the three nearest passages and why each was refused.

    A classifier that sees the topic where the rule sees none lowers the confidence: a person should look.

    Args:
        labels: what the classifiers call the topic itself.
        near: what they call its neighbourhood: it ranks the passages and says nothing of the topic.
        beside: words of its neighbourhood, likewise.
        sign_off: whether it belongs at the end, where a torn text may have lost it: then a person looks.
    """

    def order(sentence: Sentence) -> tuple[bool, bool, float, int]:
        close = _closeness(reading, sentence, [*labels, *near], pattern)
        close += 0.1 if beside and beside.search(sentence.text) else 0.0
        prose = len(sentence.text.split()) >= MIN_WORDS and not reading.is_heading(sentence)
        return is_menu(sentence.text), not (prose or close > 0), -close, sentence.index

    evidence = tuple(refuse(reading, s, topic, pattern) for s in sorted(reading.sentences, key=order)[:NEAREST])
    if sign_off and (lost := reading.sign_off_lost):
        return Verdict(Status.NOT_ASSESSABLE, f"Check by hand: {lost}", evidence, Confidence.LOW)
    best = max((reading.probability(s, *labels) for s in reading.sentences), default=0.0)
    decided = any(reading.decides(s, *labels) for s in reading.sentences)
    confidence = Confidence.LOW if decided else Confidence.MEDIUM if best >= TENTATIVE else Confidence.HIGH
    return Verdict(Status.ABSENT, reason or f"Not found: no passage speaks of {topic}.", evidence, confidence)


def refuse(reading: Reading, sentence: Sentence, topic: str, pattern: re.Pattern[str] | None = None) -> Evidence:
    """Return the sentence as a nearest passage with the reason why it does not count."""
    named = bool(pattern and pattern.search(sentence.text))
    if reading.is_heading(sentence):
        why = "a title or heading, which is no mention"
    elif reading.is_talk(sentence):
        why = "a definition or a fact about the world"
    elif TERMS["values"].search(sentence.text) and not reading.is_specific(sentence):
        why = "values without an act or rule"
    elif reading.state(sentence) == EvidenceStatus.PLANNED:
        why = f"a plan, in which {topic} is touched on only" if named else f"a plan, not about {topic}"
    elif named:
        why = f"uses a word that belongs to {topic}, about something else or without saying more"
    else:
        why = f"does not speak of {topic}"
    return quote(sentence, Role.NEAREST, why)


def _closeness(reading: Reading, sentence: Sentence, labels: Sequence[str], pattern: re.Pattern[str] | None) -> float:
    words = len(pattern.findall(sentence.text)) if pattern else 0
    return reading.probability(sentence, *labels) + min(words, 4) / 4
