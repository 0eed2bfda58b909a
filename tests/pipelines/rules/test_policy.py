"""What makes a policy with content: its name and a rule beside it, against values, lists and plans."""

import pytest

from corpora.finding import Status
from tests.pipelines.rules.cases import judge

NAMED = "Our Supplier Code of Conduct guides every buyer against modern slavery. [SUP1, mitigation, ONGOING]\n"
LIST = "We operate these policies against modern slavery: [GOV2, mitigation, ONGOING, VAGUE]\nWhistleblowing policy;"

CASES = {
    f"{NAMED}No forced or bonded labour is permitted.": Status.MET,
    f"{NAMED}Our contracts include clauses that rule out human trafficking.": Status.MET,
    f"{NAMED}Workers should never be required to pay a fee.": Status.MET,
    "Breach of our Supplier Code, which prohibits forced labour, may end it. [SUP1, HYPOTHETICAL]": Status.MET,
    f"{NAMED}We have zero tolerance of slavery and will not tolerate it.": Status.PARTIAL,
    f"{NAMED}Our buyers know the requirements of the Modern Slavery Act.": Status.PARTIAL,
    f"{NAMED}We take steps to ensure that no slavery must be feared.": Status.PARTIAL,
    "Our Anti-Slavery Policy reflects our commitment to acting ethically, so that no slavery occurs.": Status.PARTIAL,
    LIST: Status.PARTIAL,
    "Suppliers at risk of slavery will be made aware of this policy. [SUP1, mitigation, PLANNED]": Status.PARTIAL,
    "We plan to draft a Modern Slavery Policy. [GOV2, mitigation, PLANNED]": Status.PLANNED,
    "Slavery is in our cookie policy's menu: see the Cookie Policy.": Status.ABSENT,
}


@pytest.mark.parametrize(("text", "status"), CASES.items())
def test_a_policy_is_its_name_and_its_rule(text: str, status: Status) -> None:
    verdict = judge("policy_with_content.v1", text)
    assert verdict.status == status, verdict.reason
