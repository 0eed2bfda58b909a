"""Segment: the sentences of each document, with their place, their section and what part of the page they are."""

from pipelines.segment.batch import segment_batch

__all__ = ["segment_batch"]
