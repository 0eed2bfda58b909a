"""Decide whether workers, unions, outside bodies or peers were engaged, and what came of it."""

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.mention import Asked, Mention, find_elements, talk, weigh
from pipelines.rules.reading import Reading
from pipelines.rules.registry import Parameters, rule
from pipelines.rules.search import absent
from pipelines.rules.terms import load_terms
from pipelines.rules.verdict import Verdict

TERMS = load_terms("engagement")
LABELS = ("COL1", "GRV3", "GRV4", "MON3")
ASKED = Asked(
    "engagement of workers, unions or outside bodies",
    ("who", "result"),
    labels=LABELS,
    names={"who": "who was engaged", "result": "what the engagement produced"},
)


@rule("outsiders_engaged.v1")
def outsiders_engaged(reading: Reading, parameters: Parameters) -> Verdict:
    """Judge whether bodies are named that were engaged for the purpose, and what the engagement produced.

    Rationale: bodies named for the purpose are part of it; a certifier, an auditor or a mere membership is no
    engagement, only talk of one.

    Source: statutory guidance 2025, Level 1; specification 2.4 (UK-G8), 5.2 (K26).
    """
    mentions = [_mention(reading, s) for s in reading.about(*LABELS)]
    verdict = weigh(reading, mentions, ASKED)
    if verdict and verdict.status == Status.VAGUE:
        return Verdict(Status.VAGUE, "A membership or a certifier, no engagement.", verdict.evidence)
    return verdict or absent(reading, ASKED.topic, LABELS, TERMS["bodies"])


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    elements = set(find_elements(sentence, {"who": TERMS["bodies"], "result": TERMS["produced"]}))
    if reading.decides(sentence, "GRV3", "GRV4", "MON3"):
        elements.add("who")
    weak = talk(reading, sentence)
    if TERMS["membership"].search(sentence.text) and "result" not in elements:
        weak = "a membership or a certifier"
    return Mention(sentence, frozenset(elements), reading.state(sentence), weak)
