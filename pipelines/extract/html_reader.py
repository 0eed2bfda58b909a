"""Walk a web page's tree in document order and write a line whenever a block ends."""

import re
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpora.document import Layer, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.html_forms import entered
from pipelines.extract.html_frame import LABEL, Frame
from pipelines.extract.html_opened import is_opened, openable
from pipelines.extract.html_style import Sheet
from pipelines.extract.html_tables import Table, lays_out
from pipelines.extract.html_unseen import Sight, enter
from pipelines.extract.page import PageWriter
from pipelines.extract.spaced_letters import close_up
from pipelines.ingest.media import GET_AGAIN

MAX_DEPTH = 400
_DROPPED = """
script style noframes template head math iframe object embed canvas audio video button datalist map area rt rp option
title desc metadata defs symbol
"""
DROPPED = frozenset(_DROPPED.split())
_BLOCKS = """
p div section article main header footer nav aside dialog menu h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead
tbody tfoot tr td th caption blockquote pre address figure figcaption form fieldset legend details summary body
html hr center noscript svg text search hgroup textarea select
"""
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = {f"h{n}": n for n in range(1, 7)}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
QUOTES = {"q": ("“", "”")}


class TreeReader:
    """Writes the lines of a page; `unseen` are those texts that a reader cannot see, by reason."""

    def __init__(self, writer: PageWriter, root: Any, sheet: Sheet, with_noscript: bool = False) -> None:
        self._writer, self._sheet, self._frame = writer, sheet, Frame(root)
        self._opened = openable(root)
        self._with_noscript = with_noscript
        self._pieces: list[tuple[str, str, bool]] = []  # text, why it is unseen, whether it is bold
        self._counts: Counter[str] = Counter()
        self._owner = "body"  # locator of the text collected
        self._level = 0
        self._layer = Layer.BODY
        self._in_main = False
        self._mark = ""  # of a list's item, written before its first line
        self._tables: list[Table | None] = []
        self.unseen: list[tuple[str, str]] = []

    def read(self, root: Any) -> None:
        """Write the page."""
        elsewhere = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        # a sheet that is not here, or a rule that is not looked up, may colour any ground
        paper = Sight(ground=None) if elsewhere or self._sheet.is_partial else Sight()
