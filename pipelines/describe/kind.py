"""Say what a document is, and why: a statement, a tender response, a policy; never more than its words show."""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from corpora.document import Kind
from pipelines.describe.asked import asked_kind
from pipelines.describe.declared import Declaration, declaration_of
from pipelines.describe.kind_held import only_named, says_it_all
from pipelines.describe.reading import OPENING_LINES, OPENING_SENTENCES, Reading

MIN_WORDS = 45  # of the body, below which nothing can be judged
MAX_LANDING_WORDS = 260  # a page that points to statements is short
MAX_TITLE_CHARS = 140
MIN_SUBJECT_HITS = 3
MIN_FIRST_PERSON = 4
OWN_WORDS = re.compile(
    r"pursuant|section|s\.? ?54|constitutes|this statement (?:sets|outlines|describes|covers|relates)", re.IGNORECASE
)
FIRM = re.compile(r"\bthis\b|constitutes|\bour\b|following|statement is (?:made|published)", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of document that is no statement: its name and the cues of its title, opening and text."""

    name: str
    title: tuple[re.Pattern[str], ...] = ()
    opening: tuple[re.Pattern[str], ...] = ()
    text: tuple[re.Pattern[str], ...] = ()
    needs: int = 1
    count: int = 1  # how often a cue of the text must occur
    unless_declared: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """The vocabulary of kinds.yaml, compiled."""

    genres: tuple[Genre, ...]
    one: dict[str, re.Pattern[str]] = field(default_factory=dict)
    many: dict[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)


@cache
def cues() -> Cues:
    """Read kinds.yaml once."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
    genres = []
    for entry in raw.pop("genres"):
        title, opening, text = (tuple(map(_pattern, entry.pop(place, ()))) for place in ("title", "opening", "text"))
        genres.append(Genre(**entry, title=title, opening=opening, text=text))
    return Cues(
        genres=tuple(genres),
        one={name: _pattern(value) for name, value in raw.items() if isinstance(value, str)},
        many={name: tuple(map(_pattern, value)) for name, value in raw.items() if isinstance(value, list)},
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def kind_of(reading: Reading, titles: tuple[str, ...], makers: int) -> tuple[Kind, str]:
    """Return the kind and a reason in words that quotes what decided.

    Args:
        reading: The document's lines and sentences.
        titles: Lines that stand as titles, the most likely first.
        makers: How many legal entities the document names as making the statement.
    """
    c = cues()
    declaration = declaration_of(reading.sentences, c.many["declared"])
    if answer := asked_kind(reading, titles, declaration):
        return answer
    if reading.words < MAX_LANDING_WORDS and not declaration and (viewer := c.one["viewer"].search(reading.text)):
        return (
            Kind.OTHER,
            f"It is an electronic form that shows its text only in its own viewer (“{_short(viewer[0])}”).",
        )
    if landing := _landing(reading, declaration):
        return landing
    rank, named = first_titled("statement_title", reading, titles)
    whole = (declaration and reading.words >= MIN_WORDS // 2) or (named and says_it_all(reading, c.one))
    if reading.words < MIN_WORDS and not whole:
        return Kind.OTHER, f"Too little text to say what it is ({reading.words} word{'s' * (reading.words != 1)})."
    if named is None and len(FIRST_PERSON.findall(reading.text)) >= MIN_FIRST_PERSON:
        rank, named = first_titled("act_title", reading, titles)
    for genre in c.genres:
        if declaration and genre.unless_declared:
            continue
        if quote := _fits(genre, reading, titles[: rank + 1]):
            return Kind.OTHER, f"It is {genre.name} (“{_short(quote)}”) and does not say that it is a statement."
    hits = len(c.one["subject"].findall(reading.text))
    firm = named or (declaration and OWN_WORDS.search(declaration.words))
    if hits < MIN_SUBJECT_HITS and not (firm and hits):
        return Kind.OTHER, "It hardly speaks of modern slavery and does not say that it is a statement."
    policy = next((t for t in titles[: rank + 1] if c.one["policy_title"].search(t)), None)
    if policy and not _outweighs(policy, reading, declaration):
        return Kind.OTHER, f"It is a policy (“{_short(policy)}”) and does not say that it is a statement for a year."
    if not declaration and not named and policy is None:
        named = _reports_under(reading)
    if not declaration and not named:
        return Kind.OTHER, "It speaks of modern slavery but does not say that it is a statement."
    if elsewhere := only_named(reading, c.one, declaration is not None):
        return Kind.OTHER, elsewhere
    why = f"It says “{declaration.clause}”" if declaration else f"It is headed “{_short(named or '')}”"
    if (told := c.one["joint"].search(reading.text)) and not c.one["not_joint"].search(reading.text):
        return Kind.JOINT_STATEMENT, f"It calls itself a “{_short(told[0])}”."
    if makers > 1:
        return Kind.JOINT_STATEMENT, f"{why} and names {makers} entities that make it."
    return Kind.STATEMENT, f"{why}."


def first_titled(cue: str, reading: Reading, titles: tuple[str, ...]) -> tuple[int, str | None]:
    """Return the rank and words of the first title with the cue; web pages print theirs below a menu."""
    early = [line[:MAX_TITLE_CHARS] for line in reading.lines[:OPENING_LINES]]
    lines = (*titles, *early, *map(" ".join, pairwise(early)))
    return next(((n, line) for n, line in enumerate(lines) if cues().one[cue].search(line)), (len(lines), None))


def _reports_under(reading: Reading) -> str | None:
    """Return the Act with which a text in the first person opens, or None."""
    if len(FIRST_PERSON.findall(reading.text)) < 2 * MIN_FIRST_PERSON:
        return None
    opening = " ".join(reading.sentences[:OPENING_SENTENCES])
    return match[0] if (match := cues().one["acts"].search(opening)) else None


def _outweighs(policy: str, reading: Reading, declaration: Declaration | None) -> bool:
    """A policy is a statement only where it declares so: in a statement's words, under its Act, or for a year."""
    if "statement" in policy.lower() and cues().one["acts"].search(reading.text):
        return True
    if not declaration:
        return False
    if OWN_WORDS.search(declaration.words) and FIRM.search(declaration.words):
        return True
    return bool(FIRM.search(declaration.words) and cues().one["year_words"].search(reading.text))


def _landing(reading: Reading, declaration: Declaration | None) -> tuple[Kind, str] | None:
    if declaration or reading.words > MAX_LANDING_WORDS:
        return None
    hits = [m for pattern in cues().many["landing"] if (m := pattern.search(reading.text))]
    registry = any("fetched" in m[0].lower() or "authenticated" in m[0].lower() for m in hits)
    if registry or (hits and reading.words < MAX_LANDING_WORDS // 2):
        return Kind.OTHER, f"It is a page that points to statements (“{_short(hits[0][0])}”), not a statement."
    return None


def _fits(genre: Genre, reading: Reading, titles: tuple[str, ...]) -> str | None:
    quotes: list[str] = []
    for pattern in genre.title:
        quotes += [title for title in titles if pattern.search(title)][:1]
    for pattern in genre.opening:
        quotes += [m[0] for m in [pattern.search(reading.opening)] if m]
    for pattern in genre.text:
        matches = pattern.findall(reading.text)
        quotes += matches[:1] if len(matches) >= genre.count else []
    return quotes[0] if len(quotes) >= genre.needs else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:87].rsplit(" ", 1)[0] + " …"
