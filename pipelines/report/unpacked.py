"""What a worker does for `sources`: unpack a ZIP, an e-mail or a PDF one level, each member under its digest."""

import json
from pathlib import Path
from typing import Any

from corpora.document import Source
from pipelines.extract.failure import ReadingError
from pipelines.extract.inside.member import as_source, numbered, shown_name
from pipelines.extract.inside.unpack import unpack
from pipelines.ingest.media import detect


def work(request: Any) -> bytes:
    """Unpack one file into the spool and tell its members' names, as extraction spells them, and digests, as JSON.

    Args:
        request: `held`, the place of the bytes; `spool`, the folder for those of the members; and `max_bytes`, which
            these may have together.
    """
    data = Path(request["held"]).read_bytes()
    outer = Source("", None, detect(data).media_type, len(data), 0.0)
    taken: set[str] = set()
    try:
        members = [
            as_source(member, outer, numbered(shown_name(member.name), taken), Path(request["spool"]))
            for member in unpack(data, outer.media_type or "", request["max_bytes"])
        ]
    except ReadingError as error:
        return json.dumps({"refused": str(error)}).encode()
    known = {member.path.removeprefix("/"): member.document_id for member in members if member.document_id}
    return json.dumps({"members": known}).encode()
