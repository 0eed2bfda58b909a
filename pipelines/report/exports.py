"""What leaves a run beside its pages: a workbook for the statements and one a bidder, and the PDFs with notes."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pipelines.report.annotated import AnnotateError, Annotator
from pipelines.report.gather import bids_of
from pipelines.report.html import Written
from pipelines.report.notes import notes_of
from pipelines.report.publish import ANNOTATED, TENDERS, refuse_what_is_not_ours
from pipelines.report.run import Hears, Run, silent
from pipelines.report.sources import Originals, SourceError, original_of
from pipelines.report.suppliers import anchor_of, is_of_tender, place_of, supplier_of
from pipelines.report.workbook import write_workbook
from pipelines.store import WRITABLE, OutputError, write_bytes

WORKBOOK = "report.xlsx"


@dataclass(frozen=True, slots=True)
class NotAnnotated:
    """A document that got no copy with notes, or one from which something was left out; `why` in a sentence."""

    path: str
    why: str


def write_workbooks(run: Run, out: Path, written: Written) -> list[Path]:
    """Write `report.xlsx` beside the report, and one workbook a bidder beside that bidder's report.

    Args:
        run: as `pipelines.report.run.open_run`.
        out: the folder of the report.
        written: the report, to whose places the workbooks link.

    Raises:
        WorkbookError: where a sheet would hold more rows than a sheet can.
        OutputError: where the folder cannot be written.
    """

    def link(row: Mapping[str, Any], below: str = "") -> str | None:
        document = run.documents.get(row["document_id"])
        if document is None:
            return None
        supplier = supplier_of(document, run.paths.get(row["document_id"], ""))
        place = written.place(row["document_id"], anchor_of(row["document_id"], row.get("entity"), supplier))
        if place is None:
            return None
        place = place.removeprefix(below)
        return place_of(place, row["framework"], row["commitment"]) if row.get("commitment") else place

    paths = [out / WORKBOOK]
    write_workbook(run, paths[0], None, link)
    for rows in bids_of(run).values():
        ids = [row["document_id"] for row in rows]
        place = next((written.places[id_] for id_ in ids if id_ in written.places), None)
        if place is not None:  # a bid of which nothing was judged has no workbook
            paths.append((out / place.partition("#")[0]).with_suffix(".xlsx"))
            write_workbook(run, paths[-1], ids, lambda row: link(row, f"{TENDERS}/"))
    return paths


def write_annotated(run: Run, out: Path, hears: Hears = silent) -> tuple[list[Path], list[NotAnnotated]]:
    """Write a copy of every PDF that has evidence, with a highlight and a note for each piece of it.

    Returns:
        The copies, in the folder `annotated` (a bidder's in `tenders/annotated`), and what
        got none or was cut, and why.

    Raises:
        OutputError: where the folder cannot be written.
    """
    findings, evidence = run.by_document("findings"), run.by_document("evidence")
    paths: list[Path] = []
    told: list[NotAnnotated] = []
    try:
        refuse_what_is_not_ours(out)
        for folder in (out / ANNOTATED, out / TENDERS / ANNOTATED):
            shutil.rmtree(folder, ignore_errors=True)
        with Annotator() as annotator, Originals() as originals:
            judged = [id_ for id_ in run.documents if findings.get(id_)]
            for done, id_ in enumerate(judged, 1):
                hears("annotate", done, len(judged))
                document, path = run.documents[id_], run.paths.get(id_, "")
                if document["media_type"] != "application/pdf":
                    continue
                sentences = run.sentences(id_)
                hidden = run.withheld(id_, sentences)
                notes, black = notes_of(findings[id_], evidence.get(id_, ()), sentences, hidden, run.requirements)
                try:
                    copy = annotator.annotated(original_of(run, originals, id_), notes, black)
                except (AnnotateError, SourceError) as error:
                    told.append(NotAnnotated(path, str(error)))
                    continue
                folder = out / (TENDERS if is_of_tender(document) else "") / ANNOTATED
                folder.mkdir(parents=True, exist_ok=True)
                target = folder / f"{PurePath(path).stem}-{id_[:8]}.pdf"
                write_bytes(target, copy.content)
                paths.append(target)
                if copy.left_out:
                    told.append(NotAnnotated(path, f"Left out of the copy: {'; '.join(map(str, copy.left_out))}."))
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", remedy=WRITABLE) from error
    return paths, told
