"""Read an Excel workbook as it is shown: a page a sheet, a line a cell, and apart what a reader cannot see."""

import io
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from corpora.document import Document, Outcome, Page
from pipelines.extract.failure import ReadingError
from pipelines.extract.package import Package, Reference, attribute, is_on, local
from pipelines.extract.xlsx.notes import boxes_of, notes_of
from pipelines.extract.xlsx.page import SheetPage
from pipelines.extract.xlsx.sheet import MAX_PLACES, Area, Book, Runs, Sheet, area_of, read_sheet, runs_of
from pipelines.extract.xlsx.styles import Styles
from pipelines.ingest.media import GET_AGAIN, XLSX

MAX_CELLS = 100_000  # with something in them: beyond any questionnaire, a list of data
MAX_CHARS = 20_000_000
MAX_SHEETS = 500
SHOWN_PLACES = 5


def read_xlsx(data: bytes, document_id: str) -> Document:
    """Return the document, a page a sheet; locators are "Labour rights!B4", with " note" or " box 2" behind it.

    What stands in hidden sheets, rows and columns, in letters of the ground's colour, struck out, or in a cell that a
    merged one covers is HIDDEN. A formula without a stored result is left out, since only Excel knows what it shows.

    Raises:
        ReadingError: The container is damaged, unpacks to more than is safe, or no cell holds anything.
    """
    return _Workbook(Package(data, "Excel workbook"), document_id).read()


class _Workbook:
    """Reads the sheets in their order and keeps account of what they leave out."""

    def __init__(self, package: Package, document_id: str) -> None:
        self._package, self._document_id = package, document_id
        self._left = MAX_CELLS
        self._unseen: Counter[str] = Counter()
        self._without_result: list[str] = []
        self._errors: list[str] = []
        self._cut = self._damaged = False
        main = next((r.target for r in package.references("").values() if r.kind == "officeDocument"), "")
        self._part = main or "xl/workbook.xml"
        self._root = package.root(self._part)
        if self._root is None:
            raise ReadingError(Outcome.UNREADABLE, "The Excel workbook is damaged.", GET_AGAIN)
        self._references = package.references(self._part)
        groups = {local(element): element for element in self._root}
        self._sheets = [element for element in groups.get("sheets", ()) if local(element) == "sheet"]
        settings, calculation = groups.get("workbookPr"), groups.get("calcPr")
        styles = Styles(package, self._place("styles"), self._place("theme"))
        self._book = Book(
            styles,
            self._strings(styles),
            settings is not None and is_on(settings.get("date1904")),
            calculation is not None and is_on(calculation.get("fullCalcOnLoad")),
        )

    def read(self) -> Document:
        pages: list[Page] = []
        for number, element in enumerate(self._sheets[:MAX_SHEETS], start=1):
            usual = Reference("worksheet", f"xl/worksheets/sheet{number}.xml")  # where the list of parts is lost
            reference = self._references.get(attribute(element, "id") or "", usual)
            if reference.kind not in ("worksheet", "chartsheet"):
                continue  # a macro sheet or a dialogue: no text of the questionnaire
            hidden = element.get("state") in ("hidden", "veryHidden")
            name = " ".join((element.get("name") or "").split())
            pages.append(self._page(len(pages) + 1, name, hidden, reference.target))
        if not any(page.lines for page in pages):
            if self._cut:
                reason = f"The first {MAX_PLACES:,} cells of the workbook are empty."
                raise ReadingError(Outcome.REFUSED, reason, "Give the sheets with the answers.")
            if self._damaged:
                raise ReadingError(Outcome.UNREADABLE, "The sheets of the workbook are damaged.", GET_AGAIN)
            if self._package.pictures():
                reason = "The workbook holds pictures and no words."
                raise ReadingError(Outcome.NEEDS_OCR, reason, "Save it as PDF and give that file.")
            if not self._without_result:
                raise ReadingError(Outcome.EMPTY, "The workbook holds no words.", GET_AGAIN)
        warnings = list(self._warnings())
        outcome = Outcome.READ_WITH_WARNING if warnings else Outcome.READ
        return Document(
            self._document_id, XLSX, tuple(pages), outcome, " ".join(warnings) or None, title=self._package.title()
        )

    def _place(self, kind: str) -> str | None:
        return next((r.target for r in self._references.values() if r.kind == kind), None)

    def _strings(self, styles: Styles) -> list[Runs]:
        data = self._package.data(self._place("sharedStrings") or "")
        strings: list[Runs] = []
        chars = 0
        if not data:
            return strings
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), tag="{*}si", resolve_entities=False, no_network=True, recover=True
        )
        for _, element in events:
            runs = runs_of(element, styles)
            chars += len(runs) if isinstance(runs, str) else sum(len(text) for text, _ in runs)
            if chars > MAX_CHARS:
                self._cut = True
                break
            strings.append(runs)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        self._damaged |= any(entry.level_name == "FATAL" for entry in events.error_log)
        return strings

    def _heads(self, part: str) -> Iterator[Area]:
        """Yield the first and the last row of a table of Excel's own: its style may lay a dark ground behind them."""
        root = self._package.root(part)
        for top, left, bottom, right in area_of(root.get("ref") or "") if root is not None else ():
            yield top, left, top, right
            yield bottom, left, bottom, right

    def _page(self, number: int, name: str, hidden: bool, part: str) -> Page:
        data = self._package.data(part)
        references = self._package.references(part)
        heads = [head for r in references.values() if r.kind == "table" for head in self._heads(r.target)]
        sheet = read_sheet(data, self._book, self._left, heads) if data else Sheet(damaged=True)
        self._left = max(self._left - len(sheet.cells), 1)
        self._cut |= sheet.cut
        self._damaged |= sheet.damaged
        if not hidden:
            self._without_result += [f"{name}!{place}" for place in sheet.without_result]
            self._errors += [f"{name}!{place}" for place in sheet.errors]
        writer = SheetPage(number, name, hidden, sheet)
        notes = notes_of(self._package, references.values())
        page = writer.page(notes, boxes_of(self._package, references, sheet.controls))
        self._unseen += writer.unseen
        return page

    def _warnings(self) -> Iterator[str]:
        if self._unseen:
            counts = ", ".join(f"{n} {'entry' if n == 1 else 'entries'} {why}" for why, n in self._unseen.items())
            yield f"Text that is hidden or taken back is kept apart: {counts}."
        if self._without_result:
            count = len(self._without_result)
            what = "A formula has" if count == 1 else f"{count} formulas have"
            yield f"{what} no stored result and cannot be read ({_places(self._without_result)})."
        if self._errors:
            yield f"Cells that show an error are left out ({_places(self._errors)})."
        if self._damaged or self._package.damaged:
            yield "A sheet of the workbook is damaged: what could be read of it was."
        if self._cut or len(self._sheets) > MAX_SHEETS:
            yield f"The workbook is larger than any questionnaire: only its first {MAX_CELLS:,} cells were read."


def _places(places: list[str]) -> str:
    more = len(places) - SHOWN_PLACES
    return ", ".join(places[:SHOWN_PLACES]) + (f" and {more} more" if more > 0 else "")
