"""Word documents: what a reader of the printed page cannot see is kept apart, and its being there is said."""

import pytest

from corpora.document import Layer, Outcome
from tests.pipelines.words import paragraph, part, read, run, table, texts

SEEN = paragraph("Aldermill spins wool.")
WHITE = '<w:color w:val="FFFFFF"/>'
STYLES = part(
    "styles",
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Draft"><w:name w:val="Draft"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Draft"/></w:style>'
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" '
    'w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>',
)


def deleted(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    "look",
    [
        "<w:vanish/>",
        '<w:rStyle w:val="Ghost"/>',
        WHITE,
        '<w:color w:val="FAFAFA"/>',
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:sz w:val="2"/>',
        "<w:strike/>",
        "<w:dstrike/>",
        "<w14:textFill><w14:noFill/></w14:textFill>",
    ],
)
def test_letters_that_cannot_be_seen_are_kept_apart(look: str) -> None:
    document = read(SEEN + paragraph(run("We audit every mill.", look)), {"styles": STYLES})
    assert texts(document) == ["Aldermill spins wool."]
    assert texts(document, Layer.HIDDEN) == ["We audit every mill."]
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "hidden or taken back" in (document.reason or "")


@pytest.mark.parametrize(
    "look",
    [
        '<w:vanish w:val="0"/>',
        "<w:webHidden/>",  # hidden in the view as a web page only
        WHITE + '<w:shd w:val="clear" w:fill="1F3864"/>',
        WHITE + '<w:highlight w:val="darkBlue"/>',
        '<w:color w:val="auto"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="808080"/>',
        '<w:sz w:val="12"/>',
    ],
)
def test_letters_that_can_be_seen_are_text(look: str) -> None:
    document = read(paragraph(run("We audit every mill.", look)))
    assert (texts(document), document.outcome) == (["We audit every mill."], Outcome.READ)


@pytest.mark.parametrize("style", ["Draft", "Note"])
def test_a_style_can_hide_a_paragraph_and_a_run_can_show_itself(style: str) -> None:
    properties = f'<w:pStyle w:val="{style}"/>'
    body = SEEN + paragraph("Hidden. ", run("Shown.", '<w:vanish w:val="false"/>'), properties=properties)
    document = read(body, {"styles": STYLES})
    assert (texts(document), texts(document, Layer.HIDDEN)) == (["Aldermill spins wool.", "Shown."], ["Hidden."])


def test_white_letters_in_a_dark_cell_box_or_page_are_seen() -> None:
    letters = paragraph(run("Seen.", WHITE))
    cell = f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>{letters}</w:tc>'
    styled = f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr><w:tr><w:tc>{letters}</w:tc></w:tr></w:tbl>'
    box = (
        '<w:r><w:drawing><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="003366"/></a:solidFill></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{letters}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
    )
    cover = (
        '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="7560000" cy="10690000"/></wp:anchor></w:drawing></w:r>'
    )
    for body in [table([cell]), styled, paragraph(box), paragraph(cover) + letters]:
        assert texts(read(body, {"styles": STYLES})) == ["Seen."]
    after = paragraph(cover) + letters + paragraph('<w:r><w:br w:type="page"/></w:r>') + letters
    assert texts(read(after), Layer.HIDDEN) == ["Seen."]


def test_white_letters_in_a_white_cell_or_an_empty_box_are_not_seen() -> None:
    letters = paragraph(run("Unseen.", WHITE))
    box = (
        "<w:r><w:drawing><wps:wsp><wps:spPr><a:noFill/></wps:spPr><wps:txbx>"
        f"<w:txbxContent>{letters}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
    )
    for body in [SEEN + table([f"<w:tc>{letters}</w:tc>"]), SEEN + paragraph(box)]:
        assert texts(read(body), Layer.HIDDEN) == ["Unseen."]


def test_deleted_and_moved_text_is_apart_and_inserted_text_is_in() -> None:
    body = paragraph(
        "Brokers do ",
        '<w:ins w:id="2"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>',
        deleted("always "),
        "charge fees.",
        '<w:moveFrom w:id="3"><w:r><w:t>Paid back.</w:t></w:r></w:moveFrom>',
    )
    body += paragraph('<w:moveTo w:id="4"><w:r><w:t>Paid back.</w:t></w:r></w:moveTo>')
    document = read(body)
    assert texts(document) == ["Brokers do not charge fees.", "Paid back."]
    assert texts(document, Layer.HIDDEN) == ["always", "Paid back."]
    assert "1 passage deleted" in (document.reason or "")


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = paragraph("We pay for ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("an audit.") + SEEN
    assert texts(read(body)) == ["We pay for an audit.", "Aldermill spins wool."]
    last = paragraph("We pay.", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert texts(read(SEEN + last)) == ["Aldermill spins wool.", "We pay."]


def test_hidden_and_deleted_rows_and_what_merged_cells_cover_are_apart() -> None:
    covered = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('Under it.')}</w:tc>"
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Over it.")}</w:tc>'
    rows = [
        f"<w:tr>{first}</w:tr>",
        f"<w:tr>{covered}</w:tr>",
        f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('Hidden row.')}</w:tc></w:tr>",
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("Deleted row.")}</w:tc></w:tr>',
        f'<w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>{paragraph("Flat row.")}</w:tc></w:tr>',
    ]
    document = read(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert texts(document) == ["Over it."]
    assert texts(document, Layer.HIDDEN) == ["Under it.", "Hidden row.", "Deleted row.", "Flat row."]
    assert document.pages[0].blanks == ()


@pytest.mark.parametrize(
    "frame",
    [
        '<wp:anchor><wp:docPr id="1" name="Box" hidden="1"/>{}</wp:anchor>',
        "<wp:anchor><wp:positionH><wp:posOffset>-90000000</wp:posOffset></wp:positionH>{}</wp:anchor>",
        '<v:shape style="position:absolute;margin-left:-9999pt">{}</v:shape>',
    ],
)
def test_text_boxes_out_of_sight_are_apart(frame: str) -> None:
    box = frame.format(f"<w:txbxContent>{paragraph('We audit every mill.')}</w:txbxContent>")
    document = read(SEEN + paragraph(f"<w:r><w:drawing>{box}</w:drawing></w:r>"))
    assert texts(document, Layer.HIDDEN) == ["We audit every mill."]


def test_comments_are_seen_but_are_not_the_documents_own_words() -> None:
    comments = part("comments", f'<w:comment w:id="0" w:author="R">{paragraph("Is this true?")}</w:comment>')
    document = read(SEEN, {"comments": comments})
    assert texts(document) == ["Aldermill spins wool."]
    assert texts(document, Layer.QUOTED) == ["Is this true?"]
    assert document.outcome == Outcome.READ


def test_a_document_of_hidden_words_only_says_so() -> None:
    document = read(paragraph(run("We audit every mill.", "<w:vanish/>")))
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert texts(document, Layer.HIDDEN) == ["We audit every mill."]


def test_a_cell_of_hidden_words_only_is_a_blank() -> None:
    cell = f"<w:tc>{paragraph(run('Yes.', '<w:vanish/>'))}</w:tc>"
    assert read(table(["Do you own mills?", cell])).pages[0].blanks == ("table 1 row 1 cell 2",)
