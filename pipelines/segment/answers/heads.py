"""The head of a form: labels with their values beside them, who bids, for which lot, on which day."""

import re
from collections.abc import Iterator, Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of

MAX_CHARS = 60
_FIELD = re.compile(
    r"^(?:tenderer|bidder|supplier|applicant|offeror|company|organisation|(?:legal |full |contact )?name|contact|date"
    r"|lots?|ref\w*|procurement|tender|contract|address|e-?mail|telephone|phone|position|job title|version)\b"
    r"[^.?]{0,40}$",
    re.IGNORECASE,
)

Row = Sequence[tuple[int, Entry]]


def are_fields(row: Row) -> bool:
    """Whether one cell in two names a field of a form's head: "Bidder", a name, "Date", a day."""
    labels = [entry.text.strip(" :*") for _, entry in row[::2] if entry.paragraphs]
    return len(row) in (2, 4) and bool(labels) and all(_FIELD.match(label) for label in labels)


def pairs_of_labels(row: Row) -> Iterator[Pair]:
    """Yield each field of such a row with its value."""
    for (_, label), (_, value) in zip(row[::2], row[1::2], strict=False):
        if label.paragraphs:
            pair = pair_of(label, "row")
            pair.answers = [value]
            yield pair


def pair_of_label(written: Row) -> Iterator[Pair]:
    """Yield a label above a form's questions with the value beside it, whatever the label says."""
    label, value = written[0][1], written[1][1]
    if len(written) == 2 and len(label.text) <= MAX_CHARS and not label.text.endswith("."):
        pair = pair_of(label, "row")
        pair.answers = [value]
        yield pair
