"""Rules and shades of a PDF page from what it draws, and the tables that rules frame on every side."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from pdfplumber.table import TableFinder

from pipelines.extract.layout.open_tables import MAX_RULES, Rule
from pipelines.extract.pdf.frame import Frame
from pipelines.extract.pdf.objects import Drawn, Matrix, bind, matrix_of, times
from pipelines.extract.pdf.tables import Cells

MAX_EDGES = 2_000
MAX_PAGE_EDGES = 20_000  # a map or drawing beyond: no table
MAX_PAGE_SEGMENTS = 200_000
MAX_SEGMENTS = 4_000  # of one path
RULE = 3.0  # points: a thinner rectangle is a rule, a thicker one a shade
STRAIGHT = 0.05  # points that an edge may lean
MIN_EDGES = 3

_segments = bind(raw.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
_segment = bind(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_point = bind(raw.FPDFPathSegment_GetPoint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_segment_kind = bind(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)
_draw_mode = bind(raw.FPDFPath_GetDrawMode, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


@dataclass(slots=True)
class Edges:
    """Level and upright edges as drawn: points (n, 4) from the page's top left, and which are rules and not shades."""

    boxes: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    is_rule: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.boxes)

    @property
    def upright(self) -> NDArray[np.bool_]:
        """Which stand upright (n,); the others are level."""
        return self.boxes[:, 2] - self.boxes[:, 0] <= STRAIGHT


def edges_of(drawn: Sequence[Drawn], frame: Frame) -> Edges:
    """Return the straight edges of all paths of a page; none of a drawing with a great many."""
    lines: list[tuple[float, float, float, float]] = []
    is_rule: list[bool] = []
    looked_at = 0
    for item in drawn:
        if item.kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        looked_at += max(_segments(item.handle), 0)
        for part, rule in _straight_parts(item.handle, item.outer):
            lines += part
            is_rule += [rule] * len(part)
        if len(lines) > MAX_PAGE_EDGES or looked_at > MAX_PAGE_SEGMENTS:
            return Edges()
    if not lines:
        return Edges()
    boxes = frame.shown(np.array(lines))
    lean = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    kept = (lean <= STRAIGHT) & ((boxes[:, 2:] - boxes[:, :2]).max(axis=1) >= 1.0)
    return Edges(boxes[kept], np.array(is_rule)[kept])


def _straight_parts(item: int, outer: Matrix) -> Iterator[tuple[list[tuple[float, float, float, float]], bool]]:
    """Yield the edges of each part of a path, and whether they are rules."""
    count = _segments(item)
    if count < 2 or count > MAX_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _draw_mode(item, ctypes.addressof(fill), ctypes.addressof(stroke))
    if not fill.value and not stroke.value:
        return
    a, b, c, d, e, f = times(matrix_of(item), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.addressof(x), ctypes.addressof(y)
    points: list[tuple[float, float]] = []
    edges: list[tuple[float, float, float, float]] = []
    for i in range(count + 1):
        segment = _segment(item, i) if i < count else None
        kind = _segment_kind(segment) if segment else raw.FPDF_SEGMENT_MOVETO
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 2 and points[0] != points[-1]:
                edges.append((*points[-1], *points[0]))
            yield edges, bool(stroke.value) or _is_thin(points)
            points, edges = [], []
        if not segment:
            continue
        _point(segment, to_x, to_y)
        point = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            edges.append((*points[-1], *point))
        points.append(point)


def _is_thin(points: list[tuple[float, float]]) -> bool:
    xs, ys = zip(*points, strict=True)
    return bool(min(max(xs) - min(xs), max(ys) - min(ys)) < RULE)


def ruled_tables(edges: Edges) -> list[Cells]:
    """Return the tables that rules frame; shades count as rules only where no rules frame any."""
    for chosen in (edges.is_rule, np.ones(len(edges), dtype=np.bool_)):
        boxes, upright = edges.boxes[chosen], edges.upright[chosen]
        count = int(upright.sum())
        if min(count, len(boxes) - count) < MIN_EDGES or len(boxes) > MAX_EDGES:
            continue
        lines = [_edge(box, stands) for box, stands in zip(boxes.tolist(), upright.tolist(), strict=True)]
        settings: dict[str, Any] = {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": [line for line in lines if line["orientation"] == "v"],
            "explicit_horizontal_lines": [line for line in lines if line["orientation"] == "h"],
        }
        found: Any = TableFinder(None, settings).tables  # type: ignore[arg-type]  # it needs a page for text only
        tables = [[row.cells for row in table.rows] for table in found]
        tables = [rows for rows in tables if len(rows) >= 2 and len(rows[0]) >= 2]
        if tables:
            return tables
    return []


def _edge(box: list[float], stands: bool) -> dict[str, Any]:
    x0, top, x1, bottom = box
    if stands:
        x0 = x1 = (x0 + x1) / 2
    else:
        top = bottom = (top + bottom) / 2
    return {
        "object_type": "rect_edge",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "y0": -bottom,
        "y1": -top,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "v" if stands else "h",
    }


def level_rules(edges: Edges) -> list[Rule]:
    """Return the level rules and the upper and lower edges of shades; none where a drawing has a great many."""
    level = edges.boxes[~edges.upright].tolist()
    return [(x0, top, x1) for x0, top, x1, _ in level] if len(level) <= MAX_RULES else []
