"""Which hidden parts of a web page its reader can open: tabs, folded sections, answers under their questions."""

import re
from itertools import islice
from typing import Any

TRIGGERS = ("a", "button", "summary", "div", "span", "h2", "h3", "h4", "li", "input", "label")
_TITLES = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "button", "a", "label", "div", "p", "span"])
_FOLDS = re.compile(r"accordion|toggle|collaps|expand|(?:^|[\s_-])(?:faq|tabs?|tab-title)(?:$|[\s_-])", re.IGNORECASE)
_NEAR = 10  # elements of a title that are looked at


def openable(root: Any) -> frozenset[str]:
    """Return what something on the page opens: ids, and classes with a dot before them."""
    found: set[str] = set()
    for element in root.iter(*TRIGGERS):
        found.update((element.get("aria-controls") or "").split())
        target = element.get("data-target") or element.get("data-bs-target") or ""
        parent = element.getparent()
        if (
            any(element.get(name) for name in ("data-toggle", "data-bs-toggle", "data-tab"))
            or element.get("role") == "tab"
            or (parent is not None and parent.get("role") == "tab")
        ):
            target = target or element.get("href") or ""
        if target.startswith("#"):
            found.add(target[1:])
        elif re.fullmatch(r"\.[\w-]+", target):
            found.add(target)
    return frozenset(found)


def is_opened(element: Any, opened: frozenset[str]) -> bool:
    """Whether a reader can open an element, by what else on the page names it or by the title above it."""
    if (element.get("id") or "") in opened or (element.get("role") == "tabpanel" and element.get("aria-labelledby")):
        return True
    if opened and any(f".{name}" in opened for name in (element.get("class") or "").split()):
        return True
    title = element.getprevious()
    return title is not None and title.tag in _TITLES and any(_folds(part) for part in islice(title.iter(), _NEAR))


def _folds(part: Any) -> bool:
    """Whether a click on it folds or unfolds what follows."""
    if part.get("onclick") or part.get("aria-expanded") or part.get("role") in ("button", "tab"):
        return True
    return bool(_FOLDS.search(part.get("class") or "")) and part.tag != "a"
