"""Read a web page: what it says without menus, scripts, hidden parts and cookie notices."""

import re

from lxml import etree, html

from corpora.document import Document, Layer, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.page import PageWriter
from pipelines.ingest.media import GET_AGAIN, HTML, decode

MAX_BYTES = 20_000_000
MAX_DEPTH = 400
_DROPPED = """
script style noscript template head svg math iframe object embed canvas audio video select option button input
textarea dialog map area nav aside
"""
DROPPED = frozenset(_DROPPED.split())
_BLOCKS = """
p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th
caption blockquote pre address figure figcaption form fieldset legend details summary body html hr center
"""
BLOCKS = frozenset(_BLOCKS.split())
TABLE_TAGS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
CELLS = ("td", "th")
MAX_CELL_CHARS = 3_000  # a cell with more is a page laid out as a table
HEADINGS = {f"h{n}": n for n in range(1, 7)}
FURNITURE_TAGS = frozenset({"header", "footer"})
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "dialog", "alert"}
)
FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookie|consent|gdpr|onetrust|navbar|nav|menu|breadcrumbs?|sidebar|site-?(?:header|footer)|footer"
    r"|masthead|newsletter|social|share|skip-?(?:link|to))(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
HIDDEN_RULE = re.compile(r"([^{}]+)\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read_html(data: bytes, document_id: str) -> Document:
    """Return the document as one page; locators are tags counted in document order, as p[4].

    Raises:
        ReadingError: The page holds no text, is too large, or is nested beyond reason.
    """
    if len(data) > MAX_BYTES:
        reason = f"The web page has {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES / 1e6:.0f} MB."
        raise ReadingError(Outcome.REFUSED, reason, "Give the part with the statement.")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_markup(data), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadingError(Outcome.EMPTY, "The web page holds no text.", GET_AGAIN) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):  # libxml2 drops what lies deeper
        raise ReadingError(Outcome.REFUSED, "The web page is nested too deeply to be read safely.", GET_AGAIN)
    writer = PageWriter(1, engine="lxml")
    _Reader(writer, _hidden_names(root)).read(root)
    page = writer.page()
    if not any(line.layer == Layer.BODY for line in page.lines):
        raise ReadingError(Outcome.EMPTY, "The web page shows no text of its own (it may need a browser).", GET_AGAIN)
    title = " ".join((root.findtext(".//title") or "").split()) or None
    return Document(document_id, HTML, (page,), title=title)


def _markup(data: bytes) -> str:
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data))


def _hidden_names(root: html.HtmlElement) -> frozenset[str]:
    """Return simple selectors (.name, #name) that a style sheet in the page hides."""
    rules = (rule for style in root.iter("style") for rule in HIDDEN_RULE.findall(style.text or ""))
    names = (name.strip() for rule in rules for name in rule.split(","))
    return frozenset(name for name in names if re.fullmatch(r"[.#][\w-]+", name))


def _chars(element: html.HtmlElement) -> int:
    return sum(len(text) for text in element.itertext())


class _Reader:
    """Walks the tree in document order and writes a line whenever a block ends."""

    def __init__(self, writer: PageWriter, hidden: frozenset[str]) -> None:
        self._writer, self._hidden = writer, hidden
        self._text: list[str] = []
        self._counts: dict[str, int] = {}
        self._owner = ("body", 0)  # tag and its number: the locator of the text collected
        self._level = 0
        self._layer = Layer.BODY
        self._table = self._row = self._cell = 0
        self._is_data = False  # whether the cell holds an entry: what stands in it keeps the cell's locator

    def read(self, root: html.HtmlElement) -> None:
        self._visit(root, 0)
        self._flush()

    def _visit(self, element: html.HtmlElement, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise ReadingError(Outcome.REFUSED, "The web page is nested too deeply to be read safely.", GET_AGAIN)
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or self._is_hidden(element):
            return
        if tag == "br":
            self._text.append("\v")
            return
        outer = self._owner, self._level, self._layer
        if block := tag in BLOCKS:
            self._flush()
            self._enter(element, tag)
        self._text.append(element.text or "")
        for child in element:
            self._visit(child, depth + 1)
            self._text.append(child.tail or "")
        if block:
            self._flush()
            self._owner, self._level, self._layer = outer

    def _enter(self, element: html.HtmlElement, tag: str) -> None:
        self._counts[tag] = self._counts.get(tag, 0) + 1
        if self._owner[0] not in CELLS or tag in TABLE_TAGS or not self._is_data:
            self._owner = tag, self._counts[tag]
        self._level = HEADINGS.get(tag, self._level)
        if tag == "table":
            self._table, self._row = self._counts[tag], 0
        elif tag == "tr":
            self._row, self._cell = self._row + 1, 0
        elif tag in CELLS:
            self._cell += 1
            self._is_data = next(element.iter("table"), None) is None and _chars(element) <= MAX_CELL_CHARS
            if self._is_data:
                self._writer.cell(self._locator())
        if self._is_furniture(element, tag):
            self._layer = Layer.FURNITURE

    def _is_hidden(self, element: html.HtmlElement) -> bool:
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if HIDDEN_STYLE.search(element.get("style") or ""):
            return True
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        return bool(names & self._hidden)

    @staticmethod
    def _is_furniture(element: html.HtmlElement, tag: str) -> bool:
        if tag in FURNITURE_TAGS and next(element.iterancestors("article", "main"), None) is None:
            titles = len(list(element.iter("h1")))  # the page's only title may stand in its header
            return not titles or len(list(element.getroottree().iter("h1"))) > titles
        if element.get("role") in FURNITURE_ROLES:
            return True
        if tag in ("body", "html", "main", "article"):
            return False
        return any(FURNITURE_NAMES.search(element.get(name) or "") for name in ("id", "class"))

    def _flush(self) -> None:
        breaks = "\v\n" if self._owner[0] == "pre" else "\v"
        lines = [" ".join(line.split()) for line in re.split(f"[{breaks}]", "".join(self._text))]
        self._text.clear()
        before = ""
        for line in lines:
            if not (before and line[:1].islower()):  # a break is meant, unless the sentence goes on
                self._writer.block()
            self._writer.add(line, layer=self._layer, heading_level=self._level, locator=self._locator())
            before = line

    def _locator(self) -> str:
        tag, number = self._owner
        if tag in CELLS:
            return f"table {self._table} row {self._row} cell {self._cell}"
        return f"{tag}[{number}]"
