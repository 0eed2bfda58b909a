"""Fields of a Word document: what they show is text, how they are computed is not; boxes and lists of old forms."""

import re
from dataclasses import dataclass, field
from typing import Any

from pipelines.extract.docx.styles import child_of, is_set, value_of
from pipelines.extract.package import attribute, local

CONTENTS = re.compile(r"^\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
CHOOSE = re.compile(r"^\W*(?:please )?(?:select|choose|pick)\b", re.IGNORECASE)
TICKED, UNTICKED = "☒", "☐"
MAX_OPEN = 100


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False
    shown: int = 0  # characters of its result
    choice: str = ""  # of a tick box or a drop-down list, which have no result


@dataclass(slots=True)
class Fields:
    """Follows fields through the runs of a document: one may begin in one paragraph and end in another."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether the place reached is inside an instruction, which no reader sees."""
        return any(not open_field.in_result for open_field in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether the place reached is inside a contents list, which Word makes."""
        return any(open_field.in_result and CONTENTS.match(open_field.code) for open_field in self._open)

    def enter_paragraph(self, is_heading: bool) -> None:
        """Go to the next paragraph: instructions end with theirs, contents lists before a heading, closed or not."""
        kept = [field for field in self._open if field.in_result]
        self._open = [field for field in kept if not (is_heading and CONTENTS.match(field.code))]

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open:
            self._open[-1].code += text[:200]

    def show(self, text: str) -> None:
        """Take note of text that stands in a field's result."""
        if self._open:
            self._open[-1].shown += len(text.strip())

    def mark(self, element: Any) -> str:
        """Go on at a `fldChar`; return what an old form's tick box or list shows there."""
        kind = attribute(element, "fldCharType")
        if kind == "begin" and len(self._open) < MAX_OPEN:
            data = child_of(element, "ffData")
            self._open.append(_Field(choice=_ticked(data) or _chosen(data)))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return ended.choice if not ended.shown else ""
        return ""


def _ticked(data: Any) -> str:
    box = child_of(data, "checkBox")
    if box is None:
        return ""
    state = child_of(box, "checked")
    state = child_of(box, "default") if state is None else state
    return TICKED if state is not None and is_set(attribute(state, "val")) else UNTICKED


def _chosen(data: Any) -> str:
    choices = child_of(data, "ddList")
    if choices is None:
        return ""
    entries = [attribute(child, "val") or "" for child in choices if local(child) == "listEntry"]
    number = value_of(choices, "result") or value_of(choices, "default") or "0"
    chosen = entries[int(number)] if number.isdecimal() and int(number[:4]) < len(entries) else ""
    return "" if CHOOSE.match(chosen) else chosen


def control_state(properties: Any) -> str | None:
    """Return the tick of a check box control, "" for a control that shows its prompt only, None for any other."""
    if properties is None:
        return None
    prompt = child_of(properties, "showingPlcHdr")
    if prompt is not None and is_set(attribute(prompt, "val")):
        return ""
    box = child_of(properties, "checkbox")
    if box is None:
        return None
    state = child_of(box, "checked")
    return TICKED if state is not None and is_set(attribute(state, "val")) else UNTICKED
