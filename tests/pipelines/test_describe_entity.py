"""The author is the name that the text ties to itself, with the number that stands by it."""

import pytest

from pipelines.describe.numbers import is_valid
from tests.pipelines.test_describe import FILLER, described

AUTHORS = {
    "This statement is made by Hollowbeck Uniforms Ltd under the Modern Slavery Act 2015.": "Hollowbeck Uniforms Ltd",
    "This statement sets out the steps taken by Wexmoor  Facilities Group plc.": "Wexmoor Facilities Group plc",
    "Marks and Tolley (North East) Limited (“we”) publishes this statement.": "Marks and Tolley (North East) Limited",
    "Signed on behalf of Hollowbeck Housing Association": "Hollowbeck Housing Association",
    "Signed by Jane Roe, Director, C.J. Arkle & Co Ltd, 12 May 2026": "C.J. Arkle & Co Ltd",
    "Vantbrook AG and its suppliers such as Cottonmill Ltd are audited by Tickmark LLP.": "Vantbrook AG",
}


@pytest.mark.parametrize(("sentence", "author"), AUTHORS.items())
def test_the_author_is_the_name_that_the_text_ties_to_itself(sentence: str, author: str) -> None:
    assert described("Modern Slavery Statement", FILLER, sentence).entity == author


def test_a_parent_is_named_as_parent_never_as_author() -> None:
    found = described(
        "Modern Slavery Statement",
        "This statement is made by Hollowbeck Uniforms Ltd, a wholly owned subsidiary of Wexmoor Group plc.",
        FILLER,
    )
    assert [(e.entity, e.role) for e in found.entities] == [
        ("Hollowbeck Uniforms Ltd", "author"),
        ("Wexmoor Group plc", "parent"),
    ]


def test_numbers_stand_with_their_company_and_a_wrong_check_digit_is_left_out() -> None:
    found = described(
        "Modern Slavery Statement",
        "This statement is made by Marlin Bay Foods Pty Ltd (ABN 51 824 753 556).",
        FILLER,
    )
    assert (found.entities[0].scheme, found.entities[0].number) == ("ABN", "51824753556")
    found = described("Modern Slavery Statement", "This statement is made by Marlin Bay Pty Ltd (ABN 51 824 753 557).")
    assert found.entities[0].number is None


def test_check_digits_follow_each_registers_rule() -> None:
    assert is_valid("ABN", "51824753556")
    assert not is_valid("ABN", "51824753565")
    assert is_valid("ACN", "004085616")
    assert not is_valid("ACN", "004085617")
    assert is_valid("LEI", "5493001KJTIIGC8Y1R12")
    assert not is_valid("LEI", "5493001KJTIIGC8Y1R13")
