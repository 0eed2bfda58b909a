"""Read the documents of a batch, each by its type; one that fails becomes a document with outcome and reason."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpora.document import Document, Outcome, Source
from pipelines.extract.docx import read_docx
from pipelines.extract.failure import ReadingError
from pipelines.extract.furniture import mark_furniture
from pipelines.extract.html import read_html
from pipelines.extract.pdf import read_pdf
from pipelines.extract.text import read_text
from pipelines.extract.xlsx import read_xlsx
from pipelines.ingest.media import DOCX, GET_AGAIN, HTML, PDF, TEXT, XLSX
from pipelines.stage import Case, report

logger = logging.getLogger(__name__)

Reader = Callable[[bytes, str], Document]
READERS: dict[str, Reader] = {PDF: read_pdf, DOCX: read_docx, XLSX: read_xlsx, HTML: read_html, TEXT: read_text}


def extract_batch(cases: Sequence[Case]) -> list[Case]:
    """Return the cases with their documents; sources that ingest refused pass through without one."""
    done = []
    for case in cases:
        if case.document is None and case.source.outcome == Outcome.READ:
            case = replace(case, document=_read(case.source))
        done.append(case)
        report("extract", 1)
    return done


def _read(source: Source) -> Document:
    document_id, media_type = source.document_id or "", source.media_type or ""

    def failed(outcome: Outcome, reason: str, remedy: str | None) -> Document:
        return Document(document_id, media_type, (), outcome, reason, remedy)

    try:
        data = Path(source.place).read_bytes()
        if hashlib.sha256(data).hexdigest() != document_id:
            return failed(Outcome.UNREADABLE, "The file changed while the run was under way.", "Run again.")
        return mark_furniture(READERS[media_type](data, document_id))
    except ReadingError as error:
        return failed(error.outcome, str(error), error.advice)
    except RecursionError:
        return failed(Outcome.REFUSED, "The file's parts are nested too deeply to be read safely.", GET_AGAIN)
    except MemoryError:
        return failed(Outcome.REFUSED, "The file needs more memory than there is.", "Give a smaller version.")
    except Exception as error:  # one document's failure becomes its row
        logger.warning("%s cannot be read", source.path, exc_info=True)
        return failed(Outcome.UNREADABLE, f"The file is damaged: {type(error).__name__}.", GET_AGAIN)
