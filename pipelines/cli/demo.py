"""`avowal demo`: the whole of it on the example documents that come with Avowal."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.")] = Path("demo-results"),
    replace: Annotated[bool, typer.Option("--replace", help="Exchange the results of an earlier demo.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Analyse the example documents: invented suppliers, as PDF and DOCX, good and poor."""
    import corpora
    from pipelines import request
    from pipelines.cli.analyse import carry_out

    examples = Path(corpora.__file__).with_name("authored") / "examples"
    asked = request.check([examples], out, manifest=examples / "manifest.csv", replace=replace)
    raise typer.Exit(carry_out(asked, as_json))
