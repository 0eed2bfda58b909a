"""Where a report goes: new pages take the place of the old ones together, and no other file there is touched."""

import re
import shutil
from pathlib import Path

from pipelines.store import OutputError

PAGE, PARTS, TENDERS, ANNOTATED = "report.html", "report", "tenders", "annotated"
# what a report calls its files within its folders: nobody else's end in eight digits of a digest
OURS = {
    PARTS: re.compile(r"[a-z0-9-]+-[0-9a-f]{8}\.html|map-[a-z0-9-]+-\d+\.html"),
    TENDERS: re.compile(rf"[a-z0-9-]+-[0-9a-f]{{8}}\.(?:html|xlsx)|{ANNOTATED}"),
    ANNOTATED: re.compile(r".*-[0-9a-f]{8}\.pdf", re.DOTALL),
}
FOLDERS = (PARTS, TENDERS, f"{TENDERS}/{ANNOTATED}", ANNOTATED)
MARK = b"Avowal</title>"
HEAD = 8192  # bytes of a page in which its title stands


def refuse_what_is_not_ours(out: Path) -> None:
    """Say at once what a report would overwrite that no report has written.

    Raises:
        OutputError: where the folder holds a file, or a folder with files, of a name that the report needs.
    """
    page = out / PAGE
    is_other = page.exists() and not (page.is_file() and MARK in _head(page))
    for place in [page] if is_other else [out / folder for folder in FOLDERS if not _is_ours(out / folder)]:
        raise OutputError(
            f"{place} is not part of a report of Avowal; it is left alone.",
            remedy="Move it, or name another folder with -o.",
        )


def _head(page: Path) -> bytes:
    with page.open("rb") as file:
        return file.read(HEAD)


def _is_ours(folder: Path) -> bool:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    return not folder.exists() or all(OURS[folder.name].fullmatch(entry.name) for entry in folder.iterdir())


def publish(working: Path, out: Path) -> tuple[Path, ...]:
    """Move the pages of a folder to their places; where one cannot be moved, all earlier ones stand again.

    Args:
        working: a folder within `out`; what it holds stays there where something fails.
        out: as `refuse_what_is_not_ours` found it.

    Raises:
        OSError: where a page cannot be moved.
    """
    earlier = working / "earlier"
    earlier.mkdir()
    try:
        for name in (PARTS, TENDERS):
            if (out / name).exists():
                (out / name).rename(earlier / name)
            if (working / name).exists():
                (working / name).rename(out / name)
        (working / PAGE).replace(out / PAGE)
    except OSError:
        for before in earlier.iterdir():
            shutil.rmtree(out / before.name, ignore_errors=True)
            before.rename(out / before.name)
        raise
    parts = (path for folder in (PARTS, TENDERS) for path in sorted((out / folder).glob("*.html")))
    return (out / PAGE, *parts)
