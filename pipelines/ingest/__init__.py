"""Ingest: which files there are, what each one is by its content, and what the user says of it."""

from pipelines.ingest.given_sentences import GivenSentencesError, read_sentences
from pipelines.ingest.manifest import ManifestError
from pipelines.ingest.sources import NothingToReadError, PathNotFoundError, check_inputs, find_sources

__all__ = [
    "GivenSentencesError",
    "ManifestError",
    "NothingToReadError",
    "PathNotFoundError",
    "check_inputs",
    "find_sources",
    "read_sentences",
]
