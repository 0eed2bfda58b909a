"""One supplier on one sheet: a page of A4 a law, with the evidence behind it."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from corpora.errors import AvowalError
from pipelines.pages.environment import environment, shown, style
from pipelines.report.gather import Gathering
from pipelines.report.leaves import Draw
from pipelines.report.page import box, section
from pipelines.report.portfolio import bottom_line
from pipelines.report.run import Hears, Run, silent
from pipelines.report.suppliers import Sheet
from pipelines.report.told import as_of
from pipelines.store import WRITABLE, OutputError, write_bytes

MOST_MISSING = 6  # on the one page; the others are named there and stand behind
MOST_NAMED = 12


class SupplierError(AvowalError):
    """No supplier of the run has that name, or several do."""

    remedy = "Give more of the name, as the report spells it."
    exit_code = 2


def write_sheet(run: Run, name: str, out: Path, images: bool = True, hears: Hears = silent) -> Path:
    """Write the sheet of one supplier or bidder, and return its file.

    Args:
        run: as `pipelines.report.run.open_run`.
        name: of the supplier: the whole of it, or a part that only one has; capitals do not matter.
        out: the folder.
        images: whether pages of evidence are shown as pictures.
        hears: hears of the documents done.

    Raises:
        SupplierError: where no supplier, or more than one, has that name.
        OutputError: where the folder cannot be written.
    """
    sheets = _of(Gathering(run, hears), name)
    text, pinned = style()
    with Draw(run, images) as draw:
        leaves = draw.of(sheets)
    models = ", ".join(run.manifest["models"])
    page = (
        environment()
        .get_template("sheet.html")
        .render(
            title=f"{sheets[0].supplier}, supplier sheet",
            heading=sheets[0].supplier,
            style=text,
            pinned=pinned,
            mainclass="",
            sheets=[(sheet, law) for sheet in sheets for law in sheet.judged],
            sections=[section(sheet, leaves) for sheet in sheets],
            pictures=leaves.of(sheets),
            as_of=as_of(run),
            bottom_line=bottom_line,
            box=box,
            most_missing=MOST_MISSING,
            made=f"run.json sha256 {run.manifest_digest[:32]}… · {models} · Avowal {run.manifest['avowal']}",
        )
    )
    target = out / f"{sheets[0].anchor}.html"
    fresh = out / f".{target.name}.new"
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_bytes(fresh, page.encode("utf-8", "replace"))
        fresh.replace(target)
    except OSError as error:
        if fresh.is_file():
            fresh.unlink()
        raise OutputError(f"{out} cannot be written: {error.strerror}.", remedy=WRITABLE) from error
    return target


def _of(gathering: Gathering, name: str) -> list[Sheet]:
    wanted = _plain(name)
    named: dict[str, list[Sheet]] = defaultdict(list)
    for gathered in (gathering.statements, *gathering.bids.values()):
        its: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in gathered.sheets:
            its[f"{_plain(sheet.supplier)}{' (tender)' if sheet.is_tender else ''}"].append(sheet)
        for supplier, sheets in its.items():
            named[supplier] += sheets
    found = [wanted] if wanted in named else [supplier for supplier in named if wanted and wanted in supplier]
    if not found:
        raise SupplierError(f"No supplier of this run is called “{name}”. {_names(list(named))}")
    if len(found) > 1:
        raise SupplierError(f"“{name}” is a part of several names. {_names(found)}")
    return named[found[0]]


def _plain(name: str) -> str:
    """Return a name as a page spells it, in small letters."""
    return " ".join(str(shown(name)).lower().split())


def _names(found: Sequence[str]) -> str:
    if not found:
        return "The run judged no document."
    more = f", and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return f"It has: {', '.join(sorted(found)[:MOST_NAMED])}{more}."
