import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader

from pipelines.report.annotated import AnnotateError, Annotator
from tests.pipelines.pages import pdf, prose
from tests.report.annotated_pdfs import WORDS, boxes_of, changed, extent, marks, note, one_line, seen, text_of, written

ALL = 0b1111_0011_1100


@pytest.fixture(scope="module")
def annotator() -> Iterator[Annotator]:
    with Annotator(size=1) as annotator:
        yield annotator


def _turned(quarters: int, crop: tuple[int, int, int, int] | None = None, unit: float | None = None) -> bytes:
    def change(writer: PdfWriter) -> None:
        page = writer.pages[0]
        page[NameObject("/Rotate")] = NumberObject(90 * quarters)
        if crop:
            page.cropbox = RectangleObject(crop)
        if unit:
            page[NameObject("/UserUnit")] = FloatObject(unit)

    return changed(one_line(), change)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("crop", [None, (40, 300, 560, 700)])
def test_a_mark_covers_the_words_and_nothing_else(
    annotator: Annotator, tmp_path: Path, quarters: int, crop: tuple[int, int, int, int] | None
) -> None:
    _check_mark(annotator, tmp_path, _turned(quarters, crop))


def test_a_mark_covers_the_words_of_a_page_with_a_unit_of_its_own(annotator: Annotator, tmp_path: Path) -> None:
    _check_mark(annotator, tmp_path, _turned(1, (40, 300, 560, 700), 2.0))


def _check_mark(annotator: Annotator, folder: Path, data: bytes) -> None:
    copy = annotator.annotated(data, [note(boxes_of(folder, data))]).content
    before, after = seen(data), seen(copy)
    assert before.shape == after.shape
    words = extent(before.min(axis=2) < 128)
    mark = extent(np.abs(before - after).max(axis=2) > 40)
    assert all(abs(a - b) <= 8 for a, b in zip(words, mark, strict=True)), (words, mark)  # 4 points
    assert mark[0] <= words[0] + 1
    assert mark[2] >= words[2] - 1


def test_the_corners_of_a_mark_are_told_as_the_page_is_read(annotator: Annotator, tmp_path: Path) -> None:
    data = _turned(0)
    ((x0, y0, x1, y1),) = boxes_of(tmp_path, data)
    (mark,) = marks(annotator.annotated(data, [note(((x0, y0, x1, y1),))]).content)
    height = PdfReader(io.BytesIO(data)).pages[0].mediabox.height
    wanted = [x0, height - y0, x1, height - y0, x0, height - y1, x1, height - y1]
    assert [float(number) for number in mark["/QuadPoints"]] == pytest.approx(wanted, abs=0.01)


def test_a_mark_is_drawn_by_the_file_itself(annotator: Annotator) -> None:
    (mark,) = marks(annotator.annotated(one_line(), [note(((90, 200, 300, 212),))]).content)
    drawing = mark["/AP"]["/N"]
    assert drawing["/BBox"] == mark["/Rect"]
    assert b" f" in drawing.get_data()
    assert mark["/T"] == "Avowal"
    assert "/M" not in mark
    assert mark["/Popup"]["/Parent"] == mark


def test_notes_of_one_passage_are_one_mark_that_lists_them_in_order(annotator: Annotator) -> None:
    here, there = ((90.0, 200.0, 300.0, 212.0),), ((90.0, 300.0, 300.0, 312.0),)
    notes = [note(here, text="first"), note(there, text="other"), note(here, text="second"), note(here, text="first")]
    one, other = marks(annotator.annotated(one_line(), notes).content)
    assert one["/Contents"].split("\n") == ["UK-10 Due diligence", "first", "", "UK-10 Due diligence", "second"]
    assert "other" in other["/Contents"]


def test_a_note_says_any_script_and_no_sign_that_turns_it_round(annotator: Annotator) -> None:
    said = "Verfügbar – 現代奴隷 ✔ \u202eevil\u2066\x07 \ud800"
    (mark,) = marks(annotator.annotated(one_line(), [note(((90, 200, 300, 212),), text=said)]).content)
    assert mark["/Contents"].endswith("Verfügbar – 現代奴隷 ✔ evil ?")


def test_the_page_and_its_words_stay(annotator: Annotator) -> None:
    data = one_line()
    copy = annotator.annotated(data, [note(((90, 20, 300, 32),))]).content
    before, after = seen(data), seen(copy)
    assert np.array_equal(before[100:], after[100:])
    assert WORDS in text_of(copy)


def test_marks_of_the_supplier_stay_beside_ours(annotator: Annotator) -> None:
    mine = annotator.annotated(one_line(), [note(((90, 200, 300, 212),), text="theirs")]).content
    both = annotator.annotated(mine, [note(((90, 300, 300, 312),), text="ours")]).content
    assert [mark["/Contents"].split("\n")[1] for mark in marks(both)] == ["theirs", "ours"]


def test_the_same_file_gives_the_same_bytes_in_another_process(annotator: Annotator) -> None:
    data, notes, hidden = one_line(), [note(((90, 200, 300, 212),))], [(1, ((90.0, 220.0, 200.0, 240.0),))]
    plain, redacted = annotator.annotated(data, notes).content, annotator.annotated(data, notes, hidden).content
    with Annotator(size=1) as other:
        assert other.annotated(data, notes).content == plain
        assert other.annotated(data, notes, hidden).content == redacted


def test_a_scan_is_marked_where_its_words_were_read(annotator: Annotator) -> None:
    with pypdfium2.PdfDocument(one_line()) as document:
        picture = document[0].render(scale=2).to_pil()
    scan = pdf(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *canvas._pagesize))
    words = extent(seen(scan).min(axis=2) < 128)
    box = tuple(side / 2 for side in words)
    before, after = seen(scan), seen(annotator.annotated(scan, [note((box,))]).content)
    mark = extent(np.abs(before - after).max(axis=2) > 40)
    assert all(abs(a - b) <= 3 for a, b in zip(words, mark, strict=True))


def test_boxes_off_the_page_are_cut_and_a_note_without_place_is_left_aside(annotator: Annotator) -> None:
    notes = [note(((-50, 200, 9_000, 212),)), note(((-50, -9, -2, -1),)), note(())]
    (mark,) = marks(annotator.annotated(one_line(), notes).content)
    assert [float(side) for side in mark["/Rect"]][::2] == pytest.approx([0, 595.28], abs=0.01)


def _locked(permissions: int, user: str = "", algorithm: str = "RC4-128") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(one_line())))
    writer.encrypt(user, "theirs", permissions_flag=UserAccessPermissions(permissions), algorithm=algorithm)
    return written(writer)


@pytest.mark.parametrize(
    "forbidden",
    [
        UserAccessPermissions.EXTRACT,
        UserAccessPermissions.MODIFY,
        UserAccessPermissions.ADD_OR_MODIFY,
        UserAccessPermissions.PRINT,  # the copy would be open to everything
    ],
)
def test_a_file_whose_owner_forbids_a_use_is_refused(annotator: Annotator, forbidden: int) -> None:
    with pytest.raises(AnnotateError, match="owner forbids") as caught:
        annotator.annotated(_locked(ALL & ~forbidden), [])
    assert caught.value.advice
    assert caught.value.exit_code == 1


def test_a_file_that_forbids_nothing_is_annotated_though_it_is_encrypted(annotator: Annotator) -> None:
    assert WORDS in text_of(annotator.annotated(_locked(ALL), []).content)


def test_a_file_with_a_password_is_refused(annotator: Annotator) -> None:
    with pytest.raises(AnnotateError, match="password"):
        annotator.annotated(_locked(ALL, "secret"), [])


def _field(value: DictionaryObject | None) -> DictionaryObject:
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("Signature1")})
    if value is not None:
        field[NameObject("/V")] = value
    return field


def _with_form(fields: list[DictionaryObject]) -> bytes:
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(fields), NameObject("/SigFlags"): NumberObject(3)})
    return changed(one_line(), lambda writer: writer.root_object.update({NameObject("/AcroForm"): form}))


def _signature(kind: str) -> DictionaryObject:
    numbers = ArrayObject(map(NumberObject, (0, 10, 20, 30)))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject(kind),
            NameObject("/ByteRange"): numbers,
            NameObject("/Contents"): ByteStringObject(b"\x30"),
        }
    )


@pytest.mark.parametrize("kind", ["/Sig", "/DocTimeStamp"])
def test_a_signed_file_is_refused(annotator: Annotator, kind: str) -> None:
    with pytest.raises(AnnotateError, match="signature"):
        annotator.annotated(_with_form([_field(_signature(kind))]), [])


def test_a_certified_file_is_refused(annotator: Annotator) -> None:
    permissions = DictionaryObject({NameObject("/DocMDP"): _signature("/Sig")})
    data = changed(one_line(), lambda writer: writer.root_object.update({NameObject("/Perms"): permissions}))
    with pytest.raises(AnnotateError, match="signature"):
        annotator.annotated(data, [])


def test_a_field_that_waits_for_a_signature_is_none(annotator: Annotator) -> None:
    assert annotator.annotated(_with_form([_field(None)]), []).content


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 a letter", "not a PDF"),
        (b"", "not a PDF"),
        (b"%PDF-1.4\nnothing more", "damaged"),
        (pdf(prose)[:700], "damaged"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_reason(annotator: Annotator, data: bytes, reason: str) -> None:
    with pytest.raises(AnnotateError, match=reason) as caught:
        annotator.annotated(data, [note(((1, 1, 9, 9),))])
    assert caught.value.advice


def test_a_note_on_a_page_that_is_not_there_is_refused(annotator: Annotator) -> None:
    with pytest.raises(AnnotateError, match="pages that were read"):
        annotator.annotated(one_line(), [note(((1, 1, 9, 9),), page=2)])
