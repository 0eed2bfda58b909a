"""A file that a Word document takes in whole where it stands (altChunk): its lines become the document's."""

from corpora.document import Layer
from pipelines.extract.failure import ReadingError
from pipelines.extract.html.document import read_html
from pipelines.extract.inside.email import read_mail
from pipelines.extract.page import PageWriter
from pipelines.extract.text import read_text
from pipelines.ingest.media import HTML, MAIL, TEXT, detect


def write_chunk(data: bytes | None, writer: PageWriter, layer: Layer) -> bool:
    """Write the lines of an imported page, packed or plain, or text; return whether it could be read."""
    reader = {HTML: read_html, TEXT: read_text, MAIL: read_mail}.get(detect(data).media_type or "") if data else None
    if reader is None or data is None:
        return False
    try:
        document = reader(data, "")
    except ReadingError:
        return False
    for page in document.pages:
        block = None
        for line in page.lines:
            if line.block != block:
                block = line.block
                writer.block()
            kept = line.layer if layer == Layer.BODY else layer
            writer.add(line.text, layer=kept, heading_level=line.heading_level, locator=f"import {line.locator}")
    return True
