"""Parts of a question in rows of their own, below the stem that they share."""

import re
from collections.abc import Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair
from pipelines.segment.answers.text import PART, is_question, number_of, split_id

FEW_WORDS = 4  # of a part that names no more than a topic: "(b) passports"
_PART_ID = re.compile(r"^\(?(?P<part>[a-z]|[ivx]{1,4})[).]*$", re.IGNORECASE)

Row = Sequence[tuple[int, Entry]]


def with_stems(pairs: Sequence[Pair], rows: Sequence[Row]) -> list[Pair]:
    """Return the pairs of a table with the parts of a question numbered by it, without their stem.

    "Q16 Fire safety:" over "(a) When ...?" makes Q16(a); parts of few words are read with the stem's. A stem with an
    answer of its own stays, and so does a question that its parts only go on with.
    """
    kept: list[Pair] = []
    parts: dict[tuple[str, str], list[Pair]] = {}
    stem: tuple[str, str] | None = None
    spanning = [entry for row in rows for entry in [_stem_of(row)] if entry is not None]
    for at, pair in enumerate(pairs):
        over = [entry for entry in spanning if entry.order < pair.asked.order]
        spanning = [entry for entry in spanning if entry not in over]
        if over:
            number, words = split_id(over[-1].text)
            stem = (number, words) if number else None
            pair.form += over
        following = next((p for p in pairs[at + 1 :] if p.asked is not pair.asked), None)
        if _is_stem(pair, following):
            stem = (pair.question_id or "", pair.question)
            if following is not None:
                following.form += [pair.asked, *pair.form]
            continue
        part = _part_of(pair, stem[0]) if stem else None
        if stem is None or part is None:
            stem = None
        else:
            _number(pair, f"{stem[0]}({part})")
            parts.setdefault(stem, []).append(pair)
        kept.append(pair)
    for (_, words), below in parts.items():
        if words and any(len(pair.question.split()) <= FEW_WORDS for pair in below):
            for pair in below:
                pair.question = f"{words.rstrip(' :')}: {pair.question}"
    return kept


def _stem_of(row: Row) -> Entry | None:
    """Return the words that span a row alone, are numbered, and end in a colon."""
    written = [entry for _, entry in row if entry.paragraphs]
    if len(written) != 1 or not written[0].text.endswith(":"):
        return None
    number, _ = split_id(written[0].text)
    return written[0] if number and not _PART_ID.match(number) else None


def _is_stem(pair: Pair, following: Pair | None) -> bool:
    """Whether a question without an answer only opens those of its parts, in the rows below."""
    if following is None or not pair.question_id or pair.answer or _PART_ID.match(pair.question_id):
        return False
    opens = pair.asked.text.endswith(":") or not is_question(pair.question)
    return opens and _part_of(following, pair.question_id) is not None


def _part_of(pair: Pair, stem: str) -> str | None:
    """Return the letter of a part, None where the pair is no part of the stem."""
    number = pair.question_id or ""
    if number.startswith(stem):
        number = number[len(stem) :].strip(" .-")
    match = _PART_ID.match(number)
    if match is None and not pair.question_id and (part := PART.match(pair.asked.text)):
        return part[0].strip(" ().")
    return match["part"] if match else None


def _number(pair: Pair, number: str) -> None:
    if part := PART.match(pair.question):
        pair.question = pair.question[part.end() :]
    if number_of(pair.question_id) != number_of(number):
        pair.question_id = number
