"""A passage's lines are one box each, wherever its pieces were cut."""

from typing import Any

from pipelines.report.marks import lines


def span(x0: float | None, y0: float, x1: float, y1: float, page: int = 1) -> dict[str, Any]:
    if x0 is None:
        return {"page": page, "start": 0, "end": 1, "x0": None, "y0": None, "x1": None, "y1": None}
    return {"page": page, "start": 0, "end": 1, "x0": x0, "y0": y0, "x1": x1, "y1": y1}


def test_pieces_of_one_line_are_one_box() -> None:
    pieces = [span(72, 100, 150, 111), span(153.456, 99, 200.04, 110)]
    assert lines(pieces) == [(1, (72.0, 99.0, 200.0, 111.0))]


def test_a_raised_note_between_words_belongs_to_their_line() -> None:
    pieces = [span(72, 100, 150, 111), span(158, 100, 200, 111), span(150, 98, 154, 105)]
    assert lines(pieces) == [(1, (72.0, 98.0, 200.0, 111.0))]


def test_lines_of_a_paragraph_stay_apart_although_they_touch() -> None:
    pieces = [span(72, 100, 300, 112), span(72, 111, 280, 123), span(72, 123, 120, 135)]
    assert [box[1] for _, box in lines(pieces)] == [100.0, 111.0, 123.0]


def test_two_columns_keep_their_boxes_on_one_level() -> None:
    pieces = [span(72, 700, 280, 711), span(300, 700, 500, 711)]
    assert len(lines(pieces)) == 2


def test_a_sentence_over_two_pages_has_boxes_on_both() -> None:
    assert [page for page, _ in lines([span(72, 700, 280, 711, 3), span(72, 700, 280, 711, 4)])] == [3, 4]


def test_pieces_without_a_place_give_no_box() -> None:
    assert lines([span(None, 0, 0, 0), span(72, 100, 72, 111)]) == []
