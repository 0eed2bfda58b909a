"""Small pictures of pages, drawn from the original in worker processes: a page that cannot be drawn says why."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipelines.isolate import Fault, Limits
from pipelines.report.held import Held
from pipelines.report.marks import Box

WORK = "pipelines.report.drawn:work"
LIMITS = Limits(file_bytes=1_000_000, stall_cpu_seconds=20, stall_seconds=120.0, work_seconds=600.0)
WIDTH = 560  # pixels of an upright page
PAGES_A_WORK = 16
MAX_FAULTS = 3  # of one document: it is not drawn any further
FAULTS = {
    Fault.CRASHED: "Drawing the page crashed.",
    Fault.HUNG: "Drawing the page came to no end, and was stopped.",
    Fault.MEMORY: "Drawing the page takes more memory than is allowed.",
    Fault.OUTPUT: "The picture of the page is too large.",
}
MAX_REASON_CHARS = 200
STOPPED = "Other pages of the file broke what draws them, so that it is not drawn any further."


@dataclass(frozen=True, slots=True)
class Wish:
    """A page to be drawn, and what must not be seen on it; boxes are points from the page's top left.

    Attributes:
        page: its number, from 1.
        blurred: regions made coarse blocks, in which no letter is left.
        blackened: regions painted over.
        size: the page's width and height in points as `pages` has them. A picture file is only drawn with it (its
            own file may not say how large it is); a page of another size is not drawn, for its boxes would lie wrong.
    """

    page: int
    blurred: tuple[Box, ...] = ()
    blackened: tuple[Box, ...] = ()
    size: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as drawn: WebP of so many pixels, and the page's size in points, in which boxes are told."""

    webp: bytes
    width: int
    height: int
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures by page, and why the other pages have none."""

    pictures: dict[int, Picture] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)


class Pictures(Held):
    """Draws pages in worker processes that stay for the next document; use it as a context, from any thread."""

    def __init__(self, size: int | None = None) -> None:
        super().__init__(WORK, LIMITS, size)

    def draw(self, content: bytes, media_type: str, wishes: Iterable[Wish], width: int = WIDTH) -> Drawn:
        """Return pictures of the pages asked for; the same input gives the same bytes.

        Whether a picture may be made at all (an owner who forbids copying) is for the caller to know.

        Args:
            content: the original's bytes.
            media_type: of it, as `documents` says.
            wishes: several of one page are one, with all their boxes.
            width: in pixels, of an upright page; a broad one is up to 1.6 times as wide.
        """
        pages = _by_page(wishes)
        drawn = Drawn()
        with self._file(content) as place:
            self._fill(drawn, {"held": place, "media_type": media_type, "width": width}, pages)
        return drawn

    def _fill(self, drawn: Drawn, asked: dict[str, Any], wishes: Sequence[Wish]) -> None:
        """Draw some pages at a time; where that breaks the worker, one at a time, to find the one that does."""
        faults = 0
        waiting = [list(wishes[i : i + PAGES_A_WORK]) for i in range(0, len(wishes), PAGES_A_WORK)]
        while waiting:
            few = waiting.pop(0)
            if faults >= MAX_FAULTS:
                drawn.left_out.update({wish.page: STOPPED for wish in few})
                continue
            request = json.dumps({**asked, "wishes": [asdict(wish) for wish in few]}).encode()
            ((_, result),) = self._pool.run([request])
            if result.content is not None and _take(drawn, result.content, {wish.page for wish in few}):
                continue
            faults += 1
            if len(few) > 1:
                waiting[:0] = [[wish] for wish in few]
            else:
                drawn.left_out[few[0].page] = FAULTS[result.fault or Fault.CRASHED]


def _by_page(wishes: Iterable[Wish]) -> list[Wish]:
    pages: dict[int, Wish] = {}
    for wish in wishes:
        known = pages.get(wish.page, wish)
        blurred = dict.fromkeys((*known.blurred, *wish.blurred))
        blackened = dict.fromkeys((*known.blackened, *wish.blackened))
        pages[wish.page] = Wish(wish.page, tuple(blurred), tuple(blackened), known.size or wish.size)
    return [pages[page] for page in sorted(pages)]


def _take(drawn: Drawn, content: bytes, asked: set[int]) -> bool:
    """Take a worker's answer, and say whether it is one: a file may have taken the worker over."""
    try:
        answer = json.loads(content)
        pictures = {int(page["page"]): _picture(page) for page in answer["pages"]}
        left_out = {int(page): str(reason)[:MAX_REASON_CHARS] for page, reason in answer["left_out"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    if pictures.keys() | left_out.keys() != asked or not all(_is_webp(picture) for picture in pictures.values()):
        return False
    drawn.pictures.update(pictures)
    drawn.left_out.update(left_out)
    return True


def _picture(page: dict[str, Any]) -> Picture:
    size = float(page["page_width"]), float(page["page_height"])
    return Picture(base64.b64decode(page["webp"]), int(page["width"]), int(page["height"]), *size)


def _is_webp(picture: Picture) -> bool:
    return picture.webp[:4] == b"RIFF" and picture.webp[8:12] == b"WEBP"
