"""What a flag is called for a reader, and what it means: a few patterns are of kinds that must not be mixed up."""

from collections.abc import Sequence
from datetime import date

from corpora.pattern import Told, failure_patterns

MAX_AGE_MONTHS = 18  # of a period, at the day of analysis or of publication
DAYS_A_MONTH = 30.44


def told(code: str, sentence_ids: Sequence[str], period_end: date | None = None, looked_at: date | None = None) -> Told:
    """Return the name of a flag, what it means, and whether it is a red flag.

    A flag holds no words of its own: which kind it is follows from its passages and its document. A period that is
    read and right is never called wrong or missing, however old it is; a company that the text names is never called
    unnamed for the subsidiaries beside it.

    Args:
        code: of the pattern.
        sentence_ids: of the flag.
        period_end: of the document.
        looked_at: day of its publication where that is known, else the day of analysis.

    Source: specification 8 (F07, F08), 2.4 (age of a document).
    """
    pattern = failure_patterns()[code]
    if code == "F07":
        return pattern.kinds[_period(len(sentence_ids), period_end, looked_at)]
    if code == "F08":
        return pattern.kinds["members" if sentence_ids else "entity"]
    return Told(name=pattern.name, means=pattern.means, red_flag=pattern.red_flag)


def is_old(period_end: date, looked_at: date | None) -> bool:
    """Whether a period ended so long before the day that its statement is no longer the current one."""
    return looked_at is not None and (looked_at - period_end).days / DAYS_A_MONTH > MAX_AGE_MONTHS


def _period(passages: int, end: date | None, looked_at: date | None) -> str:
    if passages > 1:  # an old period is shown by one passage at most
        return "mixed"
    if end is not None and is_old(end, looked_at):
        return "old"
    return "mixed" if passages or end else "missing"
