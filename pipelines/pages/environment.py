"""The templates, with everything escaped and nothing of a document's text able to change how a page reads."""

import base64
import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

HERE = Path(__file__).parent
TEMPLATES, STYLE = HERE / "templates", HERE / "avowal.css"
LOST = "\N{REPLACEMENT CHARACTER}"
LONGEST_WORD, LETTERS_A_WORD = 30, 7  # letters, where room is short; a word's with the space behind it
BULLET = "\N{BULLET}"
KEPT_CONTROLS = "\n\t"
# Letters that only turn the direction of others, or join them: a text may not move the words beside it.
UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\u00ad\u200b]")


@cache
def environment() -> Environment:
    """Return the one environment of all pages: autoescape on, a missing value is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "points": points,
        "capital": capital,
        "file_name": file_name,
        "plain_letters": plain_letters,
        "shortened": shortened,
    }
    return made


@cache
def style() -> tuple[Markup, str]:
    """Return the stylesheet and the digest by which a page's own policy admits it."""
    text = STYLE.read_text(encoding="utf-8")
    pinned = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Markup(text), pinned  # noqa: S704 - our own file


def shown(value: Any) -> Any:
    """Return a value as a page may hold it: no control character, half of a pair or turn of direction in a text.

    A sign of a font's own, nearly always that of a list, is a bullet in any other font, never an empty box.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join(_drawn(letter) for letter in UNSEEN.sub("", value))


def _drawn(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Co":
        return BULLET
    return LOST if category in ("Cc", "Cs", "Cn") and letter not in KEPT_CONTROLS else letter


def points(value: float) -> str:
    """Return a length in points, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def capital(text: str) -> str:
    """Return the text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def file_name(path: str) -> str:
    """Return the name of a file without its folders."""
    return PurePath(path).name


def shortened(text: str, most: int) -> str:
    """Return at most so many words, in the room of as many of common length; a cut is shown by an ellipsis."""
    words = text.split()
    kept: list[str] = []
    room = most * LETTERS_A_WORD
    for word in words[:most]:
        cut = word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"
        room -= len(cut) + 1
        if kept and room < 0:
            break
        kept.append(cut)
    return " ".join(kept) + (" …" if len(kept) < len(words) else "")


def plain_letters(text: str) -> str:
    """Return the text with apostrophes that are letters: others stand apart in vertical writing."""
    return re.sub("['’]", "\N{MODIFIER LETTER APOSTROPHE}", text)
