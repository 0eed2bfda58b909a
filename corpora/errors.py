"""The root of every error that a person is meant to read."""

from typing import ClassVar


class AvowalError(Exception):
    """An error with a remedy; each kind stands beside its code and the command line maps it to its exit code."""

    remedy: ClassVar[str] = ""
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.advice = remedy if remedy is not None else self.remedy
