"""What of a text is a table with its cells parted by signs, and what is prose that has such signs."""

import pytest

from pipelines.extract.delimited import table_in


@pytest.mark.parametrize(
    "text",
    [
        'Ref,Question,Answer\n1,"Do you audit mills, farms and docks?",Yes\n2,Who pays?,The buyer\n',
        "Ref\tRequirement\tResponse\n1\tPay a living wage.\tPartly\n2\tBan fees.\t\n",
    ],
)
def test_rows_of_as_many_cells_are_a_table(text: str) -> None:
    rows = table_in(text)
    assert rows is not None
    assert {len(row) for row in rows} == {3}


@pytest.mark.parametrize(
    "text",
    [
        "Our statement, for 2025\nWe buy cotton, steel and wool.\nWe audit mills, farms and docks.\n",
        "Modern slavery statement\n\nWe trained buyers; guards; drivers.\nWe report in June, July and May.\n",
        'Ref,Question,Answer\n1,"Do you audit?,Yes\n2,Who pays?,The buyer\n',
    ],
)
def test_prose_with_commas_and_broken_rows_are_no_table(text: str) -> None:
    assert table_in(text) is None
