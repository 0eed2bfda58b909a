"""Forms whose answers stand in other places than beside the question in text, with the pairs that a person reads."""

import io

import docx
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.packs import word
from tests.pipelines.packs.word import Pack, Pair

TOP = 740
RULED = (("Year of the first policy", "2019"), ("Countries of supply", "India; Viet Nam"), ("Agency workers", ""))
ASKED = (("How many sites were visited?", ""), ("Who pays for interpreters?", ""), ("Which body signs it off?", ""))


def _saved(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.save()
    return out.getvalue()


def _ruled(rows: tuple[tuple[str, str], ...]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for i, (label, value) in enumerate(rows):
        top = TOP - 28 * i
        canvas.rect(72, top - 28, 220, 28)
        canvas.rect(292, top - 28, 230, 28)
        canvas.drawString(78, top - 18, label)
        canvas.acroForm.textfield(name=f"f{i}", value=value, x=296, y=top - 26, width=222, height=24, fontSize=10)
    return _saved(canvas, out)


def ruled_fields() -> Pack:
    return "ruled.pdf", _ruled(RULED), [(None, *pair) for pair in RULED]


def ruled_fields_all_blank() -> Pack:
    return "unanswered.pdf", _ruled(ASKED), [(None, *pair) for pair in ASKED]


def boxes_before_questions() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    rows = [("Do you have a whistleblowing line?", True), ("Do you train all buyers?", False)]
    for i, (text, ticked) in enumerate(rows):
        canvas.acroForm.checkbox(name=f"c{i}", checked=ticked, x=72, y=TOP - 40 * i, size=14)
        canvas.drawString(96, TOP + 3 - 40 * i, text)
    return "boxes.pdf", _saved(canvas, out), [(None, rows[0][0], "☒"), (None, rows[1][0], "")]


def typed_boxes_before_questions() -> Pack:
    document = docx.Document()
    asked = ["Are wages paid by bank transfer?", "Are passports ever kept?", "Do workers pay for beds?"]
    for mark, text in zip("x x", asked, strict=True):
        document.add_paragraph(f"[{mark}] {text}")
    return (
        "marks.docx",
        word.saved(document),
        [(None, asked[0], "☒"), (None, asked[1], ""), (None, asked[2], "☒")],
    )


def _typed_over(rows: list[tuple[str, str, int]]) -> tuple[bytes, list[Pair]]:
    out = io.BytesIO()
    canvas = Canvas(out)
    for i, (label, _, _) in enumerate(rows):
        canvas.drawString(72, TOP - 34 * i, f"{label}: {'_' * 24}")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_saved(canvas, out))))
    for i, (_, value, left) in enumerate(rows):
        if value:
            note = FreeText(text=value, rect=(left, TOP - 5 - 34 * i, left + 150, TOP + 13 - 34 * i))
            writer.add_annotation(page_number=0, annotation=note)
    done = io.BytesIO()
    writer.write(done)
    return done.getvalue(), [(None, label, value) for label, value, _ in rows]


def typed_over_rules() -> Pack:
    data, pairs = _typed_over([("Firm", "Orrell Joinery Ltd", 106), ("Sites", "14", 106), ("Fees found", "", 0)])
    return "over.pdf", data, pairs


def typed_over_longer_labels() -> Pack:
    data, pairs = _typed_over(
        [("Hours of training a driver", "6.5", 215), ("Calls to the hotline last year", "41", 240)]
    )
    return "hours.pdf", data, pairs


def merged_numbers() -> Pack:
    document = docx.Document()
    rows = [
        ["Part B covers wages.", "", ""],
        ["2.1", "Do you pay on time?", "Yes, each Friday."],
        ["", "Do you pay for rest days?", "No."],
    ]
    made = word.table(document, rows)
    made.cell(0, 0).merge(made.cell(0, 2))
    made.cell(1, 0).merge(made.cell(2, 0))
    return (
        "merged.docx",
        word.saved(document),
        [("2.1", rows[1][1], rows[1][2]), (None, rows[2][1], rows[2][2])],
    )


def titled_numbers() -> Pack:
    document = docx.Document()
    rows = [
        ["Theme 1: agencies", "", "", ""],
        ["1a", "Which agencies do you use?", "Three, all licensed.", "List held on file"],
        ["Theme 2: homes", "", "", ""],
        ["2a", "Who owns the houses of workers?", "We do.", ""],
    ]
    made = word.table(document, rows)
    for row in (0, 2):
        made.cell(row, 0).merge(made.cell(row, 3))
    return (
        "titled.docx",
        word.saved(document),
        [
            ("1a", "Which agencies do you use?", "Three, all licensed."),
            ("1a", "Which agencies do you use?", "List held on file"),
            ("2a", "Who owns the houses of workers?", "We do."),
        ],
    )


def rows_named_question_and_answer() -> Pack:
    document = docx.Document()
    rows = [
        ["1.1 Question", "Describe your hotline."],
        ["Answer", "It is open day and night."],
        ["1.2 Question", "Who answers the calls?"],
        ["Answer", ""],
    ]
    word.table(document, rows)
    return "rows.docx", word.saved(document), [("1.1", rows[0][1], rows[1][1]), ("1.2", rows[2][1], "")]


def rows_named_q_and_a() -> Pack:
    document = docx.Document()
    rows = [
        ["Q1", "Do you audit packing sheds?"],
        ["A1", "Yes, every shed in March."],
        ["Q2", "And the farms behind them"],
        ["A2", "One in ten."],
    ]
    word.table(document, rows)
    return "qa.docx", word.saved(document), [("Q1", rows[0][1], rows[1][1]), ("Q2", rows[2][1], rows[3][1])]


def fields_at_the_head_of_pages() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    pairs: list[Pair] = []
    for page, (asked, answer) in enumerate([("Who signs for the board?", "Ana Ruiz"), ("When was it read?", "In May")]):
        for i, (label, value) in enumerate([("Trading name", "Tarnwick Components Ltd"), (asked, answer)]):
            canvas.drawString(72, 790 - 60 * i, label)
            field = f"f{page}{i}"
            canvas.acroForm.textfield(name=field, value=value, x=300, y=786 - 60 * i, width=220, height=20)
            pairs.append((None, label, value))
        canvas.showPage()
    return "heads.pdf", _saved(canvas, out), pairs


def coded_choices() -> Pack:
    out = io.BytesIO()
    canvas = Canvas(out)
    for i, (asked, value) in enumerate([("Do your contracts ban fees?", "1"), ("Is there a deposit?", "2")]):
        canvas.drawString(72, TOP - 50 * i, asked)
        options = [("Yes, all of them", "1"), ("No, none of them", "2")]
        field = f"c{i}"
        canvas.acroForm.choice(
            name=field, value=value, options=options, x=300, y=TOP - 4 - 50 * i, width=200, height=20
        )
    return (
        "choices.pdf",
        _saved(canvas, out),
        [(None, "Do your contracts ban fees?", "Yes, all of them"), (None, "Is there a deposit?", "No, none of them")],
    )


PACKS = [
    ruled_fields,
    ruled_fields_all_blank,
    boxes_before_questions,
    typed_boxes_before_questions,
    typed_over_rules,
    typed_over_longer_labels,
    merged_numbers,
    titled_numbers,
    rows_named_question_and_answer,
    rows_named_q_and_a,
    fields_at_the_head_of_pages,
    coded_choices,
]
