"""The words of one answer: apart from the buyer's that stand in the same row, and as its question frames them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpora.document import Answer, Sentence, Span, overlap
from corpora.finding import Evidence
from pipelines.answers.submission import Submission
from pipelines.rules import Reading, Verdict
from pipelines.rules.reading import TERMS
from pipelines.stage import Case

FRAME = "On modern slavery: "


def reading_of(group: Sequence[Answer], submission: Submission) -> Reading:
    """Return what stands as the answer to one question, in the bidder's own words alone.

    A row of a table is one sentence, the buyer's cells in it too: of these only the answer's cells are kept.
    """
    case = submission.case_of(group[0])
    places = [span for answer in group for span in answer.spans if answer.document_id == case.source.document_id]
    sentences = tuple(_own(sentence, places, case) for sentence in case.sentences)
    return Reading(replace(case, sentences=sentences), submission.subject, answers=group)


def framed(reading: Reading, submission: Submission, judge: Callable[[Reading], Verdict]) -> Verdict | None:
    """Judge an answer with the frame that its form gives it, None where the form does not speak of modern slavery.

    Rationale: who answers a question on modern slavery need not say the words again, so what is told is tied to it by
    definition. Only the frame is lent; the elements that a rule asks for must stand in the answer itself.

    Source: specification 7 (link BY_DEFINITION), 9.1.
    """
    if not reading.sentences or not _is_framed(reading, submission):
        return None
    own = {sentence.sentence_id: sentence for sentence in reading.sentences}
    sentences = tuple(
        replace(s, text=f"{FRAME}{s.text}") if s.sentence_id in own else s for s in reading.case.sentences
    )
    case = replace(reading.case, sentences=sentences)
    verdict = judge(Reading(case, reading.subject, answers=reading.answers))
    return replace(verdict, evidence=tuple(_restored(item, own) for item in verdict.evidence))


def _is_framed(reading: Reading, submission: Submission) -> bool:
    names = TERMS["slavery"]
    if reading.asks_about_slavery:
        return True
    case = reading.case
    told = [answer.question for answer in submission.answers if answer.document_id == case.source.document_id]
    told += [heading for sentence in reading.sentences for heading in sentence.section]
    return any(names.search(text) for text in [*told, case.description.title or ""])


def _restored(item: Evidence, own: dict[str, Sentence]) -> Evidence:
    return replace(item, quote=own[item.sentence_id].text) if item.sentence_id in own else item


def _own(sentence: Sentence, places: Sequence[Span], case: Case) -> Sentence:
    if " | " not in sentence.text or case.document is None:
        return sentence
    kept = tuple(span for span in sentence.spans if overlap((span,), places))
    if not kept or len(kept) == len(sentence.spans):
        return sentence
    pages = {page.number: page.text for page in case.document.pages}
    pieces = (" ".join(pages[span.page][span.start : span.end].split()) for span in kept)
    return replace(sentence, text=" ".join(pieces), spans=kept)
