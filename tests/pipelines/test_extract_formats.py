"""DOCX, HTML and text: what a reader would see, in order, with its place; nothing hidden, deleted or of the frame."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpora.document import Document, Layer, Outcome
from pipelines.extract.reading import read_source
from pipelines.ingest import find_sources

W = nsdecls("w")


def read(folder: Path, data: bytes, name: str) -> Document:
    path = folder / name
    path.write_bytes(data)
    (source,) = find_sources([path], None)
    document = read_source(source).document
    assert document is not None, source.reason
    return document


def word(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for page in document.pages for line in page.lines if line.layer == layer]


def append(document: docx.document.Document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_word_headings_items_and_tables_keep_their_standing_and_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Modern slavery statement", 0)
    document.add_heading("Our policies", 2)
    document.add_paragraph("We bar forced labour.")
    document.add_paragraph("A code for brokers", style="List Bullet")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Over both columns"
    table.cell(1, 0).text, table.cell(1, 1).text = "Sites visited", "14"
    read_back = read(tmp_path, word(document), "a.docx")
    assert texts(read_back) == [
        "Modern slavery statement",
        "Our policies",
        "We bar forced labour.",
        "• A code for brokers",
        "Over both columns",
        "Sites visited",
        "14",
    ]
    lines = read_back.pages[0].lines
    assert [line.heading_level for line in lines[:3]] == [1, 2, 0]
    assert [line.locator for line in lines[2:]] == [
        "paragraph 3",
        "paragraph 4",
        "table 1 row 1 cell 1",
        "table 1 row 2 cell 1",
        "table 1 row 2 cell 2",
    ]
    assert len({line.block for line in lines}) == len(lines)


def test_cells_merged_downwards_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 1)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "One text for three rows"
    assert texts(read(tmp_path, word(document), "a.docx")) == ["One text for three rows"]


def test_inserted_text_is_in_and_deleted_text_is_out(tmp_path: Path) -> None:
    document = docx.Document()
    append(
        document,
        f'<w:p {W}><w:r><w:t xml:space="preserve">Agency workers do </w:t></w:r>'
        '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>always </w:delText></w:r></w:del>'
        "<w:r><w:t>pay fees.</w:t></w:r></w:p>",
    )
    assert texts(read(tmp_path, word(document), "a.docx")) == ["Agency workers do not pay fees."]


def test_content_controls_and_text_boxes_are_read_once_and_hidden_runs_not(tmp_path: Path) -> None:
    document = docx.Document()
    append(
        document,
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Filled in by the supplier.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    append(
        document,
        f'<w:p {W} xmlns:mc="{mc}"><w:r><w:t>Around it.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    append(document, f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>Nobody sees this.</w:t></w:r></w:p>")
    assert texts(read(tmp_path, word(document), "a.docx")) == ["Filled in by the supplier.", "Around it.", "In a box."]


def test_headers_and_footers_are_furniture(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Hollowbeck Ltd"
    document.add_paragraph("We train all staff.")
    read_back = read(tmp_path, word(document), "a.docx")
    assert texts(read_back) == ["We train all staff."]
    assert texts(read_back, Layer.FURNITURE) == ["Confidential", "Hollowbeck Ltd"]


def test_a_contents_list_of_word_is_furniture(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Our policies 3", style="toc 1")
    document.add_paragraph("We train all staff.")
    assert texts(read(tmp_path, word(document), "a.docx")) == ["We train all staff."]


def test_a_word_document_without_words_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, word(docx.Document()), "a.docx").outcome == Outcome.EMPTY


def test_a_word_document_that_swells_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 20_000_000)
    document = read(tmp_path, out.getvalue(), "bomb.docx")
    assert document.outcome == Outcome.REFUSED
    assert document.remedy


@pytest.mark.parametrize("content", [b"not xml", b"<a>" * 20_000])
def test_a_damaged_word_document_is_a_row(tmp_path: Path, content: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(docx.Document()))) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, content if name == "word/document.xml" else good.read(name))
    document = read(tmp_path, out.getvalue(), "a.docx")
    assert document.outcome in (Outcome.UNREADABLE, Outcome.REFUSED)
    assert document.reason


PAGE = """<!doctype html><html><head><title>Statement</title><style>.secret {display: none}</style></head><body>
<nav><ul><li>Home</li><li>Jobs</li></ul></nav>
<div id="cookie-banner">We use cookies.</div>
<main><h1>Modern slavery statement</h1>
<p>Our mills are in<br>three countries.</p>
<p>Questions go to the <nobr>labour rights team</nobr>.</p>
<h2>What we do</h2><ul><li><span>Visit each mill</span></li><li>Repay any fee</li></ul>
<table><tr><th>Sites visited</th><td>14</td></tr></table>
<p>Jane Roe<br>Director</p>
<p class="secret">We audit everybody.</p><p style="display:none">Nobody sees this.</p><p hidden>Nor this.</p>
<script>var a = "We train";</script></main>
<footer>Newsletter</footer></body></html>"""


def test_a_web_page_is_read_without_its_frame_and_without_what_is_hidden(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE.encode(), "a.html")
    assert texts(document) == [
        "Modern slavery statement",
        "Our mills are in",
        "three countries.",
        "Questions go to the labour rights team.",
        "What we do",
        "• Visit each mill",
        "• Repay any fee",
        "Sites visited",
        "14",
        "Jane Roe",
        "Director",
    ]
    lines = {line.text: line for line in document.pages[0].lines}
    assert (lines["What we do"].heading_level, lines["What we do"].locator) == (2, "h2[1]")
    assert lines["14"].locator == "table 1 row 1 cell 2"
    assert lines["Our mills are in"].block == lines["three countries."].block
    assert lines["Jane Roe"].block != lines["Director"].block
    assert document.title == "Statement"


def test_the_only_title_of_a_web_page_counts_although_it_stands_in_the_header(tmp_path: Path) -> None:
    page = b"<html><body><header><h1>Modern slavery statement</h1></header><p>We train all staff.</p></body></html>"
    assert texts(read(tmp_path, page, "a.html")) == ["Modern slavery statement", "We train all staff."]


def test_a_web_page_without_text_is_empty(tmp_path: Path) -> None:
    page = b"<html><body><div id='app'></div><script>" + b"x=1;" * 600 + b"</script></body></html>"
    assert read(tmp_path, page, "a.html").outcome == Outcome.EMPTY


def test_a_web_page_nested_without_end_is_a_row(tmp_path: Path) -> None:
    page = b"<html><body>" + b"<div>" * 5_000 + b"We train." + b"<p>a</p>" * 400
    assert read(tmp_path, page, "a.html").outcome == Outcome.REFUSED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, "The captain\u2019s crew pays no fee: \u00a30.".encode(encoding), "a.txt")
    assert texts(document) == ["The captain\u2019s crew pays no fee: \u00a30."]


def test_form_feeds_part_pages_and_repeated_heads_are_furniture(tmp_path: Path) -> None:
    sheets = [f"Hollowbeck Ltd statement\n\nPage {n} speaks of topic {n} at length.\n\n{n}" for n in ("1", "2", "3")]
    document = read(tmp_path, "\f".join(sheets).encode(), "a.txt")
    assert len(document.pages) == 3
    assert texts(document) == [f"Page {n} speaks of topic {n} at length." for n in (1, 2, 3)]


def test_markdown_headings_have_levels_and_wrapped_lines_one_block(tmp_path: Path) -> None:
    text = (
        "# Statement\n\n## Our policies\n\nWe bar forced labour at all of our sites, and we\nbar it at suppliers.\n\n"
    )
    text += "- One\n- Two\n"
    document = read(tmp_path, text.encode(), "a.md")
    lines = document.pages[0].lines
    assert [(line.text, line.heading_level) for line in lines[:2]] == [("Statement", 1), ("Our policies", 2)]
    assert lines[2].block == lines[3].block
    assert len({line.block for line in lines}) == 5
