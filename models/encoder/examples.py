"""Labelled documents as the encoder is trained on them, and which of them each stage is trained on."""

import csv
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from corpora.annotation import LabelledSentence
from corpora.prediction import Task
from corpora.split import is_silver
from models.classifier import MULTI_LABEL
from models.encoder.finetune import Example
from models.encoder.windows import tokenise
from models.linear import documents_of, known_of, truth_of

Document = Sequence[LabelledSentence]
KINDS: tuple[Any, Any] = (np.int64, np.float32)  # the number of the one right label, or a mark for each


def documents(sentences: Sequence[LabelledSentence]) -> list[list[LabelledSentence]]:
    """Return the sentences document by document, in their order."""
    return [list(members) for _, members in groupby(sentences, key=lambda sentence: sentence.document)]


def measured_groups(sentences: Sequence[LabelledSentence], data: Sequence[Path]) -> set[str]:
    """Return the companies that a figure is measured on: in the folds of each of them, training must not see it.

    They are those of every document that is not silver, and of the documents in a set's `commitments.jsonl`, on which
    the rules are measured.
    """
    groups = {sentence.group for sentence in sentences if not is_silver(sentence.document)}
    for folder in (path for path in data if (path / "commitments.jsonl").is_file()):
        with (folder / "documents.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        of = {row[name]: row["group"] for name in ("statement_id", "document") for row in rows}
        with (folder / "commitments.jsonl").open(encoding="utf-8") as stream:
            groups |= {of[json.loads(line)["document"]] for line in stream}
    return groups


def example(document: Document, tokenizer: Tokenizer, longest: int, annotated: float) -> Example:
    """Return one document ready to train on.

    Args:
        document: its sentences.
        tokenizer: of the encoder.
        longest: tokens of one sentence.
        annotated: weight of criteria that a language model gave, beside 1 for others.
    """
    truth, known = truth_of(document), known_of(document)
    trust = np.array([annotated if s.criteria_source == "annotated" else 1.0 for s in document])[:, None]
    return Example(
        group=document[0].group,
        tokens=tokenise(documents_of(document)[0][0], tokenizer, longest),
        truth={task: truth[task].astype(KINDS[task in MULTI_LABEL]) for task in Task},
        weight={
            task: (known[task] * (trust if task == Task.CRITERION else 1.0)).astype(np.float32) for task in MULTI_LABEL
        },
    )
