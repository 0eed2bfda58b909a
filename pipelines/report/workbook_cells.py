"""Cells of a workbook: text that does nothing but stand there, and no longer than a cell may be."""

import re
from dataclasses import dataclass
from datetime import date

MAX_UNITS = 32_767  # of UTF-16: what Excel keeps of a cell
MAX_BREAKS = 253  # lines a cell may be broken into by hand
_PLAIN = re.compile("[ -;=-~\xa0-\u200f\u2030-\u2064\u2070-\ud7ff]*")  # nothing of what follows
_NEWLINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # no text, or no XML
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they turn the order of what stands around them
_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_IS_MARKUP = re.compile(r"<r>.*</r>", re.DOTALL)  # XlsxWriter writes such a text as XML, unescaped


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads somewhere: `address` as XlsxWriter takes it, `internal:...` or `external:...`."""

    text: str
    address: str | None


Cell = str | int | float | date | Linked | None


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a plain text for a formula if somebody typed it."""
    return _STARTS_FORMULA.match(text) is not None


def plain(text: str, table: str) -> str:
    """Return a text as a cell may hold it.

    Characters that are no text leave a visible mark; marks that turn the direction of writing are taken out.

    Args:
        text: any text, also one that a hostile file holds.
        table: of the run; named where the text is cut.
    """
    if len(text) < MAX_UNITS and _PLAIN.fullmatch(text):
        return text
    text = _NEWLINE.sub("\n", text).replace("\t", " ")
    text = _BIDI.sub("", _NEVER.sub(_mark, text))
    if text.count("\n") > MAX_BREAKS:
        text = text.replace("\n", " ")
    if _IS_MARKUP.fullmatch(text):
        text += " "
    return text if _units(text) <= MAX_UNITS else _cut(text, f"… (cut: the table `{table}` holds all of it)")


def _mark(odd: re.Match[str]) -> str:
    code = ord(odd[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str, mark: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (MAX_UNITS - _units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark  # ignore: half a pair at the very end
