"""Guidance that only its smaller print tells from the answer below it."""

from collections.abc import Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.guidance import OURS, guides
from pipelines.segment.answers.pair import Pair

SMALLER = 0.95  # of the print below it
MAX_GUIDANCE = 2  # paragraphs between a question and its answer
MIN_SMALL = 2  # questions with small print below them, from which it is the form's way


def leave_out_guidance(pairs: Sequence[Pair]) -> None:
    """Give the form what stands first in an answer's place and guides: by its words, or set smaller than the answer.

    Size tells only where several questions have such print below them: one bidder's paragraph may be small too.
    """
    by_size = sum(_is_small(pair) or _has_small(pair) for pair in pairs) >= MIN_SMALL
    for pair in pairs:
        for _ in range(MAX_GUIDANCE):
            first = _first(pair)
            if first is None or not (guides(first.blocks[0]) or (by_size and _is_small(pair))):
                break
            pair.form.append(Entry(first.order, first.locator, first.paragraphs[:1]))
            first.paragraphs = first.paragraphs[1:]
            if not first.paragraphs and len(pair.answers) > 1:
                pair.answers = [entry for entry in pair.answers if entry is not first]


def _first(pair: Pair) -> Entry | None:
    return next((entry for entry in pair.answers if entry.paragraphs), None)


def _is_small(pair: Pair) -> bool:
    """Whether the first paragraph below a question is smaller than both it and the next one, and says no "we"."""
    paragraphs = [paragraph for entry in pair.answers for paragraph in entry.paragraphs]
    if len(paragraphs) < 2 or not pair.asked.paragraphs or OURS.search(paragraphs[0].text):
        return False
    larger = min(paragraphs[1].size, pair.asked.paragraphs[0].size)
    return 0 < paragraphs[0].size < SMALLER * larger


def _has_small(pair: Pair) -> bool:
    """Whether guidance that was found by its words is smaller than the question above it."""
    size = pair.asked.paragraphs[0].size if pair.asked.paragraphs else 0.0
    told = [entry.paragraphs[0].size for entry in pair.form if entry.paragraphs and entry.order > pair.asked.order]
    return any(0 < small < SMALLER * size for small in told)
