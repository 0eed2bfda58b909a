"""What a worker does for `pictures`: draw pages of a PDF or a picture file, hide what must not be seen, make small."""

import base64
import io
import json
import warnings
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from pipelines.extract.ocr.image import DAMAGE, FORMATS, MAX_PIXELS
from pipelines.extract.pdf.frame import frame_of
from pipelines.ingest.media import PDF, PICTURES
from pipelines.isolate import step
from pipelines.report.hidden import Hidden, paint
from pipelines.report.marks import Box
from pipelines.report.signatures import signature_boxes

MIN_POINTS, MAX_POINTS = 36.0, 5_000.0  # of a page's side: an A0 poster has 3,370
MAX_STRETCH = 4.0  # of the longer side to the shorter
MAX_BROAD = 1.6  # times the width of an upright page: slides, and spreads of two pages
FINER = 2  # times the picture's pixels, in which a page is drawn
MAX_OFF = 0.01  # of a side: sizes are told in hundredths of a point, and pixels are whole
MAX_COLOUR = 24  # of 255, between the channels of what counts as grey
MIN_COLOURED_SHARE = 0.0005
LEVELS = 8  # a channel: print in so few shades, kept exactly, has fewer bytes than blurred by a codec for photographs
ENOUGH_BYTES = 30_000
QUALITY = 30  # of pages that are photographs rather than print

Reason = str


class _LeftOutError(Exception):
    """A page gets no picture; the message is the reason."""


def work(request: Any) -> bytes:
    """Draw the pages asked for and return them, or why not, as JSON.

    Args:
        request: `held`, the place of the bytes; `media_type`; `width` in pixels; `wishes` as `pictures.Wish`.
    """
    data = Path(request["held"]).read_bytes()
    media_type, width, wishes = request["media_type"], request["width"], request["wishes"]
    if media_type == PDF:
        return _answer(*_pdf(data, wishes, width))
    if media_type in PICTURES:
        return _answer(*_picture_file(data, wishes, width))
    return _answer([], dict.fromkeys((wish["page"] for wish in wishes), "Its format has no pages that can be drawn."))


def _answer(pages: list[dict[str, Any]], left_out: dict[int, Reason]) -> bytes:
    return json.dumps({"pages": pages, "left_out": left_out}).encode()


def _each(
    wishes: Sequence[Any], draw: Callable[[Any], dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[int, Reason]]:
    pages, left_out = [], {}
    for wish in wishes:
        try:
            pages.append(draw(wish))
        except _LeftOutError as error:
            left_out[wish["page"]] = str(error)
        except (pypdfium2.PdfiumError, Image.DecompressionBombError, *DAMAGE):
            left_out[wish["page"]] = "The page is damaged and cannot be drawn."
        step()
    return pages, left_out


def _pdf(data: bytes, wishes: Sequence[Any], width: int) -> tuple[list[dict[str, Any]], dict[int, Reason]]:
    try:
        document = _opened(data)
    except pypdfium2.PdfiumError:
        return [], dict.fromkeys((wish["page"] for wish in wishes), "The file is locked or damaged.")
    with closing(document):
        document.init_forms()  # so that what was typed and ticked is drawn
        return _each(wishes, lambda wish: _pdf_page(document, wish, width))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF, one whose end is cut off as extraction does.

    Raises:
        pypdfium2.PdfiumError: It is locked or damaged.
    """
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        from pipelines.extract.pdf.document import ROOT  # with all that reads pages, which no other file needs here

        if b"/Encrypt" in data or not (roots := ROOT.findall(data)):
            raise
        return pypdfium2.PdfDocument(b"%s\ntrailer\n<< /Root %s >>\n%%%%EOF\n" % (data, roots[-1]))


def _pdf_page(document: pypdfium2.PdfDocument, wish: Any, width: int) -> dict[str, Any]:
    if not 1 <= wish["page"] <= len(document):
        raise _LeftOutError("The file has no such page.")
    page = document[wish["page"] - 1]
    with closing(page):
        frame = frame_of(page)
        size = frame.width, frame.height
        _check(size, wish["size"])
        blurred, blackened = _boxes(wish["blurred"]), _boxes(wish["blackened"])
        blurred += signature_boxes(document, page, blurred)
        scale = FINER * _width(size, width) / size[0]
        image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return _small(image, wish["page"], size, Hidden(blurred, blackened), width)


def _picture_file(data: bytes, wishes: Sequence[Any], width: int) -> tuple[list[dict[str, Any]], dict[int, Reason]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size: judged here, before anything is unpacked
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            return _each(wishes, lambda wish: _frame(picture, wish, width))
    except (Image.DecompressionBombError, *DAMAGE):
        return [], dict.fromkeys((wish["page"] for wish in wishes), "The picture is damaged or too large.")


def _frame(picture: Image.Image, wish: Any, width: int) -> dict[str, Any]:
    """Draw one frame of a picture file, upright as extraction reads it."""
    frames = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    if not 1 <= wish["page"] <= frames:
        raise _LeftOutError("The file has no such page.")
    if wish["size"] is None:
        raise _LeftOutError("It is not known how large the page is.")
    picture.seek(wish["page"] - 1)
    if picture.width * picture.height > MAX_PIXELS:
        raise _LeftOutError("The picture is too large.")
    image = ImageOps.exif_transpose(picture)
    size = float(wish["size"][0]), float(wish["size"][1])
    _check((size[0], size[0] * image.height / image.width), size)
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    hidden = Hidden(_boxes(wish["blurred"]), _boxes(wish["blackened"]))
    return _small(image.convert("RGB"), wish["page"], size, hidden, width)


def _boxes(given: Sequence[Sequence[float]]) -> list[Box]:
    return [(box[0], box[1], box[2], box[3]) for box in given]


def _check(size: tuple[float, float], read: Sequence[float] | None) -> None:
    """Refuse a page of no sensible size, and one of another size than was read.

    Raises:
        _LeftOutError: as it says.
    """
    shorter, longer = sorted(size)
    if not (shorter >= MIN_POINTS and longer <= MAX_POINTS and longer <= MAX_STRETCH * shorter):
        raise _LeftOutError(f"A page of {size[0]:,.0f} by {size[1]:,.0f} points cannot be shown small.")
    if read is not None and any(abs(a - b) > max(MAX_OFF * b, 1.0) for a, b in zip(size, read, strict=True)):
        raise _LeftOutError("The page has another size than the one that was read.")


def _width(size: tuple[float, float], width: int) -> int:
    return round(width * min(max(size[0] / size[1], 1.0), MAX_BROAD))


def _small(image: Image.Image, number: int, size: tuple[float, float], hidden: Hidden, width: int) -> dict[str, Any]:
    paint(image, size, hidden)  # while it is large: no pixel of the small picture mixes with what is hidden
    across = _width(size, width)
    small = image.resize((across, max(round(across * size[1] / size[0]), 1)), Image.Resampling.BOX)
    if _is_grey(small):
        small = small.convert("L")
    return {
        "page": number,
        "webp": base64.b64encode(_encoded(small)).decode("ascii"),
        "width": small.width,
        "height": small.height,
        "page_width": round(size[0], 2),
        "page_height": round(size[1], 2),
    }


def _encoded(image: Image.Image) -> bytes:
    """Return the picture as WebP: exact in few shades, or as a photograph where that has fewer bytes."""
    shades = [round(round(level * (LEVELS - 1) / 255) * 255 / (LEVELS - 1)) for level in range(256)]
    exact = io.BytesIO()
    image.point(shades * len(image.getbands())).save(exact, "WEBP", lossless=True, method=4)
    if exact.tell() <= ENOUGH_BYTES:
        return exact.getvalue()
    lossy = io.BytesIO()
    image.save(lossy, "WEBP", quality=QUALITY, method=4)
    return min(exact.getvalue(), lossy.getvalue(), key=len)


def _is_grey(image: Image.Image) -> bool:
    pixels = np.asarray(image, dtype=np.int16)
    coloured = pixels.max(axis=2) - pixels.min(axis=2) > MAX_COLOUR
    return bool(coloured.mean() < MIN_COLOURED_SHARE)
