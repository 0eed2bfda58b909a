"""Tell a file that holds a statement's words from one that only names or links to it."""

import re
from collections.abc import Mapping

from pipelines.describe.reading import Reading

MAX_POINTING_WORDS = 260  # of a page that only sums up the statement it points to
MIN_WHOLE_WORDS = 8  # of a sentence that may be a whole statement: an Act lets a company say that it took no steps
MAX_SUMMARY_WORDS = 60  # of its own sentences about the subject; more may well be the statement itself

FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


def own_prose(reading: Reading, cues: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """Return the sentences that speak of slavery or of how people work for suppliers.

    A title, a menu entry or a link is no sentence: it has no verb that speaks, or no word of the subject is left once
    the names of statements, policies and Acts are taken out.

    Rationale: a cookie banner runs into a menu where neither ends with a full stop, so verbs alone prove nothing.
    Source: specification 2.4; a statement is judged by its text, and a link to it has none.
    """
    return tuple(
        sentence
        for sentence in reading.sentences
        if cues["speaks"].search(sentence) and cues["held_subject"].search(cues["document_name"].sub(" ", sentence))
    )


def says_it_all(reading: Reading, cues: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a text of a few words is a statement under its title: what the organisation itself does or leaves.

    Source: Modern Slavery Act 2015, section 54(4)(b): "a statement that the organisation has taken no such steps".
    """
    return any(
        FIRST_PERSON.search(sentence) and len(sentence.split()) >= MIN_WHOLE_WORDS
        for sentence in own_prose(reading, cues)
    )


def only_named(reading: Reading, cues: Mapping[str, re.Pattern[str]], declared: bool) -> str | None:
    """Return why the document does not hold the statement that it names, or None where it may well do.

    Args:
        reading: The document's lines and sentences.
        cues: The patterns of kinds.yaml by their names.
        declared: Whether it says of itself that it is the statement: then its words are here, however few.
    """
    pointing = [sentence for sentence in reading.sentences if cues["points_to_statement"].search(sentence)]
    prose = [sentence for sentence in own_prose(reading, cues) if sentence not in pointing]
    if not prose and not declared:
        return "It names a modern slavery statement and holds none of its text."
    words = sum(len(sentence.split()) for sentence in prose)
    if pointing and words <= MAX_SUMMARY_WORDS and reading.words < MAX_POINTING_WORDS:
        return "It points to a modern slavery statement and holds no more than a summary of it."
    return None
