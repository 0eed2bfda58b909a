"""Lay the words that OCR read out as a page, each line where it stands in the picture."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpora.document import Layer, Line, Outcome, Page
from pipelines.extract.ocr import tesseract as ocr
from pipelines.extract.ocr.level import Place
from pipelines.extract.ocr.words import Word
from pipelines.extract.page import PageWriter
from pipelines.extract.pdf.page import PdfPageText, lay_out, letters_of
from pipelines.extract.pdf.rules import level_rules, ruled_tables

ENGINE = "tesseract"
MIN_CONFIDENCE = 55.0  # per cent: of print that is only just legible
MIN_CONFIDENCE_OF_FEW, MANY_WORDS = 70.0, 40  # what OCR reads in photographs is little, and below
MIN_WORDS = 3  # with fewer, or without a word of three letters, OCR has read marks and not words


def page_of(index: int, text: PdfPageText, reading: ocr.Reading) -> Page:
    """Return the page that OCR read, and after that what text it has of its own.

    Args:
        index: of the page, from 0.
        text: the page as it is shown: its size, and the text that is kept.
        reading: what OCR read.
    """
    kept = any(text.words.values())
    writer = PageWriter(index + 1, text.width, text.height, f"{text.engine}+{ENGINE}" if kept else ENGINE)
    words = reading.words if reads_as_words(reading) else []
    level = [word for word in words if word["level"]]
    tables, rules = ruled_tables(reading.edges), level_rules(reading.edges)
    lay_out(PdfPageText(reading.width, reading.height, ENGINE, {}, tables, rules, drawn=level), writer)
    for _, line in groupby((word for word in words if not word["level"]), key=lambda word: word["line"]):
        _write_aside(list(line), writer)
    read = len(writer.page().lines)
    lay_out(text, writer)
    whole = writer.page(Outcome.READ_BY_OCR if words else Outcome.READ)
    lines = (_put_back(line, reading.place) if i < read else line for i, line in enumerate(whole.lines))
    return replace(whole, lines=tuple(lines))


def _write_aside(words: Sequence[Word], writer: PageWriter) -> None:
    """Write a line that stands on its side on a page that does not, as what stands in margins."""
    box = (
        min(word["x0"] for word in words),
        min(word["top"] for word in words),
        max(word["x1"] for word in words),
        max(word["bottom"] for word in words),
    )
    writer.block()
    writer.add(" ".join(word["text"] for word in words), box=box, layer=Layer.FURNITURE, size=words[0]["size"])


def reads_as_words(reading: ocr.Reading) -> bool:
    """Whether OCR found words, and not only the marks of a photograph or drawing."""
    words = [word["text"] for word in reading.words]
    enough = len(words) >= MIN_WORDS and any(letters_of(word) >= MIN_WORDS for word in words)
    return enough and reading.confidence >= (MIN_CONFIDENCE if len(words) >= MANY_WORDS else MIN_CONFIDENCE_OF_FEW)


def is_unreadable(reading: ocr.Reading) -> bool:
    """Whether the picture shows print that OCR cannot read: of another script, or too unclear."""
    return reading.script != ocr.LATIN or (len(reading.words) >= MANY_WORDS and not reads_as_words(reading))


def _put_back(line: Line, place: Place) -> Line:
    """Return a line of a picture put right with its places in the picture as it was."""
    if place.is_plain or line.box is None:
        return line
    stops: tuple[tuple[int, float, float], ...] = ()
    if not place.quarters:
        middle = (line.box[1] + line.box[3]) / 2
        for offset, left, right in line.stops:
            x0, _, x1, _ = place.back((left, middle, right, middle))
            stops += ((offset, round(x0, 2), round(x1, 2)),)
    x0, top, x1, bottom = (round(value, 2) for value in place.back(line.box))
    return replace(line, box=(x0, top, x1, bottom), stops=stops)
