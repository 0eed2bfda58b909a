"""What a document says of itself: what it is, whose it is, for which year, under which Act."""

from datetime import date

import pytest

from corpora.document import Document, Line, Page, Sentence, Source, Span
from corpora.framework import Framework, InForce
from pipelines.describe import describe
from pipelines.describe.law import frameworks_of
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


VIEWERS = (
    "Please wait... If this message is not eventually replaced by the proper contents of the document, your PDF viewer "
    "may not be able to display this type of document. Please see the page of the maker for more.",
    "Please wait. Your PDF viewer cannot display this document. Please see our website.",
    "The document you are trying to load requires Adobe Reader 8 or higher. Please see the page of the maker.",
)


@pytest.mark.parametrize("text", VIEWERS)
def test_a_form_that_needs_its_own_viewer_is_called_so(text: str) -> None:
    found = described(text)
    assert found.kind == "other"
    assert "an electronic form that shows its text only in its own viewer" in found.kind_reason
    assert (found.entity, found.period_end) == (None, None)


def test_a_statement_that_needs_a_reader_of_pdf_is_no_form_and_a_page_that_points_to_one_neither() -> None:
    hint = "To read our report you need a PDF viewer. Please wait while it loads."
    assert described("Modern Slavery Statement", STATEMENTS["made under the Act"], FILLER, hint).kind == "statement"
    page = described("Modern slavery statement registry", "Click here to download our statement.", hint)
    assert "points to statements" in page.kind_reason


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
    assert found.kind_reason.startswith("It answers a buyer's request: questions of a tender (“")


def test_a_response_is_told_from_the_request_and_from_advice_about_answering() -> None:
    answer = described("Response to the Wexmoor RFP for laundry services", FILLER)
    assert answer.kind == "tender response"
    assert answer.kind_reason == "It answers a buyer's request: “Response to the Wexmoor RFP for laundry services”."
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
        "Modern Slavery Statement of the Board for the year": None,
        "Wexmoor Arkle Tolley Hollowbeck Cottonmill Vantbrook Larkfield Marlin Brightholm Tickmark Roe Doe Poe": None,
        "奴隷 ABC Ltd": None,
    }.items(),
)
def test_the_language_is_that_of_the_body_and_unknown_for_a_few_words(text: str, language: str | None) -> None:
    assert described(text).language == language


def test_sentences_without_pages_are_described_too() -> None:
    whole = case("\n".join(["Modern Slavery Statement", STATEMENTS["made under the Act"], FILLER]))
    alone = Case(whole.source, None, whole.sentences)
    assert describe(alone).kind == "statement"


def test_a_text_too_short_for_a_kind_still_names_its_author_and_period() -> None:
    found = described("Hollowbeck Uniforms Ltd Modern Slavery Statement for the year ended 31 March 2025.", "We care.")
    assert (found.kind, found.entity, found.period_end) == ("other", "Hollowbeck Uniforms Ltd", "2025-03-31")
    assert found.kind_reason.startswith("Too little text")


def test_a_short_text_that_is_made_under_the_act_is_a_statement() -> None:
    text = "This statement is made by Wexmoor Group plc under section 54 of the Modern Slavery Act 2015. "
    found = described(
        text + "We run forty shops in six counties and buy what we sell from ninety makers of furniture, "
        "whom our buyers visit every year to see how people work and live there."
    )
    assert found.kind == "statement", found.kind_reason


LONG = (
    "Slavery is a crime that we want to keep out of " + "the workshops and farms and " * 6 + "ships of our suppliers."
)
FIRST_TEXTS = {
    "Modern Slavery Statement 2025. We run forty shops. We care.": "Modern Slavery Statement 2025",
    "Wexmoor Ltd. Modern Slavery Statement": "Wexmoor Ltd. Modern Slavery Statement",
    LONG: None,
    f"Modern Slavery Statement. {LONG}": "Modern Slavery Statement",
}


@pytest.mark.parametrize(("first", "title"), FIRST_TEXTS.items())
def test_the_title_of_plain_text_is_no_more_than_its_first_sentence(first: str, title: str | None) -> None:
    whole = case(first)
    sentence = Sentence("s0", "d", 0, first)
    for given in (Case(whole.source, whole.document, (sentence,)), Case(whole.source, None, (sentence,))):
        assert describe(given).title == title
