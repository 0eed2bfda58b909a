"""Documents of one run that claim the same entity and period: each is judged by itself, and a person is told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

HEADING = "Several documents for one entity and period"
REMEDY = "Each is judged by itself. Name what replaces what in the manifest (column supersedes)."


def rivals(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return a row of path, reason and remedy for each group of documents that speak for one entity and period.

    What replaces another document, as the manifest says, is no rival of it; nor are documents of other kinds (an annex
    beside its statement), or without an entity or a period.
    """
    groups: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for one in documents:
        if one.get("entity") and one.get("period_end"):
            groups[" ".join(str(one["entity"]).lower().split()), str(one["period_end"]), str(one.get("kind"))].append(
                one
            )
    rows = []
    for (_, end, _), group in sorted(groups.items()):
        replaced = {one["supersedes"] for one in group if one.get("supersedes")}
        rest = [one for one in group if not replaced & {one["path"], one.get("document_id")}]
        if len(rest) > 1:
            paths = ", ".join(sorted(str(one["path"]) for one in rest))
            reason = f"All speak for {rest[0]['entity']}, for the period to {end}."
            rows.append({"path": paths, "reason": reason, "remedy": REMEDY})
    return rows
