"""What parts the lines of a PDF page: gutters, however narrow, but no word gaps and no margins."""

from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpora.document import Layer

from .pages import LINE, pdf, read, texts

NARROW = [
    "The representatives of",
    "responsible organisations",
    "administered confidential",
    "questionnaires throughout",
    "international",
    "subcontracting relationships.",
]


def justified(canvas: Canvas, lines: list[str], x: float, width: float, y: float = 700, size: float = 10) -> None:
    """Draw lines whose words fill the width, but the last."""
    canvas.setFont("Helvetica", size)
    for i, line in enumerate(lines):
        words = line.split()
        free = width - sum(stringWidth(word, "Helvetica", size) for word in words)
        gap = free / max(len(words) - 1, 1) if i + 1 < len(lines) else 0.28 * size
        at = x
        for word in words:
            canvas.drawString(at, y - i * LINE, word)
            at += stringWidth(word, "Helvetica", size) + gap


def test_wide_word_gaps_in_a_narrow_justified_column_part_no_line(tmp_path: Path) -> None:
    lines = ["responsible procurement and", "The implementation of", *NARROW[1:4], "subcontracting relationships."]

    assert texts(read(tmp_path, pdf(lambda canvas: justified(canvas, lines, 60, 135)))) == lines


def test_justified_columns_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    first = ["We ask every factory for a", "written statement of the", "wages that it pays, and we", "publish these."]
    second = ["Our auditors speak with", "the workers of each one in", "private, and name none of", "them to anyone."]

    def draw(canvas: Canvas) -> None:
        justified(canvas, first, 60, 140)
        justified(canvas, second, 214, 140)

    assert texts(read(tmp_path, pdf(draw))) == [*first, *second]


def test_figures_flush_with_the_text_above_them_stay_apart_from_their_labels(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        justified(canvas, ["Wages were checked at all of the", "mills and farms that we buy from", ""], 60, 160)
        canvas.setFont("Helvetica", 10)
        for i, (label, figure) in enumerate([("Mills", "45"), ("Farms", "310"), ("Ports", "7")]):
            canvas.drawString(60, 672 - i * LINE, label)
            canvas.drawRightString(220, 672 - i * LINE, figure)

    document = read(tmp_path, pdf(draw))
    lines = document.pages[0].lines

    assert texts(document)[2:4] == ["Mills 45", "Farms 310"]
    assert len({line.block for line in lines[2:]}) == 3


def close_columns(canvas: Canvas, left: list[str], right: list[str], gutter: float = 5.5) -> None:
    canvas.setFont("Helvetica", 10)
    x = 60 + max(stringWidth(line, "Helvetica", 10) for line in left) + gutter
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(60, 700 - i * LINE, a)
        canvas.drawString(x, 700 - i * LINE, b)


def test_columns_hardly_further_apart_than_words_are_not_laced(tmp_path: Path) -> None:
    left = [
        "Our tea is grown on nine estates whose",
        "managers report to us each month and",
        "answer for the wages of all pickers on",
        "the estate, and for those of their crew.",
        "Pickers may join a union of their choice.",
    ]
    right = [
        "Each estate is seen by an auditor",
        "once a year, who stays three days",
        "and speaks with twenty pickers of",
        "either sex. What the auditor finds",
        "is shown to the pickers as well.",
    ]

    assert texts(read(tmp_path, pdf(lambda canvas: close_columns(canvas, left, right)))) == [*left, *right]


def test_a_ragged_line_above_does_not_hide_that_columns_stand_close(tmp_path: Path) -> None:
    left = [
        "Fees that a worker paid",
        "to find the job are given back within",
        "a month. We count the cases each year",
        "and publish their number on our site.",
        "The number fell from nine to four now.",
    ]
    right = [
        "Complaints go to a charity by",
        "telephone, which answers in six",
        "languages. It tells us what it was",
        "told, but never who it was that told",
        "it anything. We act within a week.",
    ]

    assert texts(read(tmp_path, pdf(lambda canvas: close_columns(canvas, left, right)))) == [*left, *right]


def test_numbers_before_short_clauses_are_no_column(tmp_path: Path) -> None:
    lines = [f"{i}.     We keep the register of part {i} of our chain of supply up to date." for i in range(1, 7)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, line in enumerate(lines):
            number, text = line.split(maxsplit=1)
            canvas.drawString(60, 700 - i * LINE, number)
            canvas.drawString(74, 700 - i * LINE, text)

    assert texts(read(tmp_path, pdf(draw))) == [" ".join(line.split()) for line in lines]


def test_line_numbers_in_the_margin_are_none_of_the_words(tmp_path: Path) -> None:
    lines = [
        line for i in range(6) for line in (f"We audit part {i} of the chain, and we know", "all of its sites by now.")
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, line in enumerate(lines, 1):
            canvas.drawString(90, 700 - i * LINE, line)
            if i % 2 == 0:
                canvas.drawRightString(78, 700 - i * LINE, str(i))

    document = read(tmp_path, pdf(draw))

    assert texts(document) == lines
    assert texts(document, Layer.FURNITURE) == ["2", "4", "6", "8", "10", "12"]


def test_numbers_on_every_line_of_a_running_text_count_its_lines(tmp_path: Path) -> None:
    lines = ["The board has seen the report of each", "auditor and has asked the buyers to act"] * 5

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, line in enumerate(lines, 21):
            canvas.drawString(90, 900 - i * LINE, line)
            canvas.drawString(66, 900 - i * LINE, str(i))

    assert texts(read(tmp_path, pdf(draw))) == lines


def test_the_numbers_of_a_list_stay_with_its_items(tmp_path: Path) -> None:
    items = [f"{i} Each of the buyers visits site {i}." for i in range(1, 11)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, item in enumerate(items):
            number, text = item.split(maxsplit=1)
            canvas.drawString(66, 700 - i * LINE, number)
            canvas.drawString(90, 700 - i * LINE, text)

    assert texts(read(tmp_path, pdf(draw))) == items


def test_a_page_number_far_right_of_a_footnote_is_a_line_of_its_own(tmp_path: Path) -> None:
    note = "19. This counts the mills that were seen twice."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 700, "We saw all of the mills at least once a year.")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(60, 30, note)
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(540, 30, "16")

    assert note in texts(read(tmp_path, pdf(draw)))
