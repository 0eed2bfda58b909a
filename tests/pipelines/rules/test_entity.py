"""Which entity reports, whom the text covers, whom it consulted, and its dates."""

import pytest

from corpora.finding import Status
from pipelines.stage import Description
from tests.pipelines.rules.cases import judge

CASES: dict[str, dict[str, Status]] = {
    "reporting_entity_named.v1": {
        "Marlin Bay Pty Ltd (ABN 12 345 678 901) is the reporting entity. [reporting entity]": Status.MET,
        "Modern Slavery Statement of Marlin Bay Pty Ltd": Status.MET,
        "Marlin is the reporting group for this year. [reporting entity]": Status.PARTIAL,
        "We sell boots.": Status.ABSENT,
    },
    "covered_organisations_named.v1": {
        "This statement covers Hollowbeck Ltd, Hollowbeck Uniforms Ltd and Hollowbeck Laundry LLP.": Status.MET,
        "This statement is made on behalf of Hollowbeck plc and its subsidiaries.": Status.PARTIAL,
        "This is the statement of the Hollowbeck Group.\nThe group employs 90 people.": Status.VAGUE,
        "Hollowbeck Ltd sells boots.": Status.NOT_APPLICABLE,
        "This statement is made by Hollowbeck Ltd and its wholly owned subsidiary, Marlin Laundry.": Status.MET,
        "This statement covers Hollowbeck Ltd, part of Marlin Bay Holdings GmbH.": Status.NOT_APPLICABLE,
        "Hollowbeck, Inc., including its subsidiaries, abhors slavery.": Status.PARTIAL,
        "This statement covers all companies within our group.\nHollowbeck plc": Status.PARTIAL,
        "The Hollowbeck Group stands against slavery.": Status.VAGUE,
    },
    "controlled_entities_consulted.v1": {
        (
            "We own three subsidiaries.\n"
            "Each subsidiary's director commented on the draft of this statement. [consultation, CON1, DONE_IN_PERIOD]"
        ): Status.MET,
        "We own and control no other entity.": Status.NOT_APPLICABLE,
        "The company does not own or control any entities.": Status.NOT_APPLICABLE,
        "Marlin and its subsidiaries sell boots.\nWe consulted our lawyers on this statement.": Status.VAGUE,
        "Marlin and its subsidiaries sell boots.": Status.ABSENT,
        "We sell boots.": Status.NOT_ASSESSABLE,
    },
    "joint_entities_consulted.v1": {
        "We sell boots.": Status.NOT_APPLICABLE,
        (
            "This is a joint statement of two reporting entities.\n"
            "Both were consulted on the draft of this statement. [consultation, CON1, DONE_IN_PERIOD]"
        ): Status.MET,
        "This is a joint statement of two reporting entities.": Status.ABSENT,
    },
    "controlled_entities_covered.v1": {
        "Our subsidiary in Jakarta runs the same hotline for slavery. [GRV1, mitigation, ONGOING]": Status.MET,
        "We are a company with three subsidiaries.": Status.PARTIAL,
        "We own no other entity.": Status.NOT_APPLICABLE,
        "We sell boots.": Status.NOT_ASSESSABLE,
    },
    "revision_explained.v1": {
        "This report was revised on 4 July 2026: section 3 was corrected.": Status.MET,
        "Revised report, 4 July 2026": Status.PARTIAL,
        "We sell boots.": Status.NOT_APPLICABLE,
    },
    "steps_in_year.v1": {
        (
            "This report covers the financial year ended 31 March 2026.\n"
            "We audited our suppliers of imported goods for child labour. [MON1, mitigation, DONE_IN_PERIOD]"
        ): Status.MET,
        "We will audit our suppliers for child labour. [MON1, mitigation, PLANNED]": Status.PLANNED,
        "We sell boots.": Status.ABSENT,
    },
    "victims_not_identifiable.v1": {
        "One worker was without his passport; it was returned. [REM5, DONE_IN_PERIOD]": Status.NOT_ASSESSABLE,
        "We sell boots.": Status.NOT_APPLICABLE,
    },
    "other_information.v1": {
        "With four competitors we fund one helpline. [COL1, ONGOING]": Status.MET,
        "We sell boots.": Status.NOT_ASSESSABLE,
    },
    "checked_outside_the_text.v1": {"Published at example.com/slavery-statement": Status.NOT_ASSESSABLE},
}
FLAT = [(rule, text, status) for rule, texts in CASES.items() for text, status in texts.items()]


@pytest.mark.parametrize(("rule", "text", "status"), FLAT)
def test_facts_of_the_statement_are_read_from_its_words(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text)
    assert verdict.status == status, verdict.reason


TIMELY = {
    "This statement was approved by the board on 12 May 2026.": Status.MET,
    "This statement was approved by the board on 12 December 2026.": Status.PARTIAL,
    "This statement was approved by the board on 12 June 2027.": Status.VAGUE,
    "This statement was approved by the board.": Status.NOT_ASSESSABLE,
}


@pytest.mark.parametrize(("text", "status"), TIMELY.items())
def test_publication_is_counted_from_the_year_end(text: str, status: Status) -> None:
    description = Description(period_end="2026-03-31")
    assert judge("published_within_months.v1", text, description, months=6, at_most_months=12).status == status
