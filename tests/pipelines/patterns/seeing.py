"""How the patterns' tests look at a text: judged by a framework, on one day, with what the manifest says."""

from dataclasses import replace
from datetime import date
from typing import Any

from corpora.document import Subject
from corpora.finding import Flag
from pipelines.assess import assess_batch
from pipelines.patterns import flags_of
from pipelines.stage import Case
from tests.pipelines.rules.cases import case_of

DAY = date(2026, 11, 27)


def judged(text: str, framework: str = "UK-MSA", says: dict[str, Any] | None = None) -> Case:
    """Return the case of a text, judged; a bar begins a new line."""
    said = {name: str(value) for name, value in (says or {}).items()}
    case = case_of("\n".join(line.strip() for line in text.split("|")))
    case = replace(case, source=replace(case.source, subjects=(Subject(**said),)))
    return assess_batch([case], (framework,), DAY.isoformat())[0]


def flags(text: str, framework: str = "UK-MSA", says: dict[str, Any] | None = None) -> tuple[Flag, ...]:
    """Return the flags of a text."""
    case = judged(text, framework, says)
    return flags_of(case, case.findings, DAY)
