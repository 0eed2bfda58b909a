"""Extract: what each file's pages say, line by line with its place; a file that cannot be read says why."""

from pipelines.extract.batch import extract_batch, mark_twins

__all__ = ["extract_batch", "mark_twins"]
