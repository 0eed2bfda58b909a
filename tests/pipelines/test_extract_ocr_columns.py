"""Columns of prose from OCR stay columns, although the spaces between their lines vary."""

from pipelines.extract.layout.fragments import Fragment
from pipelines.extract.layout.order import reading_order

LEFT = [
    "Our code is what we build into all new contracts, and it",
    "outlines the least that we ask of all of our suppliers in",
    "every country. They agree to the following areas in it:",
    "wages on time and in full, papers that stay with workers,",
    "no fees for work, and rooms that are safe in case of fire.",
]
RIGHT = [
    "The farm code was made with two growers, and it covers",
    "water, soil and work on farms that sell to our mills, with",
    "visits at harvest time by people who speak the language",
    "of the pickers. Each farm has a year to put right what is",
    "found, and we stay with those that try in good faith.",
]


def test_lines_level_in_two_columns_of_prose_are_no_table() -> None:
    items = []
    for row, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
        top = 100 + 14 * row + (row % 2) * 3.0  # as OCR places lines: some closer, some apart
        items += [Fragment(text, x, top, x + 230, top + 10) for x, text in zip((72.0, 322.0), pair, strict=True)]
    lines = [line.text for region in reading_order(items) for line in region if isinstance(line, Fragment)]
    assert lines == [*LEFT, *RIGHT]
