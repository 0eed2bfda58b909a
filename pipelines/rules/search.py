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
NEAREST = 3  # passages shown beside an absence, at most (specification, 2.1)
MIN_NEAR = 0.1  # a probability below which a passage without a word of the topic is no neighbour of it


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
    """Say that nothing speaks of the topic, with up to three nearest passages and why each was refused.

    Only passages with a word of the topic or its neighbourhood are near, or those a classifier takes for it; where
    there is none, one passage is shown, the first of its prose. A classifier that sees the topic where the rule sees
    none lowers the confidence: a person should look.

    Args:
        labels: what the classifiers call the topic itself.
        near: what they call its neighbourhood: it ranks the passages and says nothing of the topic.
        beside: words of its neighbourhood, likewise.
        sign_off: whether it belongs at the end, where a torn text may have lost it: then a person looks.
    """

    def closeness(sentence: Sentence) -> float:
        close = _closeness(reading, sentence, [*labels, *near], pattern)
        return close + (MIN_NEAR if beside and beside.search(sentence.text) else 0.0)

    def order(sentence: Sentence) -> tuple[bool, bool, float, int]:
        close = closeness(sentence)
        prose = len(sentence.text.split()) >= MIN_WORDS and not reading.is_heading(sentence)
        return is_menu(sentence.text), not (prose or close > 0), -close, sentence.index

    ranked = sorted(reading.sentences, key=order)[:NEAREST]
    shown = [s for s in ranked if closeness(s) >= MIN_NEAR and not is_menu(s.text)] or ranked[:1]
    evidence = tuple(refuse(reading, s, topic, pattern) for s in shown)
    if sign_off and (lost := reading.sign_off_lost):
        return Verdict(Status.NOT_ASSESSABLE, f"Check by hand: {lost}", evidence, Confidence.LOW)
    best = max((reading.probability(s, *labels) for s in reading.sentences), default=0.0)
    decided = any(reading.decides(s, *labels) for s in reading.sentences)
    confidence = Confidence.LOW if decided else Confidence.MEDIUM if best >= TENTATIVE else Confidence.HIGH
    return Verdict(Status.ABSENT, reason or f"Not found: no passage speaks of {topic}.", evidence, confidence)


def refuse(reading: Reading, sentence: Sentence, topic: str, pattern: re.Pattern[str] | None = None) -> Evidence:
    """Return the sentence as a nearest passage with the reason why it does not count."""
    named = bool(pattern and pattern.search(sentence.text))
    topic = topic.removesuffix(" of this statement")  # which the passage may well not be about
    if reading.is_heading(sentence):
        why = "a heading or title, which says nothing by itself"
    elif reading.is_talk(sentence):
        why = "a definition or a general fact, not what was done"
    elif TERMS["values"].search(sentence.text) and not reading.is_specific(sentence):
        why = "a statement of values, without an action or a rule"
    elif reading.state(sentence) == EvidenceStatus.PLANNED:
        why = f"a plan that mentions {topic} in passing, if at all" if named else "a plan about something else"
    elif named:
        why = f"mentions {topic} in passing or is about something else"
    else:
        why = "is about something else"
    return quote(sentence, Role.NEAREST, why)


def _closeness(reading: Reading, sentence: Sentence, labels: Sequence[str], pattern: re.Pattern[str] | None) -> float:
    words = len(pattern.findall(sentence.text)) if pattern else 0
    return reading.probability(sentence, *labels) + min(words, 4) / 4
