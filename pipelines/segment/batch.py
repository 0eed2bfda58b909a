"""Turn the documents of a batch into sentences."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpora.document import Document, Layer, Outcome, Sentence, Span
from corpora.identifiers import digest
from pipelines.segment.answers.document import read_form, with_form_words
from pipelines.segment.headings import Headings
from pipelines.segment.language import with_languages
from pipelines.segment.paragraphs import SPOKEN, Paragraph, paragraphs_of, spans_of
from pipelines.segment.rows import with_rows
from pipelines.segment.sentences import sentence_ranges
from pipelines.segment.unread import unread_reason
from pipelines.stage import Case, report

logger = logging.getLogger(__name__)


def segment_batch(cases: Sequence[Case]) -> list[Case]:
    """Return the cases with the sentences of their documents; cases that came with sentences keep them."""
    done = []
    for case in cases:
        if case.document is not None and case.document.outcome.has_text and not case.sentences:
            case = _segmented(case, case.document)
        done.append(case)
        report("segment", 1)
    return done


def _segmented(case: Case, document: Document) -> Case:
    try:
        form = read_form(document)
        sentences = tuple(with_languages(segment(with_form_words(document, form))))
        return replace(case, document=_warned(document, sentences), sentences=sentences, answers=form.answers)
    except Exception:  # one document's failure becomes its row: without sentences it cannot be judged
        logger.warning("%s cannot be split in sentences", case.source.path, exc_info=True)
        reason = "Its text was read, but could not be split in sentences."
        return replace(case, document=replace(document, outcome=Outcome.UNREADABLE, reason=reason))


def _warned(document: Document, sentences: Sequence[Sentence]) -> Document:
    """Return the document with what is in a language that nobody reads said in its reason."""
    reason = unread_reason(document, sentences)
    if reason is None:
        return document
    outcome = Outcome.READ_WITH_WARNING
    return replace(document, outcome=outcome, reason=" ".join(filter(None, [document.reason, reason])))


def segment(document: Document) -> list[Sentence]:
    """Return a document's sentences in order; headings, items, rows and furniture lines are sentences of their own."""
    sentences: list[Sentence] = []
    seen: set[str] = set()
    for text, section, layer, spans in _pieces(document):
        index = len(sentences)
        place = (document.document_id, spans[0].page, spans[0].start, text)
        sentence_id = digest(*place)
        if sentence_id in seen:
            sentence_id = digest(*place, index)
        seen.add(sentence_id)
        sentences.append(Sentence(sentence_id, document.document_id, index, text, section, layer, None, spans))
    return sentences


def _pieces(document: Document) -> Iterator[tuple[str, tuple[str, ...], Layer, tuple[Span, ...]]]:
    paragraphs = with_rows(paragraphs_of(document))
    headings = Headings(document, paragraphs)
    body = [paragraph for paragraph in paragraphs if paragraph.layer in SPOKEN]
    following: dict[int, Paragraph] = {id(a): b for a, b in pairwise(body)}
    in_caption = False
    for paragraph in paragraphs:
        if in_caption and paragraph.layer in SPOKEN and not paragraph.in_table:
            headings.leave()
            in_caption = False
        if paragraph.layer not in SPOKEN:
            ranges, level = [(0, len(paragraph.text))], 0
        else:
            level = headings.level(paragraph, following.get(id(paragraph)))
            whole = level or paragraph.is_row
            ranges = [(0, len(paragraph.text))] if whole else sentence_ranges(paragraph.text)
        if level:  # a heading stands under those above it, not under itself
            headings.enter(level, "")
        section = tuple(text for text in headings.path if text) if paragraph.layer in SPOKEN else ()
        for start, end in ranges:
            text = " ".join(paragraph.text[start:end].split())
            spans = spans_of(paragraph, start, end)
            if text and spans:
                yield text, section, paragraph.layer, spans
        if level:
            headings.enter(level, " ".join(paragraph.text.split()))
            in_caption = headings.is_caption(paragraph, following.get(id(paragraph)))
