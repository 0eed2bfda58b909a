"""The report of a run: pages, a workbook and marked files, made from its tables alone and from the originals."""
