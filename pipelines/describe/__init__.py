"""Describe a document from its own words: kind, title, entities, period, language and the Acts it answers."""

from pipelines.describe.describe import describe

__all__ = ["describe"]
