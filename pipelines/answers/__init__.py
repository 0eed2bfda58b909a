"""Tender responses: what one bidder sent is judged together, a question at a time."""

from pipelines.answers.judged import Decided, decide, feeding
from pipelines.answers.states import with_states
from pipelines.answers.submission import Submission, is_form, submissions_of

__all__ = ["Decided", "Submission", "decide", "feeding", "is_form", "submissions_of", "with_states"]
