"""Where a bidder's statement is, and what it explains and promises of what the statement leaves out."""

from typing import Any

import pytest

from corpora.document import QuestionType
from corpora.finding import Confidence, Status
from tests.pipelines.rules.answered import judge_answer
from tests.pipelines.rules.cases import judge

LINKS = {
    "https://orrel.example/statement-2026.pdf": Status.MET,
    "Uploaded: orrel_statement_2026.pdf": Status.MET,
    "https://orrel.example/statement.pdf": Status.PARTIAL,
    "https://orrel.example/statement-2021.pdf, looked up in 2026": Status.PARTIAL,
    "It will be ready before award.": Status.PARTIAL,
    "We have not published a statement.": Status.NEG_DISCLOSED,
    "Our statement is very good.": Status.VAGUE,
    "": Status.ABSENT,
}
ANY = "For information missing from the statement, give the reason and your promise."
ON_KPIS = "For information on KPIs missing from the statement, give the reason and your promise."
KPIS = "KPIs were not set in 2025; we will publish three before award."
TWO = (
    "Training is not included because our buyers joined in May; we will add it before award.\n"
    "KPIs were not set; we commit to include two of them before award.\nAll other topics are included."
)
TOPICS: tuple[tuple[str, str, dict[str, Any], Status], ...] = (
    (ON_KPIS, KPIS, {}, Status.MET),
    (ON_KPIS, "KPIs were not set in 2025.", {}, Status.PARTIAL),
    (ON_KPIS, "We will add it before award.", {}, Status.PARTIAL),
    (ANY, TWO, {}, Status.MET),
    (ANY, KPIS, {"statement_lacks": ["indicators"]}, Status.MET),
    (ANY, KPIS, {"statement_lacks": ["indicators", "training"]}, Status.PARTIAL),
    (ANY, KPIS, {}, Status.PARTIAL),
    (ANY, "We will add any missing information before contract award.", {}, Status.PARTIAL),
    (ANY, "All six are included.", {"statement_lacks": []}, Status.MET),
    (ANY, "All six are included.", {"statement_lacks": ["indicators"]}, Status.VAGUE),
    (ANY, "All six are included.", {}, Status.NOT_ASSESSABLE),
    (ANY, "Our statement is short.", {}, Status.VAGUE),
    (ANY, "", {}, Status.ABSENT),
)


@pytest.mark.parametrize(("text", "status"), LINKS.items())
def test_the_latest_statement_is_linked_or_uploaded(text: str, status: Status) -> None:
    verdict = judge_answer("statement_supplied.v1", "Link to the latest statement", text)
    assert verdict.status == status, verdict.reason


@pytest.mark.parametrize(("question", "text", "parameters", "status"), TOPICS)
def test_what_a_statement_leaves_out_is_explained_and_promised(
    question: str, text: str, parameters: dict[str, Any], status: Status
) -> None:
    verdict = judge_answer("missing_topics_explained.v1", question, text, QuestionType.DECLARATION, **parameters)
    assert verdict.status == status, verdict.reason


def test_a_topic_without_a_promise_is_named_with_what_it_lacks() -> None:
    verdict = judge_answer("missing_topics_explained.v1", ON_KPIS, "KPIs were not set in 2025.")
    assert "indicators (promise)" in verdict.reason


def test_all_included_is_for_a_person_where_no_statement_is_at_hand() -> None:
    verdict = judge_answer("missing_topics_explained.v1", ANY, "All six are included.")
    assert verdict.confidence == Confidence.LOW


def test_prose_without_a_promise_says_nothing_of_missing_topics() -> None:
    assert judge("missing_topics_explained.v1", "We train our cooks.").status == Status.ABSENT
    assert judge("statement_supplied.v1", "We train our cooks.").status == Status.ABSENT
