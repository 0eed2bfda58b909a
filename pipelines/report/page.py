"""One page of a report from its template: any page holds any of the parts that the template knows."""

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipelines.pages.environment import environment, style
from pipelines.pages.vocabulary import LOOKS
from pipelines.report.leaves import Leaves
from pipelines.report.portfolio import bottom_line
from pipelines.report.practice_strip import DEPTHS, Depth
from pipelines.report.suppliers import Sheet
from pipelines.store import write_bytes

MOST_OPEN = 8  # documents of a required item that are shown unfolded
SQUARES = {"specific": 3, "general": 2, "vague": 0, "none": 0}
PARTS: dict[str, Any] = {
    **dict.fromkeys(("lead", "back", "required_words"), ""),
    **dict.fromkeys(
        ("facts", "navigation", "laws", "themes", "suppliers", "sections", "answers", "pictures", "notes", "flags"), ()
    ),
    **dict.fromkeys(("files", "required")),
    **{"map_parts": {}, "documents": 0, "how_to_read": False, "versions": ()},
}


def section(sheet: Sheet, leaves: Leaves) -> Markup:
    """Return the section of one sheet, ready for any page."""
    made: Markup = _sections().supplier(sheet, leaves)
    return made


@cache
def _sections() -> Any:
    return environment().get_template("supplier_section.html").make_module({"bottom_line": bottom_line, "box": box})


def box(depth: Depth, place: int) -> str:
    """Return how the square of a practice strip is drawn: three specific, two general, one outlined for vague."""
    if place < SQUARES[depth.depth]:
        return "lv-S"
    return "lv-V" if depth.depth == DEPTHS[1] and place == 0 else "lv-E"


def write_page(path: Path, **parts: Any) -> None:
    """Write a page with these parts of `report.html`; its heading and kind are always given.

    Raises:
        OutputError: where the disk does not take it.
    """
    text, pinned = style()
    page = (
        environment()
        .get_template("report.html")
        .render(
            title=parts["heading"],
            style=text,
            pinned=pinned,
            mainclass="",
            looks=list(LOOKS.values()),
            most_open=MOST_OPEN,
            **{**PARTS, **parts},
        )
    )
    path.parent.mkdir(exist_ok=True)
    write_bytes(path, page.encode("utf-8", "replace"))
