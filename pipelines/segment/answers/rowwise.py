"""The answers of one row of a table whose columns are known: what is given, ticked, and written beside it."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.segment.answers.chosen import is_blank, is_tick
from pipelines.segment.answers.grid import Entry
from pipelines.segment.answers.pair import Pair, pair_of
from pipelines.segment.answers.roles import Role, limit_in
from pipelines.segment.answers.text import says_limit
from pipelines.segment.answers.within import parted

MIN_ASKED_WORDS = 3

Row = Sequence[tuple[int, Entry]]


def pairs_in(
    row: Row, asked: Entry, number: str | None, roles: Mapping[int, Role], labels: Mapping[int, str], within: bool
) -> Iterator[Pair]:
    """Yield the answer of a row and, each by itself, what else was written beside it.

    Args:
        labels: the header's words over each column.
        within: whether the table's cells hold question and answer together.
    """
    given = [(c, entry) for c, entry in row if roles.get(c) == Role.ANSWER and not says_limit(entry.text)]
    beside = [(column, entry) for column, entry in row if roles.get(column) == Role.COMMENT]
    ticks = [column for column, entry in row if roles.get(column) == Role.OPTION and is_tick(entry.text)]
    filled = [(c, entry) for c, entry in [*given, *beside] if not is_blank(entry.text)]
    if any(role == Role.OPTION for role in roles.values()):
        first = pair_of(asked, "column", number)
        first.inline = ", ".join(labels[column] for column in ticks)
        if ticks or not filled:
            yield first
    elif not filled:
        asked, own = (asked, []) if given else parted(asked, within)
        first = pair_of(asked, "row" if given else "below", number)
        first.answers = own or [entry for _, entry in given[:1]]
        yield first
    for column, entry in filled:
        pair = pair_of(asked, "row" if roles[column] == Role.ANSWER else "column", number)
        pair.answers = [entry]
        yield pair


def take_form(
    pair: Pair, row: Row, id_cell: Entry | None, roles: Mapping[int, Role], labels: Mapping[int, str]
) -> None:
    """Give a pair what its row holds of the form: the words allowed, and cells that neither ask nor answer."""
    pair.limit = limit_in(row, roles, labels)
    if id_cell is not None and id_cell.paragraphs:
        pair.form.append(id_cell)
    pair.form += [
        entry
        for column, entry in row
        if entry.paragraphs
        and (roles.get(column) in (Role.LIMIT, Role.OTHER) or says_limit(entry.text) or is_blank(entry.text))
    ]


def is_unticked(row: Row, column: int, entry: Entry, roles: Mapping[int, Role]) -> bool:
    """Whether a row asks, and none of its boxes is ticked."""
    has_boxes = len(row) > 1 and Role.OPTION in roles.values()
    return has_boxes and roles.get(column) == Role.QUESTION and len(entry.text.split()) >= MIN_ASKED_WORDS
