from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from pipelines.report.annotated import Annotator, LeftOut
from tests.report.annotated_pdfs import WORDS, changed, everything, note, one_line, text_of

MARK = "pwned"


@pytest.fixture(scope="module")
def annotator() -> Iterator[Annotator]:
    with Annotator(size=1) as annotator:
        yield annotator


def _dict(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _action(kind: str = "/JavaScript", key: str = "JS") -> DictionaryObject:
    return _dict(S=NameObject(kind), **{key: TextStringObject(f"app.alert('{MARK}')")})


def _opens(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = _action()


def _indirect(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(_action())


def _catalogue_triggers(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AA")] = _dict(WC=_action())


def _named(writer: PdfWriter) -> None:
    scripts = _dict(Names=ArrayObject([TextStringObject("a"), writer._add_object(_action())]))
    writer.root_object[NameObject("/Names")] = _dict(JavaScript=scripts)


def _page_triggers(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = _dict(O=_action("/Launch", "F"))


def _follows(writer: PdfWriter) -> None:
    first = _dict(S=NameObject("/GoTo"), D=ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")]))
    first[NameObject("/Next")] = ArrayObject([_action()])
    _link(writer, first)


def _link(writer: PdfWriter, action: DictionaryObject) -> None:
    writer.add_annotation(0, Link(rect=(90, 600, 200, 620), url="https://example.com"))
    writer.pages[0]["/Annots"][-1].get_object()[NameObject("/A")] = action


def _launches(writer: PdfWriter) -> None:
    _link(writer, _action("/Launch", "F"))


def _sends(writer: PdfWriter) -> None:
    _link(writer, _action("/SubmitForm", "F"))


def _leads_to_a_script(writer: PdfWriter) -> None:
    _link(writer, _dict(S=NameObject("/URI"), URI=TextStringObject(f"javascript:{MARK}")))


def _leads_to_a_disk(writer: PdfWriter) -> None:
    _link(writer, _dict(S=NameObject("/URI"), URI=TextStringObject(f"file://server/{MARK}")))


def _reckons(writer: PdfWriter) -> None:
    field = _dict(FT=NameObject("/Tx"), T=TextStringObject("a"), AA=_dict(C=_action()))
    writer.root_object[NameObject("/AcroForm")] = _dict(Fields=ArrayObject([writer._add_object(field)]))


def _marks(writer: PdfWriter) -> None:
    title = writer.add_outline_item("Contents", 0)
    title.get_object()[NameObject("/A")] = _action()


@pytest.mark.parametrize(
    "change",
    [
        *(_opens, _indirect, _catalogue_triggers, _named, _page_triggers, _follows, _launches, _sends),
        *(_leads_to_a_script, _leads_to_a_disk, _reckons, _marks),
    ],
    ids=lambda change: change.__name__.strip("_"),
)
def test_nothing_that_acts_goes_along(annotator: Annotator, change: Callable[[PdfWriter], None]) -> None:
    data = changed(one_line(), change)
    assert MARK.encode() in everything(data)
    copy = annotator.annotated(data, [note(((90, 200, 300, 212),))])
    assert MARK.encode() not in everything(copy.content)
    assert copy.left_out == (LeftOut.ACTIONS,)
    assert WORDS in text_of(copy.content)


def test_attached_files_stay_behind(annotator: Annotator) -> None:
    data = changed(one_line(), lambda writer: writer.add_attachment("a.exe", MARK.encode()) and None)
    copy = annotator.annotated(data, [])
    assert MARK.encode() not in everything(copy.content)
    assert copy.left_out == (LeftOut.FILES,)


def test_a_file_pinned_to_a_page_stays_behind(annotator: Annotator) -> None:
    def pin(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(MARK.encode())
        file = _dict(Type=NameObject("/Filespec"), F=TextStringObject("a"), EF=_dict(F=writer._add_object(stream)))
        pinned = _dict(
            Subtype=NameObject("/FileAttachment"), Rect=ArrayObject(map(NumberObject, (1, 1, 9, 9))), FS=file
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(pinned)])

    copy = annotator.annotated(changed(one_line(), pin), [])
    assert MARK.encode() not in everything(copy.content)
    assert copy.left_out == (LeftOut.FILES,)


def test_links_and_bookmarks_stay(annotator: Annotator) -> None:
    def change(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(90, 600, 200, 620), url="https://example.com/policy"))
        writer.add_outline_item("Contents", 0)

    copy = annotator.annotated(changed(one_line(), change), [])
    assert copy.left_out == ()
    found = everything(copy.content)
    assert b"https://example.com/policy" in found
    assert b"Contents" in found


def test_a_font_that_is_named_like_an_action_stays(annotator: Annotator) -> None:
    def change(writer: PdfWriter) -> None:
        store = writer.pages[0]["/Resources"]
        store["/Font"][NameObject("/AA")] = store["/Font"].raw_get("/F1")

    copy = annotator.annotated(changed(one_line(), change), [])
    assert copy.left_out == ()
    assert b"/AA" in copy.content
