"""Seeded layouts with known text as PDFs: made on demand by three producers and kept in the state folder."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pypdfium2

from corpora.errors import AvowalError
from pipelines.bench.extract.plan import Plan, plan_of
from pipelines.bench.extract.print import browser, print_with_chromium, running_lines

SOURCES = ("plan", "prose", "print", "canvas", "platypus")


class LayoutError(AvowalError):
    """A layout cannot be made here."""

    exit_code = 4
    remedy = "Install reportlab (bin/setup does, for tests) and, for the layouts printed by a browser, Chromium."


@dataclass(frozen=True, slots=True)
class Layout:
    """A PDF and what it says; `furniture` holds the running and contents lines page by page."""

    plan: Plan
    path: Path
    furniture: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """How it is called in tables."""
        return f"{self.plan.seed:03} {self.plan.kind}, {self.plan.producer}"


def make_layouts(
    count: int, folder: Path, first: int = 0, progress: Callable[[str, int, int], None] = lambda step, done, total: None
) -> tuple[list[Layout], int]:
    """Return the layouts of `count` seeds from `first` on, and how many were left out for want of Chromium.

    Raises:
        LayoutError: reportlab is missing.
    """
    chromium = browser()
    home = folder / _digest(chromium)
    home.mkdir(parents=True, exist_ok=True)
    layouts: list[Layout] = []
    plans = [plan_of(seed) for seed in range(first, first + count)]
    for i, plan in enumerate(plans):
        if plan.producer != "chromium" or chromium:
            layouts.append(_layout(plan, home, chromium))
        progress("layouts", i + 1, count)
    return layouts, count - len(layouts)


def _layout(plan: Plan, home: Path, chromium: str | None) -> Layout:
    path = home / f"layout{plan.seed}.pdf"
    lines = path.with_suffix(".json")
    if not lines.is_file():
        data, furniture = _made(plan, chromium)
        path.write_bytes(data)
        lines.write_text(json.dumps(furniture), encoding="utf-8")
    furniture = json.loads(lines.read_text(encoding="utf-8"))
    return Layout(plan, path, tuple(map(tuple, furniture)))


def _made(plan: Plan, chromium: str | None) -> tuple[bytes, list[list[str]]]:
    if plan.producer == "chromium" and chromium:
        data = print_with_chromium(plan, chromium)
        return data, list(_printed_furniture(plan, data))
    try:
        if plan.producer == "platypus":
            from pipelines.bench.extract.platypus import set_with_platypus as make
        else:
            from pipelines.bench.extract.canvas import draw_with_canvas as make
        return make(plan)
    except ModuleNotFoundError as error:
        raise LayoutError(f"The layouts need the package {error.name}.") from error


def _printed_furniture(plan: Plan, data: bytes) -> Iterator[list[str]]:
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    listed = 2 if len(plan.sections) > 1 and plan.sections[1].role == "contents" else 0
    for page in range(1, pages + 1):
        entries = [" ".join(block.sentences) for block in plan.sections[1].blocks] if page == listed else []
        yield [*running_lines(plan, page, pages), *entries]


def _digest(chromium: str | None) -> str:
    """Return a name for all that decides how layouts come out."""
    digest = hashlib.sha256((chromium or "").encode())
    for name in SOURCES:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    try:
        digest.update(version("reportlab").encode())
    except PackageNotFoundError:
        digest.update(b"none")
    return digest.hexdigest()[:16]
