"""Questions of several lettered parts that share one place for their answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.segment.answers.chosen import is_blank

MIN_PARTS = 2
MAX_SHOWN = 60  # characters of a part in a reason
_LABEL = re.compile(r"(?<![\w(])\(?(?P<label>[a-z]|\d{1,2}|[ivx]{1,4})\)[\s:.–-]+", re.IGNORECASE)
_SERIES = (
    tuple("abcdefghijklmnop"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    tuple(map(str, range(1, 16))),
)
_ALSO = re.compile(r"^\W*(?:and|to|or|&)?\W*$", re.IGNORECASE)  # "(a) and (b): ..."


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question, or what answers it."""

    label: str
    text: str


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts "(a) ..., (b) ..." or "1) ..., 2) ..." of a text, nothing where it has no two in their order."""
    for series in _SERIES:
        found = list(_in_order(text, series))
        if len(found) >= MIN_PARTS:
            ends = [match.start() for match in found[1:]] + [len(text)]
            return tuple(
                Part(match["label"].lower(), text[match.end() : end].strip(" ,;.\n"))
                for match, end in zip(found, ends, strict=True)
            )
    return ()


def silent_parts(question: str, answer: str) -> tuple[Part, ...]:
    """Return the parts of a question that have no answer under their letter.

    Rationale: an answer without letters may speak of every part, so nothing is said of it here; where it goes by the
    letters, one that is left out, or has nothing behind it, is open.

    Source: specification 9.1 (5).
    """
    parts = parts_of(question)
    matches = [m for m in _LABEL.finditer(answer) if m["label"].lower() in {part.label for part in parts}]
    if len({match["label"].lower() for match in matches}) < MIN_PARTS:
        return ()
    told, behind = dict[str, str](), ""
    for match, end in reversed(list(zip(matches, [*(m.start() for m in matches[1:]), len(answer)], strict=True))):
        text = answer[match.end() : end].strip()
        behind = behind if _ALSO.match(text) and text else text
        told[match["label"].lower()] = behind
    return tuple(part for part in parts if is_blank(told.get(part.label, "")))


def said_of(parts: Sequence[Part]) -> str:
    """Say which parts are open."""
    return " ".join(f"Part ({part.label}) has no answer: “{part.text[:MAX_SHOWN]}”." for part in parts)


def _in_order(text: str, series: Sequence[str]) -> Iterator[re.Match[str]]:
    wanted = iter(series)
    label = next(wanted)
    for match in _LABEL.finditer(text):
        if match["label"].lower() == label:
            yield match
            label = next(wanted, "")
