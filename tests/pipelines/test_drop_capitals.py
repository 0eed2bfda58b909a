"""A large initial over several lines is the first letter of the word beside it."""

from pipelines.extract.pdf.glyphs import DESCENT, Word
from pipelines.extract.pdf.words import fragments_of


def word(text: str, x0: float, baseline: float, size: float = 10.0) -> Word:
    bottom = baseline + DESCENT * size
    width = 0.5 * size * len(text)
    return {
        "text": text,
        "x0": x0,
        "x1": x0 + width,
        "top": bottom - size,
        "bottom": bottom,
        "size": size,
        "fontname": "Serif",
    }


def lines(*words: Word) -> list[str]:
    return [fragment.text for fragment in fragments_of(words)]


def beside(first: str, x0: float) -> list[Word]:
    """Two lines beside an initial of 30 points whose foot stands on the second, and one below it."""
    rest = [word("visit", x0 + 5 * len(first) + 3, 100), word("each", x0, 114), word("mill", x0 + 23, 114)]
    return [word(first, x0, 100), *rest, word("in", 50, 128), word("May.", 63, 128)]


def test_an_initial_is_put_before_the_rest_of_its_word() -> None:
    assert lines(word("W", 50, 114, 30), *beside("e", 66)) == ["We visit", "each mill", "in May."]
    assert lines(word("É", 50, 114, 30), *beside("cole", 66)) == ["École visit", "each mill", "in May."]
    assert lines(word("A", 50, 114, 30), *beside("ll", 66)) == ["All visit", "each mill", "in May."]


def test_an_initial_that_is_a_word_keeps_its_space() -> None:
    assert lines(word("A", 50, 114, 30), *beside("buyer", 70)) == ["A buyer visit", "each mill", "in May."]


def test_large_letters_beside_one_line_or_above_it_are_no_initials() -> None:
    assert "We" not in " ".join(lines(word("W", 50, 114, 30), word("e", 66, 112)))
    assert lines(word("W", 50, 60, 30), *beside("e", 66))[0] == "W"
