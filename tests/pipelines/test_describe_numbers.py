"""A company's number is taken only where it can be true, and stands with the company that it belongs to."""

import pytest

from pipelines.describe.numbers import is_valid, register_numbers, scheme_of
from tests.pipelines.test_describe import FILLER, described

FOUND = {
    "Hollowbeck Ltd (company number 01234567)": "01234567",
    "Company Registration No. 5878742": "05878742",
    "Registered in England No. 1633350": "01633350",
    "Registered in England and Wales Number 11054298, registered office: 1 Mill Lane": "11054298",
    "registered in England, number 2400530": "02400530",
    "Registered in Scotland No. 149147": "SC149147",
    "Hollowbeck plc is registered in Scotland (SC286832) at 1 Mill Lane": "SC286832",
    "registered in the UK (registered company number 02649656)": "02649656",
    "Hollowbeck Services Limited, No: 07812240 (HSL)": "07812240",
    "Hollowbeck Legal LLP, registered number OC301234": "OC301234",
}


@pytest.mark.parametrize(("text", "number"), FOUND.items())
def test_a_companies_house_number_is_found_as_statements_print_it(text: str, number: str) -> None:
    assert [(n.scheme, n.number) for n in register_numbers(text)] == [("company number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Charity registration number 1089464",
        "VAT registration number 12345678",
        "Firm reference number 124444",
        "Registered in Jersey No. 117710",
        "Registered in England and Wales. 12345 employees work there.",
        "We registered 123456 suppliers.",
        "Registered number 00000000",
        "Company number XX123456",
        "ABN 51 824 753 557",
        "ACN 004 085 617",
    ],
)
def test_numbers_of_other_registers_or_with_wrong_digits_are_none(text: str) -> None:
    assert list(register_numbers(text)) == []


@pytest.mark.parametrize("number", ["1234567", "123456789", "ZZ123456", "SC12345", "R12345678", "", "SC"])
def test_the_form_of_companies_house_is_eight_characters_of_a_known_kind(number: str) -> None:
    assert not is_valid("company number", number)


@pytest.mark.parametrize(("scheme", "number"), [("ABN", "5182475355X"), ("ACN", "00408561A"), ("LEI", "X" * 19 + "É")])
def test_letters_where_digits_belong_make_a_number_invalid(scheme: str, number: str) -> None:
    assert not is_valid(scheme, number)


def test_a_number_that_the_user_gives_is_known_by_its_digits() -> None:
    assert scheme_of("51 824 753 556") == ("ABN", "51824753556")
    assert scheme_of("004 085 616") == ("ACN", "004085616")
    assert scheme_of("1234567") == ("company number", "01234567")
    assert scheme_of("SC286832") == ("company number", "SC286832")
    assert scheme_of("vendor 17") == (None, "vendor 17")


def test_each_number_of_a_company_is_kept() -> None:
    found = described(
        "Modern Slavery Statement",
        "This statement is made by Marlin Bay Foods Pty Ltd (ABN 51 824 753 556, ACN 004 085 616).",
        FILLER,
    )
    author = found.entities[0]
    assert (author.scheme, author.number, author.others) == ("ABN", "51824753556", (("ACN", "004085616"),))


def test_the_only_number_in_a_footer_is_the_authors_and_one_of_several_is_nobodys() -> None:
    text = ("Modern Slavery Statement", "This statement is made by Hollowbeck Uniforms Ltd.", FILLER)
    one = described(*text, "Registered in England No. 1633350")
    assert one.entities[0].number == "01633350"
    two = described(*text, "Registered in England No. 1633350", "Registered in England No. 1633351")
    assert two.entities[0].number is None


def test_the_companies_of_a_joint_statement_have_their_own_numbers() -> None:
    found = described(
        "Joint Modern Slavery Statement",
        "This joint statement is made by Marlin Bay Holdings Pty Ltd (ABN 51 824 753 556) and "
        "Marlin Bay Foods Pty Ltd (ACN 004 085 616).",
        FILLER,
    )
    assert [(e.role, e.scheme) for e in found.entities] == [("author", "ABN"), ("joint", "ACN")]
