"""How a reader says that a file cannot be read, and how a file that broke its reader is told."""

from corpora.document import Outcome
from corpora.errors import AvowalError
from pipelines.isolate import Fault

SMALLER = "Give a smaller version, or the part that holds the statement."
ANEW = "Print it to a new PDF and give that; if it fails again, this is a fault in Avowal worth reporting."

# what it did twice to a process of its own: outcome, reason, remedy
BROKEN = {
    Fault.CRASHED: (Outcome.UNREADABLE, "Reading it crashed, twice; no other file was harmed.", ANEW),
    Fault.HUNG: (Outcome.REFUSED, "Reading it came to no end, twice, and was stopped.", ANEW),
    Fault.MEMORY: (Outcome.REFUSED, "Reading it takes more memory than is allowed.", SMALLER),
    Fault.OUTPUT: (Outcome.REFUSED, "It gives more text than any document.", SMALLER),
}


class ReadingError(AvowalError):
    """One file cannot be read: extraction turns this into a row with outcome, reason and remedy."""

    exit_code = 1

    def __init__(self, outcome: Outcome, reason: str, remedy: str | None = None) -> None:
        super().__init__(reason, remedy)
        self.outcome = outcome
