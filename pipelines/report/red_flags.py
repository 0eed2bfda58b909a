"""Passages of a run that a person should look at first: its red flags, each with its page and its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from corpora.pattern import failure_patterns
from pipelines.patterns.lowered import VICTIM, WITHHELD

MAX_QUOTE = 160  # characters
Row = Mapping[str, Any]


def red_flags(flags: Iterable[Row], sentences: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Return the red flags by document, one a pattern and passage, in the order of their places.

    A flag without sentences says that something is not there, so it has neither page nor words. A passage by which a
    victim could be known is shown by its page alone.
    """
    words = {row["sentence_id"]: row for row in sentences}
    found: dict[str, dict[tuple[str, str | None], dict[str, Any]]] = defaultdict(dict)
    for flag in flags:
        pattern = failure_patterns()[flag["pattern"]]
        if not pattern.red_flag:
            continue
        places = [sentence for sentence in flag["sentence_ids"] if sentence in words]
        for sentence in places[:1] or [None]:
            row = {"pattern": pattern.code, "name": pattern.name, "page": None, "quote": None, "sentence_id": sentence}
            if sentence is not None:
                spans = words[sentence]["spans"]
                row["page"] = spans[0]["page"] if spans else None
                row["quote"] = WITHHELD if pattern.code == VICTIM else _cut(words[sentence]["text"])
            found[flag["document_id"]].setdefault((pattern.code, sentence), row)
    return {
        document: sorted(rows.values(), key=lambda row: (row["page"] is None, row["page"] or 0, row["pattern"]))
        for document, rows in found.items()
    }


def _cut(text: str) -> str:
    return text if len(text) <= MAX_QUOTE else f"{text[:MAX_QUOTE].rsplit(' ', 1)[0]} …"
