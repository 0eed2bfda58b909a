"""Decide whether workers, unions, outside bodies or peers were engaged, and what came of it."""

from corpora.document import Sentence
from corpora.finding import Status
from pipelines.rules.mention import GENERAL, Asked, Mention, find_elements, talk, weigh
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

    Rationale: bodies named for the purpose are part of it; a certifier, an auditor and whom he interviews, or a mere
    membership is no engagement, only talk of one. What a body is there for is not what the engagement produced.

    Source: statutory guidance 2025, Level 1; specification 2.4 (UK-G8), 5.2 (K26).
    """
    labelled = reading.about(*LABELS)
    plain = [s for s in reading.sentences if s not in labelled and _is_plain(reading, s)]
    mentions = [_mention(reading, s) for s in (*labelled, *plain)]
    verdict = weigh(reading, mentions, ASKED)
    if verdict and verdict.status == Status.VAGUE:
        return Verdict(Status.VAGUE, "A membership or a certifier, no engagement.", verdict.evidence)
    return verdict or absent(reading, ASKED.topic, LABELS, TERMS["bodies"])


def _mention(reading: Reading, sentence: Sentence) -> Mention:
    elements = set(find_elements(sentence, {"who": TERMS["bodies"], "result": TERMS["produced"]}))
    if reading.decides(sentence, "GRV3", "GRV4", "MON3"):
        elements.add("who")
    engaged = TERMS["engaged"].search(sentence.text)
    weak = talk(reading, sentence)
    if weak == GENERAL and engaged and "who" in elements:
        weak = None  # who was engaged is said, however general the rest
    if not reading.decides(sentence, *LABELS) and not engaged:
        weak = "a body named without an engagement"
    if reading.labels(sentence, LABELS) == {"MON3"} and not engaged:
        weak = "interviews of an audit"
    if TERMS["membership"].search(sentence.text) and "result" not in elements and not engaged:
        weak = "a membership or a certifier"
    return Mention(sentence, frozenset(elements), reading.state(sentence), weak)


def _is_plain(reading: Reading, sentence: Sentence) -> bool:
    """Whether a body is named so plainly that no label has to stand beside it: at least a word on engagement."""
    if reading.is_heading(sentence) or reading.is_talk(sentence):
        return False
    named = TERMS["named"].search(sentence.text) and TERMS["membership"].search(sentence.text)
    return bool(TERMS["engaged"].search(sentence.text) or named)
