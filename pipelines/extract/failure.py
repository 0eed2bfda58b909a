"""How a reader says that a file cannot be read."""

from corpora.document import Outcome
from corpora.errors import AvowalError


class ReadingError(AvowalError):
    """One file cannot be read: extraction turns this into a row with outcome, reason and remedy."""

    exit_code = 1

    def __init__(self, outcome: Outcome, reason: str, remedy: str | None = None) -> None:
        super().__init__(reason, remedy)
        self.outcome = outcome
