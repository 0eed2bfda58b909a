"""The words and figures of a chart in a Word document: its titles, and a line for each figure that it draws."""

from collections.abc import Iterator
from typing import Any

from pipelines.extract.package import local
from pipelines.extract.xlsx.numbers import shown

MAX_FIGURES = 500


def chart_lines(root: Any) -> Iterator[str]:
    """Yield the titles of a chart and its figures, as "Visits 2025: 14"."""
    for title in root.iter("{*}title"):
        yield "".join(text.text or "" for text in title.iter("{*}t"))
    series = list(root.iter("{*}ser"))
    left = MAX_FIGURES
    for one in series:
        name = " ".join(_points(one, "tx").values()) if len(series) > 1 else ""
        labels = _points(one, "cat") or _points(one, "xVal")
        figures = _points(one, "val") or _points(one, "yVal")
        for index, figure in list(figures.items())[:left]:
            label = " ".join(filter(None, [name, labels.get(index, "")]))
            yield f"{label}: {figure}" if label else figure
        left -= min(len(figures), left)


def _points(series: Any, part: str) -> dict[str, str]:
    """Return what a series holds of a part (its name, labels, figures) by index, figures as they are shown."""
    holder = next((child for child in series if local(child) == part), None)
    if holder is None:
        return {}
    code = next((element.text for element in holder.iter("{*}formatCode")), None) or "General"
    found = {}
    for point in holder.iter("{*}pt"):
        value = next((child.text for child in point if local(child) == "v"), None) or ""
        found[point.get("idx") or ""] = _shown(value, point.get("formatCode") or code)
    name = next((element.text for element in holder.iter("{*}v")), None)
    return found or ({"0": name} if name else {})


def _shown(value: str, code: str) -> str:
    try:
        return shown(float(value), code)
    except (ValueError, OverflowError):
        return value
