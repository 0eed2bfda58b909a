"""Every framework file can be read, and says what the laws' tables say."""

import re
from pathlib import Path

import pytest

from corpora.framework import FOLDER, MISSING_LEVELS, Commitment, FrameworkError, load_frameworks, read_framework
from pipelines.rules import RULES

FRAMEWORKS = load_frameworks()
COMMITMENTS = [commitment for framework in FRAMEWORKS.values() for commitment in framework.commitments]
FORBIDDEN = re.compile(r"breach|non-?compliant|guilty|violat|uses slavery", re.IGNORECASE)
EXPECTED = {
    "UK-MSA": [*(f"UK-{n:02}" for n in range(1, 15)), *(f"UK-G{n}" for n in range(1, 9))],
    "AU-MSA": [*(f"AU-{n:02}" for n in range(1, 19)), "AU-G1", "AU-G2"],
    "CA-SCA": [*(f"CA-{n:02}" for n in range(1, 16)), "CA-G1"],
}


@pytest.mark.parametrize(("name", "ids"), EXPECTED.items())
def test_a_regime_has_every_commitment_of_its_table(name: str, ids: list[str]) -> None:
    assert [commitment.id for commitment in FRAMEWORKS[name].commitments] == ids


def test_every_rule_that_a_file_names_exists_and_every_rule_is_named() -> None:
    assert {commitment.rule for commitment in COMMITMENTS} == set(RULES)


def test_every_rule_says_why_and_from_where() -> None:
    for name, rule in RULES.items():
        assert name.rsplit(".", 1)[0] == rule.__name__
        assert re.search(r"\.v\d+$", name)
        assert "Rationale:" in (rule.__doc__ or "")
        assert "Source:" in (rule.__doc__ or "")


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda commitment: commitment.id)
def test_the_words_follow_the_level(commitment: Commitment) -> None:
    if commitment.level in ("M", "MC"):
        assert commitment.say.missing.endswith("not evidenced in the text.")
    else:
        assert commitment.say.missing.startswith("Recommended topic not covered: ")
    assert commitment.say.ask.endswith(("?", "."))
    assert not FORBIDDEN.search(
        f"{commitment.title} {commitment.say.missing} {commitment.say.ask} {commitment.say.act}"
    )
    assert commitment.level in MISSING_LEVELS


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda commitment: commitment.id)
def test_what_is_external_is_checked_outside_the_text(commitment: Commitment) -> None:
    assert (commitment.rule == "checked_outside_the_text.v1") == (commitment.decided_from == "external")


def test_younger_guidance_has_its_own_date() -> None:
    by_id = {commitment.id: commitment for commitment in COMMITMENTS}
    assert {by_id[name].in_force.start.isoformat() for name in ("UK-G7", "UK-G8")} == {"2025-03-24"}
    assert by_id["UK-G6"].in_force == FRAMEWORKS["UK-MSA"].in_force


NAMED = {
    "This statement is made under section 54 of the Modern Slavery Act 2015.": {"UK-MSA"},
    "Under the UK Modern Slavery Act we report each year.": {"UK-MSA"},
    "We report under the Modern Slavery Act 2018 (Cth).": {"AU-MSA"},
    "The Australian Modern Slavery Act asks us to report.": {"AU-MSA"},
    "Fighting Against Forced Labour and Child Labour in Supply Chains Act (S-211)": {"CA-SCA"},
    "The California Transparency in Supply Chains Act asks for this.": set(),
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


def test_every_mistake_of_a_file_is_named_with_its_path(tmp_path: Path) -> None:
    text = (FOLDER / "uk-msa.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("level: M\n", "level: X\n").replace("    title:", "    titel:", 1), encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_framework(broken)
    assert "commitments.0.titel" in str(caught.value)
    assert "commitments.1.level" in str(caught.value)


def test_names_of_frameworks_may_come_in_any_case() -> None:
    assert list(load_frameworks(["uk-msa"])) == ["UK-MSA"]
    with pytest.raises(FrameworkError, match="XX"):
        load_frameworks(["xx"])
