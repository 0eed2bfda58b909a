"""The classify stage: body sentences only, every label told, and a document judged for itself."""

from collections import Counter

import pytest

from corpora.document import Layer, Outcome, Sentence, Source
from corpora.prediction import Task
from models.classifier import ACTING, LABELS
from pipelines.classify import SentenceRow, classify_batch, classify_sentences, load_model
from pipelines.stage import Case, listening

TEXTS = (
    "Harlow Tools Ltd",
    "This statement was approved by the board of directors on 12 May 2025.",
    "We trained 41 buyers on how to spot forced labour in March.",
    "Page 2 of 5",
)


def case(name: str, *texts: str, furniture: tuple[int, ...] = ()) -> Case:
    sentences = tuple(
        Sentence(f"{name}-{k}", name, k, text, layer=Layer.FURNITURE if k in furniture else Layer.BODY)
        for k, text in enumerate(texts)
    )
    return Case(Source(f"{name}.pdf", name, "application/pdf", 1, 0.0), sentences=sentences)


def given(done: Case, index: int) -> set[str]:
    return {p.label for p in done.predictions if p.index == index and p.decision}


def test_every_label_of_every_task_is_told_for_each_body_sentence() -> None:
    (done,) = classify_batch([case("a", *TEXTS, furniture=(3,))])
    assert {p.index for p in done.predictions} == {0, 1, 2}
    counts = Counter((p.index, p.task) for p in done.predictions)
    assert all(counts[index, task] == len(LABELS[task]) for index in range(3) for task in Task)
    assert all(0 <= p.probability <= 1 for p in done.predictions)
    assert {p.model_id for p in done.predictions} == {load_model().model_id}


def test_furniture_is_nobody_s_neighbour() -> None:
    (clean,) = classify_batch([case("a", *TEXTS[:3])])
    (noisy,) = classify_batch([case("a", *TEXTS[:2], "Harlow Tools Ltd 2025", TEXTS[2], furniture=(2,))])
    assert [p.probability for p in clean.predictions] == [p.probability for p in noisy.predictions]


def test_a_document_is_judged_the_same_alone_and_among_others() -> None:
    cases = [case(name, *TEXTS[: 2 + k]) for k, name in enumerate("abc")]
    together = classify_batch(cases)
    assert together == [classify_batch([one])[0] for one in cases]
    assert together[::-1] == classify_batch(cases[::-1])


def test_a_case_without_text_passes_with_no_prediction_and_is_reported() -> None:
    heard: list[tuple[str, int]] = []
    unread = Case(Source("a.pdf", None, None, 0, 0.0, outcome=Outcome.LOCKED))
    with listening(lambda stage, done: heard.append((stage, done))):
        assert classify_batch([unread, case("b", "")])[0] == unread
    assert heard == [("classify", 1), ("classify", 1)]


def test_one_status_is_given_where_something_is_described_and_none_elsewhere() -> None:
    (done,) = classify_batch([case("a", *TEXTS)])
    for index in range(len(TEXTS)):
        told = [p for p in done.predictions if p.index == index and p.decision]
        speaks = any(p.task == Task.PRACTICE or p.label in ACTING for p in told)
        for task in (Task.EVIDENCE_STATUS, Task.SPECIFICITY):
            assert sum(p.task == task for p in told) == int(speaks)


CLEAR = {
    "This statement was approved by the Board of Directors of Harlow Tools Limited on 12 May 2025.": {"approval"},
    "Harlow Tools Pty Ltd is a wholly owned subsidiary of Harlow Group plc and employs 300 people.": {"structure"},
    "We operate 45 retail stores across the United Kingdom selling tools and garden equipment.": {"operations"},
    "Our suppliers are mainly located in China, India and Vietnam and provide textiles and electronics.": {
        "supply chains"
    },
    "We provide modern slavery training to all procurement staff.": {"mitigation", "TRN1"},
    "All suppliers must sign our Supplier Code of Conduct, which prohibits forced labour.": {"mitigation", "SUP1"},
    "Employees can report concerns about modern slavery through our confidential whistleblowing hotline.": {"GRV1"},
    "We conduct audits of our suppliers' factories to check compliance with our labour standards.": {"MON1"},
    "We will carry out a modern slavery risk assessment of our suppliers next year.": {"RSK1", "PLANNED"},
    "We measure the effectiveness of our actions with key performance indicators.": {"effectiveness", "EFF1"},
}


@pytest.mark.parametrize(("text", "labels"), CLEAR.items())
def test_the_shipped_model_sees_what_is_plain(text: str, labels: set[str]) -> None:
    (done,) = classify_batch([case("a", "Modern slavery statement", text)])
    assert labels <= given(done, 1), given(done, 1)


@pytest.mark.parametrize(
    "text", ["", "Yes", "word " * 10_000, "Nos fournisseurs sont établis en France.", "我们没有发现强迫劳动"]
)
def test_odd_sentences_harm_nobody(text: str) -> None:
    (done,) = classify_batch([case("a", TEXTS[1], text, TEXTS[2])])
    assert {p.index for p in done.predictions} == {0, 1, 2}


def test_stops_quotes_and_currency_change_no_decision() -> None:
    plain = (
        "We spent 36m with high risk suppliers in 2024",
        "Each supplier signs the Code of Conduct on forced labour",
    )
    whole = (
        "We spent £36m with “high-risk” suppliers in 2024.",
        "Each supplier signs the ‘Code of Conduct’ on forced labour.",
    )
    one, two = classify_batch([case("a", *plain)]), classify_batch([case("a", *whole)])
    assert [p.decision for p in one[0].predictions] == [p.decision for p in two[0].predictions]


def test_rows_that_others_split_are_judged_in_the_order_of_their_index() -> None:
    rows = [SentenceRow("a", k, text) for k, text in enumerate(TEXTS[:3])]
    forward, backward = classify_sentences(rows), classify_sentences(rows[::-1])
    assert forward == backward
    (done,) = classify_batch([case("a", *TEXTS[:3])])
    assert [r.probability for r in forward] == [p.probability for p in done.predictions]
