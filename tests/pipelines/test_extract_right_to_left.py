"""Lines that read from right to left, with numbers, brackets and Latin names in them."""

import numpy as np
import pytest

from pipelines.extract.pdf.glyphs import Glyphs, Style, Word, words_of
from pipelines.extract.pdf.words import fragments_of


def words(texts: list[str]) -> list[Word]:
    """Stand words side by side from left to right."""
    placed: list[Word] = []
    x = 50.0
    for text in texts:
        width = 6.0 * len(text)
        box = {"x0": x, "x1": x + width, "top": 100.0, "bottom": 112.0, "size": 12.0}
        placed.append({"text": text, "fontname": "F", "after_space": True, **box})
        x += width + 3.0
    return placed


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (["םולש", "הנש"], "שנה שלום"),
        (["ךסמ", "Avowal", "Ltd", "לש", "חודה"], "הדוח של Avowal Ltd מסך"),
        (["םידבועהמ", "45.5-ל"], "ל-45.5 מהעובדים"),
        ([")2025", "הטויט("], "(טיוטה 2025)"),
        (["12/03/2025-ב", "רסמנ"], "נמסר ב-12/03/2025"),
    ],
)
def test_words_are_read_from_the_right_and_numbers_and_names_from_the_left(drawn: list[str], read: str) -> None:
    (line,) = fragments_of(words(drawn))
    assert line.text == read


def test_a_latin_line_with_one_hebrew_word_is_read_from_the_left() -> None:
    (line,) = fragments_of(words(["The", "word", "םולש", "means", "peace"]))
    assert line.text.startswith("The word")


@pytest.mark.parametrize("as_shown", [True, False])
def test_a_space_parts_the_same_words_whether_a_file_writes_as_the_page_shows_or_as_people_read(as_shown: bool) -> None:
    shown = "םולש הנש"  # from left to right
    places = [(letter, 50.0 + 6 * i) for i, letter in enumerate(shown)]
    written = places if as_shown else places[::-1]
    letters = [(letter, x) for letter, x in written if letter != " "]
    after_space = [i > 0 and written[i - 1][0] == " " for i, (letter, _) in enumerate(written) if letter != " "]
    glyphs = Glyphs(
        np.array([ord(letter) for letter, _ in letters], dtype=np.int32),
        np.array([(x, 100.0, x + 6, 112.0) for _, x in letters]),
        np.array(after_space),
        np.zeros(len(letters), dtype=np.int32),
        np.zeros(len(letters), dtype=np.int32),
        [Style("F", 40.0, 0)],  # so large that no gap alone parts words
    )
    assert [word["text"] for word in words_of(glyphs)] == shown.split()
