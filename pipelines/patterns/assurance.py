"""Defensive reassurance: the text is confident where it should say what was done (F01, F02, F21, F32)."""

from collections.abc import Iterator

from corpora.document import Sentence
from corpora.prediction import EvidenceStatus
from pipelines.patterns.registry import Hit, Seen, cues, passages, pattern

BESIDE = 1  # sentences on either side in which a search for the risk stands, where there is one
NEAR = 2  # likewise, for a search of any kind
SEARCH_LABELS = ("RSK1", "MON1", "MON2", "MON3", "MON4", "SUP3")


@pattern("F01")
def value_talk(seen: Seen) -> Iterator[Hit]:
    """Find values, commitment or zero tolerance without an act, a rule or a process beside them.

    Rationale: a sentence that names an act done, a rule in force or a check is more than talk, however it begins; one
    that the classifier calls specific, or that tells another practice outright, is left alone.

    Source: specification 8 (F01), 8.1.
    """
    words = cues("F01")
    for sentence in passages(seen):
        text = sentence.text
        if not words["values"].search(text) or words["act"].search(text) or not words["topic"].search(text):
            continue
        if seen.reading.is_specific(sentence) or cues("F12")["expects"].search(text):
            continue
        if seen.reading.state(sentence) not in (EvidenceStatus.DONE_IN_PERIOD, EvidenceStatus.PLANNED):
            yield Hit((sentence,))


@pattern("F02")
def no_risk_claim(seen: Seen) -> Iterator[Hit]:
    """Find claims that all of the business or chain is low-risk or free of slavery, with no search beside them.

    Rationale: low risk with what was looked at is a finding; a part called low-risk sorts the rest. What is only hoped
    for or aimed at is no claim.

    Source: specification 8 (F02), 2.4 (UK-11, AU-05); UK statutory guidance, foreword.
    """
    words = cues("F02")
    for sentence in passages(seen):
        text = sentence.text
        if not (words["low"].search(text) or words["free"].search(text)) or words["parts"].search(text):
            continue
        if not words["whole"].search(text) or not seen.reading.tied_to_slavery(sentence, 1):
            continue
        if not _searched(seen, sentence, "F02", BESIDE):
            yield Hit((sentence,))


@pattern("F21")
def none_without_search(seen: Seen) -> Iterator[Hit]:
    """Find 'not applicable' or 'none identified' where nothing in the section says that anybody looked.

    Rationale: a plain none may be a lawful answer, so the status stays; but its basis is weak, and a reader should see
    that. Rules, conditions and targets report nothing.

    Source: specification 8 (F21), 2.1 (NEG_DISCLOSED), 5.2 (CA-07, CA-08).
    """
    words = cues("F21")
    for sentence in passages(seen):
        text = sentence.text
        if not words["none"].search(text) or words["other"].search(text):
            continue
        topic = words["topic"].search(text) or any(words["topic"].search(h) for h in sentence.section[-1:])
        if topic and not _searched(seen, sentence, "F21", NEAR):
            yield Hit((sentence,))


@pattern("F32")
def absolute_guarantee(seen: Seen) -> Iterator[Hit]:
    """Find guarantees that there is no slavery, or that a chain is completely free of it.

    Rationale: nobody can know that; it is shown beside a no-risk claim. A goal, a help or a supplier's duty is none.

    Source: specification 8 (F32).
    """
    words = cues("F32")
    for sentence in passages(seen):
        if words["guarantee"].search(sentence.text) and not words["not_own"].search(sentence.text):
            yield Hit((sentence,))


def _searched(seen: Seen, sentence: Sentence, code: str, reach: int) -> bool:
    """Whether a search is told in the sentence or near it."""
    near = seen.reading.around(sentence, reach)
    return any(cues(code)["search"].search(s.text) or seen.reading.decides(s, *SEARCH_LABELS) for s in near)
