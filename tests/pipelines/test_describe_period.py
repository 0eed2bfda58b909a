"""The period is what the text dates: labels, approvals and other years' figures are none."""

import pytest

from tests.pipelines.test_describe import FILLER, described

PERIODS = {
    "the financial year ended 31 March 2026": ("2025-04-01", "2026-03-31"),
    "the financial year ended\n31 March 2026": ("2025-04-01", "2026-03-31"),
    "the year ending 29 February 2024": ("2023-03-01", "2024-02-29"),
    "the period 1 July 2024 to 30 June 2025": ("2024-07-01", "2025-06-30"),
    "the period 1 July – 30 June 2025": ("2024-07-01", "2025-06-30"),
    "1st April 2025 - 31st March 2026": ("2025-04-01", "2026-03-31"),
    "our year from 01/04/2025 to 31/03/2026": ("2025-04-01", "2026-03-31"),
    "the fiscal year ended December 31, 2025": ("2025-01-01", "2025-12-31"),
    "the year ending 31 December 2025 to prevent slavery": ("2025-01-01", "2025-12-31"),
    "the 52 weeks ended 28 March 2026": ("2025-03-29", "2026-03-28"),
    "the twelve months to 30 June 2025": ("2024-07-01", "2025-06-30"),
    "the end of our fiscal year, 31 August 2025": ("2024-09-01", "2025-08-31"),
    "FY2025 (year ended 30 September 2025)": ("2024-10-01", "2025-09-30"),
    "the fiscal year 2025 (from January 1st to December 31st, 2025)": ("2025-01-01", "2025-12-31"),
    "calendar year 2025": ("2025-01-01", "2025-12-31"),
    "the year 2025": ("2025-01-01", "2025-12-31"),
}


@pytest.mark.parametrize(("words", "period"), PERIODS.items())
def test_the_period_is_read_however_it_is_written(words: str, period: tuple[str, str]) -> None:
    found = described("Modern Slavery Statement", f"This statement covers {words}.", FILLER)
    assert (found.period_start, found.period_end) == period


def test_an_australian_financial_year_begins_in_july() -> None:
    found = described("Modern Slavery Statement FY25", "Marlin Bay Foods Pty Ltd sells fish across Australia.", FILLER)
    assert (found.period_start, found.period_end) == ("2024-07-01", "2025-06-30")


FOREIGN_OR_OTHERWISE = (
    "This statement is made by Wexmoor Corporation under the Modern Slavery Act 2018.",
    "This statement is made under the Modern Slavery Act 2018 and the UK Modern Slavery Act 2015.",
)


@pytest.mark.parametrize("sentence", FOREIGN_OR_OTHERWISE)
def test_a_foreign_company_or_a_second_act_leaves_an_australian_label_unknown(sentence: str) -> None:
    assert described("Modern Slavery Statement FY25", sentence, FILLER).period_end is None


YEAR_ENDS = {
    ("2025/26", "Our financial year runs from 1 October to 30 September."): "2026-09-30",
    ("FY25", "Our financial year ends on 30 June."): "2025-06-30",
    ("FY25", "Our year end is 30 September."): "2025-09-30",
    ("FY25", "Sales fell in the financial year ended 30 September 2024."): "2025-09-30",
    ("FY25", "Our fiscal year is the calendar year."): "2025-12-31",
    ("FY25", "Our financial year ends on 31 March."): "2025-03-31",
    ("FY25", "Our financial year ends on 31 March, as that of our parent in Japan does."): None,  # 2025 or 2026
    ("FY25", "Our financial year ends on 31 January."): None,  # the year is named after its first day as often
    ("2025/26", "Our financial year ends on 31 December."): None,
    ("FY25", "Sales fell in the 52 weeks to 28 September 2024."): None,
}


@pytest.mark.parametrize(("label", "sentence", "end"), [(*said, end) for said, end in YEAR_ENDS.items()])
def test_a_label_is_dated_by_the_year_end_that_the_text_gives(label: str, sentence: str, end: str | None) -> None:
    assert described(f"Modern Slavery Statement {label}", sentence, FILLER).period_end == end


LABELS = ("FY25", "FY2025", "FY24/25", "2024/25", "the financial year 2025", "fiscal 2025", "the year ending 2025")


@pytest.mark.parametrize("label", LABELS)
def test_a_label_alone_is_no_known_period(label: str) -> None:
    rows = ("Hollowbeck Uniforms Ltd", f"This statement covers the steps that we took in {label}.")
    assert described("Modern Slavery Statement", *rows, FILLER).period_end is None


def test_a_label_is_not_dated_by_the_days_of_another_year() -> None:
    rows = ("Modern Slavery Statement FY25", "In the period from 1 April 2022 to 31 March 2023 we ran a first survey.")
    assert described(*rows, FILLER).period_end is None


APPROVALS = {
    "This statement was approved by the board on 29 November 2025.": None,
    "Approved by the Board of Directors of Wexmoor Group plc in November 2025.": None,
    "Jane Roe, Director, 3 June 2025": None,
    "Published: November 29, 2025": None,
    "This statement was approved by the board on 31 December 2025.": "2025-12-31",
    "This statement was approved by the board on 12 May 2026.": "2025-12-31",
    "This statement was first published on 4 May 2025 and approved in this form on 2 May 2026.": "2025-12-31",
    "This statement will be approved again by 30 June 2025.": "2025-12-31",
    "The policy was approved on 4 May 2019.": "2025-12-31",
    "Guidance on statements was published by the government in October 2025.": "2025-12-31",
    "The directors signed a contract that is valid until 4 May 2025.": "2025-12-31",
}


@pytest.mark.parametrize(("sentence", "end"), APPROVALS.items())
def test_no_period_ends_after_the_day_of_approval_or_publication(sentence: str, end: str | None) -> None:
    rows = ("Modern Slavery Statement", "This statement covers the year ended 31 December 2025.", FILLER, sentence)
    assert described(*rows).period_end == end


NO_PERIODS = (
    "This statement was approved by the board on 12 May 2026.",
    "Last updated: 1 July 2026",
    "In 2024 we trained 300 people, compared with 120 in 2023.",
    "We will audit every supplier by the end of the financial year 2027.",
    "This statement is made under the Modern Slavery Act 2015.",
)


@pytest.mark.parametrize("sentence", NO_PERIODS)
def test_approval_dates_figures_and_plans_are_no_period(sentence: str) -> None:
    assert described("Modern Slavery Statement", FILLER, sentence).period_end is None


def test_last_years_figures_do_not_outweigh_this_years_period() -> None:
    found = described(
        "Modern Slavery Statement",
        "In the previous financial year ended 31 March 2025 we found two cases.",
        "This statement is for the financial year ended 31 March 2026.",
        FILLER,
    )
    assert found.period_end == "2026-03-31"


BARE_YEARS = {
    ("In 2025 we visited forty factories.",): "2025-12-31",
    ("We visited forty factories.",): None,
    ("In 2025 we visited forty factories.", "Jane Roe, Director, 3 June 2025"): None,
    ("In 2025 we visited forty factories.", "Our sales in FY25 were 4 million pounds."): None,
    ("In 2025 we visited forty factories.", "Our financial year ends on 30 June."): None,
    ("In 2025 we visited forty factories.", "Marlin Bay Foods Pty Ltd sells fish across Australia."): None,
}


@pytest.mark.parametrize(("rows", "end"), BARE_YEARS.items())
def test_a_year_in_the_title_counts_where_the_text_tells_of_it_and_nothing_speaks_against(
    rows: tuple[str, ...], end: str | None
) -> None:
    assert described("Modern Slavery Statement 2025", FILLER, *rows).period_end == end


NAMES_ACT = "This statement is made under section 54 of the Modern Slavery Act 2015."

OLDER_THAN_THE_ACT = {
    # an example, and the figures of a year long past, beside the period itself
    "Spend of the year ended 31 December 2012 is our baseline. In the year ended 31 March 2026 we bought less.": (
        "2026-03-31"
    ),
    "The year ended 30 June 2014, say, is called our financial year 2014.": None,
    "The report covers the financial year ended 31 December 2013.": None,
    # the Act's own year is none
    "The statement answers the Transparency in Supply Chains Act of 2010.": None,
    # a year that ended after the Act came into force may be told before it had to be
    "This statement covers the year ended 31 December 2015.": "2015-12-31",
    "This statement covers the financial year closing 30 June 2026.": "2026-06-30",
}


@pytest.mark.parametrize(("words", "end"), OLDER_THAN_THE_ACT.items())
def test_no_statement_under_an_act_is_of_a_year_before_it(words: str, end: str | None) -> None:
    found = described("Modern Slavery Statement", NAMES_ACT, words, FILLER)
    assert found.period_end == end


def test_a_text_that_names_no_such_act_may_be_older() -> None:
    words = "It covers the year ended 31 December 2013 and answers the California Transparency in Supply Chains Act."
    assert described("Supply Chain Disclosure", words, FILLER).period_end == "2013-12-31"


def test_an_example_of_a_year_is_not_the_period() -> None:
    words = "Suppliers give figures for a whole year, for example 1 January 2022 to 31 December 2022."
    found = described("Modern Slavery Statement", "It covers the year ended 31 March 2026.", words, FILLER)
    assert found.period_end == "2026-03-31"
