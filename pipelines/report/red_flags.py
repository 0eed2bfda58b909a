"""Passages of a run that a person should look at first: its red flags, each with its page and its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipelines.patterns.lowered import VICTIM, WITHHELD
from pipelines.patterns.told import told

MAX_QUOTE = 160  # characters
Row = Mapping[str, Any]


def red_flags(
    flags: Iterable[Row],
    sentences: Iterable[Row],
    documents: Mapping[str, Row] | None = None,
    as_of: date | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """Return the red flags by document, one a pattern and passage, by place, each with what it means.

    A flag without sentences says that something is not there, so it has neither page nor words. A passage by which a
    victim could be known is shown by its page alone.
    """
    words = {row["sentence_id"]: row for row in sentences}
    found: dict[str, dict[tuple[str, str | None], dict[str, Any]]] = defaultdict(dict)
    for flag in flags:
        document = (documents or {}).get(flag["document_id"], {})
        looked_at = document.get("published_on") or as_of
        said = told(flag["pattern"], flag["sentence_ids"], document.get("period_end"), looked_at)
        if not said.red_flag:
            continue
        places = [sentence for sentence in flag["sentence_ids"] if sentence in words]
        for sentence in places[:1] or [None]:
            row = {"pattern": flag["pattern"], "name": said.name, "means": said.means, "page": None, "quote": None}
            row["sentence_id"] = sentence
            if sentence is not None:
                spans = words[sentence]["spans"]
                row["page"] = spans[0]["page"] if spans else None
                row["quote"] = WITHHELD if flag["pattern"] == VICTIM else _cut(words[sentence]["text"])
            found[flag["document_id"]].setdefault((flag["pattern"], sentence), row)
    return {
        document: sorted(rows.values(), key=lambda row: (row["page"] is None, row["page"] or 0, row["pattern"]))
        for document, rows in found.items()
    }


def _cut(text: str) -> str:
    return text if len(text) <= MAX_QUOTE else f"{text[:MAX_QUOTE].rsplit(' ', 1)[0]} …"
