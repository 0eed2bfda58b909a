"""Look at pages: `python tests/browser/look.py report.html shots/` takes pictures and says what is wrong.

For each HTML file: pictures of desktop, dark, phone (360 px) and zoom (200 %), cut into pieces that can be looked at, a
PDF as printed with its pages as pictures, and on the screen a line a view of what axe found, then what overflows, is
cramped, was asked for from elsewhere or stood on the console.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

if __name__ == "__main__":  # run as a file, it finds its neighbours from the repository's root
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.browser import measures
from tests.browser.chromium import Chromium, NoBrowserError, started

HEIGHT = 1560  # of a picture, in its own pixels
LOOKS = (("desktop", "desktop", False), ("dark", "desktop", True), ("phone", "phone", False), ("zoom", "zoom", False))


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 where something was found, 2 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="HTML files")
    parser.add_argument("out", type=Path, metavar="OUTDIR", help="where pictures go; made where it is missing")
    parser.add_argument("--no-axe", action="store_true", help="pictures and overflow alone, in a fraction of the time")
    parser.add_argument("--incomplete", action="store_true", help="list what axe leaves to a person, too")
    parser.add_argument("--tabs", action="store_true", help="list where Tab comes to rest")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    try:
        with started() as chromium:
            found = sum([_look(chromium, file, chosen) for file in chosen.files])
    except NoBrowserError as error:
        print(f"look: {error}", file=sys.stderr)
        return 2
    return 1 if found else 0


def _look(chromium: Chromium, file: Path, chosen: argparse.Namespace) -> int:
    """Return how many things were found wrong."""
    wrong = 0
    for name, view, dark in LOOKS:
        opened = chromium.open_page(file, view, dark=dark)
        measures.load_pictures(opened)
        _pictures(opened.page.screenshot(full_page=True), chosen.out, f"{file.stem}-{name}")
        if name == "desktop":
            _paper(measures.printed(opened), chosen.out, file.stem)
        said: list[str] = []
        if name != "zoom" and not chosen.no_axe:
            audit = measures.audit(opened)
            print(
                f"{file.name:<28} {name:<8} {len(audit.violations):>3} violations {audit.passes:>4} passes "
                f"{len(audit.incomplete):>3} incomplete"
            )
            said += [f"axe: {finding}" for finding in audit.violations]
            if chosen.incomplete:
                print(*(f"    ? {finding}" for finding in audit.incomplete), sep="\n")
        said += [f"overflow: {line}" for line in measures.overflow(opened)]
        said += [f"cramped: {line}" for line in measures.cramped(opened)]
        said += [f"asked: {line}" for line in measures.requests(opened)]
        said += [f"console: {line}" for line in opened.errors]
        stops = measures.tab_order(opened) if chosen.tabs else []
        said += [f"focus covered: {stop.name}" for stop in stops if stop.covered]
        said += [f"focus without an outline: {stop.name}" for stop in stops if not stop.outlined]
        if stops and name == "desktop":
            print("    Tab:", " > ".join(stop.name[:30] for stop in stops))
        print(*(f"    {file.name} {name} {line}" for line in said), sep="\n", end="\n" if said else "")
        wrong += len(said)
        opened.page.context.close()
    return wrong


def _pictures(page: bytes, out: Path, name: str) -> None:
    """Cut a long page into pictures that a viewer shows without shrinking them."""
    _remove(out, f"{name}-*.png")
    with Image.open(io.BytesIO(page)) as whole:
        for number, top in enumerate(range(0, whole.height, HEIGHT), 1):
            part = whole.crop((0, top, whole.width, min(top + HEIGHT, whole.height)))
            part.save(out / f"{name}-{number:02}.png", compress_level=1)


def _paper(pdf: bytes, out: Path, name: str) -> None:
    """Write the PDF, and each of its pages as a picture."""
    _remove(out, f"{name}-print-*.png")
    (out / f"{name}.pdf").write_bytes(pdf)
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number, sheet in enumerate(document, 1):
            sheet.render(scale=100 / 72).to_pil().save(out / f"{name}-print-{number:02}.png", compress_level=1)


def _remove(out: Path, pattern: str) -> None:
    """Remove what an earlier look at a longer page left."""
    for stale in out.glob(pattern):
        stale.unlink()


if __name__ == "__main__":
    sys.exit(main())
