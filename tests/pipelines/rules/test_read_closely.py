"""Where careful readers draw the line on content: wishes, denials, blind spots, consequences and memberships."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

RISK = "risk_located.v1"
CANDOUR = "candour_about_cases.v1"
EFFECT = "effectiveness_assessed.v1"
DILIGENCE = "due_diligence_process.v1"
MANAGED = "risk_assessed_and_managed.v1"
ENGAGED = "outsiders_engaged.v1"
CHECKED = "We check each new supplier for slavery before onboarding. [SUP3, mitigation, ONGOING]"
BOUND = "Contracts require all suppliers to forbid forced labour. [SUP1, mitigation, ONGOING]"
AUDITED = "In May our team audited nine sewing rooms for forced labour. [MON1, mitigation, DONE_IN_PERIOD]"
CASES = [
    # a wish to understand or to prevent risk says nothing of where it lies; a search or a level is spoken of
    (RISK, "We train staff so that they understand the risks of modern slavery.", Status.ABSENT),
    (RISK, "This statement describes how we prevent the risk of slavery.", Status.ABSENT),
    (RISK, "We have identified high-risk suppliers for slavery.", Status.VAGUE),
    # a denial names no part at risk
    (RISK, "We do not work in a sector at high risk of slavery. [risk description, ONGOING]", Status.VAGUE),
    (RISK, "As most of our suppliers are local bakers, the risk of slavery is low. [risk description]", Status.PARTIAL),
    # home, or all that is not home, is no place at risk; a part tied to words of risk is
    (RISK, "Goods from outside the UK bring a risk of slavery to our chain. [risk description]", Status.PARTIAL),
    (RISK, "Slavery is more likely to occur in our cleaning contracts. [risk description]", Status.MET),
    (RISK, "We removed it after seeing the risk of slavery that agency labour creates.", Status.PARTIAL),
    # a commitment that there be no slavery is no assurance, let alone a search
    (CANDOUR, "We are committed to ensuring that there is no modern slavery in our business.", Status.ABSENT),
    (CANDOUR, "There is no modern slavery in our business.", Status.VAGUE),
    # blind spots admitted count without any label
    (CANDOUR, "It is impossible for our buyers to monitor every maker for slavery.", Status.PARTIAL),
    (CANDOUR, f"{AUDITED}\nThe audits did not identify any violations linked to slavery.", Status.PARTIAL),
    # a finding told with what brought it up; a denial of it is none
    (
        CANDOUR,
        f"{AUDITED}\nHaving reviewed our dye houses, we saw a high risk of debt bondage. [RSK2, risk description]",
        Status.MET,
    ),
    (CANDOUR, "We do not buy from countries at high risk of slavery. [risk description]", Status.VAGUE),
    # effectiveness: values are no mention; a review told as done, or a list of indicators, is part of it
    (EFFECT, "We are implementing and enforcing effective systems against slavery.", Status.ABSENT),
    (
        EFFECT,
        "Following a review of the effectiveness of our steps on slavery, we intend to train more.",
        Status.PARTIAL,
    ),
    (EFFECT, "We measure how effective our steps against slavery are by the following indicators:", Status.PARTIAL),
    (EFFECT, "We will in future measure how effective our steps against slavery are by:", Status.PLANNED),
    (EFFECT, "No reports of slavery were received. [EFF1, effectiveness]", Status.VAGUE),
    (EFFECT, "Policies are reviewed to remain compliant. [EFF1, effectiveness]", Status.ABSENT),
    # what follows needs no label, and "we will" on a trigger stands
    (DILIGENCE, f"{CHECKED}\nA supplier that refuses is disqualified.", Status.MET),
    (DILIGENCE, f"{CHECKED}\nWhere risk is high we will ask for enhanced due diligence. [PLANNED]", Status.MET),
    (DILIGENCE, f"{CHECKED}\nOur buyers like long relationships.", Status.PARTIAL),
    # terms with a consequence are part of a process, terms alone are talk
    (DILIGENCE, f"{BOUND}\nWe terminate our relationship with any supplier in breach.", Status.PARTIAL),
    (DILIGENCE, BOUND, Status.VAGUE),
    # what risk was rated by is a method
    (
        MANAGED,
        "We rated suppliers on country risks and sector risks. [RSK1, mitigation]\nWe visited two. [MON1, mitigation]",
        Status.MET,
    ),
    (
        MANAGED,
        "We carried out an exercise on slavery. [RSK1, mitigation]\nWe visited two. [MON1, mitigation]",
        Status.PARTIAL,
    ),
    # bodies engaged for the purpose need no label; membership, audit interviews and a body's own aims are less
    (ENGAGED, "We consulted with two trade unions on forced labour.", Status.PARTIAL),
    (ENGAGED, "We joined Sedex, a platform for sharing data on supply chains. [COL1]", Status.VAGUE),
    (ENGAGED, "Our auditors held worker interviews on forced labour. [MON3]", Status.VAGUE),
    (ENGAGED, "With the union we developed a new shift rule against forced overtime. [COL1]", Status.MET),
    (ENGAGED, "We work with a charity that tackles slavery by training. [COL1]", Status.PARTIAL),
]


@pytest.mark.parametrize(("rule", "text", "status"), CASES)
def test_the_line_is_drawn_where_readers_draw_it(rule: str, text: str, status: Status) -> None:
    verdict = judge(rule, text, needs_result=True)
    assert verdict.status == status, verdict.reason
