"""Which passages are shown beside an absence, and whether what is said of them is true."""

import pytest

from corpora.finding import Status
from pipelines.rules.furniture import is_figures_row, is_index_row, is_menu
from tests.pipelines.rules.cases import judge

MENUS = ("Sitemap Cookies Legal Privacy", "Change Location", "Show me your latest offers", "Home | About us | Contact")
PROSE = (
    "We make boots in two towns.",
    "Our buyers visit each maker once a year.",
    "The makers are paid in thirty days.",
)


def test_menus_are_not_shown_where_prose_stands() -> None:
    verdict = judge("training_with_audience.v1", "\n".join((*MENUS, *PROSE)))
    assert verdict.status == Status.ABSENT
    assert [item.quote for item in verdict.evidence] == [PROSE[0]]


def test_words_of_the_topic_come_first() -> None:
    verdict = judge("training_with_audience.v1", "\n".join((*PROSE, "We run an induction for drivers on fire.")))
    assert verdict.evidence[0].quote == "We run an induction for drivers on fire."


def test_a_passage_that_has_the_word_is_not_said_to_lack_it() -> None:
    verdict = judge("training_with_audience.v1", "We will offer training on health.\nWe make boots.")
    said = {item.quote: item.refused_because or "" for item in verdict.evidence}
    assert said == {"We will offer training on health.": "a plan that mentions training in passing, if at all"}


def test_only_passages_that_a_person_would_call_near_are_shown() -> None:
    shown = judge("training_with_audience.v1", "We make boots.\nWe run an induction on fire.\nOur makers are paid.")
    assert [item.quote for item in shown.evidence] == ["We run an induction on fire."]


def test_where_nothing_is_near_one_passage_is_shown_and_said_to_be_about_something_else() -> None:
    shown = judge("training_with_audience.v1", "\n".join((*MENUS, *PROSE)))
    assert [(item.quote, item.refused_because) for item in shown.evidence] == [(PROSE[0], "is about something else")]


REASONS = {
    "Staff training": "a heading or title, which says nothing by itself",
    "We are committed to training.": "a statement of values, without an action or a rule",
    "Our gym has an induction.": "mentions training in passing or is about something else",
    "We will offer training on health.": "a plan that mentions training in passing, if at all",
}


@pytest.mark.parametrize(("text", "reason"), REASONS.items())
def test_why_a_passage_does_not_count_is_said_in_plain_words(text: str, reason: str) -> None:
    verdict = judge("training_with_audience.v1", f"We make boots.\n{text}")
    assert {item.quote: item.refused_because for item in verdict.evidence}[text] == reason


@pytest.mark.parametrize("rule", ["risk_located.v1", "effectiveness_assessed.v1", "policy_follows_standard.v1"])
def test_an_index_of_criteria_is_never_evidence(rule: str) -> None:
    index = (
        "(c) Describe the risks of modern slavery practices in the operations and supply chains | 12-15\n"
        "(e) How the effectiveness of actions is assessed | 4\nOur policies and the ILO standards ........ 9\n"
    )
    verdict = judge(rule, f"{index}We make boots.")
    assert verdict.status == Status.ABSENT
    assert [item.quote for item in verdict.evidence] == ["We make boots."]


@pytest.mark.parametrize(
    "text",
    [
        "(f) Consultation | We met the directors of each entity twice.",
        "Describe what we did: we met them in 2025.",
        "Marlin Bay Holdings Pty Ltd | 65 999 000 410",
        "Risks of forced labour were found at 3 sites.",
    ],
)
def test_an_answer_in_a_table_is_no_index_row(text: str) -> None:
    assert not is_index_row(text)


def test_a_menu_never_names_the_subject() -> None:
    assert all(is_menu(text) for text in MENUS)
    assert not is_menu("Contact us about modern slavery, privacy or careers")
    assert not is_menu("We make boots.")


def test_a_row_of_figures_has_little_else() -> None:
    assert is_figures_row("Turkey | 8 | 3,150 | 61% | 19%")
    assert not is_figures_row("Sewing workshops, Turkey | Refugees without permits | 3 subcontractors")


def test_a_word_of_approval_is_not_said_to_be_about_this_statement() -> None:
    verdict = judge("approved_by_governing_body.v1", "We make boots.\nOur managers approve each hour of overtime.")
    assert verdict.evidence[0].refused_because == "mentions approval in passing or is about something else"
