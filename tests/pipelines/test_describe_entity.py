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


def test_a_table_of_reporting_entities_ends_where_prose_begins() -> None:
    found = described(
        "Joint Modern Slavery Statement",
        "This joint statement is made by Marlin Bay Holdings Pty Ltd for the following reporting entities:",
        "Marlin Bay Holdings Pty Ltd | 65 999 000 410 | Treasury",
        "Marlin Bay Foods Pty Ltd | 21 999 000 417 | Packs fish",
        "Marlin Bay Foods Pty Ltd controls one more company, Eyre Oyster Sheds Pty Ltd.",
        FILLER,
    )
    joint = [entity.entity for entity in found.entities if entity.role in ("author", "joint")]
    assert joint == ["Marlin Bay Holdings Pty Ltd", "Marlin Bay Foods Pty Ltd"]


NAMED_AS = {
    "Wexmoor Corporation International (Europe) Plc publishes this statement.": (
        "Wexmoor Corporation International (Europe) Plc"
    ),
    "This statement is made by Wexmoor Corporation for Marlin Bay Ltd.": "Wexmoor Corporation",
    "WEXMOOR FACILITIES LIMITED publishes this statement.": "WEXMOOR FACILITIES LIMITED",
    "Wexmoor Group plc has forty shops. This statement is ours. ©2018 Wexmoor Group plc": "Wexmoor Group plc",
    "Kettering & Rowe makes coats. Copyright ©2008-2021 Kettering & Rowe Ltd": "Kettering & Rowe Ltd",
    "This statement is made by 1. Hollowbeck Uniforms Ltd": "Hollowbeck Uniforms Ltd",
    "This statement is made by 20 Acre Farms Ltd": "20 Acre Farms Ltd",
    "Hollowbeck Housing is a charity. Hollowbeck Housing has forty homes.": "Hollowbeck Housing",
    "Hollowbeck is a charity. Staff of Hollowbeck meet. Homes of Hollowbeck, by Hollowbeck, are warm.": "Hollowbeck",
}


@pytest.mark.parametrize(("sentences", "author"), NAMED_AS.items())
def test_a_name_is_printed_whole_and_without_what_stands_in_front_of_it(sentences: str, author: str) -> None:
    assert described("Modern Slavery Statement", sentences, FILLER).entity == author


def test_a_dealer_that_makes_its_own_statement_is_its_author() -> None:
    rows = ("Modern Slavery Statement", "This statement is made by Arkle Motors Ltd, a dealership.", FILLER)
    assert described(*rows, "Copyright ©2025 Vantbrook Corporation").entity == "Arkle Motors Ltd"


NO_AUTHORS = {
    "a label of a year": ("FY2024 Slavery and Human Trafficking Statement", "The shops had a good FY2024."),
    "a piece of a title": ("ANTI-SLAVERY AND HUMAN TRAFFICKING STATEMENT", "We sell coats."),
    "an Act": ("UK's Modern Slavery Act Statement", "The UK's Modern Slavery Act is our guide. The Act has parts."),
    "a place of the law": (
        "Supply Chain Transparency Statement",
        "Our statement for California. California has an Act.",
    ),
    "somebody spoken of once": ("Modern Slavery Statement", "The Larkfield Foundation is a charity that we support."),
    "the maker whose cars are sold": (
        "Slavery and Human Trafficking Statement",
        "All Vantbrook dealers belong to a scheme. Vantbrook cars are fine.",
        "Copyright ©2025 Vantbrook Corporation",
    ),
    "the maker whose company stands at the foot of the page": (
        "Slavery and Human Trafficking Statement",
        *["All Vantbrook dealers belong to a scheme."] * 12,
        "Vantbrook UK Limited is authorised and regulated by the Financial Conduct Authority.",
    ),
}


@pytest.mark.parametrize("rows", NO_AUTHORS.values(), ids=list(NO_AUTHORS))
def test_what_is_no_name_or_somebody_elses_is_no_author(rows: tuple[str, ...]) -> None:
    assert described(*rows, FILLER).entity is None


OWNERS_OF_OTHER = {
    ("Supplier Code of Conduct", "Hollowbeck Uniforms Ltd (company number 98104417) is the owner."): (
        "Hollowbeck Uniforms Ltd"
    ),
    ("Privacy Policy", *["We keep your data."] * 12, "© 2025 Wexmoor Group plc"): "Wexmoor Group plc",
    ("Service Manual", *["The pump has one valve."] * 8, "SpO2 is measured. SpO2 has limits. At SpO2 we stop."): None,
    (
        "Guidance for buyers",
        *["Ask early."] * 8,
        "The Larkfield Foundation is a charity. See Cottonmill Ltd, too.",
        *["Ask again."] * 14,
    ): None,
    ("Carbon Reduction Plan", *["We use less gas."] * 8, "Tickmark Holdings Limited, 4 Mill Lane, Wexmoor"): None,
    ("Wexmoor Emissions Targets 2025 Report", *["We use less gas."] * 8, "Wexmoor Group plc, 4 Mill Lane"): (
        "Wexmoor Group plc"
    ),
    ("Carbon Reduction Plan", "Carbon Reduction Plans are yearly. Carbon Reduction Plans have targets."): None,
}


@pytest.mark.parametrize(("rows", "owner"), OWNERS_OF_OTHER.items())
def test_what_is_no_statement_has_an_owner_only_in_title_or_imprint(rows: tuple[str, ...], owner: str | None) -> None:
    found = described(*rows, FILLER)
    assert (found.kind, found.entity) == ("other", owner), found.kind_reason
