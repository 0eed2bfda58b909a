"""Each failure pattern is found where a text shows it, and not where a text only sounds like it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpora.pattern import failure_patterns
from pipelines.patterns import DETECTORS
from tests.pipelines.patterns.seeing import flags

CASES: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)
SHOWS = [(code, case) for code, cases in CASES.items() for case in cases["shows"]]
NEAR = [(code, case) for code, cases in CASES.items() for case in cases["near"]]
ELSEWHERE = {"F04", "F29"}  # test_repeats.py, test_whole.py


def name(value: Any) -> str:
    return value if isinstance(value, str) else " ".join(value["text"].split()[:6])


@pytest.mark.parametrize(("code", "case"), SHOWS, ids=name)
def test_a_pattern_is_found_where_the_text_shows_it(code: str, case: dict[str, Any]) -> None:
    assert code in {flag.pattern for flag in flags(**case)}


@pytest.mark.parametrize(("code", "case"), NEAR, ids=name)
def test_what_only_sounds_like_a_pattern_is_none(code: str, case: dict[str, Any]) -> None:
    assert code not in {flag.pattern for flag in flags(**case)}


def test_every_pattern_has_a_detector_and_three_cases_of_each_kind_or_says_where_it_is_judged() -> None:
    for code, pattern in failure_patterns().items():
        if pattern.found_in in ("tender", "run", "nowhere"):
            assert code not in DETECTORS
            assert pattern.limit
        else:
            assert code in DETECTORS
        if code in CASES:
            assert [len(CASES[code][kind]) for kind in ("shows", "near")] == [3, 3]
        else:
            assert code in ELSEWHERE or pattern.found_in == "tender"
