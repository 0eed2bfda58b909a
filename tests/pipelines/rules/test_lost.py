"""When a text has lost a part, and when its lines are only short."""

import pytest

from corpora.document import Page
from corpora.finding import Confidence, Status
from pipelines.rules import Reading
from pipelines.rules.lost import lost_pages
from tests.pipelines.rules.cases import case_of, judge

PROSE = "We buy boots from many suppliers in several countries and visit them.\n" * 4
LOST = {
    f"{PROSE}Interviews which sample both employees and": True,
    f"{PROSE}Suppliers accept that they do not rely on slave labour, and Contact:\nPage:\n2": True,
    f"{PROSE}Details of the makers are set out below in the section headed “Our makers”.": True,
    f"{PROSE}Details of the makers are set out below in the section headed “Our makers”.\nOur makers\n{PROSE}": False,
    f"{PROSE}Jane Roe\nDirector": False,
    f"{PROSE}This statement was approved by the board of Boots Limited": False,
    f"{PROSE}Sitemap | Cookies | Privacy | Contact us and more": False,
    # what is owned does not follow
    f"{PROSE}Beyond that we also take part in the trade association's 4\n1.\n2.": True,
    f"{PROSE}Since last spring we also belong to the grower's": True,
    f"{PROSE}At the group's level we follow our parent's": True,
    f"{PROSE}The makers we visit belong to tier 1": False,
    f"{PROSE}Boots Limited's\n4": False,
    f"{PROSE}The board approved it as the group's.\n4": False,
    # a sentence runs into a caption from the column beside it
    f"{PROSE}If a maker does not put it right we keep the right to BOOTS\n{PROSE}": True,
    f"{PROSE}We ask every maker to give wages, hours and FACTORIES\n{PROSE}4": True,
    f"{PROSE}The hotline is open to those who work for us or with PEOPLE\n{PROSE}": True,
    f"{PROSE}We learnt of these places from UNICEF\nEach year we give money to UNICEF for its schools.": False,
    f"{PROSE}We put the case to the makers.\nBOOTS": False,
    f"{PROSE}OUR MESSAGE TO BUYERS AND MAKERS OF BOOTS": False,
    # a list is announced, and nothing follows
    f"{PROSE}In the year we took these steps with our makers:": True,
    f"{PROSE}The makers that we looked at work across the year:\n3": True,
    f"{PROSE}Our buyers look at the following before they place an order:\nPage 2": True,
    f"{PROSE}This was approved by the board and is signed on its behalf by:": False,
    f"{PROSE}If you have questions about what we do please write to us by e-mail:": False,
    f"{PROSE}In the year we took these steps:\nVisits to makers": False,
    # a website's footer stands below the copyright
    f"{PROSE}© Boots Limited 2020\nOur boots Jobs at home* About our brands* go to our careers website": False,
    f"{PROSE}Copyright 2019 Boots\nAbout us\nboots for children and boots for all weathers and seasons": False,
    f"{PROSE}All rights reserved\nHelp\nfind the nearest shop and its hours near you": False,
    f"© Boots Limited 2020\n{PROSE}boots for children and boots for all weathers and seasons": True,
    f"{PROSE}© Boots 2020\n{PROSE}We interview those who make them and": True,
    f"{PROSE}boots for children and boots for all weathers and seasons": True,
    # headings of parts that were left folded
    f"{PROSE}About Boots Limited\nPolicies\nRisk assessment\n{PROSE}": True,
    f"{PROSE}Our supply chains\nDue diligence\nTraining\nEffectiveness\n{PROSE}": True,
    f"{PROSE}Our structure\nOur policies\nSupplier due diligence\nJane Roe, Director": True,
    f"Our structure\nPolicies\nTraining\nOur structure\n{PROSE}Policies\n{PROSE}Training\n{PROSE}": False,
    f"{PROSE}Our work has these parts:\nPolicies\nDue diligence\nTraining\n{PROSE}": False,
    f"{PROSE}About us\nPolicies\nCareers\nContact\n{PROSE}": False,
}


@pytest.mark.parametrize(("text", "lost"), LOST.items())
def test_a_text_that_breaks_off_or_announces_what_is_not_there_is_incomplete(text: str, lost: bool) -> None:
    assert (Reading(case_of(text)).lost is not None) == lost


PAGES = {
    ("Boots", "2", "3"): True,
    ("Boots", "More on boots", "Page 3 of 3"): True,
    ("Boots", "", "- 3 -"): True,
    ("1", "Boots", "More on boots"): False,  # a cover
    ("Boots", "2", "More on boots"): False,  # a picture
    ("Boots", "More on boots", ""): False,  # a blank back
}


@pytest.mark.parametrize(("texts", "lost"), PAGES.items())
def test_pages_at_the_end_that_hold_only_their_number_are_lost(texts: tuple[str, ...], lost: bool) -> None:
    pages = [Page(number, text) for number, text in enumerate(texts, 1)]
    assert (lost_pages(pages) is not None) == lost


STRAYS = "raise awareness through collaboration. day.\nAmerica in 2016. peer companies.\n"
TORN = f"{PROSE}{STRAYS}Company office locations."
ORDERLY = {
    "Boots Ltd. and Shoes Inc. are one group.\nShoes Inc. buys from Hides & Co. which is in Spain.": "a company",
    "Makers show proof (e.g. passports) and papers, i.e. permits.\nWe ask no. of hours etc. and wages.": "short",
    "We visit makers. bootco was praised for it.\nWe ask makers. bootco sells boots.\nSee boots. boots.com": "a name",
    "That is how we began. how we measure it\nWe will say more next year. what we do on training.": "house style",
}


@pytest.mark.parametrize("text", ORDERLY)
def test_small_letters_after_a_stop_are_not_always_torn(text: str) -> None:
    assert Reading(case_of(PROSE + text)).sign_off_lost is None


@pytest.mark.parametrize(
    "end", ["President and CEO", "Jane Roe - Head of Buying", "For and on behalf of Boots, London to"]
)
def test_lines_out_of_order_lose_no_sign_off_that_stands_among_them(end: str) -> None:
    assert Reading(case_of(f"{PROSE}{STRAYS}{end}")).sign_off_lost is None


@pytest.mark.parametrize("end", ["Our members", "We trust every member of staff.", "Supplier Audits"])
def test_a_line_without_a_signer_is_no_sign_off(end: str) -> None:
    assert Reading(case_of(f"{PROSE}{STRAYS}{end}")).sign_off_lost is not None


@pytest.mark.parametrize("rule", ["approved_by_governing_body.v1", "signed_by_member.v1", "signer_described.v1"])
def test_a_torn_end_leaves_the_sign_off_to_a_person(rule: str) -> None:
    verdict = judge(rule, TORN)
    assert verdict.status == Status.NOT_ASSESSABLE
    assert verdict.confidence == Confidence.LOW
    assert judge(rule, PROSE).status == Status.ABSENT


def test_a_torn_end_loses_no_content() -> None:
    assert judge("training_with_audience.v1", TORN).status == Status.ABSENT
