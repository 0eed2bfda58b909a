"""Gutters hardly wider than a word space: columns whose lines the page's words alone do not part."""

from collections.abc import Sequence
from statistics import median

from pipelines.extract.layout.fragments import Fragment, Item

Joint = tuple[int, float, float]

MIN_GAP_EMS = 0.35
WIDER = 1.5  # times the other gaps of its line
MIN_LINES = 4  # one below the other
MIN_JOINED = 3  # of them lines of both columns in one
MIN_CHARS = 15  # the usual line of either column: a number and its text are no columns
FLUSH = 1.0  # points
LEADING_EMS = 2.5
MAX_FRAGMENTS = 800  # a drawing or a form of figures: not worth the time


def narrow_gutter(items: Sequence[Item]) -> float | None:
    """Return the x right before the second of two columns that stand close, or None."""
    lines = sorted((i for i in items if isinstance(i, Fragment) and not i.typed), key=lambda f: f.top)
    if not MIN_LINES <= len(lines) <= MAX_FRAGMENTS:
        return None
    starts = sorted(start for line in lines for _, _, start in wide_joints(line))
    for i, start in enumerate(starts[: 1 - MIN_JOINED]):
        if starts[i + MIN_JOINED - 1] - start <= FLUSH and _parts(lines, start + FLUSH / 2):
            return start - 1.0
    return None


def wide_joints(line: Fragment) -> list[Joint]:
    """Return the gaps of a line that are wider than its word spaces."""
    gaps = [start - end for _, end, start in line.joints]
    if len(gaps) < 3 or max(gaps) < MIN_GAP_EMS * line.size:
        return []
    least = max(MIN_GAP_EMS * line.size, WIDER * median(gaps))
    return [joint for joint, gap in zip(line.joints, gaps, strict=True) if gap >= least]


def _parts(lines: Sequence[Fragment], x: float) -> bool:
    """Whether enough lines, one below the other, have a wide gap or their beginning at one x, and none runs over it."""
    run: list[tuple[str, str]] = []
    bottom = None
    for line in lines:
        if line.x1 < x - FLUSH:
            continue
        parts = _parted_at(line, x)
        if parts is None or (bottom is not None and line.bottom - bottom > LEADING_EMS * line.size):
            if _is_enough(run):
                return True
            run = []
        if parts is not None:
            run.append(parts)
        bottom = line.bottom
    return _is_enough(run)


def _parted_at(line: Fragment, x: float) -> tuple[str, str] | None:
    if abs(line.x0 - x) <= FLUSH:
        return "", line.text
    offset = next((offset for offset, _, start in wide_joints(line) if abs(start - x) <= FLUSH), None)
    return None if offset is None else (line.text[:offset], line.text[offset:])


def _is_enough(run: Sequence[tuple[str, str]]) -> bool:
    lefts = [left for left, _ in run if left]
    if len(run) < MIN_LINES or len(lefts) < MIN_JOINED:
        return False
    return min(median(map(len, lefts)), median(len(right) for _, right in run)) >= MIN_CHARS
