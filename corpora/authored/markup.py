"""Read the sources of the example documents: a small part of Markdown, with blocks for what companies print."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Block:
    """One block in reading order.

    kind: heading (level in `level`), text, bullet, box, note, table, chart, sign, qa, columns or case; `text` is its
    text, `rows` its lines or cells (for qa: question, then answers), `inside` the blocks of columns and case.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    inside: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleSource:
    """Front matter and blocks of one source file."""

    meta: dict[str, Any]
    blocks: tuple[Block, ...] = field(default_factory=tuple)


def read_source(path: Path) -> ExampleSource:
    """Read one source file."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return ExampleSource(yaml.safe_load(head), tuple(_blocks(body.split("\n"))))


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    caption = ""
    n = 0
    while n < len(lines):
        line = lines[n].rstrip()
        n += 1
        if not line:
            continue
        if line.startswith(":::"):
            end = next(i for i in range(n, len(lines)) if lines[i].strip() == ":::")
            blocks.append(_fenced(line[3:], lines[n:end]))
            n = end + 1
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Block("heading", line[level:].strip(), level))
        elif line.startswith("|"):
            end = next((i for i in range(n, len(lines)) if not lines[i].startswith("|")), len(lines))
            cells = [tuple(cell.strip() for cell in CELLS.split(row.strip())[1:-1]) for row in lines[n - 1 : end]]
            blocks.append(Block("table", caption, rows=tuple(row for row in cells if set("".join(row)) - set("-:"))))
            caption, n = "", end
        elif line.startswith("Table: "):
            caption = line[7:]
        elif line.startswith("Chart: "):
            title, *bars = (part.strip() for part in line[7:].split("|"))
            blocks.append(Block("chart", title, rows=tuple(tuple(bar.split(": ")) for bar in bars)))
        elif note := re.match(r"\[\^(\w+)\]: (.*)", line):
            blocks.append(Block("note", note[2], rows=((note[1],),)))
        elif line.startswith("- "):
            blocks.append(Block("bullet", line[2:]))
        elif line.startswith("> "):
            blocks.append(Block("box", line[2:]))
        else:
            blocks.append(Block("text", line))
    return blocks


def _fenced(head: str, lines: list[str]) -> Block:
    kind, _, rest = head.partition(" ")
    if kind == "qa":
        question = next(line[2:] for line in lines if line.startswith("? "))
        answers = tuple((line[1:].strip(),) for line in lines if line.startswith("="))
        return Block("qa", rest, rows=((question,), *answers))
    if kind == "sign":
        return Block("sign", rows=tuple((line,) for line in lines if line.strip()))
    return Block(kind, inside=tuple(_blocks(lines)))
