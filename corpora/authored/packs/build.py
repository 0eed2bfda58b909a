"""Build the response packs: each a folder of what a bidder sent, its manifest, and the pairs that a person reads.

Run `python -m corpora.authored.packs.build [FOLDER [FOLDER_OF_UNSEEN]]`. It needs
reportlab, which is in the extra `test`.
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpora.authored.packs import (
    brayholme,
    corran,
    dacepell,
    ferncliffe,
    halvorsen,
    inverallan,
    oskarsen,
    tarnbrook,
    wendham,
    wirrabilla,
)
from corpora.authored.packs.setting import Pack

FOLDER = Path(__file__).with_name("sent")
UNSEEN_FOLDER = Path(__file__).with_name("unseen")
PACKS: tuple[Callable[[], Pack], ...] = (
    tarnbrook.pack,
    oskarsen.pack,
    ferncliffe.pack,
    corran.pack,
    wendham.pack,  # this one and the next were written when the code that attaches was done
    halvorsen.pack,
)
UNSEEN: tuple[Callable[[], Pack], ...] = (  # by a writer who had not read that code: to measure on, never to mend by
    brayholme.pack,
    dacepell.pack,
    inverallan.pack,
    wirrabilla.pack,
)


def build(target: Path = FOLDER, packs: Sequence[Callable[[], Pack]] = PACKS) -> list[Path]:
    """Write every pack into a folder of its own and return the folders."""
    built = []
    for make in packs:
        pack = make()
        folder = target / pack.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in pack.files.items():
            (folder / name).write_bytes(content)
        gold = json.dumps([asdict(asked) for asked in pack.gold], ensure_ascii=False, indent=1)
        (folder / "gold.json").write_text(gold + "\n", encoding="utf-8")
        (folder / "manifest.csv").write_text(_manifest(pack), encoding="utf-8")
        built.append(folder)
    return built


def _manifest(pack: Pack) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["path", "procurement", "lot", "bidder"])
    writer.writerows([name, pack.procurement, pack.lot, pack.bidder] for name in sorted(pack.files))
    return out.getvalue()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    build(Path(sys.argv[2]) if len(sys.argv) > 2 else UNSEEN_FOLDER, UNSEEN)
