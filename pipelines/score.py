"""Flag failure patterns, lower what they take from, keep promises, and count what is left of the findings.

asked = answered + missing + by hand, a document, entity, framework, theme and level at a time; the same in one SQL
statement: docs/tables.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from corpora.finding import Finding, Score
from pipelines.patterns import flags_of, lowered, promises_of
from pipelines.stage import Case, report


def score_batch(cases: Sequence[Case], as_of: str | None = None) -> list[Case]:
    """Return the cases with flags, promises and scores, and their findings as the flags leave them.

    Args:
        cases: Assessed; flags that they have already (of the whole run, or of a tender's answers) are kept.
        as_of: ISO day on which they are looked at; None: no document is called old.
    """
    day = date.fromisoformat(as_of) if as_of else None
    scored = []
    for case in cases:
        flags = flags_of(case, case.findings, day)
        findings = tuple(lowered(finding, flags) for finding in case.findings)
        promises = promises_of(case, findings)
        scores = tuple(count(findings))
        scored.append(replace(case, flags=flags, findings=findings, promises=promises, scores=scores))
        report("score", 1)
    return scored


def count(findings: Iterable[Finding]) -> list[Score]:
    """Count findings by document, entity, framework, theme and level, in that order."""
    asked: Counter[tuple[str, str | None, str, str, str]] = Counter()
    answered: Counter[tuple[str, str | None, str, str, str]] = Counter()
    missing: Counter[tuple[str, str | None, str, str, str]] = Counter()
    for finding in findings:
        key = (finding.document_id, finding.entity, finding.framework, finding.theme, finding.level)
        asked[key] += 1
        answered[key] += finding.answered is True
        missing[key] += finding.missing
    return [
        Score(*key, asked[key], answered[key], missing[key], asked[key] - answered[key] - missing[key])
        for key in sorted(asked, key=lambda key: (key[0], key[1] is not None, key[1] or "", *key[2:]))
    ]
