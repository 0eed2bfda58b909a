"""Count findings: asked = answered + missing + by hand, a document, entity, framework, theme and level at a time.

The same in one SQL statement: docs/tables.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpora.finding import Finding, Score
from pipelines.stage import Case, report


def score_batch(cases: Sequence[Case]) -> list[Case]:
    """Return the cases with their scores; a case without findings gets none."""
    scored = []
    for case in cases:
        scored.append(replace(case, scores=tuple(count(case.findings))))
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
