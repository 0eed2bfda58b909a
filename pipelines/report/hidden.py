"""Hide regions of a picture of a page: made coarse blocks in which no letter is left, or painted over."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from PIL import Image

from pipelines.report.marks import Box

BLOCK = 18.0  # points: higher than a line of print, and as wide as three letters
SHADES = 32  # of 256, that count as one: the mean of a block must not tell which of a few names stood there
MARGIN = 1.0  # points: accents, tails and the soft edge of letters reach beyond their box
WHITE = 250  # of 255 and more: nothing stands in the block; the faintest mark shows that something is hidden
BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Regions that must not be seen: boxes in points from the page's top left."""

    blurred: Sequence[Box] = ()
    blackened: Sequence[Box] = ()


def paint(image: Image.Image, size: tuple[float, float], hidden: Hidden) -> None:
    """Hide the regions in place.

    Args:
        image: of the whole page, RGB.
        size: of the page in points.
        hidden: what to hide; what lies off the page is left aside.
    """
    scale = image.width / size[0], image.height / size[1]
    for box in hidden.blackened:  # first: a block laid over it knows nothing of it
        if region := _pixels(image, scale, box):
            image.paste(BLACK, region)
    for box in hidden.blurred:
        if region := _pixels(image, scale, box):
            part = image.crop(region)
            blocks = tuple(max(round(side / (BLOCK * s)), 1) for side, s in zip(part.size, scale, strict=True))
            coarse = part.resize((blocks[0], blocks[1]), Image.Resampling.BOX)
            coarse = coarse.point([255 if level >= WHITE else level // SHADES * SHADES for level in range(256)] * 3)
            image.paste(coarse.resize(part.size, Image.Resampling.NEAREST), region)


def _pixels(image: Image.Image, scale: tuple[float, float], box: Box) -> tuple[int, int, int, int] | None:
    left, top = (max(floor((side - MARGIN) * s), 0) for side, s in zip(box[:2], scale, strict=True))
    right = min(ceil((box[2] + MARGIN) * scale[0]), image.width)
    bottom = min(ceil((box[3] + MARGIN) * scale[1]), image.height)
    return (left, top, right, bottom) if left < right and top < bottom else None
