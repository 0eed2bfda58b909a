"""Pictures of one label's curves, as SVG: precision against recall, and probability against frequency."""

import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from corpora.errors import AvowalError
from models.report.curves import Curve
from models.report.trust import Reliability

INK, QUIET, LINE = "#22262a", "#5b6066", "#0b5750"  # of the document page in the design
GROUND = "#ffffff"
SIZE = (4.2, 1.95)  # inches
MOST = 90.0  # area of the largest dot, in square points
STYLE: Any = {
    "font.family": "sans-serif",
    "font.size": 8.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "avowal",  # the same curves give the same bytes
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
}


class DrawingError(AvowalError):
    """The library that draws curves is not installed."""

    remedy = "pip install 'avowal[train]'"
    exit_code = 4


def check_drawing() -> None:
    """Look whether curves can be drawn, before anybody waits for a measurement.

    Raises:
        DrawingError: where matplotlib is missing.
    """
    if find_spec("matplotlib") is None:
        raise DrawingError("Curves are drawn with matplotlib, which is not installed.")


def draw(curve: Curve, reliability: Reliability) -> bytes:
    """Return an SVG of both curves side by side, on the light ground of a document page.

    Args:
        curve: precision and recall; drawn as a line with a dot at each threshold.
        reliability: drawn as rings, the larger the more sentences, beside a dashed line where all would lie if each
            probability came true.

    Raises:
        DrawingError: where matplotlib is missing.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DrawingError("Curves are drawn with matplotlib, which is not installed.") from error
    with rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained", facecolor=GROUND)
        left, right = figure.subplots(1, 2)
        seen = [point for point in curve.points if point.precision is not None]
        left.plot(
            [p.recall for p in seen], [p.precision for p in seen], "-o", color=LINE, markersize=2.5, linewidth=1.3
        )
        right.plot([0, 1], [0, 1], "--", color=QUIET, linewidth=0.9)
        told, true = [b.probability for b in reliability.bins], [b.frequency for b in reliability.bins]
        right.plot(told, true, "-", color=LINE, linewidth=1)
        right.scatter(
            told,
            true,
            s=_areas([b.rows for b in reliability.bins]),
            facecolors=GROUND,
            edgecolors=LINE,
            linewidths=1.2,
            zorder=3,
        )
        for axes, across, up in ((left, "recall", "precision"), (right, "probability", "came true")):
            axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), xlabel=across, ylabel=up)
            axes.set_xticks([0, 0.5, 1], labels=["0", ".5", "1"])
            axes.set_yticks([0, 0.5, 1], labels=["0", ".5", "1"])
        stream = io.BytesIO()
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def in_words(curve: Curve, reliability: Reliability) -> str:
    """Return what the picture shows, for those who do not see it."""
    marks = [point for point in curve.points if point.threshold in (0.2, 0.5, 0.8) and point.precision is not None]
    said = "; ".join(f"at {p.threshold:.1f} precision {p.precision:.2f} and recall {p.recall:.2f}" for p in marks)
    largest = max(reliability.bins, key=lambda b: abs(b.probability - b.frequency) if b.rows >= 10 else 0, default=None)
    text = f"Average precision {curve.average_precision:.2f}"
    text += f"; by threshold: {said}." if said else "."
    text += f" Probabilities are off by {reliability.error:.3f} on average"
    if largest:
        text += f"; furthest where they say {largest.probability:.2f} and {largest.frequency:.2f} came true"
    return f"{text}."


def _areas(rows: Sequence[int]) -> list[float]:
    most = max(rows, default=1)
    return [max(8.0, MOST * (count / most) ** 0.5) for count in rows]
