"""How the rules' tests are written: one sentence a line, the classifiers' labels in brackets behind it."""

import re
from typing import Any

from corpora.document import Sentence, Source, Span
from corpora.identifiers import digest
from corpora.prediction import CRITERIA, EvidenceStatus, Prediction, Specificity, Task
from pipelines.rules import Reading, Verdict, find_rule
from pipelines.stage import Case, Description

LABELS = re.compile(r"\s*\[([^\]]*)\]$")


def task_of(label: str) -> Task:
    """Return the task that a label belongs to."""
    if label in CRITERIA:
        return Task.CRITERION
    if label in tuple(EvidenceStatus):
        return Task.EVIDENCE_STATUS
    return Task.SPECIFICITY if label in tuple(Specificity) else Task.PRACTICE


def case_of(text: str, description: Description | None = None, document: str = "d") -> Case:
    """Build a case: "We trained all buyers on slavery. [TRN1, mitigation, DONE_IN_PERIOD]" is one labelled sentence."""
    sentences: list[Sentence] = []
    predictions: list[Prediction] = []
    place = 0
    for line in text.splitlines():
        found = LABELS.search(line)
        said, labels = (line[: found.start()], found[1].split(",")) if found else (line, [])
        said = " ".join(said.split())
        if not said:
            continue
        index = len(sentences)
        sentence_id = digest(document, index, said)
        sentences.append(Sentence(sentence_id, document, index, said, spans=(Span(1, place, place + len(said)),)))
        place += len(said) + 1
        for label in filter(None, map(str.strip, labels)):
            predictions.append(Prediction(document, sentence_id, index, task_of(label), label, 0.9, True, "test"))
    source = Source(f"{document}.txt", document, "text/plain", len(text), 0.0)
    return Case(
        source,
        sentences=tuple(sentences),
        predictions=tuple(predictions),
        description=description or Description(),
    )


def judge(rule: str, text: str, description: Description | None = None, **parameters: Any) -> Verdict:
    """Judge a text by a rule."""
    return find_rule(rule)(Reading(case_of(text, description)), parameters)
