"""The lists at the head of a report: every required item and every red flag, with each text in which it stands."""

from pathlib import Path


def test_red_flags_are_listed_by_kind_with_their_meaning_and_lead_to_the_supplier(example_report: Path) -> None:
    page = (example_report / "report.html").read_text(encoding="utf-8")
    flags = page[page.index('id="flags"') : page.index('id="map"')]
    assert "Termination as remedy" in flags
    assert "Read whether anything is done for the workers" in flags
    assert 'href="#brackenfold-catering-ltd-' in flags


def test_required_items_name_every_text_that_does_not_evidence_them(example_report: Path) -> None:
    page = (example_report / "report.html").read_text(encoding="utf-8")
    required = page[page.index('id="required"') : page.index('id="flags"')]
    assert required.count("Not evidenced in 1 of 2 texts") == 2  # approval and signature
    assert "Brackenfold Catering Ltd" in required
    assert "Calderwick" not in required
