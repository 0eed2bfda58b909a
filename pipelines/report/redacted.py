"""Pages whose words must not leave as pictures, and a file of nothing but its pages: no text beside them."""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from pipelines.extract.pdf.frame import frame_of
from pipelines.report.hidden import Hidden, paint
from pipelines.report.highlights import own_box
from pipelines.report.marks import Box
from pipelines.report.pdf_objects import at, entries, holders, resolved

DOTS = 150 / 72  # a point
MAX_PIXELS = 20_000_000  # of a page: beyond, it is drawn coarser
QUALITY = 85
MAX_COLOUR = 24  # of 255, between the channels of what counts as grey

CATALOGUE = frozenset({"/Type", "/Version", "/Pages", "/OCProperties", "/OutputIntents"})
PAGE = frozenset(
    {
        *("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate"),
        *("/UserUnit", "/Contents", "/Group", "/Annots"),
    }
)
ASIDE = ("/Metadata", "/PieceInfo", "/Thumb", "/StructParent", "/StructParents", "/ActualText", "/Alt")
DRAWN_BY_NAME = ("/XObject", "/Pattern", "/Properties", "/ExtGState", "/Font")
NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]+")
EMPTY_BYTES = 64  # nothing at all, however packed, takes fewer
HIDDEN_OR_UNSEEN = 2 | 32  # flags of annotations


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as drawn: JPEG, grey or in colour, and the page's size in points."""

    jpeg: bytes
    is_grey: bool
    pixels: tuple[int, int]
    width: float
    height: float


def letters(text: str) -> str:
    """Return a text's letters and digits alone: what two writings of one sentence share."""
    return "".join(filter(str.isalnum, text.casefold()))


def words_in(document: pypdfium2.PdfDocument, index: int, boxes: Sequence[Box]) -> str:
    """Return the letters that a page's text has in these boxes; none where the page is a scan."""
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        frame = frame_of(page)
        return letters("".join(text.get_text_bounded(*own_box(frame, box)) for box in boxes))


def draw(document: pypdfium2.PdfDocument, index: int, boxes: Sequence[Box]) -> PagePicture:
    """Draw a page as shown, these boxes blackened."""
    with closing(document[index]) as page:
        frame = frame_of(page)
        scale = min(DOTS, (MAX_PIXELS / max(frame.width * frame.height, 1.0)) ** 0.5)
        image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    # MARGIN is for boxes of type; those of scans are cut closer, by a share of the line
    wide = [_wider(box) for box in boxes]
    paint(image, (frame.width, frame.height), Hidden(blackened=wide))
    is_grey = _is_grey(image)
    out = io.BytesIO()
    (image.convert("L") if is_grey else image).save(out, "JPEG", quality=QUALITY)
    return PagePicture(out.getvalue(), is_grey, image.size, frame.width, frame.height)


def _wider(box: Box) -> Box:
    x0, y0, x1, y1 = box
    more = 0.1 * min(x1 - x0, y1 - y0)
    return x0 - more, y0 - more, x1 + more, y1 + more


def _is_grey(image: Image.Image) -> bool:
    pixels = np.asarray(image.resize((image.width // 4 or 1, image.height // 4 or 1)), dtype=np.int16)
    return bool((pixels.max(axis=2) - pixels.min(axis=2)).max() <= MAX_COLOUR)


def put_picture(writer: PdfWriter, page: PageObject, picture: PagePicture) -> None:
    """Make a page nothing but its picture, upright."""
    image = StreamObject()
    image._data = picture.jpeg  # as it is: pypdf would pack it again
    across, down = picture.pixels
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(across),
            NameObject("/Height"): NumberObject(down),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if picture.is_grey else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    content = DecodedStreamObject()
    content.set_data(f"{picture.width:.3f} 0 0 {picture.height:.3f} 0 0 cm /Page Do".encode("ascii"))
    for key in set(page) - {"/Type", "/Parent", "/UserUnit"}:
        del page[key]
    pictures = DictionaryObject({NameObject("/Page"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    page[NameObject("/MediaBox")] = ArrayObject(map(FloatObject, (0, 0, picture.width, picture.height)))
    page[NameObject("/Contents")] = writer._add_object(content)


def keep_pages_only(writer: PdfWriter, pictured: set[int]) -> None:
    """Drop every text beside the pages, and what only the pictured pages (numbers from 1) drew.

    Of annotations and filled-in fields the look stays, as stamps: it is as much of the page as its print. Those that
    the file does not say how to draw go.
    """
    root = writer.root_object
    for key in set(root) - CATALOGUE:
        del root[key]
    writer.metadata = None
    tree = root["/Pages"]
    assert isinstance(tree, DictionaryObject)  # noqa: S101 - PdfWriter made it
    for key in set(tree) - {"/Type", "/Kids", "/Count"}:
        del tree[key]  # every page has its own of what it would hand down
    for number, page in enumerate(writer.pages, start=1):
        if number in pictured:
            continue
        for key in set(page) - PAGE:
            del page[key]
        stamps = ArrayObject(_stamps(writer, at(page, "/Annots")))
        page[NameObject("/Annots")] = stamps
        _keep_what_it_draws(page, _content(page), set())
    for holder in holders(root):
        if isinstance(holder, DictionaryObject):
            for key in ASIDE:
                holder.pop(NameObject(key), None)


def _stamps(writer: PdfWriter, notes: object) -> Iterator[object]:
    for _, value in entries(notes) if isinstance(notes, ArrayObject) else ():
        note = resolved(value)
        look = _look(note) if isinstance(note, DictionaryObject) else None
        if look is None or not isinstance(note, DictionaryObject):
            continue
        _keep_what_it_draws(look, _data(look), set())
        stamp = DictionaryObject(
            {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Stamp")}
        )
        for key in ("/Rect", "/F", "/OC"):
            if key in note:
                stamp[NameObject(key)] = note.raw_get(key)
        stamp[NameObject("/AP")] = DictionaryObject(
            {NameObject("/N"): look.indirect_reference or writer._add_object(look)}
        )
        yield writer._add_object(stamp)


def _look(note: DictionaryObject) -> StreamObject | None:
    """Return what draws an annotation now, None where it is not seen."""
    flags = at(note, "/F")
    looks = at(note, "/AP")
    if (isinstance(flags, int) and flags & HIDDEN_OR_UNSEEN) or at(note, "/Subtype") in ("/Popup", "/Link"):
        return None
    look = at(looks, "/N") if isinstance(looks, DictionaryObject) else None
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        look = at(look, str(at(note, "/AS") or "/Off"))
    return look if isinstance(look, StreamObject) else None


def _content(page: PageObject) -> bytes:
    content = at(page, "/Contents")
    parts = [resolved(value) for _, value in entries(content)] if isinstance(content, ArrayObject) else [content]
    return b"\n".join(_data(part) for part in parts if isinstance(part, StreamObject))


def _data(stream: StreamObject) -> bytes:
    """Return what a stream holds, unpacked.

    Raises:
        ValueError: It is damaged: what it draws is not known.
    """
    data = bytes(stream.get_data())
    if not data and len(stream._data) > EMPTY_BYTES:
        raise ValueError("a damaged stream")
    return data


def _keep_what_it_draws(owner: DictionaryObject, content: bytes, seen: set[int]) -> None:
    """Leave of what is at hand for a page, a form or a glyph only what its content names.

    Many programs keep one store for all pages, and in it the picture of the page that must not leave.
    """
    if id(owner) in seen:
        return
    seen.add(id(owner))
    store = at(owner, "/Resources")
    if not isinstance(store, DictionaryObject):
        return
    drawn = {
        name: value
        for key in DRAWN_BY_NAME
        if isinstance(kind := at(store, key), DictionaryObject)
        for name, value in entries(kind)
    }
    named: set[str] = set()
    waiting = [content]
    while waiting:
        for name in _names(waiting.pop()) - named:
            named.add(name)
            form = resolved(drawn.get(name))
            if isinstance(form, StreamObject) and "/Resources" not in form and at(form, "/Subtype") == "/Form":
                waiting.append(_data(form))  # it draws from the store of whoever draws it
    own = DictionaryObject({NameObject(key): value for key, value in entries(store)})
    for key in DRAWN_BY_NAME:
        if isinstance(kind := at(store, key), DictionaryObject):
            own[NameObject(key)] = DictionaryObject(
                {NameObject(name): value for name, value in entries(kind) if name in named}
            )
    owner[NameObject("/Resources")] = own
    for part in _parts(own):
        _keep_what_it_draws(part, _drawing(part), seen)


def _parts(store: DictionaryObject) -> Iterator[DictionaryObject]:
    """Give the forms, patterns, masks and drawn fonts of a store that have a store of their own."""
    for key in DRAWN_BY_NAME:
        kind = at(store, key)
        for _, value in entries(kind) if isinstance(kind, DictionaryObject) else ():
            part = resolved(value)
            if isinstance(part, DictionaryObject) and isinstance(mask := at(part, "/SMask"), DictionaryObject):
                part = at(mask, "/G") or part
            if isinstance(part, DictionaryObject) and "/Resources" in part:
                yield part


def _drawing(part: DictionaryObject) -> bytes:
    if isinstance(part, StreamObject):
        return _data(part)
    glyphs = at(part, "/CharProcs")
    found = (resolved(value) for _, value in entries(glyphs)) if isinstance(glyphs, DictionaryObject) else ()
    return b"\n".join(_data(glyph) for glyph in found if isinstance(glyph, StreamObject))


def _names(content: bytes) -> set[str]:
    return {str(NameObject.read_from_stream(io.BytesIO(name + b" "), None)) for name in set(NAME.findall(content))}
