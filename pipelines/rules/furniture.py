"""What a page carries beside its text: rows of an index, of contents or of figures, menus and footers of a website."""

import re

from pipelines.rules.terms import load_terms

TERMS = load_terms("furniture")
MAX_MENU_WORDS = 14
MAX_POINTER_WORDS = 6
MIN_CELLS = 3
FIGURES_SHARE = 0.6
TICKED = "☒☑✓✔✅"
_UNTICKED = re.compile(r"\W{0,3}(?:☐|\[\s*\])\s*\w")
SEVERAL = 2  # words of a menu in one line


def is_index_row(text: str) -> bool:
    """Whether a line only says where something stands: "(f) Consultation | 5", "Our risks ..... 12"."""
    line = text.strip()
    if TERMS["leaders"].search(line):
        return True
    if not TERMS["criterion"].match(line):
        return False
    if TERMS["pointer"].search(line):
        return True
    cells = [cell.strip() for cell in line.split("|") if cell.strip()]
    last = cells[-1] if len(cells) > 1 else ""
    words = len(last.split())
    return 0 < words <= MAX_POINTER_WORDS and not last.endswith(".") and not TERMS["verb"].search(last)


def is_silent_row(text: str) -> bool:
    """Whether a line says nothing of what it names: an index, or a statement behind a box that nobody ticked."""
    unticked = _UNTICKED.match(text) and not any(mark in text for mark in TICKED)
    return bool(unticked) or is_index_row(text)


def is_figures_row(text: str) -> bool:
    """Whether a row of a table holds little but figures, so that it says nothing without its head."""
    cells = [cell.strip() for cell in text.split("|") if cell.strip()]
    figures = sum(bool(TERMS["figure"].fullmatch(cell)) for cell in cells)
    return len(cells) >= MIN_CELLS and figures >= FIGURES_SHARE * len(cells)


def is_menu(text: str) -> bool:
    """Whether a line is a menu, a footer or an offer of a website that was saved with the text."""
    line = text.strip()
    if len(line.split()) > MAX_MENU_WORDS or TERMS["subject"].search(line):
        return False
    if TERMS["phrase"].search(line):
        return True
    return not line.endswith(".") and len(TERMS["item"].findall(line)) >= SEVERAL
