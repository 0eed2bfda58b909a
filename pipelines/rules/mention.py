"""From mentions to a status: elements pooled over one page or section, lowered by tense, talk and weak links."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpora.document import Sentence
from corpora.finding import Confidence, Evidence, Role, Status
from corpora.prediction import EvidenceStatus
from pipelines.rules.reading import TERMS, Reading
from pipelines.rules.verdict import Verdict, quote

Test = re.Pattern[str] | Callable[[Sentence], bool]

STANDS = frozenset({EvidenceStatus.DONE_IN_PERIOD, EvidenceStatus.ONGOING})
MAX_EVIDENCE = 5
GENERAL = "says it in general terms"  # a plan may do so and still be one


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence that speaks of a commitment: which elements it carries, and what takes from its weight.

    `weak` says why the sentence is talk only (then it is VAGUE at most); `linked` is False where nothing ties it to
    slavery (then it is PARTIAL at most).
    """

    sentence: Sentence
    elements: frozenset[str]
    state: EvidenceStatus = EvidenceStatus.ONGOING
    weak: str | None = None
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks of its mentions: the elements required, the words for its reasons, what counts as standing."""

    topic: str
    required: tuple[str, ...]
    partial_from: int = 1  # elements from which a mention is more than vague
    counts: frozenset[EvidenceStatus] = STANDS
    labels: tuple[str, ...] = ()  # what the classifiers call it; they raise or lower the confidence
    names: Mapping[str, str] = field(default_factory=dict)  # an element's words for the reason
    core: str | None = None  # the element without which nothing is more than vague
    reach: int | None = None  # sentences within which elements belong together; None: the page or section
    anywhere: bool = False  # whether elements may stand anywhere in the text: one answer, or a list of steps


def find_elements(sentence: Sentence, tests: Mapping[str, Test]) -> frozenset[str]:
    """Return the elements whose pattern or test holds for the sentence."""
    return frozenset(
        name
        for name, test in tests.items()
        if (test.search(sentence.text) if isinstance(test, re.Pattern) else test(sentence))
    )


def talk(reading: Reading, sentence: Sentence) -> str | None:
    """Return why a sentence is talk only: values, expectation, the world at large (F01, F12, F17, F22), or None."""
    if reading.is_heading(sentence):
        return "a heading"
    hangs_on = f"{reading.stem(sentence) or ''}\n{sentence.text}" if not reading.is_heading(sentence) else sentence.text
    if TERMS["expects"].search(hangs_on) and not re.search(
        r"\b(?:must|require[sd]?|contract\w*|check\w*|audit\w*)\b", sentence.text
    ):
        return "expects or encourages, without a requirement or check"
    if reading.is_vague(sentence):
        return GENERAL
    if reading.is_talk(sentence):
        return "a definition, or the law's own words"
    return None


def weigh(reading: Reading, mentions: Sequence[Mention], asked: Asked) -> Verdict | None:
    """Judge the mentions of one commitment, None where there is none.

    Elements may come from different sentences of one page or one section. Of the pools the best counts. Standing
    mentions with every element and a link are MET; some elements, or no link, PARTIAL; only plans PLANNED; only
    denials NEG_DISCLOSED; only talk VAGUE.

    Source: specification, section 2.2.
    """
    stands = asked.counts | reading.also_stands
    solid = [m for m in mentions if m.weak is None and m.state in stands]
    pool, have = _best_pool(solid, asked)
    evidence = _evidence(reading, pool, asked)
    confidence = _confidence(reading, pool, asked)
    lacking = [asked.names.get(name, name) for name in asked.required if name not in have]
    if pool and not lacking:
        if reading.names_slavery and any(m.linked for m in pool):
            return Verdict(Status.MET, f"Says {_list(asked, asked.required)}.", evidence, confidence)
        return Verdict(Status.PARTIAL, f"Nothing ties {asked.topic} to slavery or forced labour.", evidence, confidence)
    if pool and len(have) >= asked.partial_from and asked.core in (None, *have):
        return Verdict(Status.PARTIAL, f"On {asked.topic}, not found: {', '.join(lacking)}.", evidence, confidence)
    plans = [m for m in mentions if m.state == EvidenceStatus.PLANNED and m.weak in (None, GENERAL)]
    denials = [m for m in mentions if m.state == EvidenceStatus.NEGATED]
    if denials and not plans and not solid:
        return Verdict(
            Status.NEG_DISCLOSED,
            f"Says outright that it is not there: {asked.topic}.",
            _evidence(reading, denials, asked),
        )
    if plans and asked.core in have:
        reason = f"Plans on {asked.topic}, and a step of it that stands."
        return Verdict(Status.PARTIAL, reason, evidence, confidence)
    if plans:
        return Verdict(
            Status.PLANNED, f"Planned only: {asked.topic} is still to come.", _evidence(reading, plans, asked)
        )
    vague = solid or [m for m in mentions if m.weak != "a heading"]
    if not vague:
        return None
    why = next((m.weak for m in vague if m.weak), "in general terms")
    return Verdict(Status.VAGUE, f"Speaks of {asked.topic} only vaguely: {why}.", _evidence(reading, vague, asked))


def _best_pool(mentions: Sequence[Mention], asked: Asked) -> tuple[list[Mention], frozenset[str]]:
    best: tuple[list[Mention], frozenset[str]] = ([], frozenset())
    wanted = frozenset(asked.required)
    for pool in [list(mentions)] if asked.anywhere else _pools(mentions, asked.reach):
        have = frozenset().union(*(m.elements for m in pool)) & wanted
        worth = (len(have), any(m.linked for m in pool), len(pool))
        if worth > (len(best[1]), any(m.linked for m in best[0]), len(best[0])):
            best = (pool, have)
    return best


def _pools(mentions: Sequence[Mention], reach: int | None) -> Iterator[list[Mention]]:
    """Yield what may combine: the mentions of one page or one section, cut to a reach of sentences where one is set."""
    groups: dict[object, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.sentence.page, []).append(mention)
        if mention.sentence.section:
            groups.setdefault(mention.sentence.section, []).append(mention)
    for group in groups.values():
        if reach is None:
            yield group
            continue
        for place, anchor in enumerate(group):
            last = anchor.sentence.index + reach
            yield [m for m in group[place : place + reach + 1] if m.sentence.index <= last]


def _evidence(reading: Reading, mentions: Iterable[Mention], asked: Asked) -> tuple[Evidence, ...]:
    """Return the passages that carry the elements, richest first, each named by an element it brings."""
    wanted = frozenset(asked.required)

    def worth(mention: Mention) -> tuple[int, bool, bool, float, int]:
        sentence, seen = mention.sentence, reading.probability(mention.sentence, *asked.labels)
        return (
            -len(mention.elements & wanted),
            not mention.linked,
            not reading.is_specific(sentence),
            -seen,
            sentence.index,
        )

    ranked = sorted(mentions, key=worth)
    shown: list[Evidence] = []
    named: set[str] = set()
    for mention in ranked[:MAX_EVIDENCE]:
        new = [name for name in asked.required if name in mention.elements - named]
        if shown and not new:
            continue
        named.update(new)
        role = Role.DECIDES if not shown else asked.names.get(new[0], new[0])
        shown.append(quote(mention.sentence, role))
    return tuple(shown)


def _confidence(reading: Reading, pool: Sequence[Mention], asked: Asked) -> Confidence:
    seen = max((reading.probability(m.sentence, *asked.labels) for m in pool), default=0.0)
    return Confidence.HIGH if seen >= 0.6 else Confidence.MEDIUM


def _list(asked: Asked, names: Sequence[str]) -> str:
    words = [asked.names.get(name, name) for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
