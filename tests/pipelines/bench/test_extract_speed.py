"""The table of what reading PDFs costs."""

from pathlib import Path

from pipelines.bench.extract.speed import bench
from tests.pipelines.pages import pdf, prose


def test_every_part_and_every_reader_has_its_time(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(prose))
    figures = bench([path], lambda *_: None)
    names = [row[0] for row in figures.rows]
    assert names[:2] == ["avowal: text, boxes, order, visibility", "avowal: tables"]
    assert {"pdfplumber", "pypdfium2", "pdfminer.six"} <= set(names)
    assert figures.note.startswith("1 files, 1 pages")
