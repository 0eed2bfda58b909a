"""The 33 failure patterns: what each looks like, what it does to a status, and where it is looked for."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpora.finding import Status
from corpora.practice import TaxonomyError

FILE = Path(__file__).parent / "taxonomy" / "failure_patterns.yaml"
THE_FINDINGS = "the finding's"  # the effect of a pattern that a rule has judged already

Effect = Literal["VAGUE", "PLANNED", "PARTIAL", "ABSENT", "NOT_ASSESSABLE", "the finding's", "not evidence", "shown"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(_Strict):
    """A pattern, or one kind of it, in words for a reader; `means` says what it means and what to do."""

    name: str
    means: str
    red_flag: bool = True


class Pattern(_Strict):
    """One way in which a text fails; `limit` says what is not looked for, and why.

    `lowers` is true where no rule heeds the pattern itself: only then may a flag lower what a rule has found.
    """

    code: str = Field(pattern=r"^F\d\d$")
    name: str
    looks_like: str
    means: str  # for a reader: what it means and what to do, in a plain sentence or two
    kinds: dict[str, Told] = Field(default_factory=dict)  # that a reader must tell apart
    effect: Effect
    found_in: Literal["passages", "findings", "document", "run", "extraction", "tender", "nowhere"]
    limit: str = ""
    ambiguity: Literal["reassurance", "transfer", "reduction"] | None = None
    lowers: bool = False
    red_flag: bool = False
    cues: dict[str, str] = Field(default_factory=dict)

    @property
    def cap(self) -> Status | None:
        """The status that a finding has at most where it rests on such passages alone; None where none falls."""
        return Status(self.effect) if self.lowers else None


class _Patterns(_Strict):
    patterns: tuple[Pattern, ...]


def read_patterns(path: Path = FILE) -> tuple[Pattern, ...]:
    """Read the failure patterns, which must be F01 to F33, in order.

    Raises:
        TaxonomyError: with every mistake, each with its path; also where a cue is no regular expression.
    """
    try:
        patterns = _Patterns.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).patterns
    except ValidationError as error:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise TaxonomyError("\n".join(lines)) from error
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{path.name}: not YAML: {error}") from error
    mistakes = [mistake for pattern in patterns for mistake in _mistakes(pattern)]
    if [p.code for p in patterns] != [f"F{number:02}" for number in range(1, 34)]:
        mistakes.append("the patterns must be F01 to F33, in this order")
    if mistakes:
        raise TaxonomyError("\n".join(f"{path.name}: {mistake}" for mistake in mistakes))
    return patterns


def _mistakes(pattern: Pattern) -> Iterator[str]:
    if pattern.lowers and pattern.effect not in set(Status):
        yield f"{pattern.code}: lowers: its effect is no status"
    for name, cue in pattern.cues.items():
        try:
            re.compile(cue)
        except re.error as error:
            yield f"{pattern.code}: cues.{name}: {error}"


@cache
def failure_patterns() -> dict[str, Pattern]:
    """Return the shipped patterns by code, in order."""
    return {pattern.code: pattern for pattern in read_patterns()}
