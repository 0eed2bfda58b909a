"""Highlights with notes, as PDF readers show them: the lines marked, what is said of them, and how a mark is drawn."""

from collections.abc import Iterable, Sequence

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pipelines.extract.pdf.frame import Frame
from pipelines.report.marks import Box
from pipelines.report.pdf_objects import at, entries

AUTHOR = "Avowal"
MARK = (1.0, 0.894, 0.541)  # as --mark of the report
LINE = (0.72, 0.45, 0.0)  # under the mark: on a dark ground the mark itself, which darkens, is not seen
LINE_POINTS = 0.8  # below the box: that of a scan ends where the letters stand
POPUP = 220.0, 140.0  # points
PRINTED = 4  # flag: on paper, too

Point = tuple[float, float]


def add_highlight(
    writer: PdfWriter, page: PageObject, frame: Frame, boxes: Sequence[Box], contents: str, number: int
) -> None:
    """Add one highlight to a page, over all that it bears.

    Args:
        writer: of the file.
        page: of it.
        frame: the page as shown.
        boxes: one a line, in points from the top left of the page as shown; what lies off the page is cut.
        contents: what the note says.
        number: that no other note of the file has.
    """
    shown = [box for box in (_cut(box, frame) for box in boxes) if box]
    if not shown:
        return
    left, top = min(box[0] for box in shown), min(box[1] for box in shown)
    right, bottom = max(box[2] for box in shown), max(box[3] for box in shown)
    rect = _rect(frame, (left, top, right, bottom + LINE_POINTS))
    mark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): rect,
            # upper left, upper right, lower left, lower right as the page is read: not ISO's order, but every reader's
            NameObject("/QuadPoints"): _numbers(
                side for box in shown for point in _corners(frame, box) for side in point
            ),
            NameObject("/C"): _numbers(MARK),
            NameObject("/F"): NumberObject(PRINTED),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/NM"): TextStringObject(f"avowal-{number}"),
            NameObject("/Contents"): TextStringObject(contents),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(_drawing(frame, shown, rect))}),
        }
    )
    if page.indirect_reference:
        mark[NameObject("/P")] = page.indirect_reference
    place = writer._add_object(mark)
    across, down = POPUP
    x0, y0 = max(frame.width - across, 0.0), max(min(top, frame.height - down), 0.0)
    popup = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Popup"),
            NameObject("/Rect"): _rect(frame, (x0, y0, frame.width, min(y0 + down, frame.height))),
            NameObject("/Parent"): place,
        }
    )
    mark[NameObject("/Popup")] = writer._add_object(popup)
    known = at(page, "/Annots")
    page[NameObject("/Annots")] = ArrayObject(
        [
            *(value for _, value in (entries(known) if isinstance(known, ArrayObject) else ())),
            place,
            mark.raw_get("/Popup"),
        ]
    )


def _drawing(frame: Frame, boxes: Sequence[Box], rect: ArrayObject) -> DecodedStreamObject:
    """Return how the mark is drawn, for readers that draw no highlight of their own, or each a different one."""
    lines = [f"/Mark gs {_spelt(MARK)} rg"]
    lines += [_path(_corners(frame, box)) for box in boxes]
    lines.append(f"/Line gs {_spelt(LINE)} rg")
    lines += [_path(_corners(frame, (x0, y1, x1, y1 + LINE_POINTS))) for x0, y0, x1, y1 in boxes]
    drawing = DecodedStreamObject()
    drawing.set_data("\n".join(lines).encode("ascii"))
    states = {"/Mark": "/Multiply", "/Line": "/Normal"}
    drawing.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): rect,
            NameObject("/Resources"): DictionaryObject(
                {
                    NameObject("/ExtGState"): DictionaryObject(
                        {
                            NameObject(name): DictionaryObject({NameObject("/BM"): NameObject(blend)})
                            for name, blend in states.items()
                        }
                    )
                }
            ),
        }
    )
    return drawing


def _path(corners: Sequence[Point]) -> str:
    upper_left, upper_right, lower_left, lower_right = map(_spelt, corners)
    return f"{upper_left} m {upper_right} l {lower_right} l {lower_left} l h f"


def _spelt(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:.3f}" for number in numbers)


def _cut(box: Box, frame: Frame) -> Box | None:
    x0, y0, x1, y1 = max(box[0], 0.0), max(box[1], 0.0), min(box[2], frame.width), min(box[3], frame.height)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def own_box(frame: Frame, box: Box) -> Box:
    """Return a box of the page as shown in the page's own space: left, bottom, right, top."""
    xs, ys = zip(*_corners(frame, box), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _rect(frame: Frame, box: Box) -> ArrayObject:
    return _numbers(own_box(frame, box))


def _numbers(numbers: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(number, 3)) for number in numbers)


def _corners(frame: Frame, box: Box) -> tuple[Point, Point, Point, Point]:
    """Return a box's corners in the page's own space: upper left, upper right, lower left, lower right as shown."""
    x0, y0, x1, y1 = box
    return _own(frame, x0, y0), _own(frame, x1, y0), _own(frame, x0, y1), _own(frame, x1, y1)


def _own(frame: Frame, x: float, y: float) -> Point:
    """Return a point of the page as shown in the page's own space: what `Frame.shown` does, backwards."""
    if frame.quarters == 0:
        return frame.left + x, frame.top - y
    if frame.quarters == 1:
        return frame.left + y, frame.bottom + x
    if frame.quarters == 2:
        return frame.right - x, frame.bottom + y
    return frame.right - y, frame.top - x
