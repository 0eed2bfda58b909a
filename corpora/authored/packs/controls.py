"""Put the fields of Word forms into a cell: lists to choose from, boxes to tick and text fields, filled in or not."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import qn

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
CHOOSE, ENTER = "Choose an item.", "Click or tap here to enter text."


def choice(paragraph: Any, items: Sequence[str], chosen: str | None) -> None:
    """Add a list to choose from; where nothing is chosen, it shows what Word shows."""
    listed = "".join(f'<w:listItem w:displayText="{escape(item)}" w:value="{escape(item)}"/>' for item in items)
    _add(paragraph, f"<w:dropDownList>{listed}</w:dropDownList>", chosen, CHOOSE)


def text_field(paragraph: Any, text: str | None) -> None:
    """Add a text field; an empty one shows what Word shows."""
    _add(paragraph, "<w:text/>", text, ENTER)


def boxes(cell: Any, ticked: str | None, names: Sequence[str] = ("Yes", "No")) -> None:
    """Fill a cell with a line a box, of which at most one is ticked."""
    for at, name in enumerate(names):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        tick = name == ticked
        kind = f'<w14:checkbox><w14:checked w14:val="{int(tick)}"/></w14:checkbox>'
        _add(paragraph, kind, "☒" if tick else "☐", "")
        paragraph.add_run(f" {name}")


def repeated(row: Any) -> None:
    """Let Word repeat a table's row at the head of each page."""
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader xmlns:w="{WORD}"/>'))


def shaded(cell: Any, colour: str) -> None:
    """Give a cell a ground colour."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd xmlns:w="{WORD}" w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def _add(paragraph: Any, kind: str, text: str | None, placeholder: str) -> None:
    shows = "" if text else "<w:showingPlcHdr/>"
    field = parse_xml(
        f'<w:sdt xmlns:w="{WORD}" xmlns:w14="{WORD_2010}"><w:sdtPr>{shows}{kind}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:t xml:space="preserve">{escape(text or placeholder)}</w:t></w:r></w:sdtContent></w:sdt>'
    )
    paragraph._p.append(field)
    for run in field.iter(qn("w:r")) if not text else ():
        run.insert(0, parse_xml(f'<w:rPr xmlns:w="{WORD}"><w:color w:val="808080"/></w:rPr>'))
