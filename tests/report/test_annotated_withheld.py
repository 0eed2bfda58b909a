import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from pipelines.report.annotated import AnnotateError, Annotator, LeftOut
from tests.pipelines.pages import pdf, prose
from tests.report.annotated_pdfs import boxes_of, changed, everything, marks, note, seen, text_of

NAME = "Zaporozhska"
SECRET = f"Ms {NAME} of Rivne slept above the kiln and was paid nothing in May."
OTHER = "Our buyers visit every sawmill once a year."


@pytest.fixture(scope="module")
def annotator() -> Iterator[Annotator]:
    with Annotator(size=1) as annotator:
        yield annotator


def _two_pages(canvas: Canvas) -> None:
    prose(canvas, ["We found one case.", SECRET, "We paid her what was due."])
    canvas.showPage()
    prose(canvas, [OTHER])


def _withheld(folder: Path, data: bytes) -> list[tuple[int, tuple[tuple[float, float, float, float], ...]]]:
    return [(1, (boxes_of(folder, data)[1],))]


def _titled(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": SECRET})


def _bookmarked(writer: PdfWriter) -> None:
    writer.add_outline_item(SECRET, 0)


def _noted(writer: PdfWriter) -> None:
    writer.add_annotation(1, FreeText(text=SECRET, rect=(90, 500, 400, 520)))


def _filled(writer: PdfWriter) -> None:
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("story"),
            NameObject("/V"): TextStringObject(SECRET),
        }
    )
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer.root_object[NameObject("/AcroForm")] = form


def _tagged(writer: PdfWriter) -> None:
    part = DictionaryObject({NameObject("/S"): NameObject("/P"), NameObject("/ActualText"): TextStringObject(SECRET)})
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): part})
    writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)


def _attached(writer: PdfWriter) -> None:
    writer.add_attachment("story.txt", SECRET.encode())


def _described(writer: PdfWriter) -> None:
    writer.pages[1][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/App"): TextStringObject(SECRET)})


@pytest.mark.parametrize(
    "change",
    [_titled, _bookmarked, _noted, _filled, _tagged, _attached, _described],
    ids=lambda change: change.__name__.strip("_"),
)
def test_withheld_words_are_nowhere_in_the_copy(
    annotator: Annotator, tmp_path: Path, change: Callable[[PdfWriter], None]
) -> None:
    data = changed(pdf(_two_pages), change)
    assert everything(data).count(NAME.encode()) >= 2
    copy = annotator.annotated(data, [note(((72, 100, 200, 112),), page=2)], _withheld(tmp_path, data))
    assert NAME.encode() not in everything(copy.content)
    assert NAME.encode("utf-16-be") not in everything(copy.content)
    assert LeftOut.TEXT in copy.left_out
    assert copy.pictured == (1,)


def test_the_page_is_a_picture_with_the_passage_blackened_and_the_rest_readable(
    annotator: Annotator, tmp_path: Path
) -> None:
    data = pdf(_two_pages)
    first, secret, last = boxes_of(tmp_path, data)
    copy = annotator.annotated(data, [note((last,))], [(1, (secret,))]).content
    assert OTHER in text_of(copy)
    assert "case" not in text_of(copy)
    after, before = seen(copy), seen(data)
    assert after.shape == before.shape
    x0, y0, x1, y1 = (round(2 * side) for side in secret)
    assert after[y0:y1, x0:x1].max() < 40
    x0, y0, x1, y1 = (round(2 * side) for side in first)
    assert np.abs(after[y0:y1, x0:x1] - before[y0:y1, x0:x1]).mean() < 25
    assert len(marks(copy)) == 1  # and a mark stays on it
    x0, y0, x1, y1 = (round(2 * side) for side in last)
    assert (after[y0:y1, x0:x1, 0] < after[y0:y1, x0:x1, 2] - 40).mean() > 0.3  # yellow: much red, little blue
    assert np.array_equal(seen(copy, 2), seen(data, 2))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_blackened_where_its_words_are(annotator: Annotator, tmp_path: Path, quarters: int) -> None:
    data = changed(
        pdf(lambda canvas: prose(canvas, [SECRET])), lambda writer: writer.pages[0].rotate(90 * quarters) and None
    )
    (box,) = boxes_of(tmp_path, data)
    copy = annotator.annotated(data, [], [(1, (box,))]).content
    assert seen(copy).shape == seen(data).shape
    x0, y0, x1, y1 = (round(2 * side) for side in box)
    after = seen(copy)
    assert after[y0:y1, x0:x1].max() < 40
    after[y0 - 8 : y1 + 8, x0 - 8 : x1 + 8] = 255
    assert after.min() > 200


def test_a_picture_that_all_pages_have_at_hand_goes_with_the_page_that_shows_it(
    annotator: Annotator, tmp_path: Path
) -> None:
    def share(writer: PdfWriter) -> None:
        for page in writer.pages:
            page[NameObject("/Resources")] = writer.pages[0].raw_get("/Resources")

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("story")
        prose(canvas, [SECRET])
        canvas.endForm()
        canvas.doForm("story")
        canvas.showPage()
        prose(canvas, [OTHER])

    data = changed(pdf(draw), share)
    copy = annotator.annotated(data, [], [(1, ((72.0, 130.0, 500.0, 145.0),))]).content
    assert NAME.encode() not in everything(copy)
    assert OTHER in text_of(copy)


def test_words_that_stand_a_second_time_unmarked_are_not_let_out(annotator: Annotator, tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _two_pages(canvas)
        prose(canvas, [SECRET], y=300)

    data = pdf(draw)
    with pytest.raises(AnnotateError, match="second time"):
        annotator.annotated(data, [], _withheld(tmp_path, data))


def test_what_was_marked_on_other_pages_stays_to_be_seen_and_says_nothing(annotator: Annotator, tmp_path: Path) -> None:
    data = pdf(_two_pages)
    shown = annotator.annotated(data, [note(((72, 100, 200, 112),), page=2, text=SECRET)]).content
    assert not np.array_equal(seen(shown, 2), seen(data, 2))
    copy = annotator.annotated(shown, [], _withheld(tmp_path, shown)).content
    assert np.array_equal(seen(copy, 2), seen(shown, 2))
    assert NAME.encode() not in everything(copy)


def test_the_pages_have_no_name_for_what_they_were(annotator: Annotator, tmp_path: Path) -> None:
    data = pdf(_two_pages)
    reader = PdfReader(io.BytesIO(annotator.annotated(data, [], _withheld(tmp_path, data)).content))
    assert set(reader.root_object) == {"/Type", "/Pages"}
    assert "/Info" not in reader.trailer
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == len(reader.pages)


def test_a_withheld_passage_without_a_place_takes_the_whole_page(annotator: Annotator) -> None:
    copy = annotator.annotated(pdf(_two_pages), [], [(1, ())]).content
    assert seen(copy).max() < 10
    assert OTHER in text_of(copy)
