"""Names and signatures of a sign-off block are hidden, and what else its page says stays readable."""

from collections.abc import Sequence
from typing import Any

from pipelines.report.marks import Box
from pipelines.report.sign_off import sign_off_boxes

Placed = tuple[str, Box]
APPROVED = "This statement was approved by the board of Hollowbeck Ltd at its meeting on 3 March 2026 in Leeds."


def line(text: str, y: float, x: float = 72.0, width: float = 0.0) -> Placed:
    return text, (x, y, x + (width or 5.0 * len(text)), y + 11)


def rows(*lines: Placed, page: int = 4) -> list[dict[str, Any]]:
    return [
        {
            "sentence_id": str(number),
            "document_id": "d",
            "index": number,
            "text": text,
            "section": [],
            "layer": "body",
            "language": "en",
            "spans": [
                {"page": page, "start": 0, "end": len(text), **dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))}
            ],
        }
        for number, (text, box) in enumerate(lines)
    ]


def covered(boxes: Sequence[Box], box: Box) -> float:
    """Return the share of a box's points that lie in others."""
    points = [
        (box[0] + (box[2] - box[0]) * (i + 0.5) / 20, box[1] + (box[3] - box[1]) * (j + 0.5) / 20)
        for i in range(20)
        for j in range(20)
    ]
    return sum(any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes) for x, y in points) / len(points)


SIGNED = (
    line(APPROVED, 100),
    line("Signed:", 130),
    line("Ada Nowak", 220),
    line("Managing Director", 233),
    line("3 March 2026", 246),
)


def test_the_name_and_the_room_of_the_signature_over_it_are_hidden() -> None:
    boxes = sign_off_boxes(rows(*SIGNED))[4]
    assert covered(boxes, SIGNED[2][1]) > 0.9
    assert covered(boxes, (72, 150, 200, 215)) > 0.9


def test_approval_title_and_date_stay_readable() -> None:
    boxes = sign_off_boxes(rows(*SIGNED))[4]
    assert [covered(boxes, SIGNED[i][1]) for i in (0, 1, 3, 4)] == [0, 0, 0, 0]


def test_everybody_who_signs_is_hidden_also_whose_name_is_a_month() -> None:
    more = (line("Anthony May", 340), line("Director, Hollowbeck Steel Limited", 353))
    boxes = sign_off_boxes(rows(*SIGNED, *more))[4]
    assert covered(boxes, more[0][1]) > 0.9
    assert covered(boxes, (72, 275, 200, 335)) > 0.9


def test_what_ocr_makes_of_handwriting_is_hidden_with_it() -> None:
    scrap = line("Wl. xz 7", 170, x=90, width=100)
    boxes = sign_off_boxes(rows(*SIGNED[:2], scrap, *SIGNED[2:]))[4]
    assert covered(boxes, scrap[1]) > 0.9
    assert covered(boxes, (72, 150, 200, 215)) > 0.9


def test_the_column_beside_the_block_stays_readable() -> None:
    beside = [line("We ended one contract with a mill that kept passports.", 100 + 14 * i, x=210) for i in range(12)]
    block = [line("Signed:", 130), line("Ada Nowak", 220), line("Managing Director", 233)]
    boxes = sign_off_boxes(rows(*block, *beside))[4]
    assert all(covered(boxes, box) == 0 for _, box in beside)
    assert covered(boxes, (72, 150, 200, 215)) > 0.9


def test_of_a_sentence_that_says_who_signed_only_the_name_is_hidden_and_the_room_under_its_paragraph() -> None:
    told = "This statement is signed by Ada Nowak in her role as Director of Hollowbeck Ltd, who chairs its board."
    boxes = sign_off_boxes(rows(line(told, 100, width=5.0 * len(told)), line("The board met in Leeds.", 113)))[4]
    start = 72 + 5.0 * told.index("Ada")
    assert covered(boxes, (start, 100, start + 45, 111)) > 0.9
    assert covered(boxes, (72, 100, start - 10, 111)) == 0
    assert covered(boxes, (start + 60, 100, 400, 111)) == 0
    assert covered(boxes, (72, 128, 200, 180)) > 0.9


def test_a_document_without_a_sign_off_or_without_pages_hides_nothing() -> None:
    assert sign_off_boxes(rows(line("We audited two mills in Kent.", 100))) == {}
    without = rows(*SIGNED)
    for row in without:
        row["spans"] = [{**span, "x0": None, "y0": None, "x1": None, "y1": None} for span in row["spans"]]
    assert sign_off_boxes(without) == {}
