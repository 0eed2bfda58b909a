"""Which findings a document gets, and what is never called missing."""

from dataclasses import replace

import pytest

from corpora.document import Document, Kind, Outcome, Page, Subject
from corpora.finding import Confidence, Finding, Status
from corpora.framework import FrameworkError, load_frameworks
from pipelines import assess, score
from pipelines.assess import assess_batch
from pipelines.rules import RULES
from pipelines.stage import Case, Description
from tests.pipelines.rules.cases import case_of

STATEMENT = """
Modern Slavery Statement of Hollowbeck Ltd for the financial year ended 31 March 2026
This statement is made under section 54 of the Modern Slavery Act 2015.
We run 14 warehouses in England. [operations]
All buyers finished the forced-labour module by October. [TRN1, mitigation, DONE_IN_PERIOD]
This statement was approved by the board on 12 May 2026.
Signed: Jane Roe, Director, 12 May 2026
"""
FORBIDDEN = ("breach", "non-compliant", "noncompliant", "guilty", "uses slavery", "illegal")


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a case keep the description that it came with."""
    monkeypatch.setattr(assess, "describe", lambda case: case.description)


def judged(case: Case, *frameworks: str, as_of: str = "2026-11-25") -> dict[str, Finding]:
    (result,) = assess_batch([case], frameworks, as_of)
    return {finding.commitment: finding for finding in result.findings}


def statement(text: str = STATEMENT, **description: str) -> Case:
    known = {"kind": Kind.STATEMENT, "period_end": "2026-03-31", **description}
    return case_of(text, Description(**known))


@pytest.mark.usefixtures("described")
def test_every_commitment_of_a_framework_gets_one_finding_in_order() -> None:
    framework = load_frameworks()["UK-MSA"]
    assert list(judged(statement(), "uk-msa")) == [commitment.id for commitment in framework.commitments]


@pytest.mark.usefixtures("described")
def test_what_is_found_carries_its_sentence_word_for_word() -> None:
    case = statement()
    texts = {sentence.sentence_id: sentence for sentence in case.sentences}
    found = judged(case, "UK-MSA")
    assert found["UK-02"].status == Status.MET
    for finding in found.values():
        if finding.status.is_answered or finding.status.is_missing:
            assert finding.evidence, finding
        for item in finding.evidence:
            assert (item.quote, item.spans) == (texts[item.sentence_id].text, texts[item.sentence_id].spans)


@pytest.mark.usefixtures("described")
def test_an_absence_shows_the_nearest_passages_and_why_each_was_refused() -> None:
    finding = judged(statement(), "UK-MSA")["UK-13"]
    assert (finding.status, finding.missing) == (Status.ABSENT, True)
    assert 1 <= len(finding.evidence) <= 3
    assert all(item.role == "nearest" and item.refused_because for item in finding.evidence)


@pytest.mark.usefixtures("described")
def test_what_lies_outside_the_text_is_never_missing() -> None:
    for name, framework in load_frameworks().items():
        found = judged(statement("We sell boots."), name)
        for commitment in framework.commitments:
            if commitment.decided_from == "external":
                finding = found[commitment.id]
                assert (finding.status, finding.answered, finding.missing) == (Status.NOT_ASSESSABLE, None, False)


@pytest.mark.usefixtures("described")
def test_half_a_file_leaves_what_is_not_found_to_a_person() -> None:
    case = statement("We sell boots in our two shops.")
    pages = (Page(1, "We sell boots.", engine="test"), Page(2, "", engine="test", outcome=Outcome.NEEDS_OCR))
    case = replace(case, document=Document("d", "application/pdf", pages))
    finding = judged(case, "UK-MSA")["UK-02"]
    assert (finding.status, finding.missing, finding.answered) == (Status.NOT_ASSESSABLE, False, None)
    assert "50%" in finding.reason


@pytest.mark.usefixtures("described")
def test_a_text_that_stops_in_mid_sentence_leaves_what_is_not_found_to_a_person() -> None:
    text = "We sell boots in two shops.\nWe buy leather.\nOur buyers visit the tanneries and the farms that supply the"
    assert judged(statement(text), "UK-MSA")["UK-02"].status == Status.NOT_ASSESSABLE


@pytest.mark.usefixtures("described")
@pytest.mark.parametrize("kind", [Kind.TENDER_RESPONSE, Kind.QUESTIONNAIRE, Kind.ANNEX])
def test_facts_of_a_statement_are_not_missing_from_a_tender_response(kind: Kind) -> None:
    for name, framework in load_frameworks().items():
        found = judged(statement("We sell boots.", kind=kind), name)
        for commitment in framework.commitments:
            if commitment.asked_of_statement:
                assert not found[commitment.id].missing
                assert found[commitment.id].reason.endswith(f" {kind}.")
    assert judged(statement("We sell boots.", kind=kind), "UK-MSA")["UK-14"].missing


@pytest.mark.usefixtures("described")
def test_what_a_tender_response_leaves_out_is_missing_only_where_the_user_named_the_act() -> None:
    case = statement("We sell boots.", kind=Kind.TENDER_RESPONSE)
    guessed = replace(case, description=replace(case.description, frameworks=("UK-MSA",)))
    found = judged(guessed)["UK-14"]
    assert (found.status, found.missing, found.answered) == (Status.NOT_ASSESSABLE, False, None)
    assert found.reason.startswith("Asked of the statement itself; this file is a tender response.")
    assert judged(case, "UK-MSA")["UK-14"].missing


@pytest.mark.usefixtures("described")
def test_the_first_reports_under_a_law_look_back_on_the_year_before_it() -> None:
    for end, asked in {"2023-05-31": False, "2023-06-30": True, "2023-12-31": True}.items():
        found = judged(statement(period_end=end), "CA-SCA")["CA-03"]
        assert (found.status != Status.NOT_APPLICABLE) == asked, end


@pytest.mark.usefixtures("described")
def test_a_law_that_was_not_yet_in_force_is_not_applicable_and_says_the_date() -> None:
    found = judged(statement(period_end="2014-12-31"), "UK-MSA")
    assert {finding.status for finding in found.values()} == {Status.NOT_APPLICABLE}
    assert "2015-10-29" in found["UK-02"].reason


@pytest.mark.usefixtures("described")
def test_guidance_younger_than_the_document_is_shown_and_never_missing() -> None:
    older, newer = (judged(statement(period_end=end), "UK-MSA")["UK-G7"] for end in ("2019-12-31", "2026-03-31"))
    assert older.reason.startswith("Later guidance: ")
    assert (older.status, older.missing) == (Status.ABSENT, False)
    assert (newer.status, newer.missing) == (Status.ABSENT, True)


@pytest.mark.usefixtures("described")
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Signed by our director on 14/05/2024.", False),
        ("Modern slavery statement 2018/19", False),
        ("We sold 2,026 boots in 2019 and 12% more by 2030.", False),
        ("Approved on 3 March 2026.", True),
        ("We sell boots.", True),  # of no year at all: asked as of today
    ],
)
def test_a_text_of_unknown_period_is_no_younger_than_the_latest_year_that_it_names(text: str, missing: bool) -> None:
    case = replace(statement(text), description=Description(kind=Kind.STATEMENT))
    found = judged(case, "UK-MSA", as_of="2026-11-01")
    assert found["UK-G7"].missing == missing
    assert found["UK-14"].missing


@pytest.mark.usefixtures("described")
def test_what_is_judged_on_the_users_word_alone_says_the_doubt() -> None:
    found = judged(statement("We sell boots.", kind=Kind.OTHER), "UK-MSA")["UK-14"]
    assert found.missing
    assert found.reason.startswith("Judged since the Act was named, though the file does not look like a statement.")


@pytest.mark.usefixtures("described")
def test_a_day_that_the_user_looks_is_not_called_the_end_of_the_period() -> None:
    case = replace(statement(), description=Description(kind=Kind.STATEMENT))
    reason = judged(case, "CA-SCA", as_of="2010-01-01")["CA-03"].reason
    assert "on 2010-01-01; the period is not known" in reason


@pytest.mark.usefixtures("described")
def test_an_unknown_period_takes_the_day_that_the_user_looks() -> None:
    case = replace(statement(), description=Description(kind=Kind.STATEMENT))
    assert judged(case, "CA-SCA", as_of="2023-06-30")["CA-03"].status == Status.NOT_APPLICABLE
    assert judged(case, "CA-SCA", as_of="2024-06-30")["CA-03"].status != Status.NOT_APPLICABLE


@pytest.mark.usefixtures("described")
def test_a_file_of_another_kind_gets_no_findings_unless_its_framework_is_given() -> None:
    case = replace(statement(), description=Description(kind=Kind.OTHER, frameworks=("UK-MSA",)))
    assert not judged(case)
    assert judged(case, "UK-MSA")


@pytest.mark.usefixtures("described")
def test_a_guessed_framework_gives_the_same_findings_marked_as_guessed() -> None:
    case = replace(statement(), description=replace(statement().description, frameworks=("UK-MSA",)))
    guessed, given = judged(case), judged(case, "UK-MSA")
    assert {f.applies for f in guessed.values()} == {"guessed"}
    assert [replace(f, applies="given") for f in guessed.values()] == list(given.values())


@pytest.mark.usefixtures("described")
def test_one_file_serves_several_subjects_each_by_its_own_frameworks() -> None:
    case = statement()
    subjects = (Subject(entity="A Ltd", frameworks=("UK-MSA",)), Subject(entity="B Pty Ltd", frameworks=("AU-MSA",)))
    (result,) = assess_batch([replace(case, source=replace(case.source, subjects=subjects))], ("CA-SCA",), "2026-11-25")
    assert {(f.entity, f.framework) for f in result.findings} == {("A Ltd", "UK-MSA"), ("B Pty Ltd", "AU-MSA")}


@pytest.mark.usefixtures("described")
def test_one_rule_that_fails_loses_no_other_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(RULES, "structure_described.v1", fails)
    found = judged(statement(), "UK-MSA")
    assert (found["UK-06"].status, found["UK-06"].missing) == (Status.NOT_ASSESSABLE, False)
    assert found["UK-02"].status == Status.MET


def test_one_document_that_fails_loses_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_once(case: Case) -> Description:
        if case.source.path.startswith("bad"):
            raise ValueError
        return Description(kind=Kind.STATEMENT)

    monkeypatch.setattr(assess, "describe", fails_once)
    bad, good = assess_batch([case_of("We sell boots.", document="bad"), case_of(STATEMENT)], ("UK-MSA",), "2026-11-25")
    assert (bad.findings, bad.source.outcome) == ((), Outcome.UNREADABLE)
    assert "ValueError" in str(bad.source.reason)
    assert good.findings


def test_an_unknown_framework_is_the_users_mistake() -> None:
    with pytest.raises(FrameworkError, match="UK-XYZ"):
        assess_batch([], ("UK-XYZ",), "2026-11-25")


@pytest.mark.usefixtures("described")
def test_low_confidence_goes_to_a_person() -> None:
    text = "We sell boots.\nA strange sentence about what we do for those people. [effectiveness, VAGUE, ONGOING]"
    for finding in judged(statement(text), "UK-MSA").values():
        if finding.confidence == Confidence.LOW:
            assert (finding.answered, finding.missing) == (None, False)
            assert "by hand" in finding.reason.lower()


@pytest.mark.usefixtures("described")
def test_another_language_than_the_rules_read_is_never_missing() -> None:
    found = judged(statement("Nous vendons des bottes.", language="fr"), "UK-MSA")
    assert not any(finding.missing for finding in found.values())


@pytest.mark.usefixtures("described")
def test_the_words_are_never_those_of_a_verdict_on_the_company() -> None:
    for name, framework in load_frameworks().items():
        for text in (STATEMENT, "We sell boots.", "We took no steps. We have zero tolerance of modern slavery."):
            found = judged(statement(text), name)
            for commitment in framework.commitments:
                said = f"{commitment.say.missing} {commitment.say.ask} {found[commitment.id].reason}".lower()
                assert not any(word in said for word in FORBIDDEN), said


@pytest.mark.usefixtures("described")
def test_scores_count_what_was_asked() -> None:
    (case,) = score.score_batch(assess_batch([statement()], ("UK-MSA", "AU-MSA"), "2026-11-25"))
    assert sum(row.asked for row in case.scores) == len(case.findings)
    assert all(row.asked == row.answered + row.missing + row.by_hand for row in case.scores)
    assert sum(row.missing for row in case.scores) == sum(finding.missing for finding in case.findings)
