"""The figures of OCR: words counted against a truth, and the PDF found that a scan pictures."""

from pathlib import Path

import pytest

from pipelines.bench.extract.ocr import bench_ocr, edits_between, words_of
from tests.pipelines.pages import PROSE, pdf, prose
from tests.pipelines.scans import draw_picture, needs_tesseract, page, picture


@pytest.mark.parametrize(
    ("given", "edits"),
    [("we pay no fees", 0), ("we pay fees", 1), ("we do pay no fees", 1), ("no fees we pay", 4), ("", 4)],
)
def test_edits_count_words_changed_added_and_dropped(given: str, edits: int) -> None:
    assert edits_between(["we", "pay", "no", "fees"], given.split()) == edits


def test_styles_of_quotation_marks_are_equal_and_case_is_not() -> None:
    assert words_of("• The “buyers’ code” – 2025") == words_of('The "buyers\' code" - 2025')
    assert words_of("The code") != words_of("the code")


@needs_tesseract
def test_a_scan_is_compared_with_the_pdf_that_it_pictures_and_drawn_text_with_its_truth(tmp_path: Path) -> None:
    for folder in ("pdf", "scans", "truth"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pdf" / "a.pdf").write_bytes(pdf(prose))
    (tmp_path / "pdf" / "b.pdf").write_bytes(pdf(lambda canvas: prose(canvas, ["Another matter altogether is here."])))
    scan = pdf(lambda canvas: draw_picture(canvas, page(picture(PROSE, width=1100, size=26))))
    (tmp_path / "scans" / "of_a.pdf").write_bytes(scan)
    (tmp_path / "pdf" / "drawn.pdf").write_bytes(scan)
    (tmp_path / "truth" / "drawn.txt").write_text("\n".join(PROSE[1:]) + f"\n[furniture]\n{PROSE[0]}\n", "utf-8")
    figures = bench_ocr(tmp_path, lambda *_: None)
    assert [row[:4] for row in figures.rows] == [
        ("drawn", "read_by_ocr", 1, sum(len(line.split()) for line in PROSE)),
        ("of_a", "read_by_ocr", 1, sum(len(line.split()) for line in PROSE)),
    ]
    accuracy, on_text, recall = figures.rows[0][4:7]
    assert accuracy == on_text
    assert recall == 1.0
    assert isinstance(accuracy, float)
    assert accuracy < 1.0  # the truth has its first line last
    assert figures.rows[1][4] == 1.0
