"""The reason for a kind quotes whole clauses and never turns their sense."""

import pytest

from tests.pipelines.test_describe import FILLER, described

HEADED = "It is headed “Modern Slavery Statement”."

TURNED = (
    "We fall below the threshold at which a statement is mandatory under section 54 of the Modern Slavery Act 2015.",
    "We are not required to publish a statement under section 54 of the Modern Slavery Act 2015.",
    "The statement must set out the steps taken to ensure that slavery is not taking place in the supply chain.",
    "Companies of a certain size must publish a statement under section 54 of the Modern Slavery Act 2015.",
    "The Act requires organisations to make a statement pursuant to section 54.",
    "This is not a statement under section 54 of the Modern Slavery Act 2015.",
    "This page does not constitute a slavery and human trafficking statement.",
)


@pytest.mark.parametrize("sentence", TURNED)
def test_a_duty_of_others_and_a_denial_are_no_reason(sentence: str) -> None:
    found = described("Modern Slavery Statement", sentence, FILLER)
    assert (found.kind, found.kind_reason) == ("statement", HEADED)


def test_a_policy_that_only_tells_of_the_duty_stays_a_policy() -> None:
    found = described("Anti-Slavery Policy", TURNED[0], FILLER)
    assert found.kind == "other", found.kind_reason


QUOTED = {
    "Although we are not required to, this statement is made under section 54 of the Modern Slavery Act 2015.": (
        "Although we are not required to, this statement is made under section 54 of the Modern Slavery Act 2015"
    ),
    "This statement is made under section 54 of the Act and constitutes Arkle Ltd's report; it is our third.": (
        "This statement is made under section 54 of the Act and constitutes Arkle Ltd's report"
    ),
    "This statement sets out the steps that we took so that slavery is not taking place in our supply chains.": (
        "This statement sets out the steps that we took so that slavery is not taking place in our supply chains"
    ),
}


@pytest.mark.parametrize(("sentence", "quote"), QUOTED.items())
def test_a_declaration_is_quoted_as_a_whole_clause(sentence: str, quote: str) -> None:
    reason = described("Modern Slavery Statement", sentence, FILLER).kind_reason
    assert reason == f"It says “{quote}”."


def test_a_long_clause_is_cut_behind_a_word_and_shows_it() -> None:
    tail = " and covers the shop in Wexmoor" * 9
    reason = described(
        f"This statement is made under section 54 of the Modern Slavery Act 2015{tail}.", FILLER
    ).kind_reason
    assert reason.endswith(" …”.")
    assert len(reason) < 200
