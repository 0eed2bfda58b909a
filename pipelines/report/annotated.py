"""The supplier's own PDF with a highlight and a note for every piece of evidence, made in an isolated worker.

pypdf writes it, for it reaches every part of a file: what could run, and what must not leave, is taken out. PDFium
opens it first and hands it over mended and unlocked; pypdf alone opens fewer damaged files and draws some differently.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpora.errors import AvowalError
from pipelines.ingest.media import GET_AGAIN
from pipelines.isolate import Fault, Limits
from pipelines.isolate.inside import MAX_WORK_BYTES
from pipelines.report.held import Held
from pipelines.report.marks import Box

WORK = "pipelines.report.annotating:work"
LIMITS = Limits(output_bytes=256_000_000, stall_cpu_seconds=120, work_seconds=900.0)
INSTEAD = "Share the report, which shows the passages, instead."
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

Passage = tuple[int, tuple[Box, ...]]  # page, from 1; one box a line


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of a passage.

    Attributes:
        page: its number, from 1.
        boxes: one a line, in points from the page's top left as the tables have them.
        title: the first line of the note.
        text: the rest of it.
    """

    page: int
    boxes: tuple[Box, ...]
    title: str
    text: str


class Refusal(StrEnum):
    """Why a file is not annotated."""

    NO_PDF = "no PDF"
    LOCKED = "locked"
    FORBIDDEN = "forbidden"
    SIGNED = "signed"
    DAMAGED = "damaged"
    OTHER_FILE = "another file"
    REPEATED = "repeated"


class LeftOut(StrEnum):
    """What a copy does not hold that the original holds; `str` of it can be shown."""

    ACTIONS = "scripts, and actions that do more than lead to a place or a web page"
    FILES = "attached files"
    MEDIA = "sounds, films and other things that are played"
    XFA = "the parts of a form that Acrobat alone builds (XFA)"
    TEXT = "bookmarks, tags and other texts beside the pages, for a passage is withheld"


class AnnotateError(AvowalError):
    """A file gets no annotated copy; the message says why in one sentence."""

    remedy = INSTEAD
    exit_code = 1


SAID: dict[str, tuple[str, str]] = {
    Refusal.NO_PDF: ("It is not a PDF: there are no pages to write notes on.", INSTEAD),
    Refusal.LOCKED: ("The PDF is locked: it opens with a password only.", "Supply a version without a password."),
    Refusal.FORBIDDEN: (
        "The PDF's owner forbids copying, changing or other uses of it, and an annotated copy would be unprotected.",
        "Ask its owner for a version that may be annotated. " + INSTEAD,
    ),
    Refusal.SIGNED: ("The PDF bears a digital signature, which a note would break.", INSTEAD),
    Refusal.DAMAGED: ("The PDF is damaged, and cannot be written again as it looks.", GET_AGAIN),
    Refusal.OTHER_FILE: ("The PDF does not have the pages that were read.", "Analyse the documents again."),
    Refusal.REPEATED: ("Words that are withheld stand in its text a second time, unmarked.", INSTEAD),
}
FAULTS = {
    Fault.CRASHED: "Writing notes on the PDF crashed.",
    Fault.HUNG: "Writing notes on the PDF came to no end, and was stopped.",
    Fault.MEMORY: "Writing notes on the PDF takes more memory than is allowed.",
    Fault.OUTPUT: "The annotated PDF is too large.",
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated copy.

    Attributes:
        content: the PDF.
        left_out: what of the original it does not hold, besides withheld words.
        pictured: pages, from 1, that hold a withheld passage and are pictures without text now.
    """

    content: bytes
    left_out: tuple[LeftOut, ...] = ()
    pictured: tuple[int, ...] = ()


class Annotator(Held):
    """Annotates in worker processes that stay for the next document; use it as a context, from any thread."""

    def __init__(self, size: int | None = None) -> None:
        super().__init__(WORK, LIMITS, size)

    def annotated(self, content: bytes, notes: Sequence[Note], withheld: Sequence[Passage] = ()) -> Annotated:
        """Return a copy with a highlight and a note for each passage; the same input gives the same bytes.

        Notes of one passage are one note that lists them in order. A page with a withheld passage becomes a picture
        with that passage blackened, and all text beside the pages goes.

        Args:
            content: the original's bytes.
            notes: in the order in which they are to be read; one without boxes has no place and is left aside.
            withheld: passages whose words must not leave; one without boxes takes its whole page with it.

        Raises:
            AnnotateError: It is no PDF, locked, damaged, signed or too large to be done, its owner forbids it, it does
                not have these pages, or withheld words stand elsewhere in it as well.
        """
        if b"%PDF-" not in content[:1024]:
            raise AnnotateError(*SAID[Refusal.NO_PDF])
        with self._file(content) as place:
            request = {
                "held": place,
                "digest": hashlib.sha256(content).hexdigest(),
                "notes": merged(notes),
                "withheld": [[page, boxes] for page, boxes in withheld],
            }
            return self._asked(json.dumps(request).encode())

    def _asked(self, request: bytes) -> Annotated:
        if len(request) > MAX_WORK_BYTES:
            raise AnnotateError("There are too many notes for one PDF.")
        ((_, result),) = self._pool.run([request])
        if result.content is None:
            raise AnnotateError(FAULTS[result.fault or Fault.CRASHED], INSTEAD)
        return _taken(result.content)


def merged(notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Return the passages in the order in which they are first named, each with the texts of all its notes.

    Signs that steer the writing are taken out of texts: a document's words must not rearrange what is said of them.
    """
    texts: dict[Passage, list[str]] = {}
    for note in notes:
        if note.boxes:
            said = texts.setdefault((note.page, note.boxes), [])
            text = UNSEEN.sub("", f"{note.title}\n{note.text}".strip()).encode("utf-8", "replace").decode("utf-8")
            if text not in said:
                said.append(text)
    return [{"page": page, "boxes": boxes, "contents": "\n\n".join(said)} for (page, boxes), said in texts.items()]


def _taken(answer: bytes) -> Annotated:
    """Return what a worker answered: a line of JSON, and the PDF.

    Raises:
        AnnotateError: It refused the file, or its answer is none.
    """
    head, _, content = answer.partition(b"\n")
    try:
        said = json.loads(head)
        if said["refused"]:
            raise AnnotateError(*SAID[said["refused"]])
        left_out = tuple(LeftOut(code) for code in said["left_out"])
        return Annotated(content, left_out, tuple(int(page) for page in said["pictured"]))
    except (ValueError, KeyError, TypeError):
        raise AnnotateError(FAULTS[Fault.CRASHED], INSTEAD) from None
