"""More faults of Word, workbooks, mail and texts."""

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment

from tests.cases.carriers import OURS, THEIRS, mail, zipped
from tests.cases.instances import Instance, apart, count, has, lacks, listed, one_file, order, qa, unseen, whole
from tests.cases.word import W
from tests.pipelines.packs.sheets import saved
from tests.pipelines.packs.word import saved as saved_word
from tests.pipelines.packs.word import table

PROMISE = "Every boat is audited twice a year."


def vanished() -> bytes:
    document = docx.Document()
    document.add_paragraph("The fleet has six boats.")
    document.add_paragraph().add_run(PROMISE).font.hidden = True
    white = document.add_paragraph().add_run("All crews are trained in March.")
    white.font.color.rgb = RGBColor(255, 255, 255)
    tiny = document.add_paragraph().add_run("Fees are always paid back.")
    tiny.font.size = Pt(1)
    return saved_word(document)


def nested_table() -> bytes:
    document = docx.Document()
    made = table(document, [["Ports", ""], ["Crews are met in port by a chaplain.", "Yes"]])
    inner = made.rows[0].cells[1].add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Hull", "Grimsby"
    return saved_word(document)


def footnote_and_head() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Marlowe Kitchens – internal"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Crews choose their own bunk. They sleep ashore on Sundays.")
    return saved_word(document)


def table_of_three() -> bytes:
    document = docx.Document()
    made = table(document, [["", "", ""], ["Port", "Crews", "Met"], ["Hull", "four", "yes"], ["Grimsby", "two", "no"]])
    made.rows[0].cells[0].merge(made.rows[0].cells[2]).text = "Crews by port are shown for the whole year."
    return saved_word(document)


def inserted_rows() -> bytes:
    """A table's row whose insertion is tracked, and one whose deletion is."""
    document = docx.Document()
    made = table(
        document,
        [["Is food free?", "Yes"], ["Are fees paid back?", "Yes, in a month"], ["Old question?", "Old answer"]],
    )
    change = 'w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"'
    for row, tag in ((1, "ins"), (2, "del")):
        element = made.rows[row]._tr
        element.insert(0, parse_xml(f"<w:trPr {W}><w:{tag} {change}/></w:trPr>"))
        if tag == "del":
            for cell in made.rows[row].cells:
                text = cell.text
                paragraph = cell._tc.p_lst[0]
                cell._tc.replace(
                    paragraph,
                    parse_xml(f"<w:p {W}><w:del {change}><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>"),
                )
    return saved_word(document)


def filtered() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Labour rights"
    for row in (
        ["Question", "Answer"],
        ["Do you meet crews?", "No."],
        ["Is food free?", "Yes."],
        ["Do agents charge?", "Never."],
    ):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:B4"
    sheet.row_dimensions[4].hidden = True
    sheet["B2"].comment = Comment("Change this to yes before sending.", "A. Roe")
    sheet.column_dimensions.group("D", "E", hidden=True)
    sheet["D2"] = "Draft: we meet them monthly."
    return saved(book)


def split_header() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Labour questionnaire", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["Question", "Your\nanswer", "Evidence"])
    sheet.append(["How many boats were seen?", 4, "Log, page 2"])
    sheet.append(["Share of crews met", 0.5, None])
    sheet.append(["Repaid in pounds", 1234.5, None])
    sheet["B4"].number_format = "0%"
    sheet["B5"].number_format = "#,##0.00"
    return saved(book)


def german_reply() -> bytes:
    head = "Von: B. Buyer <b@buyer.example>\nGesendet: Montag, 3. März 2025 09:12\nAn: A. Roe\nBetreff: crews"
    return mail(f"{OURS}\n\n{head}\n\n{THEIRS}\n").as_bytes()


def wrapped_lead() -> bytes:
    lead = "On Mon, 3 Mar 2025 at 09:12, B. Buyer of the Office of Works\n<b@buyer.example> wrote:"
    return mail(f"{OURS}\n\n{lead}\n\n> {THEIRS}\n>\n> Regards\n").as_bytes()


def gmail_page() -> bytes:
    page = (
        f'<html><body><div dir="ltr">{OURS}</div><br><div class="gmail_quote">'
        f'<div class="gmail_attr">On Mon B. Buyer wrote:'
        f"<br></div><blockquote>{THEIRS}</blockquote></div></body></html>"
    )
    message = mail("x")
    message.set_content(page, subtype="html")
    return message.as_bytes()


def mail_with_pack() -> bytes:
    message = mail("Both files are in the archive.", "Files")
    pack = zipped({"one/crews.txt": OURS.encode(), "two/agents.txt": b"Agents take no fee from crews."})
    message.add_attachment(pack, maintype="application", subtype="zip", filename="files.zip")
    return message.as_bytes()


def no_mark() -> bytes:
    return "The crews’ food is free.\r\n\r\nWages: £9 an hour.\r\n".encode("utf-16-le")


HTML_PAGE = """<html><body><main><h1>Crews</h1><details><summary>How are crews hired?</summary>
<p>In port, by the skipper.</p></details><p hidden>We audit all boats.</p>
<p>Food&nbsp;is <em>free</em> of&shy; charge,<br>and so is the bunk.</p>
<table><tr><th>Question</th><th>Answer</th></tr><tr><td>Are fees repaid?</td>
<td><ul><li>Yes</li><li>in a month</li></ul></td></tr>
</table></main></body></html>"""

INSTANCES: list[Instance] = [
    one_file(
        "text that cannot be seen",
        "vanished.docx",
        vanished,
        whole("The fleet has six boats."),
        unseen(PROMISE),
        unseen("All crews are trained in March."),
        unseen("Fees are always paid back."),
    ),
    one_file(
        "merged cells",
        "nested_table.docx",
        nested_table,
        count("Crews are met in port by a chaplain."),
        has("Hull"),
        has("Grimsby"),
    ),
    one_file("merged cells", "three.docx", table_of_three, count("Crews by port are shown for the whole year.")),
    one_file(
        "running heads inside sentences",
        "heads.docx",
        footnote_and_head,
        whole("They sleep ashore on Sundays."),
        *lacks("internal", "Page 1"),
    ),
    one_file(
        "tracked changes",
        "rows.docx",
        inserted_rows,
        qa("Are fees paid back", "Yes, in a month"),
        *lacks("Old one", "Old"),
    ),
    one_file(
        "hidden Office content",
        "filtered.xlsx",
        filtered,
        qa("Do you meet crews", "No.", wrong=["Draft: we meet them monthly."]),
        unseen("Draft: we meet them monthly."),
        unseen("Never."),
    ),
    one_file(
        "values as shown",
        "split_header.xlsx",
        split_header,
        qa("How many boats were seen", "4"),
        qa("Share of crews met", "50%"),
        qa("Repaid in pounds", "1,234.50"),
    ),
    one_file("quoted mail", "german.eml", german_reply, has(OURS), *lacks(THEIRS)),
    one_file("quoted mail", "wrapped_lead.eml", wrapped_lead, has(OURS), *lacks(THEIRS, "Office of Works")),
    one_file("quoted mail", "gmail.eml", gmail_page, has(OURS), *lacks(THEIRS)),
    one_file(
        "files inside files",
        "pack.eml",
        mail_with_pack,
        listed("crews.txt", "agents.txt"),
        has("Agents take no fee from crews."),
    ),
    one_file("text encodings", "no_mark.txt", no_mark, has("The crews’ food is free."), *lacks("\x00", "\ufffd")),
    one_file(
        "text encodings",
        "utf8_mark.txt",
        lambda: "The crews’ food is free.".encode("utf-8-sig"),
        whole("The crews’ food is free."),
        *lacks("\ufeff", "ï»¿"),
    ),
    one_file(
        "web pages",
        "details.html",
        HTML_PAGE.encode,
        has("In port, by the skipper."),
        qa("Are fees repaid", "Yes in a month", "Yes\nin a month"),
        order("Crews", "In port", "Food is free"),
        apart("In port, by the skipper", "Food is free"),
        *lacks("We audit all boats", "\u00ad"),
    ),
]
