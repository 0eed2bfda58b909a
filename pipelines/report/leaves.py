"""The pages that evidence stands on, as small pictures: drawn from the originals, each once a file."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType

from pipelines.report.marks import lines
from pipelines.report.passages import Box, Passage
from pipelines.report.pictures import Pictures, Wish
from pipelines.report.run import Run
from pipelines.report.sign_off import sign_off_boxes
from pipelines.report.sources import Originals, SourceError, original_of
from pipelines.report.suppliers import Sheet

NO_COPYING = "The owner of the file forbids copying: no picture of its pages is shown."
Place = tuple[str, int]  # document, page


@dataclass(frozen=True, slots=True)
class Leaf:
    """The picture of a page, in points; `id` is its drawing, `big` the place where it stands larger."""

    id: str
    big: str
    page: int
    page_width: float
    page_height: float
    data: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The number of a passage on a page, and what it is evidence of; in points."""

    number: int
    x: float
    y: float
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BigPage:
    """A page with all passages of one sheet marked."""

    leaf: Leaf
    boxes: tuple[Box, ...]
    tags: tuple[Tag, ...]


@dataclass(frozen=True, eq=False)
class Leaves:
    """The pictures of a run's pages; `notes` says of a document why it has none, or not all."""

    drawn: Mapping[Place, Leaf] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def joined(cls, several: Iterable["Leaves"]) -> "Leaves":
        """Return the pictures of several as one."""
        drawn: dict[Place, Leaf] = {}
        notes: dict[str, str] = {}
        for leaves in several:
            drawn |= leaves.drawn
            notes |= leaves.notes
        return cls(drawn, notes)

    @property
    def bytes(self) -> int:
        """Size of all pictures as they stand in a page."""
        return sum(len(leaf.data) for leaf in self.drawn.values())

    def at(self, sheet: Sheet) -> "SheetLeaves":
        """Return the pictures as one sheet shows them."""
        return SheetLeaves(self, sheet)

    def of(self, sheets: Iterable[Sheet]) -> list[Leaf]:
        """Return the pictures that these sheets show, each once, in the order of documents and pages."""
        wanted = {place for sheet in sheets for place in places_of(sheet)}
        return [self.drawn[place] for place in sorted(wanted) if place in self.drawn]


@dataclass(frozen=True, eq=False)
class SheetLeaves:
    """The pictures as one sheet shows them: two sheets of one document have places of their own."""

    _leaves: Leaves
    _sheet: Sheet

    def get(self, passage: Passage) -> Leaf | None:
        """Return the page that a passage begins on, or None where there is no picture of it."""
        if not passage.boxes:
            return None
        page = passage.boxes[0][0]
        leaf = self._leaves.drawn.get((passage.document_id, page))
        return self._placed(leaf) if leaf else None

    def boxes(self, passage: Passage) -> list[Box]:
        """Return the lines of a passage on the page that it begins on."""
        return [box for page, box in passage.boxes if page == passage.boxes[0][0]]

    def note(self) -> str | None:
        """Return why pictures are missing."""
        return self._leaves.notes.get(self._sheet.document["document_id"])

    def pages(self) -> list[BigPage]:
        """Return the pages of the sheet's evidence, all its passages marked and numbered."""
        marked: dict[Place, dict[tuple[Box, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        for about, passage in passages_of(self._sheet):
            for page in dict.fromkeys(page for page, _ in passage.boxes):
                boxes = tuple(box for number, box in passage.boxes if number == page)
                names = marked[passage.document_id, page][boxes]
                if about not in names:
                    names.append(about)
        return [
            _big(self._placed(self._leaves.drawn[place]), groups)
            for place, groups in sorted(marked.items())
            if place in self._leaves.drawn
        ]

    def _placed(self, leaf: Leaf) -> Leaf:
        return Leaf(leaf.id, f"{self._sheet.anchor}-{leaf.id}", leaf.page, leaf.page_width, leaf.page_height, "")


def _big(leaf: Leaf, groups: Mapping[tuple[Box, ...], Sequence[str]]) -> BigPage:
    ordered = sorted(groups.items(), key=lambda pair: (pair[0][0][1], pair[0][0][0]))
    tags = [
        Tag(number, max(boxes[0][0] - 11, 9), boxes[0][1] + 5, tuple(names))
        for number, (boxes, names) in enumerate(ordered, 1)
    ]
    return BigPage(leaf, tuple(box for boxes, _ in ordered for box in boxes), tuple(tags))


def passages_of(sheet: Sheet) -> list[tuple[str, Passage]]:
    """Return all passages that a sheet shows with a picture, each with what it is evidence of."""
    found = [(item.commitment, passage) for law in sheet.judged for item in law.items for passage in item.passages]
    return [(about, passage) for about, passage in found if not passage.is_withheld]


def places_of(sheet: Sheet) -> set[Place]:
    """Return the pages that a sheet shows."""
    return {(passage.document_id, page) for _, passage in passages_of(sheet) for page, _ in passage.boxes}


class Draw:
    """Draws the pages of all evidence, some sheets at a time; use it as a context.

    What must not leave is hidden in the picture itself: sign-off blocks are blurred, withheld sentences blackened. A
    file whose owner forbids copying gets none; one that moved or changed since the run is said, never guessed.
    """

    def __init__(self, run: Run, images: bool = True) -> None:
        self._run, self._images = run, images
        self._sizes: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
        for row in run.table("pages").select(["document_id", "page", "width", "height"]).to_pylist():
            if row["width"] is not None:
                self._sizes[row["document_id"]][row["page"]] = row["width"], row["height"]
        self._open = ExitStack()

    def __enter__(self) -> "Draw":
        if self._images:
            self._pictures = self._open.enter_context(Pictures())
            self._originals = self._open.enter_context(Originals())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def of(self, sheets: Iterable[Sheet]) -> Leaves:
        """Return the pictures of all pages that these sheets show."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for sheet in sheets if self._images else ():
            for document, page in places_of(sheet):
                wanted[document].add(page)
        drawn: dict[Place, Leaf] = {}
        notes: dict[str, str] = {}
        for id_, pages in sorted(wanted.items()):
            if note := self._document(id_, sorted(pages), drawn):
                notes[id_] = note
        return Leaves(drawn, notes)

    def _document(self, id_: str, pages: Sequence[int], drawn: dict[Place, Leaf]) -> str | None:
        document = self._run.documents[id_]
        if not document["copying_allowed"]:
            return NO_COPYING
        try:
            content = original_of(self._run, self._originals, id_)
        except SourceError as error:
            return f"No pictures of its pages: {str(error)[:1].lower()}{str(error)[1:]}"
        sentences = self._run.sentences(id_)
        hidden = self._run.withheld(id_, sentences)
        # what says a withheld sentence again is as telling; where it has no place, its page is not shown
        secret = [
            row for row in sentences if hidden.hides(row["sentence_id"]) or hidden.clean(row["text"]) != row["text"]
        ]
        black = [line for row in secret for line in lines(row["spans"])]
        unplaced = {span["page"] for row in secret for span in row["spans"] if span["x0"] is None}
        blurred = sign_off_boxes(sentences)
        wishes = [
            Wish(
                page,
                blurred=tuple(blurred.get(page, ())),
                blackened=tuple(box for number, box in black if number == page),
                size=self._sizes[id_].get(page),
            )
            for page in pages
            if page not in unplaced
        ]
        found = self._pictures.draw(content, document["media_type"], wishes)
        for page, picture in found.pictures.items():
            data = f"data:image/webp;base64,{base64.b64encode(picture.webp).decode()}"
            drawn[id_, page] = Leaf(f"pic-{id_[:8]}-{page}", "", page, picture.page_width, picture.page_height, data)
        reasons = sorted({f"page {page}: {why}" for page, why in found.left_out.items()})
        return f"Pages not shown: {' '.join(reasons[:3])}" if reasons else None
