"""What somebody entered in the forms of a saved web page: values, ticks and choices; prompts are nobody's answer."""

from typing import Any

TYPED = frozenset(["", "text", "email", "number", "date", "datetime-local", "month", "time", "tel", "url", "week"])
TICKED, UNTICKED = "☒ ", "☐ "


def entered(element: Any) -> str | None:
    """Return what a form's control shows, None for an element that is no control or one that nobody fills in."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "select":
        chosen = [option for option in element.iter("option") if option.get("selected") is not None]
        return "; ".join(" ".join((option.text or "").split()) for option in chosen if option.get("value") != "")
    if element.tag != "input":
        return None
    kind = (element.get("type") or "").lower()
    if kind in ("checkbox", "radio"):
        return TICKED if element.get("checked") is not None else UNTICKED
    return element.get("value") or "" if kind in TYPED else None
