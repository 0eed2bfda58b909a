"""Answers taken word for word from the bidder's own statement; no text of anybody else is ever compared."""

import re
from collections.abc import Sequence

from corpora.document import Answer, body
from pipelines.answers.question import words_of
from pipelines.answers.submission import Submission

MIN_WORDS = 20  # of an answer; shorter ones are alike by chance
SHINGLE = 5  # words
MIN_SHARE = 0.8  # of an answer's shingles that stand in the statement
_WORD = re.compile(r"[a-z0-9£$€%]+")


def copied_from(answers: Sequence[Answer], submission: Submission) -> tuple[str, float] | None:
    """Return the statement that an answer repeats, by its file's name, with the share of the answer, or None.

    Rationale: an answer cut from a public statement says nothing of the contract. Compared are only files of the same
    submission, which is all that this function is given: in a tender a likeness to others would tell on a rival.

    Source: specification 9 (confidentiality); 8 (F31).
    """
    own = _shingles(words_of(answers))
    if len(own) < MIN_WORDS - SHINGLE + 1:
        return None
    for case in submission.statements:
        theirs = set(_shingles(" ".join(sentence.text for sentence in body(case.sentences))))
        share = sum(shingle in theirs for shingle in own) / len(own)
        if share >= MIN_SHARE:
            return case.source.name, share
    return None


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return list(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
