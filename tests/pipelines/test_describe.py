"""What a document says of itself: what it is, whose it is, for which year, under which Act."""

from datetime import date

import pytest

from corpora.document import Document, Line, Page, Sentence, Source, Span
from corpora.framework import Framework, InForce
from pipelines.describe import describe
from pipelines.describe.law import frameworks_of
from pipelines.describe.numbers import is_valid
from pipelines.describe.reading import read
from pipelines.stage import Case, Description

FILLER = (
    "We buy workwear, fabric and laundry services from about forty suppliers in six countries. "
    "Our buyers check each new factory before the first order is placed. "
    "Workers can call a helpline that is run by an independent charity. "
    "We do not tolerate slavery or human trafficking in our business or in our supply chains. "
    "Forced labour and child labour are forbidden by our contracts."
)


def case(text: str, sizes: dict[str, float] | None = None) -> Case:
    """Build a case of one page; a line starts a sentence of its own, and a full stop ends one."""
    lines: list[Line] = []
    sentences: list[Sentence] = []
    offset = 0
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line(row, offset, offset + len(row), size=(sizes or {}).get(row, 10.0 if sizes else 0.0)))
            for part in row.replace(". ", ".\n").split("\n"):
                index = len(sentences)
                sentences.append(Sentence(f"s{index}", "d", index, part, spans=(Span(1, offset, offset),)))
        offset += len(row) + 1
    document = Document("d", "text/plain", (Page(1, text, tuple(lines)),))
    return Case(Source("d.txt", "d", "text/plain", len(text), 0.0), document, tuple(sentences))


def described(*rows: str) -> Description:
    return describe(case("\n".join(rows)))


STATEMENTS = {
    "made under the Act": "This statement is made pursuant to section 54(1) of the Modern Slavery Act 2015.",
    "constitutes": "It constitutes our slavery and human trafficking statement for the year ended 31 March 2026.",
    "sets out steps": "This statement sets out the steps that we took to prevent modern slavery in our supply chains.",
}


@pytest.mark.parametrize("declaration", STATEMENTS.values(), ids=list(STATEMENTS))
def test_a_document_that_declares_itself_a_statement_is_one(declaration: str) -> None:
    found = described("Hollowbeck Uniforms Ltd", declaration, FILLER)
    assert (found.kind, found.language) == ("statement", "en"), found.kind_reason


def test_a_short_page_headed_modern_slavery_statement_is_a_statement() -> None:
    assert described("Menu", "Home", "Modern Slavery Statement", FILLER).kind == "statement"


def test_a_policy_that_is_made_under_section_54_is_a_statement() -> None:
    found = described("Anti-Slavery Policy", STATEMENTS["made under the Act"], FILLER)
    assert found.kind == "statement", found.kind_reason


def test_a_file_without_text_is_other_and_says_so() -> None:
    assert described("") == Description(kind="other", kind_reason="No text could be read.")


NO_STATEMENTS = {
    "policy": ("Anti-Slavery and Human Trafficking Policy", "This policy applies to all who work for us."),
    "supplier code": ("Supplier Code of Conduct", "Suppliers must pay wages on time."),
    "policy that mentions the Act": (
        "Modern Slavery Policy",
        "This is consistent with our disclosure obligations under the Modern Slavery Act 2015.",
    ),
    "privacy notice": ("Privacy Policy", "This notice says how we use your personal data."),
    "terms": ("Terms and Conditions of Sale", "The buyer accepts these terms by placing an order."),
    "guidance": ("Guidance for buyers on modern slavery", "Every supplier should publish a statement."),
    "index": ("ESG Reporting Index 2026", "GRI 408: child labour, see page 12."),
    "sustainability report": ("Sustainability Report 2026", "Modern slavery: we published our statement in June."),
    "device manual": ("Service Manual", "Switch the device off before opening its cover."),
    "form": ("Referral form", "Section 1 - Please complete all boxes.", *["Phone number"] * 3),
    "Act": (
        "Fair Work Act 2099",
        *["An Act to require reports. Royal assent. See subsection (1) and paragraph (a)."] * 4,
    ),
    "landing page": ("Modern Slavery Registry", "Authenticated by: A. Clerk", "Snapshot fetched: 2 May 2026"),
}


@pytest.mark.parametrize("rows", NO_STATEMENTS.values(), ids=list(NO_STATEMENTS))
def test_what_is_only_about_slavery_is_no_statement_and_gets_no_act(rows: tuple[str, ...]) -> None:
    found = described(*rows, *([] if "Authenticated" in rows[1] else [FILLER]))
    assert (found.kind, found.frameworks) == ("other", ()), found.kind_reason
    assert found.kind_reason


def test_a_sustainability_report_that_says_it_is_the_statement_is_one() -> None:
    found = described(
        "Sustainability Report 2026", "It constitutes our slavery and human trafficking statement.", FILLER
    )
    assert found.kind == "statement", found.kind_reason


def test_questions_with_ids_limits_and_a_bidder_are_a_tender_response() -> None:
    found = described(
        "Invitation to Tender: cleaning services",
        "Bidder name: Hollowbeck Cleaning Ltd",
        "Lot 2 North",
        "Procurement reference: HB-2026-014",
        "Q4.1 How will you find risks of modern slavery? Maximum 300 words",
        "Q4.2 What will you do when you find them? Word limit 250",
        "Q4.3 Who is responsible?",
        FILLER,
    )
    assert found.kind == "tender response", found.kind_reason


def test_a_response_is_told_from_the_request_and_from_advice_about_answering() -> None:
    assert described("Response to the Wexmoor RFP for laundry services", FILLER).kind == "tender response"
    assert described("Request for Proposal (RFP) for laundry services", FILLER).kind == "other"
    assert described("Internal guidelines for RFP responses", FILLER).kind == "other"


def test_a_questionnaire_is_a_questionnaire() -> None:
    rows = [f"{n}.1 Do you check suppliers?" for n in range(1, 6)]
    assert described("Supplier self-assessment questionnaire", *rows, FILLER).kind == "questionnaire"


def test_a_statement_made_by_two_companies_is_joint_and_names_both() -> None:
    found = described(
        "Modern Slavery Statement",
        "This statement is made on behalf of Marlin Bay Foods Pty Ltd and Marlin Bay Logistics Pty Ltd.",
        FILLER,
    )
    assert found.kind == "joint statement"
    assert [(e.entity, e.role) for e in found.entities] == [
        ("Marlin Bay Foods Pty Ltd", "author"),
        ("Marlin Bay Logistics Pty Ltd", "joint"),
    ]


def test_not_a_joint_statement_is_not_joint() -> None:
    found = described("Modern Slavery Statement", "This is not a joint statement under section 14.", FILLER)
    assert found.kind == "statement"


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


PERIODS = {
    "the financial year ended 31 March 2026": ("2025-04-01", "2026-03-31"),
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


def framework(name: str, *mentions: str) -> Framework:
    in_force = InForce.model_validate({"from": date(2015, 1, 1), "verified": "m"})
    return Framework(name, name, name, "", "1", "", in_force, False, mentions, ())


ACTS = {
    "AU-MSA": framework("AU-MSA", "modern slavery act 2018"),
    "UK-MSA": framework("UK-MSA", "modern slavery act 2015", "section 54", "slavery and human trafficking statement"),
}

NAMED = {
    "This statement is made under section 54 of the Modern Slavery Act 2015.": ("UK-MSA",),
    "This statement answers the Modern Slavery Act 2018 in accordance with section 16. Our parent is in the United "
    "Kingdom, where the Modern Slavery Act 2015 was passed before.": ("AU-MSA",),
    "This statement is made under the Modern Slavery Act 2015 and prepared under the Modern Slavery Act 2018.": (
        "AU-MSA",
        "UK-MSA",
    ),
    "Many know the Modern Slavery Act 2018.": ("AU-MSA",),
    "Marlin Bay Foods Pty Ltd (ABN 51 824 753 556) publishes this statement.": ("AU-MSA",),
    "Hollowbeck plc is a company registered in England and Wales.": ("UK-MSA",),
    "Vantbrook AG sells machines.": (),
}


@pytest.mark.parametrize(("text", "acts"), NAMED.items())
def test_an_act_counts_where_the_document_answers_it(text: str, acts: tuple[str, ...]) -> None:
    reading = read(case(text))
    assert frameworks_of(reading, "statement", ("Statement",), ACTS) == acts  # type: ignore[arg-type]


def test_the_largest_print_of_the_first_page_is_the_title() -> None:
    rows = [
        "Wexmoor Group plc",
        "Modern Slavery",
        "Statement 2026",
        "This statement is made by Wexmoor Group plc.",
        FILLER,
    ]
    found = describe(
        case("\n".join(rows), sizes={"Modern Slavery": 30.0, "Statement 2026": 30.0, "Wexmoor Group plc": 14.0})
    )
    assert found.title == "Modern Slavery Statement 2026"


@pytest.mark.parametrize(
    ("text", "language"),
    {
        "Wir kaufen Stoffe von Lieferanten, die wir jedes Jahr prüfen, und wir sprechen mit den Arbeitern.": "de",
        "Nous achetons des tissus à des fournisseurs que nous contrôlons chaque année avec les ouvriers.": "fr",
        "我们每年检查供应商，并与工人交谈，以防止强迫劳动。": "zh",
        "Jane Roe": None,
    }.items(),
)
def test_the_language_is_that_of_the_body_and_unknown_for_a_few_words(text: str, language: str | None) -> None:
    assert described(text).language == language


def test_sentences_without_pages_are_described_too() -> None:
    whole = case("\n".join(["Modern Slavery Statement", STATEMENTS["made under the Act"], FILLER]))
    alone = Case(whole.source, None, whole.sentences)
    assert describe(alone).kind == "statement"
