"""Which line begins a paragraph, an item or a row of its own."""

from pipelines.extract.layout.blocks import BULLET, block_starts
from pipelines.extract.layout.fragments import Fragment


def test_a_line_that_stops_early_ends_its_paragraph_and_a_full_one_does_not() -> None:
    def line(text: str, x1: float, row: int) -> Fragment:
        return Fragment(text, 50, row * 14.0, x1, row * 14.0 + 10)

    lines = [
        line("We check every one of our suppliers and all of the agencies", 400, 1),
        line("That they use to find workers.", 220, 2),
        line("Jane Roe", 100, 3),
        line("Director of Hollowbeck", 180, 4),
    ]
    assert block_starts(lines) == [True, False, True, True]


def test_a_footnote_mark_does_not_hide_the_end_of_a_sentence() -> None:
    first = Fragment("We train all of our staff and the staff of our suppliers each year.\u00b9", 50, 100, 550, 110)
    second = Fragment("Each of the suppliers of timber has signed the code of conduct.", 50, 120, 550, 130)
    third = Fragment("It was last changed in May.", 50, 134, 200, 144)
    assert block_starts([first, second, third]) == [True, True, False]


def test_lines_of_short_pieces_far_apart_are_rows_of_their_own_and_a_dash_before_a_figure_begins_no_item() -> None:
    def row(top: float, text: str) -> Fragment:
        return Fragment(text, 50, top, 400, top + 10, joints=((5, 80.0, 200.0), (10, 240.0, 350.0)))

    assert (
        block_starts([row(100, "Site Goods Risk"), row(114, "Mill Steel low"), row(128, "Dock Fish high")])
        == [True] * 3
    )
    prose = [
        Fragment("We trained all of the people who buy timber, steel and fabric", 50, 100, 400, 110),
        Fragment("– 8 more than in the year before, and all of those who visit", 50, 114, 400, 124),
        Fragment("sites.", 50, 128, 90, 138),
    ]
    assert block_starts(prose) == [True, False, False]


def test_a_line_that_ends_in_a_word_that_ends_nothing_goes_on_even_in_smaller_print() -> None:
    title = Fragment("What we did beyond the standards in our", 50, 100, 300, 114, 14, True)
    rest = Fragment("Code (continued)", 50, 117, 140, 129, 12)
    assert block_starts([title, rest]) == [True, False]
    far = Fragment("Code (continued)", 50, 150, 140, 162, 12)
    assert block_starts([title, far]) == [True, True]


def test_labelled_lines_are_one_each_and_a_lone_dash_carries_its_title_on() -> None:
    signed = [
        Fragment(text, 50, 100 + 14 * i, 300, 110 + 14 * i) for i, text in enumerate(("Name: J. Roe", "Role: Chair"))
    ]
    assert block_starts(signed) == [True, True]
    lone = [Fragment("Mortgage portfolio", 50, 100, 140, 110), Fragment("- Poland", 50, 112, 90, 122)]
    assert block_starts(lone) == [True, False]
    two = [*lone, Fragment("- Norway", 50, 124, 90, 134)]
    assert block_starts(two) == [True, True, True]


def test_a_dash_right_before_a_number_is_its_sign_and_no_bullet() -> None:
    assert not any(map(BULLET.match, ("-200", "-5.0%", "\u20133", "-\u00a3200.50")))
    assert all(map(BULLET.match, ("- 200 sites", "-We audit", "\u2013 3 sites", "--")))
