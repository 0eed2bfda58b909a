"""Law that is still to come: shown where the user asks for it, never missing, and never guessed."""

import pytest

from corpora.document import Kind
from corpora.finding import Finding, Status
from corpora.framework import load_frameworks
from pipelines import assess
from pipelines.assess import assess_batch
from pipelines.stage import Description
from tests.pipelines.rules.cases import case_of

COMING = ("AU-PENDING", "EU", "UK-PENDING")


@pytest.fixture(autouse=True)
def described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a case keep the description that it came with."""
    monkeypatch.setattr(assess, "describe", lambda case: case.description)


def judged(framework: str, period_end: str, as_of: str) -> dict[str, Finding]:
    case = case_of("We sell boots.", Description(kind=Kind.STATEMENT, period_end=period_end))
    (case,) = assess_batch([case], (framework,), as_of)
    return {finding.commitment: finding for finding in case.findings}


@pytest.mark.parametrize("name", COMING)
def test_nothing_is_missing_by_a_law_that_is_still_to_come(name: str) -> None:
    found = judged(name, "2026-03-31", "2026-11-25")
    assert list(found) == [one.id for one in load_frameworks()[name].commitments]
    assert not any(finding.missing for finding in found.values())
    assert all(finding.reason.startswith("Law to come: ") for finding in found.values())


def test_once_it_is_law_it_is_asked_like_any_other() -> None:
    found = judged("EU", "2029-12-31", "2030-06-30")
    assert (found["EU-02"].status, found["EU-02"].missing) == (Status.ABSENT, True)
    assert judged("EU", "2029-06-30", "2030-06-30")["EU-02"].status == Status.NOT_APPLICABLE


def test_a_part_that_is_law_before_the_rest_is_asked_from_its_own_day() -> None:
    found = judged("EU", "2028-12-31", "2030-06-30")
    assert (found["EU-07"].status, found["EU-07"].missing) == (Status.ABSENT, True)
    assert found["EU-01"].status == Status.NOT_APPLICABLE
