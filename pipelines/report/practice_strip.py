"""What a text tells of practices: the most specific passages, and how far each theme goes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpora.practice import practices, themes
from pipelines.report.passages import Passage, Texts

TOLD = frozenset({"DONE_IN_PERIOD", "ONGOING"})  # a plan is a promise, a denial no practice
DEPTHS = ("none", "vague", "general", "specific")
MOST_SHOWN = 5
# How far down the chain a passage reaches (specification, 10: own, tier 1, beyond tier 1), the farthest first.
REACHES = (
    (
        "beyond tier 1",
        re.compile(
            r"\b(?:tiers? (?:two|three|2|3|n)|(?:second|third|lower|deeper)[- ]tier|beyond (?:the )?(?:first|tier)"
            r"|sub-?suppliers?|suppliers[’'] suppliers|sub-?contractors?|raw materials?|smelters?"
            r"|spinn\w+|plantations?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "tier 1",
        re.compile(
            r"\b(?:suppliers?|supply chains?|vendors?|contractors?|factor(?:y|ies)|agenc(?:y|ies))\b", re.IGNORECASE
        ),
    ),
    ("own", re.compile(r"")),
)
Labels = Mapping[str, Sequence[tuple[str, str, float]]]  # sentence -> (task, label, probability)


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that tells of a practice, as specific as the classifier takes it to be."""

    practice: str  # its name
    passage: Passage


@dataclass(frozen=True, slots=True)
class Depth:
    """How concrete the best passage of a theme is, and how far it reaches; never how much is written."""

    theme: str
    name: str
    depth: str  # none, vague, general or specific
    reach: str  # own, tier 1, beyond tier 1; empty where nothing is told


@dataclass(frozen=True, slots=True)
class _Mention:
    sentence: Mapping[str, Any]
    practice: str
    probability: float
    depth: int


def told(texts: Texts, labels: Labels) -> tuple[list[Told], list[Depth]]:
    """Return the most specific passages, one a practice, and a line a theme (specification, section 10, 4 and 5)."""
    mentions = list(_mentions(texts, labels))
    themed = {practice.id: practice.theme for practice in practices().values()}
    best: dict[str, _Mention] = {}
    for mention in mentions:
        shown = best.get(mention.practice)
        if not shown or (mention.depth, mention.probability) > (shown.depth, shown.probability):
            best[mention.practice] = mention
    strip = []
    for theme, name in themes().items():
        deepest = max((m.depth for m in mentions if themed[m.practice] == theme), default=0)
        reached = [_reach(m.sentence["text"]) for m in mentions if themed[m.practice] == theme and m.depth == deepest]
        reach = next((name for name, _ in REACHES if name in reached), "") if deepest else ""
        strip.append(Depth(theme, name, DEPTHS[deepest], reach))
    specific = sorted(
        (m for m in best.values() if m.depth == len(DEPTHS) - 1), key=lambda m: (-m.probability, m.practice)
    )
    shown_sentences: set[str] = set()
    found: list[Told] = []
    for mention in specific:
        id_ = mention.sentence["sentence_id"]
        passage = texts.passage(id_)
        if id_ not in shown_sentences and not passage.is_withheld and len(found) < MOST_SHOWN:
            shown_sentences.add(id_)
            found.append(Told(practices()[mention.practice].name, passage))
    return found, strip


def _mentions(texts: Texts, labels: Labels) -> Iterable[_Mention]:
    for id_, sentence in texts.sentences.items():
        given = labels.get(id_, ())
        told_as = {label for task, label, _ in given if task == "evidence_status"}
        if sentence["layer"] != "body" or not told_as & TOLD:
            continue
        depth = max((DEPTHS.index(label.lower()) for task, label, _ in given if task == "specificity"), default=0)
        for task, label, probability in given:
            if task == "practice":
                yield _Mention(sentence, label, probability, depth)


def _reach(text: str) -> str:
    return next(name for name, words in REACHES if words.search(text))
