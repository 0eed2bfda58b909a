"""Who signed, and what only looks like a signature."""

from dataclasses import replace
from itertools import accumulate

import pytest

from corpora.document import Span
from corpora.finding import Confidence, Status
from pipelines.rules import Reading, find_rule
from tests.pipelines.rules.cases import case_of, judge

SIGNED = {
    # name, title, a word of signing, a seat on the board
    "Signed: Amina Okoro, Director, 3 June 2026": Status.MET,
    "Signed by Wei Tan, Chair, as a responsible member of Marlin Bay Pty Ltd": Status.MET,
    "/s/ Jane Roe, Chief Executive and Director": Status.MET,
    "Signed\nJane Roe\nDesignated Member\nHollowbeck LLP": Status.MET,
    "This statement was approved by the board and signed on its behalf by Piet de Vries, Finance Director.": Status.MET,
    "Director's signature:\nJane Roe\nCEO\nMay 2026": Status.MET,
    "Signed by Jane Roe in her role as Director of Hollowbeck and member of the Hollowbeck Board.": Status.MET,
    # no seat shown by the title
    "Signed: Jane Roe, Chief Executive Officer": Status.PARTIAL,
    "Signed: Jane Roe, General Counsel": Status.PARTIAL,
    # nothing shows signing
    "Jane Roe\nDirector\n12 May 2026": Status.PARTIAL,
    "____________________\nJane Roe\nDirector": Status.PARTIAL,
    "Jane Roe Chair and Non-Executive Director": Status.PARTIAL,
    # the wrong person, or nobody
    "Signed: Jane Roe, Head of Procurement": Status.VAGUE,
    "Signed: Jane Roe, Compliance Manager": Status.VAGUE,
    "This statement has been signed by a member of the board of directors on 13 October 2026.": Status.VAGUE,
    # a name may be lost to an image
    "Signed\nPosition: Director\nDate: 18 July 2026": Status.NOT_ASSESSABLE,
    "Approved by the board on 12 May 2026 and signed on its behalf by:\nDirector": Status.NOT_ASSESSABLE,
    "On behalf of the Board\nChief Executive\n12 May 2026": Status.NOT_ASSESSABLE,
    "Managing Director\nBoots Limited": Status.NOT_ASSESSABLE,
    # lines that a signer's block may have, and less than a signature
    "Yours faithfully\nJane Roe\nHead of Legal": Status.VAGUE,
    "Jane Roe\nSenior Executive Officer\nBoots Co., Ltd.": Status.PARTIAL,
    "Jane Roe | Chief Executive Officer | jane.roe@example.com": Status.PARTIAL,
    "Jane Roe\nManaging Director\nPlease open the signed statement (pdf)": Status.PARTIAL,
    "J. A. Roe\nVice-Chancellor": Status.PARTIAL,
    "Élodie Álvarez (Ms)\nCountry Manager\nBoots Limited": Status.PARTIAL,
    "Jane Roe\nChief Sustainability Officer": Status.PARTIAL,
    "Jane Roe\nChief Procurement Officer": Status.VAGUE,
    "Jane Roe, UK Managing Director": Status.PARTIAL,
    "Jane Roe\nChief Execu ve": Status.PARTIAL,  # a reader lost the ligature
    # a title with its company or a date on one line, and no name: lost to an image
    "Approved by the board of boots (Eire) Limited\nManaging Director boots (Eire) Limited Date: 4 May 2026": (
        Status.NOT_ASSESSABLE
    ),
    "Approved by our board.\nDirector of Marlin Bay Limited\nDate:": Status.NOT_ASSESSABLE,
    "The board approved this statement.\nCHIEF EXECUTIVE, MARCH 2026": Status.NOT_ASSESSABLE,
    # a title of any field, a board that is named, a date after the word of signing
    "Jane Roe\nTool & Pattern Director, on behalf of the board": Status.PARTIAL,
    "Jane Roe, Managing Director of Roe & Sons Ltd, approved this statement.": Status.PARTIAL,
    "Approved by the board.\nJane Roe Member and CFO Executive Board Marlin Group": Status.PARTIAL,
    "Jane Roe, Senior Partner, signed 30 October 2026.": Status.MET,
    "Hereby signed, Jane Roe Director of Marlin Bay Limited": Status.MET,
    "Approved and duly signed Jane Roe, Director of Marlin Bay Limited": Status.MET,
    "Our code was signed by suppliers in May.\nJane Roe, Director of Marlin Bay Limited": Status.PARTIAL,
    # a company's name above a title is no signer
    "Marlin Bay Ltd sells boots.\nFor and on behalf of the board\nMarlin Bay\nDirector\n3 June 2026": (
        Status.NOT_ASSESSABLE
    ),
    # people and signatures that sign nothing here
    "Our managers follow the rules.\nTool and Pattern Directory\nWe partner with suppliers.": Status.ABSENT,
    "Approved by the board.\nThe managing director visited each site in May 2026": Status.ABSENT,
    "Managing Director\nWe buy boots in two towns.": Status.ABSENT,
    "We signed a contract with three new suppliers of uniforms in March.": Status.ABSENT,
    "Our procurement team reviews every supplier each year.": Status.ABSENT,
}


@pytest.mark.parametrize(("text", "status"), SIGNED.items())
def test_a_signature_needs_a_name_a_title_and_a_word_of_signing(text: str, status: Status) -> None:
    verdict = judge("signed_by_member.v1", text)
    assert verdict.status == status, verdict.reason


def test_a_name_lost_to_an_image_is_checked_by_hand() -> None:
    verdict = judge("signed_by_member.v1", "Signed\nPosition: Director\nDate: 18 July 2026")
    assert verdict.confidence == Confidence.LOW
    assert "by hand" in verdict.reason


def test_the_elements_of_a_signature_are_named() -> None:
    verdict = judge("signed_by_member.v1", "Signed\nJane Roe\nDirector\n12 May 2026")
    assert {item.role for item in verdict.evidence} == {"name", "title", "signing cue", "date"}


DESCRIBED = {
    "Jane Roe, Chair, 12 May 2026": Status.MET,
    "Approved by the board.\nJane Roe\nDirector\nMay 2026": Status.MET,
    "Jane Roe, Director": Status.PARTIAL,
    "Jane Roe, Managing Director of Jane Roe & Sons (Hull) Ltd, approved this statement on 2 May 2026.": Status.MET,
    "Jane Roe Chief Operating Officer Wei Tan Designated Member Date: 6 June 2026": Status.MET,
    "The board approved this statement.\nDirector of Marlin Bay Limited, June 2026": Status.PARTIAL,
    "Jane Roe\nChief Executive\n12 May 2026": Status.PARTIAL,
    "Jane Roe, Procurement Manager, 12 May 2026": Status.VAGUE,
    "Jane Roe, Founder & CEO\n12 May 2026": Status.PARTIAL,
    "This statement was approved by the board.\nChief Executive Officer": Status.NOT_ASSESSABLE,
    "We sell boots in two shops.": Status.ABSENT,
}


@pytest.mark.parametrize(("text", "status"), DESCRIBED.items())
def test_a_signer_has_four_items(text: str, status: Status) -> None:
    verdict = judge("signer_described.v1", text)
    assert verdict.status == status, verdict.reason


def test_canadas_attestation_has_the_authority_to_bind() -> None:
    rule = "attestation_given.v1"
    attested = "I attest that I have reviewed the information contained in the report."
    bound = "I have the authority to bind Marlin Imports Inc."
    assert judge(rule, f"{attested}\n{bound}").status == Status.MET
    assert judge(rule, attested).status == Status.PARTIAL
    assert judge(rule, "Signed: Jane Roe, Director").status == Status.PARTIAL
    assert judge(rule, "We sell boots.").status == Status.ABSENT


def _columns(*lines: str) -> Reading:
    """A sentence whose lines two columns gave, then the signer's title."""
    case = case_of(f"{' '.join(lines)}\nManaging Director")
    first, title = case.sentences
    ends = accumulate(len(line) + 1 for line in lines)
    spans = tuple(Span(1, end - len(line) - 1, end - 1) for line, end in zip(lines, ends, strict=True))
    return Reading(replace(case, sentences=(replace(first, spans=spans), title)))


def test_of_a_line_that_two_columns_share_only_the_name_is_quoted() -> None:
    verdict = find_rule("signed_by_member.v1")(_columns("NEXT STEPS", "be our aims in 2026, namely to:", "Wei Tan"), {})
    assert [(e.role, e.quote) for e in verdict.evidence] == [("name", "Wei Tan"), ("title", "Managing Director")]
    assert [(s.start, s.end) for s in verdict.evidence[0].spans] == [(43, 50)]


def test_a_name_within_its_sentence_is_quoted_with_it() -> None:
    verdict = find_rule("signed_by_member.v1")(_columns("Our aims are set", "out by Wei Tan"), {})
    assert verdict.evidence[0].quote == "Our aims are set out by Wei Tan"
