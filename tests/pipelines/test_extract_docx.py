"""Word documents: what is printed is read once, in order, wherever Word keeps it; damage costs only what it hit."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from corpora.document import Layer, Outcome
from pipelines.extract.docx.document import read_docx
from pipelines.extract.failure import ReadingError
from pipelines.segment.batch import segment
from tests.pipelines.words import paragraph, part, read, run, table, texts, word


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, change(content) if re.fullmatch(name, member) else content)
    return out.getvalue()


def test_notes_stand_behind_the_text_where_a_mark_leads_to_them() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    lost = '<w:del w:id="1"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Counted in June.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Taken back.")}</w:footnote>',
    )
    document = read(paragraph("We own 40 mills", mark, ".", lost), {"footnotes": notes})
    assert texts(document) == ["We own 40 mills.", "Counted in June."]
    assert document.pages[0].lines[1].locator == "footnote 2"
    assert texts(document, Layer.HIDDEN) == ["Taken back."]


def test_headers_with_tables_and_boxes_are_furniture_once() -> None:
    box = f"<w:txbxContent>{paragraph('Draft')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    header = part("hdr", table(["Aldermill", "2025"]) + paragraph(drawing))
    document = read(paragraph("We hire directly.") + table(["Sites", "14"]), {"header1": header})
    assert texts(document, Layer.FURNITURE) == ["Aldermill", "2025", "Draft"]
    assert [line.locator for line in document.pages[0].lines][-2:] == ["table 1 row 1 cell 1", "table 1 row 1 cell 2"]


def test_a_box_whose_new_form_holds_no_words_is_read_in_its_old_form() -> None:
    content = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    body = paragraph(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing/></mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert texts(read(body)) == ["In the box."]


def test_a_box_inside_a_box_and_a_grouped_one_are_read_once() -> None:
    inner = f"<w:txbxContent>{paragraph('Inner.')}</w:txbxContent>"
    outer = f"<w:txbxContent>{paragraph('Outer.', f'<w:r><w:drawing>{inner}</w:drawing></w:r>')}</w:txbxContent>"
    body = paragraph("Around.", f"<w:r><w:drawing><wps:wgp><wps:wsp>{outer}</wps:wsp></wps:wgp></w:drawing></w:r>")
    assert texts(read(body)) == ["Around.", "Outer.", "Inner."]


def test_the_words_of_a_diagram_are_read() -> None:
    diagram = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t><a:p><a:r><a:t>Find</a:t></a:r>'
        "</a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Put </a:t></a:r><a:r><a:t>right</a:t></a:r></a:p></dgm:t>"
        "</dgm:pt></dgm:dataModel>"
    )
    body = paragraph(
        "Our steps", '<w:r><w:drawing><a:graphic><dgm:relIds r:dm="diagramData"/></a:graphic></w:drawing></w:r>'
    )
    assert texts(read(body, {"diagramData": diagram})) == ["Our steps", "Find", "Put right"]


def test_the_titles_and_figures_of_a_chart_are_read() -> None:
    def points(*values: str) -> str:
        return "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))

    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>Visits</a:t>'
        f"</a:r></a:p></c:title><c:ser><c:cat><c:strRef><c:strCache>{points('2024', 'Plan')}</c:strCache>"
        "</c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode>"
        f"{points('0.5', '0.75')}</c:numCache></c:numRef></c:val></c:ser></c:chartSpace>"
    )
    drawing = '<w:r><w:drawing><a:graphic><c:chart xmlns:c="urn:c" r:id="chart1"/></a:graphic></w:drawing></w:r>'
    document = read(paragraph("Our sites", drawing), {"chart1": chart})
    assert texts(document) == ["Our sites", "Visits", "2024: 50%", "Plan: 75%"]


def test_merged_cells_have_the_place_of_their_first_column() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Over two")}</w:tc>'
    document = read(table([wide, "Third"], ["First", "Second", "Third too"]))
    assert [line.locator for line in document.pages[0].lines] == [
        "table 1 row 1 cell 1",
        "table 1 row 1 cell 3",
        "table 1 row 2 cell 1",
        "table 1 row 2 cell 2",
        "table 1 row 2 cell 3",
    ]


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    cell = f"<w:tc>{paragraph('Before')}{table(['Inside'])}{paragraph('After')}</w:tc>"
    document = read(table([cell]))
    assert texts(document) == ["Before", "Inside", "After"]
    assert document.pages[0].lines[1].locator == "table 1 row 1 cell 1 table 2 row 1 cell 1"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>paid</w:t></w:r>"], "non-paid"),
        (["<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"], "a b"),
        (["<w:smartTag>" + run("Leeds") + "</w:smartTag>", " mill"], "Leeds mill"),
        (['<w:bdo w:val="ltr">' + run("Leeds") + "</w:bdo>"], "Leeds"),
        (
            ["<w:r><w:ruby><w:rt>" + run("aid") + "</w:rt><w:rubyBase>" + run("word") + "</w:rubyBase></w:ruby></w:r>"],
            "word",
        ),
        (
            [
                "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
            ],
            "1/2",
        ),
        (["mills", run("12", '<w:vertAlign w:val="superscript"/>')], "mills¹²"),
        (["1", run("st", '<w:vertAlign w:val="superscript"/>'), " of May"], "1st of May"),
    ],
)
def test_small_things_inside_a_line_are_kept(runs: list[str], text: str) -> None:
    assert texts(read(paragraph(*runs))) == [text]


@pytest.mark.parametrize("name", ["heading 2", "Heading 2", "Überschrift 2", "Titre 2", "标题 2"])
def test_headings_are_known_by_style_whatever_its_language(name: str) -> None:
    styles = part("styles", f'<w:style w:type="paragraph" w:styleId="H"><w:name w:val="{name}"/></w:style>')
    document = read(paragraph("Our people", properties='<w:pStyle w:val="H"/>'), {"styles": styles})
    assert document.pages[0].lines[0].heading_level == 2


def test_a_page_taken_in_whole_is_read_where_it_stands() -> None:
    body = paragraph("Before.") + '<w:altChunk r:id="aFChunk"/>' + paragraph("After.")
    document = read(body, {"aFChunk": "<html><body><h2>Part B</h2><p>We hire directly.</p></body></html>"})
    assert texts(document) == ["Before.", "Part B", "We hire directly.", "After."]
    assert document.outcome == Outcome.READ


def test_a_document_made_of_a_page_in_one_file_reads_as_that_page() -> None:
    page = (
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n  boundary="b"\n\n--b\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>We hire directly =E2=80=93 al=\nways.</p>\n"
        "--b--\n"
    )
    assert texts(read('<w:altChunk r:id="aFChunk"/>', {"aFChunk": page})) == ["We hire directly – always."]


def test_writing_drawn_as_art_is_text_where_it_is_no_watermark() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    header = part("hdr", paragraph(art.format("DRAFT")))
    document = read(paragraph(art.format("Our people")) + paragraph("We hire directly."), {"header": header})
    assert texts(document) == ["Our people", "We hire directly."]


def test_embedded_files_are_said_and_old_equations_are_none() -> None:
    embedded = '<w:r><w:object><o:OLEObject ProgID="{}"/></w:object></w:r>'
    document = read(paragraph("See the sheet.", embedded.format("Excel.Sheet.12")))
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "embedded" in (document.reason or "")
    assert read(paragraph("A sum.", embedded.format("Equation.3"))).outcome == Outcome.READ


def test_a_strict_document_reads_the_same() -> None:
    usual, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = changed(word(paragraph("We hire directly.")), "word/document.xml", lambda xml: xml.replace(usual, strict))
    kinds = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = changed(
        data, "_rels/.rels", lambda xml: xml.replace(kinds, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    )
    assert texts(read_docx(data, "0" * 64)) == ["We hire directly."]


def test_a_document_cut_off_in_the_middle_gives_what_it_has_and_says_so() -> None:
    data = word(paragraph("First.") + paragraph("Second.") + paragraph("Third."))
    data = changed(data, "word/document.xml", lambda xml: xml[: xml.index(b"Third")])
    document = read_docx(data, "0" * 64)
    assert texts(document)[:2] == ["First.", "Second."]
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "damaged" in (document.reason or "")


@pytest.mark.parametrize("broken", ["styles", "numbering", "footnotes", "comments", "header1"])
def test_a_damaged_part_costs_only_itself(broken: str) -> None:
    assert texts(read(paragraph("We hire directly."), {broken: "<w:oops"})) == ["We hire directly."]


def test_a_long_document_is_read_block_by_block() -> None:
    assert len(texts(read(paragraph("We hire directly.") * 3000))) == 3000


def test_words_nested_beyond_reason_are_refused() -> None:
    deep = "<w:smartTag>" * 1000 + run("x") + "</w:smartTag>" * 1000
    with pytest.raises((RecursionError, ReadingError)):
        read(paragraph(deep))


def test_a_document_of_pictures_only_needs_ocr() -> None:
    out = io.BytesIO(word(paragraph("")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.jpeg", b"\xff\xd8\xff")
    with pytest.raises(ReadingError) as raised:
        read_docx(out.getvalue(), "0" * 64)
    assert raised.value.outcome == Outcome.NEEDS_OCR
    assert raised.value.advice


@pytest.mark.parametrize(
    ("words", "size", "outcome"), [(4, 90_000, "read_with_warning"), (4, 900, "read"), (400, 90_000, "read")]
)
def test_a_document_of_pictures_and_few_words_says_what_is_not_read(words: int, size: int, outcome: str) -> None:
    out = io.BytesIO(word(paragraph("mill " * words)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.jpeg", bytes(size))
    assert read_docx(out.getvalue(), "0" * 64).outcome == outcome


@pytest.mark.parametrize(
    ("picture", "outcome"),
    [
        (
            '<w:drawing><pic><ext cx="5400000" cy="7200000"/></pic></w:drawing>',
            "read_with_warning",
        ),
        ('<w:drawing><pic><ext cx="900000" cy="900000"/></pic></w:drawing>', "read"),
        ('<w:pict><shape style="width:450pt;height:20cm"><imagedata/></shape></w:pict>', "read_with_warning"),
        ('<w:pict><shape style="width:auto;height:50px"><imagedata/></shape></w:pict>', "read"),
    ],
)
def test_a_picture_that_is_shown_as_large_as_a_page_may_hold_its_words(picture: str, outcome: str) -> None:
    assert read(paragraph("See below.") + f"<w:p><w:r>{picture}</w:r></w:p>").outcome == outcome


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("O U R   S U P P L Y   C H A I N S", "OUR SUPPLY CHAINS"),
        ("O u r\u00a0 m i l l s ,  2 0 2 5", "Our mills, 2025"),
        ("T R U S T", "TRUST"),
        ("A B C D E", "A B C D E"),
        ("1 2 3 4 5 6", "1 2 3 4 5 6"),
        ("Y / N", "Y / N"),
        ("I  a m  a  b o y", "I am a boy"),
    ],
)
def test_letters_typed_apart_are_closed_up(typed: str, line: str) -> None:
    assert [shown.text for shown in read(paragraph(typed)).pages[0].lines] == [line]


def test_no_unseen_character_parts_a_word() -> None:
    unseen = "\u00ad\u034f\u061c\u180e\u200b\u200d\u200e\u202a\u202c\u2060\u2063\u2068\u2069\ufe0f\ufeff\U000e0041"
    (sentence,) = segment(read(paragraph("We visit all " + unseen.join("dyehouses") + " twice a year.")))
    assert sentence.text == "We visit all dyehouses twice a year."
