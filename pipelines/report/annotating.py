"""What a worker does for `Annotator`: open a supplier's PDF, take out what must not be mailed, and write the notes."""

import io
import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject

from pipelines.extract.pdf.frame import Frame, frame_of
from pipelines.isolate import step
from pipelines.report.annotated import LeftOut, Refusal
from pipelines.report.disarmed import disarm, is_signed
from pipelines.report.highlights import add_highlight
from pipelines.report.marks import Box
from pipelines.report.pdf_objects import reachable
from pipelines.report.redacted import draw, keep_pages_only, letters, put_picture, words_in

logger = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every odd object

UNLOCKED = 3  # FPDF_REMOVE_SECURITY: all is written anew, and open
ALL_ALLOWED = 0b1111_0011_1100  # ISO 32000-1, table 22: the bits of every use that an owner can forbid
WHOLE = (0.0, 0.0, 100_000.0, 100_000.0)  # any page: what has no place may be anywhere on it
MIN_KNOWN_LETTERS = 20  # of a withheld passage: shorter ones stand elsewhere by chance


class RefusedError(Exception):
    """The file is not annotated."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def work(request: Any) -> bytes:
    """Return a line of JSON (`refused`, `left_out`, `pictured`) and the annotated PDF after it.

    Args:
        request: `held`, the place of the bytes; their `digest`; `notes` as `annotated.merged` gives them; `withheld`
            as pairs of a page and its boxes.
    """
    data = Path(request["held"]).read_bytes()
    withheld: dict[int, list[Box]] = {}
    for page, boxes in request["withheld"]:
        withheld.setdefault(page, []).extend(_boxes(boxes) or [WHOLE])
    try:
        content, left_out = _made(data, request, withheld)
    except RefusedError as error:
        return json.dumps({"refused": error.refusal}).encode()
    except (MemoryError, OSError):
        raise
    except Exception:  # whatever a damaged file does to its readers is this file's own fault
        logger.warning("A PDF cannot be annotated", exc_info=True)
        return json.dumps({"refused": Refusal.DAMAGED}).encode()
    said = {"refused": None, "left_out": sorted(left_out), "pictured": sorted(withheld)}
    return json.dumps(said).encode() + b"\n" + content


def _boxes(given: Sequence[Sequence[float]]) -> list[Box]:
    return [(box[0], box[1], box[2], box[3]) for box in given]


def _made(data: bytes, request: Any, withheld: Mapping[int, Sequence[Box]]) -> tuple[bytes, set[LeftOut]]:
    with closing(_opened(data)) as document:
        count = len(document)
        wanted = {note["page"] for note in request["notes"]} | withheld.keys()
        if not all(1 <= page <= count for page in wanted):
            raise RefusedError(Refusal.OTHER_FILE)
        document.init_forms()  # so that what was typed and ticked is drawn
        pictures = {page: draw(document, page - 1, boxes) for page, boxes in withheld.items()}
        said = [words_in(document, page - 1, _boxes(boxes)) for page, boxes in request["withheld"]]
        frames = {page: _frame(document, page - 1) for page in wanted}
        mended = io.BytesIO()
        document.save(mended, flags=UNLOCKED)
    step()
    writer = PdfWriter(clone_from=PdfReader(mended))
    step()
    if len(writer.pages) != count:
        raise RefusedError(Refusal.DAMAGED)
    if is_signed(writer.root_object):
        raise RefusedError(Refusal.SIGNED)
    left_out = disarm(writer)
    step()
    for page, picture in pictures.items():
        put_picture(writer, writer.pages[page - 1], picture)
        frames[page] = Frame(0.0, 0.0, picture.width, picture.height, 0)
    if pictures:
        keep_pages_only(writer, set(pictures))
        left_out.add(LeftOut.TEXT)
        step()
    for number, note in enumerate(request["notes"], start=1):
        page = note["page"]
        add_highlight(writer, writer.pages[page - 1], frames[page], _boxes(note["boxes"]), note["contents"], number)
    content = _written(writer, request["digest"])
    step()
    _check(content, count, set(pictures), [text for text in said if len(text) >= MIN_KNOWN_LETTERS])
    return content, left_out


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise RefusedError(Refusal.LOCKED if locked else Refusal.DAMAGED) from None
    is_locked = raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1
    # an owner without a password has said no all the same
    if is_locked and ~raw.FPDF_GetDocUserPermissions(document.raw) & ALL_ALLOWED:
        document.close()
        raise RefusedError(Refusal.FORBIDDEN)
    return document


def _frame(document: pypdfium2.PdfDocument, index: int) -> Frame:
    with closing(document[index]) as page:
        return frame_of(page)


def _written(writer: PdfWriter, digest: str) -> bytes:
    """Write what the pages reach and nothing else, with an identity that tells nothing of when."""
    kept = reachable(writer.root_object)
    if (info := writer._info) is not None:
        kept |= reachable(info) | {info.indirect_reference.idnum if info.indirect_reference else 0}
    objects = writer._objects  # there is no public way: its own only drops what nothing at all names
    objects[:] = [one if number in kept else None for number, one in enumerate(objects, start=1)]
    name = ByteStringObject(bytes.fromhex(digest)[:16])
    writer._ID = ArrayObject([name, name])
    writer.pdf_header = "%PDF-1.7"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _check(content: bytes, count: int, pictured: set[int], withheld: Sequence[str]) -> None:
    """Read what was written.

    Raises:
        RefusedError: It has lost pages, or withheld words are in the text of one.
    """
    with closing(pypdfium2.PdfDocument(content)) as document:
        if len(document) != count:
            raise RefusedError(Refusal.DAMAGED)
        if not pictured:
            return
        for index in range(count):
            text = _text(document, index)
            if index + 1 in pictured and text:
                raise RefusedError(Refusal.DAMAGED)
            if any(words in text for words in withheld):
                raise RefusedError(Refusal.REPEATED)
            step()


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        return letters(text.get_text_range())
