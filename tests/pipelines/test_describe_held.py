"""A file that only names a statement is none; a statement is one however short it is."""

import pytest

from tests.pipelines.test_describe import described

PRIVACY = (
    "We use your details only to send you what you asked for. You can ask us at any time to stop. "
    "We do not pass your name or your address to any other company. "
    "If you have a complaint about how we keep your details, write to the address below and we will answer."
)
MENU = "About us Careers Investors News Contact Gender Pay Gap Report Modern Slavery Statement 2024 Cookie Policy Terms"
SHOP = "Find a boiler that suits your home. Find an installer near you. Register your boiler to extend its warranty. "

ONLY_NAMED = {
    "a privacy text with a link in its footer": (
        "COMPLIANCE",
        PRIVACY,
        "Modern Slavery And Human Trafficking Statement",
    ),
    "menus": (
        "Wexmoor Corporation",
        "Home » Suppliers",
        SHOP * 2,
        MENU,
        "Policy Against Human Trafficking for Suppliers",
    ),
    "a banner that runs into the menu": (
        "Modern Slavery Act Policy Statement",
        "This site uses cookies to offer you the best visit, and by going on you accept them " + MENU,
        SHOP,
        PRIVACY,
    ),
    "a link in words": (
        "Responsible sourcing",
        "We have sold fish since 1970, and our customers include many schools.",
        "In line with the law, please click here to view Lorne Fish's Modern Slavery Act Statement.",
        PRIVACY,
        SHOP * 4,
    ),
}


@pytest.mark.parametrize("rows", ONLY_NAMED.values(), ids=list(ONLY_NAMED))
def test_a_file_without_a_word_of_the_statement_is_none_and_answers_no_act(rows: tuple[str, ...]) -> None:
    found = described(*rows)
    assert (found.kind, found.frameworks) == ("other", ())
    assert found.kind_reason == "It names a modern slavery statement and holds none of its text."


POINTING = {
    "download": "Please download our Anti-Slavery and Human Trafficking Statement.",
    "spaced out": "To see a copy of The Larkfield Group signed Modern Slavery Statement please C L I C K H E R E",
    "read": "Read our modern slavery statement here.",
}
OPINION = "We have no tolerance of modern slavery, and we want to see none of it in our business or supply chain."


@pytest.mark.parametrize("link", POINTING.values(), ids=list(POINTING))
def test_a_page_that_sums_up_the_statement_it_links_to_is_none(link: str) -> None:
    found = described("Modern Slavery Statement", OPINION, link, SHOP, PRIVACY)
    assert found.kind_reason == "It points to a modern slavery statement and holds no more than a summary of it."
    assert found.kind == "other"


AUDITS = "Our suppliers open their books to an audit of hours and wages once a year, and we read each report of it. "
STATEMENTS = {
    "a whole statement with a link to its print": (OPINION, AUDITS * 3, POINTING["download"]),
    "no steps": ("We do not tolerate slavery and have taken no steps this year.", SHOP, PRIVACY),
    "the company in the third person": ("Wexmoor strongly opposes forced labour by its suppliers.", SHOP, PRIVACY),
    "no word of slavery but of work": (AUDITS, SHOP, PRIVACY, "Modern Slavery Act Transparency Statement"),
    "menus around it": (MENU, OPINION, SHOP, MENU, PRIVACY),
    "a declaration": ("This statement is made under section 54 of the Modern Slavery Act 2015.", SHOP, PRIVACY),
}


@pytest.mark.parametrize("rows", STATEMENTS.values(), ids=list(STATEMENTS))
def test_a_short_statement_among_other_things_stays_one(rows: tuple[str, ...]) -> None:
    found = described("Modern Slavery Statement", *rows)
    assert found.kind == "statement", found.kind_reason


def test_a_single_sentence_under_its_title_is_a_statement_and_a_single_slogan_is_too_little() -> None:
    whole = described("Modern Slavery Statement", "We do not tolerate slavery and have taken no steps this year.")
    assert whole.kind == "statement", whole.kind_reason
    for slogan in ("We care about slavery.", "Slavery is a crime that many people still do not know.", "Our suppliers"):
        assert described("Modern Slavery Statement", slogan).kind_reason.startswith("Too little text"), slogan
