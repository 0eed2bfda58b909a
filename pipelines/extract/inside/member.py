"""What lies inside another file: its name made safe to show, its bytes kept under a name of our own."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpora.document import Outcome, Source
from pipelines.ingest.media import GET_AGAIN, Media, detect

MAX_NAME_CHARS = 200
LITTER = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "$recycle.bin"})
NEVER_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
DRIVE = re.compile(r"^[A-Za-z]:")
NO_NAME = "without a name"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another; without data, outcome, reason and remedy say why."""

    name: str  # as it stands there: never to be trusted, nor used as a path
    data: bytes = b""
    outcome: Outcome = Outcome.READ
    reason: str | None = None
    remedy: str | None = None


def is_litter(name: str) -> bool:
    """Whether a system left this beside the documents, as a Mac's `._` twin of each file."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    return any(part.lower() in LITTER for part in parts) or bool(parts and parts[-1].startswith((".", "~$")))


def shown_name(name: str) -> str:
    """Return the name as a relative path that leads nowhere but down, fit to be shown."""
    name = NEVER_IN_A_NAME.sub("", unicodedata.normalize("NFC", name)).replace("\\", "/")
    parts = [part for part in DRIVE.sub("", name).split("/") if part.strip() not in ("", ".", "..")]
    whole = "/".join(parts)
    if len(whole) > MAX_NAME_CHARS:
        suffix = PurePosixPath(whole).suffix[:10]
        whole = whole[: MAX_NAME_CHARS - len(suffix)].rstrip("/ .") + suffix
    return whole or NO_NAME


def numbered(name: str, taken: set[str]) -> str:
    """Return the name, with a number where another member has it already, and take it."""
    path = PurePosixPath(name)
    count = 1
    while name in taken:
        count += 1
        name = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
    taken.add(name)
    return name


def as_source(member: Member, outer: Source, name: str, spool: Path) -> Source:
    """Return the member as a source of its own, its bytes held in the spool under their digest.

    Args:
        member: as unpacked.
        outer: the file that it lies in: what the user says of that one holds for it.
        name: as shown.
        spool: folder for the bytes of members, while they are read.
    """
    path = f"{outer.path}/{name}"
    size = len(member.data)
    digest = hashlib.sha256(member.data).hexdigest() if member.outcome == Outcome.READ else None
    held = spool / (digest or "nothing")
    if digest is None:
        media = Media(None, member.outcome, member.reason, member.remedy)
    elif not member.data:
        media = Media(None, Outcome.EMPTY, "The file is empty (0 bytes).", GET_AGAIN)
    else:
        if not held.exists():
            held.write_bytes(member.data)
        media = detect(member.data, PurePosixPath(name).suffix.lower())
    told = (media.media_type, size, outer.modified, media.outcome, media.reason, media.remedy)
    return Source(path, digest, *told, subjects=outer.subjects, held=str(held))
