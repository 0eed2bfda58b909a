"""A tender's own requirements, read from YAML or XLSX: each becomes a commitment that a rule judges or a person."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora.canonical import canonicals, themes
from corpora.errors import AvowalError
from corpora.framework import Commitment, Framework, InForce, Say
from corpora.practice import practices
from pipelines.answers.question import canonicals_in, judged_by, practices_in
from pipelines.extract.failure import ReadingError
from pipelines.extract.xlsx.document import read_xlsx

FRAMEWORK = "TENDER"
COLUMNS = ("id", "text", "weight")
MAX_REQUIREMENTS = 500
MAX_ID_CHARS, MAX_TEXT_CHARS = 40, 4_000
BY_HAND = "a person, since no rule is known for what it asks"
_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]+)(?P<row>\d+)")
# Where a requirement names one thing in particular, these wider topics are only the frame that it stands in.
_WIDE = ("K10", "K11", "K12", "K09", "K28", "K24", "K23")

Cell = tuple[str, str]  # value, place


class RequirementsError(AvowalError):
    """A file of requirements holds mistakes; the message lists every one with its place."""

    remedy = (
        "Correct these places. YAML: a list of entries with id, text and, if you like, weight; "
        "XLSX: a first sheet whose first row names the columns id, text and weight."
    )
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of a buyer: its number, its words, and what it weighs, which changes no status."""

    id: str
    text: str
    weight: float | None = None


def read_requirements(path: Path) -> tuple[Requirement, ...]:
    """Read the requirements of a tender in order.

    Raises:
        RequirementsError: with every mistake and its place: the line of a YAML file, the cell of a workbook.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequirementsError(f"{path}: cannot be read ({error.strerror}).", remedy="Check the path.") from error
    mistakes: list[str] = []
    read = _rows_of_workbook if data[:2] == b"PK" else _rows_of_yaml
    rows = list(read(data, mistakes))
    found = [requirement for row in rows if (requirement := _requirement(row, mistakes))]
    if len(rows) > MAX_REQUIREMENTS:
        mistakes.append(f"{len(rows)} requirements; the limit is {MAX_REQUIREMENTS}")
    if not rows and not mistakes:
        mistakes.append("line 1: holds no requirement")
    first: dict[str, str] = {}
    for row in rows:
        name, place = row.get("id", ("", ""))
        if name and first.setdefault(name, place) != place:
            mistakes.append(f"{place}: the id {name} stands twice, first at {first[name]}")
    if mistakes:
        raise RequirementsError(f"{path}:\n" + "\n".join(f"  {mistake}" for mistake in sorted(mistakes, key=_order)))
    return tuple(found)


@cache
def framework_of(path: Path) -> Framework:
    """Return the requirements of a tender as a framework whose commitments have level T.

    Raises:
        RequirementsError: as `read_requirements`.
    """
    requirements = read_requirements(path)
    law = InForce(verified="V")
    return Framework(
        id=FRAMEWORK,
        title="Requirements of this tender",
        short_title="Requirements of this tender",
        jurisdiction="",
        version=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
        citation=path.name,
        in_force=law,
        measured=0,
        mentions=(),
        commitments=tuple(_commitment(requirement, law) for requirement in requirements),
    )


def spoken_of(text: str) -> tuple[str, ...]:
    """Return the canonical commitments that a requirement is judged by: the particular ones, else the wide."""
    found = [name for name in canonicals_in(text) if judged_by(name)]
    return tuple([name for name in found if name not in _WIDE] or found[:1])


def _commitment(requirement: Requirement, law: InForce) -> Commitment:
    """Return a requirement as a commitment: judged by the canonical one or the practice that its words speak of."""
    names, told = spoken_of(requirement.text), practices_in(requirement.text)
    known = canonicals()
    parts = [_part(name, *found) for name in names if (found := judged_by(name))]
    if len(parts) == 1:
        rule, parameters = parts[0]["rule"], parts[0]["parameters"]
    elif parts:
        rule, parameters = "several_told.v1", {"parts": parts}
    elif told:
        rule, parameters = "practice_told.v1", {"practices": list(told)}
    else:
        rule, parameters = "checked_outside_the_text.v1", {"look_at": BY_HAND}
    theme = known[names[0]].theme if names else practices()[told[0]].theme if told else "T0"
    weight = f" (weight {requirement.weight:g})" if requirement.weight is not None else ""
    return Commitment(
        id=requirement.id,
        framework=FRAMEWORK,
        title=f"{requirement.text}{weight}",
        reference=requirement.id,
        level="T",
        verified="V",
        decided_from="text" if names or told else "external",
        theme=theme if theme in themes() else "T0",
        canonical=names,
        rule=rule,
        in_force=law,
        say=Say(missing=f"Answer not given: {requirement.text}", ask=requirement.text),
        parameters=parameters,
    )


def _part(name: str, rule: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": canonicals()[name].title.lower(), "rule": rule, "parameters": dict(parameters)}


def _requirement(row: Mapping[str, Cell], mistakes: list[str]) -> Requirement | None:
    """Return the requirement of a row, or add what is wrong with it."""
    before = len(mistakes)
    start = next(iter(row.values()), ("", "line 1"))[1]
    name, text = row.get("id", ("", start)), row.get("text", ("", start))
    weight = row.get("weight")
    for column, (value, place), longest in (("id", name, MAX_ID_CHARS), ("text", text, MAX_TEXT_CHARS)):
        if not value:
            mistakes.append(f"{place}: no {column}")
        elif len(value) > longest:
            mistakes.append(f"{place}: the {column} has {len(value)} characters; the limit is {longest}")
    number = None
    if weight is not None and weight[0]:
        digits = weight[0].removesuffix("%").strip().replace(",", ".")
        if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", digits):
            number = float(digits)
        else:
            mistakes.append(f"{weight[1]}: the weight is no number: {weight[0]}")
    return Requirement(name[0], text[0], number) if len(mistakes) == before else None


def _rows_of_yaml(data: bytes, mistakes: list[str]) -> Iterator[dict[str, Cell]]:
    try:
        root = yaml.compose(data.decode("utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        mistakes.append("line 1: neither UTF-8 text nor a workbook")
        return
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "line 1"
        mistakes.append(f"{where}: not YAML: {getattr(error, 'problem', None) or error}")
        return
    if isinstance(root, yaml.MappingNode) and len(root.value) == 1 and root.value[0][0].value == "requirements":
        root = root.value[0][1]
    if not isinstance(root, yaml.SequenceNode):
        mistakes.append("line 1: a list of requirements is needed")
        return
    for node in root.value:
        if isinstance(node, yaml.MappingNode):
            yield dict(_fields(node, mistakes))
        else:
            mistakes.append(f"{_line(node)}: no entry with id and text")


def _fields(node: yaml.MappingNode, mistakes: list[str]) -> Iterator[tuple[str, Cell]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value).strip().lower()
        if name not in COLUMNS:
            mistakes.append(f"{_line(key)}: unknown field: {key.value} (choose from {', '.join(COLUMNS)})")
        elif name in seen:
            mistakes.append(f"{_line(key)}: field twice: {name}")
        elif not isinstance(value, yaml.ScalarNode):
            mistakes.append(f"{_line(value)}: {name} is no text")
        else:
            seen.add(name)
            yield name, ("" if value.tag.endswith(":null") else " ".join(str(value.value).split()), _line(value))
    if not seen:
        yield "id", ("", _line(node))


def _order(mistake: str) -> int:
    """Return the line or row of a mistake, which stands in its place."""
    found = re.match(r"\D*(\d+)", mistake)
    return int(found[1]) if found else 0


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"


def _rows_of_workbook(data: bytes, mistakes: list[str]) -> Iterator[dict[str, Cell]]:
    try:
        document = read_xlsx(data, hashlib.sha256(data).hexdigest())
    except ReadingError as error:
        mistakes.append(f"cell A1: {error}")
        return
    rows: dict[int, dict[str, Cell]] = {}
    for line in document.pages[0].lines if document.pages else ():
        if match := _CELL.fullmatch(line.locator or ""):
            cells = rows.setdefault(int(match["row"]), {})
            text = f"{cells[match['column']][0]} {line.text}" if match["column"] in cells else line.text
            cells[match["column"]] = (" ".join(text.split()), f"cell {match['column']}{match['row']}")
    if not rows:
        mistakes.append("cell A1: the first sheet is empty")
        return
    first = min(rows)
    header = {column: value.lower() for column, (value, _) in rows.pop(first).items()}
    mistakes += [f"cell {c}{first}: unknown column: {name}" for c, name in header.items() if name not in COLUMNS]
    mistakes += [f"cell A{first}: no column {name}" for name in COLUMNS[:2] if name not in header.values()]
    if not {"id", "text"} <= set(header.values()):
        return
    place = {name: column for column, name in header.items()}
    for number, cells in sorted(rows.items()):
        row = {header[c]: cell for c, cell in cells.items() if header.get(c) in COLUMNS}
        for name in COLUMNS[:2]:
            row.setdefault(name, ("", f"cell {place[name]}{number}"))
        yield row


def lines_of(requirements: Sequence[Requirement]) -> list[dict[str, Any]]:
    """Return what a run's own record holds of the requirements: each with what it is judged by."""
    return [
        {"id": r.id, "text": r.text, "weight": r.weight, "judged_by": list(spoken_of(r.text) or practices_in(r.text))}
        for r in requirements
    ]
