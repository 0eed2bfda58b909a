"""`avowal show-page`: a page with what was read of it drawn on top."""

from pathlib import Path
from typing import Annotated

import typer


def show_page(
    file: Annotated[Path, typer.Argument(help="A PDF, or a picture of a page.", show_default=False)],
    page: Annotated[int, typer.Argument(help="Number of the page, from 1.", min=1, show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="PNG to write. Default: in this folder, named after the page.")
    ] = None,
) -> None:
    """Draw lines, layers, blocks, reading order, cells and sentence starts of a page on its picture."""
    from pipelines.bench.show_page import draw_page

    picture = draw_page(file, page)
    target = out or Path(f"{file.stem}-page{page}-as-read.png")
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(target, format="PNG")
    typer.echo(target)
