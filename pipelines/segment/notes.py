"""Footnotes: the raised numbers in a text, and the same numbers at the head of the notes."""

import re
from collections.abc import Container

from corpora.document import Document, Layer, Line

FOOTNOTE_MARK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)\"'”’%]))[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱᵛˣ]{1,6}(?![^\W\d_])")
NOTE_NUMBER = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,2}(?=\s|[^\W\d_a-z]))\s*(?=\S)")  # "¹ See", "1The"; not "1. See"
PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def note_marks(document: Document) -> dict[int, set[str]]:
    """Return the raised numbers in each page's text, as plain digits: the numbers of its footnotes."""
    marks: dict[int, set[str]] = {}
    for page in document.pages:
        found = [mark[0].translate(PLAIN_DIGITS) for mark in FOOTNOTE_MARK.finditer(page.text)]
        marks[page.number] = {*found, *"".join(found)}  # "3,5" is raised without its comma
    return marks


def number_length(line: Line, marks: Container[str]) -> int:
    """Return how many characters at the beginning of a footnote are only its number."""
    found = NOTE_NUMBER.match(line.text)
    if found is None or line.layer != Layer.BODY:
        return 0
    return found.end() if found[1].translate(PLAIN_DIGITS) in marks else 0
