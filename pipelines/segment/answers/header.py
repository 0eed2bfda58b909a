"""A header over two rows: "Supplier to complete" over "Response" and "Comments", as one row of labels."""

from collections.abc import Sequence

from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.roles import Role, column_of, is_known, roles_of

Row = Sequence[tuple[int, Entry]]


def with_joined_headers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table; two that head its columns together stand as one, with the lower row's words.

    The lower row names columns that the upper one leaves open or spans, and leaves open those that go on downwards.
    """
    done: list[Row] = []
    for row in rows:
        before = done[-1] if done else None
        if before is not None and (joined := _joined(before, row)) is not None:
            done[-1] = joined
        else:
            done.append(row)
    return done


def _joined(upper: Row, lower: Row) -> Row | None:
    above = {column: entry for column, entry in upper if entry.paragraphs}
    below = {column: entry for column, entry in lower if entry.paragraphs}
    if len(above) < 2 or not below or not all(is_known(entry.text) for entry in below.values()):
        return None
    new = [column for column in below if column not in above]
    spanned = [column for column in below if column in above and column + 1 in new]
    if not new or not (spanned or min(below) > min(above)) or not above.keys() - below.keys():
        return None
    if any(entry.paragraphs for column, entry in lower if column == min(above)):
        return None  # a row of its own
    joined = sorted((above | below).items())
    roles = roles_of(joined)
    answering = [c for c in below if roles.get(c) in (Role.ANSWER, Role.COMMENT, Role.OPTION)]
    asking = column_of(roles, Role.QUESTION)
    return joined if answering and asking is not None and asking not in below else None
