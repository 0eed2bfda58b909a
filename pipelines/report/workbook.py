"""A run as a workbook for people who live in spreadsheets: findings, evidence, documents, practices, a sheet each."""

import os
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from corpora.errors import AvowalError
from pipelines.report.run import Run
from pipelines.report.workbook_chosen import Chosen, bidders, portfolio
from pipelines.report.workbook_look import Book, SheetPlan
from pipelines.report.workbook_notes import write_notes
from pipelines.report.workbook_sheets import Link, documents_plan, evidence_plan, findings_plan
from pipelines.report.workbook_told import answers_plan, practices_plan
from pipelines.store import WRITABLE, OutputError

MAX_ROWS = 1_048_575  # of a sheet, below its headings
NO_CLOCK = datetime(1980, 1, 1)  # as within the file's own archive
OPTIONS = {
    "constant_memory": True,  # rows go to disk as they come
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
    "default_format_properties": {"font_name": "Calibri", "font_size": 10},
}


class WorkbookError(AvowalError):
    """What was asked for does not go into one workbook."""

    remedy = "Use the Parquet tables, or analyse fewer documents at once."
    exit_code = 2


def nowhere(row: object) -> None:
    """Lead nowhere: there is no report beside the workbook."""


def write_workbook(
    run: Run, target: Path, documents: Collection[str] | None = None, link: Link = nowhere
) -> dict[str, int]:
    """Write a workbook and return the number of rows of each of its sheets; the same run gives the same bytes.

    Args:
        run: a finished run.
        target: file to write or to replace, whole or not at all.
        documents: ids of what it is about; None: every document that belongs to no bid.
        link: gives the place of a row of `findings` or `documents` in the report, relative to the workbook
            (`report.html#a1`), or None. Unlinked evidence leads to its finding in the workbook.

    Raises:
        WorkbookError: where a sheet would hold more rows than a sheet can, or two bidders' files would stand in it;
            before anything is written.
        OutputError: where the target cannot be written; nothing is left of it.
    """
    ids = portfolio(run) if documents is None else list(documents)
    rivals = bidders(run, ids)
    if len(rivals) > 1:
        raise WorkbookError(
            f"The files of {len(rivals)} bidders would stand in one workbook.", remedy="Write one workbook a bidder."
        )
    others = [row for row in run.rows("files") if row["document_id"] not in run.documents] if documents is None else []
    hides_others = bool(others) and len(ids) < len(run.documents)  # they may be a bidder's
    chosen = Chosen(run, ids)
    plans = [
        findings_plan(chosen, link),
        evidence_plan(chosen, link),
        documents_plan(chosen, link, [] if hides_others else others),
        practices_plan(chosen),
    ]
    if rivals and chosen.count("answers"):  # a statement's tables are laid out alike, and answer nobody
        plans.append(answers_plan(chosen))
    for plan in plans:
        if plan.count > MAX_ROWS:
            raise WorkbookError(f"The sheet {plan.name} would have {plan.count:,} rows; {MAX_ROWS:,} is the most.")
    _write(target, chosen, plans, bool(rivals), len(others) if hides_others else 0)
    return {plan.name: plan.count for plan in plans}


def _write(target: Path, chosen: Chosen, plans: list[SheetPlan], is_bid: bool, left_out: int) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as working:
            whole = Path(working) / "whole.xlsx"
            book = xlsxwriter.Workbook(str(whole), {**OPTIONS, "tmpdir": working})
            book.set_properties({"title": "What the documents say, and what they leave out", "created": NO_CLOCK})
            pages = Book(book)
            write_notes(pages, chosen, plans, is_bid, left_out)
            for plan in plans:
                pages.write(plan)
            book.close()
            os.replace(whole, target)
    except (OSError, XlsxFileError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{target} cannot be written: {why}.", remedy=WRITABLE) from error
