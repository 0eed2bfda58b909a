"""The carried examples, judged as they were when somebody last read the difference."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpora.framework import load_frameworks
from pipelines.stage import Case

GOLDEN = Path(__file__).with_name("examples.json")


def summary(cases: Sequence[Case]) -> dict[str, Any]:
    """What a reader of the table would notice if it changed."""
    return {
        Path(case.source.path).name: {
            "kind": case.description.kind,
            "entity": case.description.entity,
            "period": [case.description.period_start, case.description.period_end],
            "pages": len(case.document.pages) if case.document else 0,
            "sentences": sum(sentence.layer == "body" for sentence in case.sentences),
            "findings": {f"{f.commitment} ({f.applies})": f"{f.status}: {f.reason}" for f in case.findings},
        }
        for case in cases
    }


def test_the_examples_are_judged_as_before(cases: list[Case], update_golden: bool) -> None:
    found = summary(cases)
    if update_golden:
        GOLDEN.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_commitment_asked_gets_exactly_one_finding(cases: list[Case]) -> None:
    frameworks = load_frameworks()
    for case in cases:
        for entity, name in {(f.entity, f.framework) for f in case.findings}:
            judged = [f.commitment for f in case.findings if (f.entity, f.framework) == (entity, name)]
            assert judged == [c.id for c in frameworks[name].commitments]


def test_whatever_is_said_of_a_text_shows_its_passage(cases: list[Case]) -> None:
    for case in cases:
        pages = {page.number: page.text for page in case.document.pages} if case.document else {}
        sentences = {sentence.sentence_id: sentence for sentence in case.sentences}
        for finding in case.findings:
            if finding.status in ("MET", "PARTIAL", "VAGUE", "PLANNED", "NEG_DISCLOSED"):
                assert any(e.role != "nearest" for e in finding.evidence), f"{finding.commitment}: {finding.reason}"
            if finding.status == "ABSENT":
                assert all(e.refused_because for e in finding.evidence if e.role == "nearest")
            for evidence in finding.evidence:
                sentence = sentences[evidence.sentence_id]
                assert sentence.layer == "body"
                assert evidence.spans
                assert all(pages[s.page][s.start : s.end].strip() for s in evidence.spans)
