"""What could not be read is flagged as lost (F29); a flag names the finding that it bears on, and every place once."""

from dataclasses import replace

import pytest

from corpora.document import Document, Line, Outcome, Page
from pipelines.patterns import flags_of
from pipelines.patterns.registry import DETECTORS, Seen
from tests.pipelines.patterns.seeing import DAY, flags, judged

TEXT = "We check our suppliers for forced labour each year. Signed: Jane Roe, Director"
LONG = "We visit our laundries and speak with the workers about their papers and their pay."


def page(number: int, text: str, outcome: Outcome = Outcome.READ) -> Page:
    return Page(number, text, (Line(text, 0, len(text)),), 595.0, 842.0, "pdf", outcome)


LOST = {
    "a page without text": (page(1, LONG), page(2, "")),
    "a scan that nobody read": (page(1, LONG), page(2, "", Outcome.NEEDS_OCR)),
    "a page with a number only": (page(1, LONG), page(2, "2")),
}


@pytest.mark.parametrize("pages", LOST.values(), ids=LOST)
def test_a_page_without_text_is_a_loss(pages: tuple[Page, ...]) -> None:
    case = replace(judged(TEXT), document=Document("d", "application/pdf", pages))
    assert "F29" in {flag.pattern for flag in flags_of(case, case.findings, DAY)}


KEPT = {
    "every page has text": (page(1, LONG), page(2, LONG)),
    "read by OCR": (page(1, LONG, Outcome.READ_BY_OCR),),
    "a format without pages": (replace(page(1, "Short."), width=None, height=None),),
}


@pytest.mark.parametrize("pages", KEPT.values(), ids=KEPT)
def test_pages_with_text_are_no_loss(pages: tuple[Page, ...]) -> None:
    case = replace(judged(TEXT), document=Document("d", "application/pdf", pages))
    assert "F29" not in {flag.pattern for flag in flags_of(case, case.findings, DAY)}


def test_a_flag_bears_on_the_finding_that_rests_on_its_passage() -> None:
    found = flags("We plan to train our buyers on modern slavery next year. [TRN1, PLANNED]")
    (flag,) = [flag for flag in found if flag.pattern == "F03" and flag.commitment == "UK-14"]
    assert (flag.framework, flag.effect) == ("UK-MSA", "PLANNED")
    assert len(flag.sentence_ids) == 1


def test_the_effect_of_a_pattern_that_a_rule_judged_is_the_status_it_led_to() -> None:
    effects = {
        flag.commitment: flag.effect
        for flag in flags("Signed: Peter Hale, Compliance Manager")
        if flag.pattern == "F05"
    }
    assert effects["UK-03"] == "VAGUE"


def test_the_same_text_gives_the_same_flags() -> None:
    text = "We have zero tolerance of slavery. | We consider the risk of slavery in our business to be low."
    assert flags(text) == flags(text)


def test_a_detector_that_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(seen: Seen) -> None:
        raise ValueError("on purpose")

    monkeypatch.setitem(DETECTORS, "F02", fails)
    assert "F01" in {flag.pattern for flag in flags("We have zero tolerance of slavery.")}
