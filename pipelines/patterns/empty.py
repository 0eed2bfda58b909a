"""Words without content: bare policy names, facts about the world, the law said over, pointers, placeholders."""

import re
from collections.abc import Iterator

from corpora.document import Sentence
from pipelines.patterns.registry import Hit, Seen, cues, passages, pattern

SEVERAL_POLICIES = 3
MAX_ITEM_WORDS = 10
NEAR = 2
MAX_POINTER_WORDS = 30
YEARS_AHEAD = 1
YEAR = re.compile(r"(?<![\d/.-])(20\d\d|21\d\d)(?![\d-])")


@pattern("F11")
def policy_list(seen: Seen) -> Iterator[Hit]:
    """Find three policies or more by their names alone, in one sentence or one list, none with forced-labour content.

    Rationale: a name is no rule; where an item or the sentence says what a policy holds on slavery, it is content.

    Source: specification 8 (F11), 2.2 (policy names are VAGUE).
    """
    words = cues("F11")
    for run in _lists(seen):
        texts = [s.text for s in run]
        if any(words["content"].search(text) or words["menu"].search(text) for text in texts):
            continue
        names = {m[0].lower() for m in words["named"].finditer(texts[0])}
        if len(run) >= SEVERAL_POLICIES or len(names) >= SEVERAL_POLICIES or words["several"].search(texts[0]):
            yield Hit(run)


@pattern("F17")
def generic_risk(seen: Seen) -> Iterator[Hit]:
    """Find definitions of slavery and facts about the world that nothing ties to the organisation.

    Rationale: what slavery is says nothing of where the organisation's own risk lies.

    Source: specification 8 (F17), 2.4 (a definition is no mention of steps).
    """
    words = cues("F17")
    for sentence in passages(seen):
        text = sentence.text
        if words["generic"].search(text) and words["topic"].search(text) and not words["own"].search(text):
            yield Hit((sentence,))


@pattern("F20")
def unspecific_training(seen: Seen) -> Iterator[Hit]:
    """Find training that nothing within two sentences ties to slavery, or that is only available.

    Rationale: induction or compliance training at large is not training on slavery; the heading above lends its topic.

    Source: specification 8 (F20), 5.2 (K19), 2.4 (UK-14).
    """
    words = cues("F20")
    for sentence in passages(seen):
        text = sentence.text
        if not words["training"].search(text) or words["other"].search(text):
            continue
        near = [s.text for s in seen.reading.around(sentence, NEAR)] + list(sentence.section[-1:])
        if words["available"].search(text) or not any(words["content"].search(t) for t in near):
            yield Hit((sentence,))


@pattern("F22")
def legal_echo(seen: Seen) -> Iterator[Hit]:
    """Find passages that only tell what the Act asks of companies, and nothing of the organisation's own.

    Rationale: the law's words, said over again, are no step.

    Source: specification 8 (F22), 2.2 (legal echo is VAGUE).
    """
    words = cues("F22")
    for sentence in passages(seen):
        if words["duty"].search(sentence.text) and not words["own"].search(sentence.text):
            yield Hit((sentence,))


@pattern("F23")
def pointer_only(seen: Seen) -> Iterator[Hit]:
    """Find sentences that send the reader to a policy, report or website and tell nothing of its content.

    Rationale: what stands elsewhere is judged there, where the run holds it. Where this statement is published is a
    commitment of its own, and a hotline's number is no pointer.

    Source: specification 8 (F23), 2.4 (tender: pointer).
    """
    words = cues("F23")
    for sentence in passages(seen):
        text = sentence.text
        if len(text.split()) > MAX_POINTER_WORDS or not words["pointer"].search(text):
            continue
        if words["target"].search(text) and not words["fact"].search(text):
            yield Hit((sentence,))


@pattern("F25")
def wrong_kind_of_risk(seen: Seen) -> Iterator[Hit]:
    """Find risk to the firm (money, delivery, name, safety) where a passage should speak of risk to people.

    Rationale: these laws ask for harm to workers; other risks count for nothing there, alone or beside them.

    Source: specification 8 (F25).
    """
    words = cues("F25")
    for sentence in passages(seen):
        text = sentence.text
        if words["firm"].search(text) and words["about"].search(text) and not words["people"].search(text):
            yield Hit((sentence,))


@pattern("F28")
def template_residue(seen: Seen) -> Iterator[Hit]:
    """Find placeholders that were left in, and years of a report that cannot have come yet.

    Rationale: the text was not finished or not read by those who approved it. Targets and review dates lie ahead
    rightly.

    Source: specification 8 (F28), 8.2.
    """
    words = cues("F28")
    for sentence in seen.reading.sentences:
        if words["placeholder"].search(sentence.text) or _impossible_year(seen, sentence):
            yield Hit((sentence,))


def _impossible_year(seen: Seen, sentence: Sentence) -> bool:
    if seen.day is None or cues("F28")["ahead"].search(sentence.text) or not cues("F28")["dated"].search(sentence.text):
        return False
    return any(int(found[1]) > seen.day.year + YEARS_AHEAD for found in YEAR.finditer(sentence.text))


def _lists(seen: Seen) -> Iterator[tuple[Sentence, ...]]:
    """Yield each sentence of prose alone, and each run of short lines that are names of policies."""
    run: list[Sentence] = []
    for sentence in (*seen.reading.sentences, None):
        if sentence is not None and _is_policy_name(sentence):
            run.append(sentence)
            continue
        if len(run) >= SEVERAL_POLICIES:
            yield tuple(run)
        run = []
        if sentence is not None and not seen.reading.is_heading(sentence):
            yield (sentence,)


def _is_policy_name(sentence: Sentence) -> bool:
    short = len(sentence.text.split()) <= MAX_ITEM_WORDS
    return short and bool(cues("F11")["item"].fullmatch(sentence.text.strip()))
