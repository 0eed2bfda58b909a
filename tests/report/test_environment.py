"""What a page shows of a text: every letter as a letter, and none that moves the words beside it."""

import pytest

from pipelines.pages.environment import plain_letters, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b", "a\N{REPLACEMENT CHARACTER}b"),
        ("\udc80", "\N{REPLACEMENT CHARACTER}"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\u202eabc\u202c", "abc"),
        ("\uf0b7 Nepal", "\N{BULLET} Nepal"),  # a bullet of a font for signs: an empty box in any other
        ("नेपाल 供应链 \U0001f600", "नेपाल 供应链 \U0001f600"),
    ],
)
def test_no_text_turns_hides_or_empties_what_stands_beside_it(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_an_apostrophe_of_a_vertical_heading_is_a_letter() -> None:
    assert plain_letters("entity's and families’") == "entity\u02bcs and families\u02bc"
