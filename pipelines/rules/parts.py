"""Judge by the parts that a table asks for: each by its words or the classifiers' labels, pooled into a status."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpora.document import Sentence
from corpora.finding import Confidence, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.asked import lent
from pipelines.rules.mention import GENERAL, STANDS, Asked, Mention, weigh
from pipelines.rules.reading import TERMS as COMMON
from pipelines.rules.reading import Reading
from pipelines.rules.search import absent
from pipelines.rules.verdict import Verdict, quotes

WITH_PLANS = STANDS | {EvidenceStatus.PLANNED, EvidenceStatus.HYPOTHETICAL}  # where a plan is what is asked for
BLANK = "Answer not given: nothing stands where the answer should."

_ITEM = re.compile(r"\W{0,3}[•▪◦●·‣*–-]|\(?\w{1,3}[.)] |.*[:|\d]")
_BINDS = re.compile(r"\b(?:must|requir\w+|contract\w*|clauses?|check\w*|audit\w*|agree[ds]?|signed?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a rule looks for: the words of each part, labels that show a part too, and words that touch on the topic.

    A part in `standing` is a ban or a rule: 'not' and 'will' belong to it and make neither a denial nor a plan.
    """

    asked: Asked
    terms: Mapping[str, re.Pattern[str]]
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()  # parts that are noted and not required
    bare: frozenset[str] = frozenset()  # parts that say nothing by themselves: who, by when
    tied: bool = True  # whether the parts themselves speak of exploitation; else slavery has to be named near them
    topic: str = "topic"  # the pattern, among the terms, of words that touch on the topic


def judge_parts(reading: Reading, parts: Parts) -> Verdict:
    """Judge a reading by its parts; where nothing speaks of them, say what was nearest."""
    mentions = mentions_of(reading, parts)
    if not any(m.elements - parts.bare or _touches(reading, parts, m.sentence) for m in mentions):
        return not_found(reading, parts)
    verdict = weigh(reading, mentions, pooled(reading, parts.asked))
    if verdict is None:
        return not_found(reading, parts)
    counts = parts.asked.counts | reading.also_stands
    solid = [m for m in mentions if m.weak is None and m.elements and m.state in counts]
    if verdict.status.is_missing and solid:  # something stands, but too little of it
        found = [name for name in parts.asked.required if any(name in m.elements for m in solid)]
        lacking = [name for name in parts.asked.required if name not in found]
        have, lack = (", ".join(parts.asked.names.get(n, n) for n in names) for names in (found, lacking))
        if set(found) - parts.bare:
            return replace(verdict, status=Status.VAGUE, reason=f"Only {have}; not found: {lack}.")
    return verdict


def not_found(reading: Reading, parts: Parts) -> Verdict:
    """Say that nothing speaks of the topic: a blank answer, or the nearest passages of a text that was searched."""
    if not reading.sentences:
        return Verdict(Status.ABSENT, BLANK, (), Confidence.HIGH)
    return absent(reading, parts.asked.topic, parts.asked.labels, parts.terms.get(parts.topic))


def pooled(reading: Reading, asked: Asked) -> Asked:
    """Let the parts stand anywhere in one answer; of a whole text, on one page or in one section."""
    return asked if reading.is_whole else replace(asked, anywhere=True)


def mentions_of(reading: Reading, parts: Parts) -> list[Mention]:
    """Return the sentences that carry a part, or that only touch on the topic."""
    found = (_mention(reading, parts, s) for s in reading.sentences if not is_title(reading, s))
    return [mention for mention in found if mention is not None]


def shown(reading: Reading, parts: Parts, status: Status, reason: str, *names: str) -> Verdict:
    """Return a verdict on the sentences that carry the parts named, or any part where none is named."""
    wanted = frozenset(names)
    mentions = [m for m in mentions_of(reading, parts) if m.elements & wanted or not wanted]
    return Verdict(status, reason, quotes((m.sentence for m in mentions), limit=3))


def is_title(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a heading; a short line of an answer, an item or one with a figure is none."""
    if any(sentence.text in other.section for other in reading.sentences):
        return True
    return reading.is_whole and reading.is_heading(sentence) and not _ITEM.match(sentence.text)


def _mention(reading: Reading, parts: Parts, sentence: Sentence) -> Mention | None:
    known = lent(reading, sentence)
    text = f"{sentence.text}\n{known.words}" if known else sentence.text
    wanted = (*parts.asked.required, *parts.also)
    worded = {name for name in wanted if name in parts.terms and parts.terms[name].search(text)}
    elements = worded | {name for name, labels in parts.labels.items() if reading.decides(sentence, *labels)}
    if not elements and not _touches(reading, parts, sentence):
        return None
    denied = known is not None and known.denied
    state = EvidenceStatus.NEGATED if denied else reading.state(sentence)
    if worded & parts.standing and (
        state == EvidenceStatus.NEGATED
        or (state == EvidenceStatus.PLANNED and not COMMON["planned_outright"].search(sentence.text))
    ):
        state = EvidenceStatus.ONGOING
        elements = elements & parts.standing if denied else elements
    weak = _weakness(reading, sentence, len(worded), bool(worded & parts.standing)) if elements else GENERAL
    linked = parts.tied or reading.decides(sentence, "mitigation", "remediation") or reading.tied_to_slavery(sentence)
    return Mention(sentence, frozenset(elements), state, weak, linked)


def _touches(reading: Reading, parts: Parts, sentence: Sentence) -> bool:
    topic = parts.terms.get(parts.topic)
    return bool(topic and topic.search(sentence.text)) or reading.decides(sentence, *parts.asked.labels)


def _weakness(reading: Reading, sentence: Sentence, worded: int, standing: bool) -> str | None:
    """Return why a sentence is talk only: an expectation, a right kept, a definition; plain words outweigh a label."""
    if COMMON["expects"].search(sentence.text) and not _BINDS.search(sentence.text):
        return "expects or encourages, without a requirement or check"
    if COMMON["reserves"].search(sentence.text) and not standing:
        return "a right kept, not an act"
    if worded >= 2 or standing:
        return None
    if reading.is_talk(sentence):
        return "a definition, or the law's own words"
    return GENERAL if reading.is_vague(sentence) else None
