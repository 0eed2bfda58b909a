"""Responsibility moved to others, and scope made smaller (F12, F13, F14, F18, F19)."""

from collections.abc import Iterator

from corpora.prediction import EvidenceStatus
from pipelines.patterns.registry import Hit, Seen, cues, passages, pattern

BESIDE = 1  # sentences on either side in which a requirement or a check takes the edge off


@pattern("F12")
def expectation_only(seen: Seen) -> Iterator[Hit]:
    """Find expectations of suppliers with no requirement, check or consequence in them or in the next sentence.

    Rationale: to expect is not to require; what binds may stand in the sentence that follows.

    Source: specification 8 (F12), 7.1 ("Suppliers are expected to obey our Code").
    """
    words = cues("F12")
    for sentence in passages(seen):
        if not words["expects"].search(sentence.text) or words["other"].search(sentence.text):
            continue
        if not seen.reading.tied_to_slavery(sentence):
            continue
        beside = seen.reading.around(sentence, BESIDE)
        after = beside[beside.index(sentence) :]
        if not any(words["binds"].search(s.text) for s in after) and not seen.reading.is_specific(sentence):
            yield Hit((sentence,))


@pattern("F13")
def responsibility_transferred(seen: Seen) -> Iterator[Hit]:
    """Find passages that leave the duty to suppliers or agencies, or rest on trust in them.

    Rationale: the reporting company's own duty does not move with the contract; a check beside the trust takes the
    pattern away, as does a denial ("we do not rely on").

    Source: specification 8 (F13), 8.1 (transferring responsibility).
    """
    words = cues("F13")
    for sentence in passages(seen):
        found = words["transfer"].search(sentence.text)
        if found and not words["kept"].search(sentence.text) and seen.reading.tied_to_slavery(sentence):
            yield Hit((sentence,))


@pattern("F14")
def scope_reduced(seen: Seen) -> Iterator[Hit]:
    """Find steps hedged by 'where practicable', or kept to the first tier, material suppliers or one country.

    Rationale: a note on how far a step reaches; it lowers a status only where a commitment's own columns ask for more.

    Source: specification 8 (F14), 2.4 (only tier 1, only 'material' suppliers).
    """
    words = cues("F14")
    for sentence in passages(seen):
        text = sentence.text
        if words["hedge"].search(text) and words["step"].search(text) and not words["harmless"].search(text):
            yield Hit((sentence,))


@pattern("F18")
def termination_as_remedy(seen: Seen) -> Iterator[Hit]:
    """Find the end of the relation as the response to a case, in a text that says nothing of help for workers.

    Rationale: leaving a supplier gives the people harmed nothing; where the text anywhere tells of help, of correction
    or of leaving as a last resort, ending is not its only response.

    Source: specification 8 (F18), 0.2, 7.1 ("If a case arose we would end the contract").
    """
    words = cues("F18")
    if any(words["worker"].search(s.text) for s in seen.reading.sentences if not seen.reading.is_talk(s)):
        return
    for sentence in passages(seen):
        text = sentence.text
        ends = words["ends"].search(text) or seen.reading.decides(sentence, "REM4")
        if ends and not words["other"].search(text) and seen.reading.tied_to_slavery(sentence):
            yield Hit((sentence,))


@pattern("F19")
def staff_only_channel(seen: Seen) -> Iterator[Hit]:
    """Find a channel to speak up that is open to one's own staff, in a text where no passage opens one to others.

    Rationale: workers in the supply chain are those whom such laws are for; a channel that any passage opens to them,
    or to anybody, is open.

    Source: specification 8 (F19), 5.2 (K16).
    """
    words = cues("F19")
    spoken = [
        s
        for s in passages(seen)
        if words["channel"].search(s.text)
        and seen.reading.state(s) not in (EvidenceStatus.PLANNED, EvidenceStatus.NEGATED)
    ]
    if any(words["others"].search(s.text) for sentence in spoken for s in seen.reading.around(sentence, BESIDE)):
        return
    for sentence in spoken:
        if words["staff"].search(sentence.text):
            yield Hit((sentence,))
