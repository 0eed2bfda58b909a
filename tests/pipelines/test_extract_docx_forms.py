"""Word forms: what is filled in is text, a prompt is a blank, a tick is a tick, an automatic number is seen."""

import pytest

from corpora.document import Layer
from tests.pipelines.words import paragraph, part, read, run, table, texts


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(code: str, result: str = "", data: str = "") -> str:
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


PROMPT = "<w:showingPlcHdr/>"


def test_controls_around_paragraphs_words_cells_and_rows_are_read() -> None:
    cell = f"<w:tc>{paragraph('In a cell.')}</w:tc>"
    row = f"<w:tr><w:tc>{paragraph('In a row.')}</w:tc></w:tr>"
    body = (
        control(paragraph("Around a paragraph."))
        + paragraph("On ", control(run("4 March")), " it changed.")
        + f"<w:tbl><w:tr>{control(cell)}</w:tr>{control(row)}</w:tbl>"
        + control(control(paragraph("One in another.")), '<w:alias w:val="Answer"/>')
    )
    assert texts(read(body)) == [
        *("Around a paragraph.", "On 4 March it changed.", "In a cell.", "In a row.", "One in another."),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        control(f"<w:tc>{paragraph('Click here to enter text.')}</w:tc>", PROMPT),
        f"<w:tc>{control(paragraph('Click here to enter text.'), PROMPT)}</w:tc>",
        f"<w:tc>{paragraph(control(run('Choose an item.'), PROMPT + '<w:dropDownList/>'))}</w:tc>",
        f"<w:tc>{paragraph(field('FORMTEXT', run('     ')))}</w:tc>",
        "<w:tc><w:p/></w:tc>",
    ],
)
def test_a_prompt_is_a_blank_answer(answer: str) -> None:
    document = read(table(["Do you rent rooms to workers?", answer]))
    assert texts(document) == ["Do you rent rooms to workers?"]
    assert document.pages[0].blanks == ("table 1 row 1 cell 2",)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (control(run("Twice a year"), "<w:dropDownList/>"), "Twice a year"),
        (control(run("?"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run(" Yes"), "☒ Yes"),
        (control(run("?"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run(" Yes"), "☐ Yes"),
        (field("FORMTEXT", run("Portugal")), "Portugal"),
        (field("FORMCHECKBOX", data="<w:checkBox><w:default/></w:checkBox>") + run(" No"), "☒ No"),
        (field("FORMCHECKBOX", data='<w:checkBox><w:checked w:val="0"/></w:checkBox>') + run(" No"), "☐ No"),
        (
            field(
                "FORMDROPDOWN",
                data='<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry '
                'w:val="In part"/></w:ddList>',
            ),
            "In part",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Yes"), "☑ Yes"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>' + run(" Yes"), "☐ Yes"),
        (run("o", '<w:rFonts w:ascii="Wingdings"/>') + run(" Yes"), "☐ Yes"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 30 hours"), "≥ 30 hours"),
    ],
)
def test_what_is_filled_in_reads_as_it_is_shown(answer: str, text: str) -> None:
    assert texts(read(paragraph(answer))) == [text]


def test_a_list_of_an_old_form_that_nobody_set_is_a_blank() -> None:
    entries = '<w:ddList><w:listEntry w:val="Please select"/><w:listEntry w:val="Yes"/></w:ddList>'
    assert texts(read(paragraph("Hotline: ", field("FORMDROPDOWN", data=entries)))) == ["Hotline:"]


def test_what_fields_show_is_text_and_how_they_are_made_is_not() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        + field("MERGEFIELD Region", run("North"))
        + '<w:r><w:instrText> = "North" "A" "B" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("A")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph("Depot ", nested, " in ", field("MERGEFIELD Town", run("Bath")), " hires directly.")
    body += paragraph("See ", '<w:fldSimple w:instr=" REF a ">' + run("part 3") + "</w:fldSimple>", ".")
    body += paragraph("At ", '<w:hyperlink r:id="rId9">' + run("our site") + "</w:hyperlink>", ".")
    assert texts(read(body)) == ["Depot A in Bath hires directly.", "See part 3.", "At our site."]


def test_a_contents_list_over_several_paragraphs_is_furniture() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    body = paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "Our mills 2")
    body += paragraph("Our people 3") + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body += control(
        paragraph("Our plan 4"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    )
    document = read(body + paragraph("We hire directly."))
    assert texts(document) == ["We hire directly."]
    assert texts(document, Layer.FURNITURE) == ["Our mills 2", "Our people 3", "Our plan 4"]


def level(depth: int, text: str, kind: str = "decimal") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = part(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{level(0, "%1")}{level(1, "%1.%2")}{level(2, "(%3)", "lowerLetter")}'
    "</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "", "bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "Q%1")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>",
)


def item(text: str, number: int, depth: int = 0, more: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=more + numbered)


def test_automatic_numbers_of_headings_and_questions_are_read() -> None:
    body = (
        item("Labour", 1, more='<w:outlineLvl w:val="0"/>')
        + item("Do you hire directly?", 1, 1)
        + item("Describe your checks.", 1, 1)
        + item("Where are they done?", 1, 2)
        + item("Training", 1, more='<w:outlineLvl w:val="0"/>')
        + item("Who is trained?", 1, 1)
        + item("All buyers", 2)
        + item("Name your sites.", 3)
        + item("Name your agents.", 4)
    )
    assert texts(read(body, {"numbering": NUMBERING})) == [
        "1 Labour",
        "1.1 Do you hire directly?",
        "1.2 Describe your checks.",
        "(a) Where are they done?",
        "2 Training",
        "2.1 Who is trained?",
        "• All buyers",
        "Q1 Name your sites.",
        "Q5 Name your agents.",
    ]


def test_a_cell_that_holds_an_automatic_number_only_shows_it() -> None:
    rows = [[f"<w:tc>{item('', 3)}</w:tc>", "Do you hire directly?"], [f"<w:tc>{item('', 3)}</w:tc>", "Who pays?"]]
    assert texts(read(table(*rows), {"numbering": NUMBERING})) == [
        *("Q1", "Do you hire directly?", "Q2", "Who pays?"),
    ]


def test_items_of_a_plain_list_keep_their_bullet() -> None:
    body = item("We train buyers.", 1) + item("We pay for it.", 1)
    assert texts(read(body, {"numbering": NUMBERING})) == ["• We train buyers.", "• We pay for it."]


def test_a_field_that_never_ends_takes_no_text_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    heading = paragraph("Our people", properties='<w:outlineLvl w:val="0"/>')
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = paragraph(begin + separate, "Our people 2") + heading + paragraph(begin) + paragraph("We hire directly.")
    document = read(body)
    assert texts(document) == ["Our people", "We hire directly."]
    assert texts(document, Layer.FURNITURE) == ["Our people 2"]
