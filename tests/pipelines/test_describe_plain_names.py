"""A name is a legal or a trading name, whole: no body, no country, and no piece of a word."""

import pytest

from pipelines.describe.entity_plain import is_group_of
from pipelines.describe.names import legal_names
from tests.pipelines.test_describe import FILLER, described

BEHIND_A_BODY = {
    "It was approved by the Boards of Wexmoor Group plc and its owners.": "Wexmoor Group plc",
    "It was approved by the Shareholders of Arkle Care Homes Limited.": "Arkle Care Homes Limited",
    "It was agreed by the Members of Tickmark & Rowe LLP.": "Tickmark & Rowe LLP",
    "It was signed for the Remuneration Committee of Lorne Fish Ltd.": "Lorne Fish Ltd",
    "Our Suppliers Brightholm Group Ltd buys from forty makers.": "Brightholm Group Ltd",
}
NAMED_LIKE_A_BODY = (
    "Partners Larkfield LLP",
    "Wexmoor Partners Limited",
    "Members Loans Ltd",
    "Boardman Cycles Ltd",
    "Wexmoor Organising Committee of the Northern Games Limited",
)


@pytest.mark.parametrize(("sentence", "name"), BEHIND_A_BODY.items())
def test_a_legal_name_begins_behind_the_body_that_approves(sentence: str, name: str) -> None:
    assert [found.text for found in legal_names(sentence)] == [name]


@pytest.mark.parametrize("name", NAMED_LIKE_A_BODY)
def test_a_company_may_be_called_after_partners_and_boards(name: str) -> None:
    assert [found.text for found in legal_names(f"It was made by {name}.")] == [name]


NOBODY = {
    "a body": ("The statement was approved by the Boards of those companies.", "This is for Boards in our group."),
    "a country": ("U.K. Modern Slavery Act Statement", "The U.K. has an Act. Our statement for the U.K. is short."),
    "the staff of a body": ("It was approved on behalf of the Council's Senior Management in May.",),
    "a heading": (
        "Checking Recruitment Agencies",
        "At Checking Recruitment Agencies we look twice.",
    ),
    "a word cut by a sign": ("© 2019 JB\uf054. ADlel rights", "© 2019 JB\uf054. ADlel rights"),
}


@pytest.mark.parametrize("rows", NOBODY.values(), ids=list(NOBODY))
def test_bodies_countries_and_pieces_are_nobodys_name(rows: tuple[str, ...]) -> None:
    assert described("Modern Slavery Statement", *rows, FILLER).entity is None


WRITTEN_OUT = {
    "The steps that Northmoor Trust Bank (NTB) has taken are below. NTB has shops. NTB is small.": (
        "Northmoor Trust Bank"
    ),
    "At Arkle Conveyor Corporation (ACC), our aim is care. ACC has a code. ACC is old. © 2024 ACC": (
        "Arkle Conveyor Corporation"
    ),
    "This sets out the steps the Wexmoor Museum (“the WM”) has taken. The WM has staff. The WM is old.": (
        "Wexmoor Museum"
    ),
    "This sets out the steps BRK has taken. BRK has a code. BRK is old.": "BRK",  # never written out
    "This sets out the steps Brackmere has taken. Write to help@brackmere.com or see www.brackmere.com.": "Brackmere",
    "This is Hollowbeck's Modern Slavery Act statement. We sell coats.": "Hollowbeck",
    "The Tolley Brewing House (the Group) is committed to this.": "Tolley Brewing House",
    "This statement is made by Vantbrook Riester GmbH & Co. KG for all of us.": "Vantbrook Riester GmbH & Co. KG",
    "About Us Larkfield Building Systems Ltd is committed to this.": "Larkfield Building Systems Ltd",
    "Signed on behalf of Lorne. We trade as Lorne (Fish) Ltd.": "Lorne (Fish) Ltd",
    'Lorne Capital Ltd (the "Firm" or the "Company") is a broker.': "Lorne Capital Ltd",
}


@pytest.mark.parametrize(("sentences", "author"), WRITTEN_OUT.items())
def test_an_abbreviation_is_written_out_where_the_text_does_and_a_web_address_hides_no_name(
    sentences: str, author: str
) -> None:
    assert described("Modern Slavery Statement", sentences, FILLER).entity == author


PADDING = ("We use less gas.",) * 14
UNCLEAR = {
    ("Signed on behalf of Lorne.", "There are Lorne (Fish) Ltd, Lorne (Ice) Ltd and Lorne (Salt) Ltd."): "Lorne",
    ("Signed on behalf of Lorne.", "There is Lorne (Fish) Ltd."): "Lorne (Fish) Ltd",
    ("Brackmere Arkle Tea (BAT) has a code. At BAT we care. BAT is old.", "There is B.A.T. Ice Ltd."): (
        "Brackmere Arkle Tea"
    ),
    ("Signed by Jane Roe, Director, Tolley Corporation.", "At Tolley Group, we care. At Tolley Group, we act."): (
        "Tolley Corporation"
    ),
}


@pytest.mark.parametrize(("rows", "author"), UNCLEAR.items())
def test_a_short_name_is_a_legal_one_only_where_one_is_meant(rows: tuple[str, str], author: str) -> None:
    found = described("Modern Slavery Statement", rows[0], *PADDING, rows[1], *PADDING, FILLER)
    assert found.entity == author


def test_a_group_is_not_its_company_in_one_country() -> None:
    assert is_group_of("Tolley Group", "Tolley Corporation")
    assert not is_group_of("Tolley Group", "Tolley Europe Ltd")
    assert not is_group_of("Tolley Foods", "Tolley Insurance Ltd")
