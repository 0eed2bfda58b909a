"""A hyphen at a line's end: undone where it only broke a word, kept where English writes it."""

from collections import Counter

import pytest

from corpora.document import Document
from pipelines.extract.page import PageWriter
from pipelines.segment.batch import segment
from pipelines.segment.hyphens import joint_of

WORDS = Counter(["house", "bsi", "re-entry", "experiment"])


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the pro-", "curement team", "the procurement team"),
        ("two ex-", "periments", "two experiments"),
        ("our in-", "house team", "our in-house team"),
        ("our on-", "site visits", "our on-site visits"),
        ("the LO-", "CATION of", "the LOCATION of"),
        ("the BSI-", "ISO mark", "the BSI-ISO mark"),
        ("Anglo-", "Saxon law", "Anglo-Saxon law"),
        ("its sub-", "contractors", "its sub-contractors"),
        ("all work-", "ers are", "all workers are"),
        ("its T-", "shirts and", "its T-shirts and"),
        ("the so-", "called fee", "the so-called fee"),
        ("made by hand—", "and checked", "made by hand—and checked"),
        ("in 2024–", "25 we", "in 2024–25 we"),
        ("day-to-", "day work", "day-to-day work"),
        ("a plain", "line", "a plain line"),
    ],
)
def test_lines_are_joined_as_the_words_are_written(before: str, after: str, joined: str) -> None:
    joint = joint_of(before, after, WORDS)
    assert (before[:-1] if joint is None else before + joint) + after == joined


def test_the_words_of_the_document_decide_a_doubtful_hyphen() -> None:
    words = Counter(["coop", "re-entry"])
    assert joint_of("They co-", "op with us", words) is None
    assert joint_of("their re-", "entry", words) == ""


def test_the_halves_of_a_broken_word_do_not_count_as_words_of_the_document() -> None:
    writer = PageWriter(1, 600, 800)
    writer.block()
    for text in ("The rules of an inter-", "national body bind us."):
        writer.add(text)
    (sentence,) = segment(Document("d" * 64, "text/plain", (writer.page(),)))
    assert sentence.text == "The rules of an international body bind us."
