"""Faults in Word documents: content controls, tracked changes, text boxes, merged cells, unseen characters."""

import io
import re
import zipfile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.cases.instances import Instance, apart, count, has, lacks, one_file, order, qa, whole
from tests.pipelines.packs.word import saved, table

W = nsdecls("w")


def control(inner: str, placeholder: bool = False) -> str:
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return f"<w:sdt {W}><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_body(*elements: str, rows: list[list[str]] | None = None) -> bytes:
    """Return a document whose body holds the elements, each the XML of a paragraph or more, then a table."""
    document = docx.Document()
    at = document.element.body
    for element in elements:
        at.insert(len(at) - 1, parse_xml(element))
    if rows:
        table(document, rows)
    return saved(document)


def drop_down() -> bytes:
    document = docx.Document()
    document.add_paragraph("Form of Marlowe Kitchens")
    made = table(document, [["Do you own your boats?", ""], ["Who hires the crews?", ""], ["Since when?", ""]])
    values = ("No, we charter six.", "Our own office in Grimsby", "Choose a date")
    for i, (row, value) in enumerate(zip(made.rows, values, strict=True)):
        cell = row.cells[1]._tc
        cell.remove(cell.p_lst[0])
        cell.append(parse_xml(control(f"<w:p {W}>{run(value)}</w:p>", placeholder=i == 2)))
    return saved(document)


def nested_controls() -> bytes:
    inner = control(
        f"<w:p {W}>{run('Deckhands are paid on the ')}{control(run('fifth'))}{run(' of each month.')}</w:p>"
    )
    tick = f"<w:p {W}>{control(run('☒'))}{run(' Yes ')}{control(run('☐'))}{run(' No')}</w:p>"
    document = docx.Document()
    document.element.body.insert(0, parse_xml(control(inner)))
    made = table(document, [["Is there a union on board?", ""], ["Is food free of charge?", "☐ Yes  ☒ No"]])
    cell = made.rows[0].cells[1]._tc
    cell.replace(cell.p_lst[0], parse_xml(tick))
    return saved(document)


def tracked() -> bytes:
    change = 'w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"'
    return with_body(
        f"<w:p {W}>{run('Crews can ')}<w:del {change}><w:r><w:delText>not </w:delText></w:r></w:del>"
        f"{run('leave the boat in any port')}<w:ins {change}>{run(', and keep their papers')}</w:ins>{run('.')}</w:p>",
        f"<w:p {W}><w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr><w:del {change}><w:r><w:delText>"
        f"Every boat was audited in 2024.</w:delText></w:r></w:del></w:p>",
        f"<w:p {W}><w:ins {change}>{run('We have seen four of six boats.')}</w:ins></w:p>",
    )


def moved() -> bytes:
    change = 'w:id="2" w:author="a" w:date="2025-01-01T00:00:00Z"'
    sentence = "Agents are paid by us alone."
    return with_body(
        f"<w:p {W}><w:moveFrom {change}>{run(sentence)}</w:moveFrom></w:p>",
        f"<w:p {W}>{run('The fleet has six boats.')}</w:p>",
        f"<w:p {W}><w:moveTo {change}>{run(sentence)}</w:moveTo></w:p>",
    )


def boxed(choice: str, fallback: str) -> str:
    space = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    new = (
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{choice}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice>"
    )
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent>{new}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>" if choice else old
    return f"<w:p {W} {space}>{run('The fleet lands at Grimsby.')}<w:r>{both}</w:r></w:p>"


def merged(across: bool) -> bytes:
    document = docx.Document()
    rows = [["", "", ""], ["Crews are met ashore each month.", "Hull", "Met"], ["", "Grimsby", "Not met"]]
    made = table(document, rows)
    made.rows[0].cells[0].merge(made.rows[0].cells[2]).text = "Part D is about crews of chartered boats."
    if across:
        made.rows[1].cells[0].merge(made.rows[2].cells[0])
    else:
        made.rows[2].cells[0].merge(made.rows[2].cells[1]).text = "Both ports are named in our code."
    return saved(document)


def with_text(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def soft_hyphen_elements() -> bytes:
    """Word's own element for a soft hyphen, and one for a hyphen that never breaks."""
    data = with_text("Crews com@plete safety train@ing with a well#known school.")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                content = re.sub(rb"@", b"</w:t><w:softHyphen/><w:t>", content)
                content = re.sub(rb"#", b"</w:t><w:noBreakHyphen/><w:t>", content)
            target.writestr(member.filename, content)
    return out.getvalue()


BOX = f"<w:p>{run('In 2025 we set aside 12,000 pounds for crews.')}</w:p>"

INSTANCES: list[Instance] = [
    one_file(
        "content controls and boxes",
        "drop_down.docx",
        drop_down,
        qa("Do you own your boats", "No, we charter six."),
        qa("Who hires the crews", "Our own office in Grimsby"),
        qa("Since when", ""),
        has("Our own office in Grimsby"),
    ),
    one_file(
        "content controls and boxes",
        "nested.docx",
        nested_controls,
        whole("Deckhands are paid on the fifth of each month."),
        qa("Is there a union on board", "Yes", wrong=["No"]),
        qa("Is food free of charge", "No", wrong=["Yes"]),
    ),
    one_file(
        "tracked changes",
        "changed.docx",
        tracked,
        whole("Crews can leave the boat in any port, and keep their papers."),
        whole("We have seen four of six boats."),
        *lacks("can not leave", "audited in 2024"),
    ),
    one_file(
        "tracked changes",
        "moved.docx",
        moved,
        count("Agents are paid by us alone."),
        order("The fleet has six boats.", "Agents are paid by us alone."),
    ),
    one_file(
        "text boxes",
        "both_ways.docx",
        lambda: with_body(boxed(BOX, BOX), f"<w:p {W}>{run('The sum was spent by May.')}</w:p>"),
        count("In 2025 we set aside 12,000 pounds for crews."),
        order("lands at Grimsby", "set aside 12,000", "spent by May"),
    ),
    one_file(
        "text boxes",
        "old_shape.docx",
        lambda: with_body(boxed("", BOX), f"<w:p {W}>{run('The sum was spent by May.')}</w:p>"),
        count("In 2025 we set aside 12,000 pounds for crews."),
        whole("The sum was spent by May."),
    ),
    one_file(
        "merged cells",
        "downwards.docx",
        lambda: merged(True),
        count("Part D is about crews of chartered boats."),
        count("Crews are met ashore each month."),
    ),
    one_file(
        "merged cells",
        "across.docx",
        lambda: merged(False),
        count("Part D is about crews of chartered boats."),
        count("Both ports are named in our code."),
    ),
    one_file(
        "unseen characters",
        "inside_words.docx",
        lambda: with_text(
            "The fleet’s re\u00adcruit\u00adment fees are\u00a0paid by\u202fus.",
            "No pass\u200bport is \u2060held\ufeff by an agent.",
        ),
        whole("The fleet’s recruitment fees are paid by us."),
        whole("No passport is held by an agent."),
        *lacks("\u00ad", "\u200b", "\u2060", "\ufeff"),
    ),
    one_file(
        "unseen characters",
        "soft_hyphen_elements.docx",
        soft_hyphen_elements,
        has("Crews complete safety training with a well-known school."),
        *lacks("\u00ad", "com plete"),
    ),
    one_file(
        "sentence ends",
        "firms.docx",
        lambda: with_text(
            "Marlowe Kitchens Inc. and Hull Fish Co. Ltd. report together. Mr. J. Roe signs for both.",
            "Boat No. 12 carries approx. 8.5 tonnes, i.e. half of the catch. It lands in Sept. and Oct. each year.",
            "See para. 3 and Fig. 2 of the code, as amended by reg. 9 of the rules.",
        ),
        whole("Marlowe Kitchens Inc. and Hull Fish Co. Ltd. report together."),
        whole("Mr. J. Roe signs for both."),
        whole("Boat No. 12 carries approx. 8.5 tonnes, i.e. half of the catch."),
        whole("See para. 3 and Fig. 2 of the code, as amended by reg. 9 of the rules."),
    ),
    one_file(
        "sentence ends",
        "quotes.docx",
        lambda: with_text(
            "“We keep our own papers.” So said nine of ten deckhands. The tenth (a cook, aged 19) did not.",
            "The U.K. fleet and St. Ives Boats p.l.c. share one hotline! Who answers? A charity does.",
            "(1) Crews choose their bunk. (2) Nobody pays for food.",
        ),
        whole("The tenth (a cook, aged 19) did not."),
        whole("The U.K. fleet and St. Ives Boats p.l.c. share one hotline!"),
        whole("Who answers?"),
        apart("Crews choose their bunk", "Nobody pays for food"),
    ),
]
