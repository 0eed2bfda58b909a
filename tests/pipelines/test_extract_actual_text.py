"""What a PDF says of its glyphs ("actual text") is believed for a few of them only."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer
from tests.pipelines.pages import PROSE, pdf, prose, read, texts

UNSEEN = "Every supplier of ours is audited for forced labour twice a year."


@pytest.mark.parametrize("parts", [1, 12])
def test_what_the_file_says_instead_of_what_it_draws_is_not_seen(tmp_path: Path, parts: int) -> None:
    """A viewer shows what is drawn; its "actual text" goes to machines."""
    drawn = "None of this is done by any of the firms that we buy from now."
    words = UNSEEN.split()

    def draw(canvas: Canvas) -> None:
        prose(canvas)
        step = -(-len(words) // parts)
        pieces = drawn.split()
        share = -(-len(pieces) // parts)
        x = 72.0
        for i in range(parts):
            said, shown = " ".join(words[i * step : (i + 1) * step]), " ".join(pieces[i * share : (i + 1) * share])
            canvas._code.append(f"/Span <</ActualText ({said})>> BDC")
            canvas.setFont("Helvetica", 11)
            canvas.drawString(x, 400, shown)
            canvas._code.append("EMC")
            x += canvas.stringWidth(shown + " ", "Helvetica", 11)

    document = read(tmp_path, pdf(draw))
    assert texts(document) == [*PROSE, drawn]
    assert "audited for forced" in " ".join(texts(document, Layer.HIDDEN))


def test_letters_that_the_file_says_of_a_few_glyphs_are_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 400, "of")
        canvas._code.append("/Span <</ActualText (fi)>> BDC")
        canvas.drawString(81.2, 400, "X")
        canvas._code.append("EMC")
        canvas.drawString(88.5, 400, "ce")

    assert texts(read(tmp_path, pdf(draw)))[-1] == "office"
