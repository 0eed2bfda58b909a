"""Every framework file can be read, says what the laws' tables say, and every mistake in one is refused."""

import re
from datetime import date

import pytest

from corpora.canonical import canonicals, themes
from corpora.framework import (
    FOLDER,
    MISSING_LEVELS,
    NOT_MEASURED,
    Commitment,
    FrameworkError,
    load_frameworks,
    pending_mistakes,
)
from pipelines.rules import RULES

FRAMEWORKS = load_frameworks()
COMMITMENTS = [commitment for framework in FRAMEWORKS.values() for commitment in framework.commitments]
BY_ID = {commitment.id: commitment for commitment in COMMITMENTS}
FORBIDDEN = re.compile(r"breach|non-?compliant|guilty|violat(?:ed|es)|uses slavery", re.IGNORECASE)
TABLES = {
    "AU-MSA": [*(f"AU-{n:02}" for n in range(1, 19)), "AU-G1", "AU-G2"],
    "AU-PENDING": [f"AUP-{n:02}" for n in range(1, 4)],
    "CA-SCA": [*(f"CA-{n:02}" for n in range(1, 16)), "CA-G1"],
    "DE-LKSG": [f"DE-{n:02}" for n in range(1, 7)],
    "EU": [f"EU-{n:02}" for n in range(1, 8)],
    "FR-DDV": [f"FR-{n:02}" for n in range(1, 7)],
    "NO-APL": [f"NO-{n:02}" for n in range(1, 8)],
    "UK-MSA": [*(f"UK-{n:02}" for n in range(1, 15)), *(f"UK-G{n}" for n in range(1, 9))],
    "UK-PENDING": ["UKP-01", "UKP-02"],
    "US-CTSCA": [f"USCA-{n:02}" for n in range(1, 8)],
}


@pytest.mark.parametrize(("name", "ids"), TABLES.items())
def test_a_regime_has_every_commitment_of_its_table(name: str, ids: list[str]) -> None:
    assert [commitment.id for commitment in FRAMEWORKS[name].commitments] == ids


def test_every_rule_that_a_file_names_exists() -> None:
    assert {commitment.rule for commitment in COMMITMENTS} <= set(RULES)


def test_every_rule_says_why_and_from_where() -> None:
    for name, rule in RULES.items():
        assert name.rsplit(".", 1)[0] == rule.__name__
        assert re.search(r"\.v\d+$", name)
        assert "Rationale:" in (rule.__doc__ or "")
        assert "Source:" in (rule.__doc__ or "")


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda commitment: commitment.id)
def test_no_words_are_those_of_a_verdict_on_the_company(commitment: Commitment) -> None:
    said = commitment.say
    assert said.ask.endswith(("?", "."))
    assert not FORBIDDEN.search(f"{commitment.title} {said.missing} {said.ask} {said.act}")


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda commitment: commitment.id)
def test_what_is_external_is_checked_outside_the_text(commitment: Commitment) -> None:
    if commitment.decided_from == "external":
        assert commitment.rule == "checked_outside_the_text.v1"
    assert commitment.rule != "checked_outside_the_text.v1" or commitment.decided_from != "text"


def test_proposed_law_and_good_practice_are_never_missing() -> None:
    assert {"P", "B"}.isdisjoint(MISSING_LEVELS)
    assert {one.level for name in ("UK-PENDING", "AU-PENDING") for one in FRAMEWORKS[name].commitments} == {"P"}


def test_younger_law_has_its_own_date() -> None:
    assert {BY_ID[name].in_force.start.isoformat() for name in ("UK-G7", "UK-G8")} == {"2025-03-24"}
    assert BY_ID["UK-G6"].in_force == FRAMEWORKS["UK-MSA"].in_force
    assert BY_ID["EU-07"].in_force.start < BY_ID["EU-01"].in_force.start


def test_first_reports_cover_the_years_that_the_law_names() -> None:
    uk, australia = FRAMEWORKS["UK-MSA"].in_force, FRAMEWORKS["AU-MSA"].in_force
    assert not uk.asks_of(date(2016, 3, 30))
    assert uk.asks_of(date(2016, 3, 31))
    assert not australia.asks_of(date(2019, 6, 30))
    assert australia.asks_of(date(2019, 12, 31))


def test_law_to_come_is_off_until_its_day() -> None:
    pending = [name for name, framework in FRAMEWORKS.items() if framework.is_pending(date(2026, 11, 25))]
    assert pending == ["AU-PENDING", "EU", "UK-PENDING"]
    assert not FRAMEWORKS["EU"].is_pending(date(2029, 7, 26))
    assert not any(FRAMEWORKS[name].mentions for name in pending)  # nor is it guessed
    assert len(pending_mistakes(FRAMEWORKS.values(), date(2026, 11, 25))) == len(pending)


def test_what_is_doubtful_of_a_commitment_is_said_of_it() -> None:
    assert BY_ID["UK-01"].remarks == ()
    assert BY_ID["UK-G7"].remarks == ("read in a secondary source only",)
    assert BY_ID["NO-01"].remarks == (NOT_MEASURED,)
    assert BY_ID["EU-01"].remarks == ("read in a secondary source only", NOT_MEASURED)
    assert BY_ID["UK-04"].remarks == ()  # a person looks: there is no rule to measure


def test_only_what_judged_findings_cover_is_called_measured() -> None:
    for name, framework in FRAMEWORKS.items():
        measured = {one.id for one in framework.commitments if one.measured}
        assert bool(measured) == (name in ("UK-MSA", "AU-MSA", "CA-SCA"))
        assert not measured & {"UK-04", "UK-05", "UK-G4", "UK-G5", "AU-16", "AU-17", "AU-18", "CA-14", "CA-G1"}


def test_there_are_29_canonical_commitments_each_with_a_theme_and_a_question() -> None:
    assert list(canonicals()) == [f"K{n:02}" for n in range(1, 30)]
    assert list(themes()) == [f"T{n}" for n in range(9)]
    assert all(one.theme in themes() and one.ask.endswith(("?", ".")) for one in canonicals().values())


def test_a_commitment_without_words_of_its_own_takes_those_of_its_canonical() -> None:
    assert BY_ID["FR-01"].say.ask == canonicals()["K11"].ask
    assert BY_ID["FR-05"].say.ask != canonicals()["K20"].ask


NAMED = {
    "This statement is made under section 54 of the Modern Slavery Act 2015.": {"UK-MSA"},
    "Under the UK Modern Slavery Act we report each year.": {"UK-MSA"},
    "We report under the Modern Slavery Act 2018 (Cth).": {"AU-MSA"},
    "The Australian Modern Slavery Act asks us to report.": {"AU-MSA"},
    "Fighting Against Forced Labour and Child Labour in Supply Chains Act (S-211)": {"CA-SCA"},
    "The California Transparency in Supply Chains Act asks for this.": {"US-CTSCA"},
    "This account is given under the Norwegian Transparency Act.": {"NO-APL"},
    "This report meets the German Supply Chain Due Diligence Act (LkSG).": {"DE-LKSG"},
    "The plan answers the French Duty of Vigilance Law.": {"FR-DDV"},
    "Modern slavery is a crime.": set(),
}


@pytest.mark.parametrize(("text", "names"), NAMED.items())
def test_a_text_names_its_act(text: str, names: set[str]) -> None:
    found = {
        name
        for name, framework in FRAMEWORKS.items()
        if any(re.search(pattern, text, re.IGNORECASE) for pattern in framework.mentions)
    }
    assert found == names


def test_names_of_frameworks_may_come_in_any_case() -> None:
    assert list(load_frameworks(["uk-msa"])) == ["UK-MSA"]
    with pytest.raises(FrameworkError, match="XX"):
        load_frameworks(["xx"])


def test_every_file_is_called_after_its_framework() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {name.lower() for name in FRAMEWORKS}
