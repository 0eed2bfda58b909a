"""The authored corpus: counts as its datasheet says, near-misses beside positives, and halves that share no text."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpora.annotation import LabelledSentence
from corpora.datasets.labelled import AUTHORED, load_authored
from corpora.practice import practice_ids
from corpora.prediction import CRITERIA, EvidenceStatus, Specificity

HALVES = ("train", "held")
SET = "near-misses-"
WHOLE = 40  # sentences from which on a document counts as a whole one
RUN = 8  # words in a row that make two sentences near-copies
WORDS = 4  # a shorter line (a heading, a title of a signatory) may stand in any statement
SHARED = Path(__file__).parents[2].parent / "shared/corpus/labelled/practices.jsonl"


@pytest.fixture(scope="module")
def halves() -> dict[str, list[LabelledSentence]]:
    return {half: load_authored(AUTHORED / half) for half in HALVES}


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w']+", text.lower()))


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {said[start : start + RUN] for start in range(len(said) - RUN + 1)}


def is_bare_heading(sentence: LabelledSentence) -> bool:
    return (
        sentence.heading is None and not sentence.criteria and not sentence.practices and SET not in sentence.document
    )


def counts(sentences: list[LabelledSentence]) -> Counter[str]:
    """Count what the datasheet's table counts."""
    found = Counter[str]({"sentences": len(sentences)})
    found["documents"] = len({s.document for s in sentences if SET not in s.document})
    found["near-miss sets"] = len({s.document for s in sentences if SET in s.document})
    found["without a label"] = sum(not s.criteria and not s.practices for s in sentences)
    for sentence in sentences:
        labels = [*sentence.criteria, *sentence.practices, sentence.status, sentence.specificity, sentence.jurisdiction]
        found.update(label for label in labels if label)
    return found


def datasheet_rows(columns: int) -> dict[str, list[str]]:
    """Give the rows of the datasheet's tables of so many columns, by their first cell."""
    lines = (AUTHORED / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return {row[0]: row[1:] for row in cells if len(row) == columns}


def test_there_are_enough_sentences_and_whole_documents(halves: dict[str, list[LabelledSentence]]) -> None:
    sentences = [s for half in HALVES for s in halves[half]]
    assert len(sentences) >= 1200
    lengths = Counter(s.document for s in sentences if SET not in s.document)
    assert sum(length >= WHOLE for length in lengths.values()) >= 12
    assert {s.jurisdiction for s in sentences} == {"UK", "AU", "CA"}


def test_the_datasheet_counts_what_the_files_hold(halves: dict[str, list[LabelledSentence]]) -> None:
    found = {half: counts(halves[half]) for half in HALVES}
    names = found["train"].keys() | found["held"].keys()
    rows = datasheet_rows(3)
    told = {name: tuple(rows[name]) for name in names if name in rows}
    assert told == {name: (str(found["train"][name]), str(found["held"][name])) for name in names}


def test_the_datasheet_names_every_document(halves: dict[str, list[LabelledSentence]]) -> None:
    lengths = {half: Counter(s.document for s in halves[half]) for half in HALVES}
    found = {f"{half}/{name}": str(count) for half in HALVES for name, count in lengths[half].items()}
    told = {name: row[0] for name, row in datasheet_rows(4).items() if name.partition("/")[0] in HALVES}
    assert told == found


def test_a_file_holds_one_document_and_bears_its_name() -> None:
    for path in sorted(AUTHORED.rglob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert {row["document"] for row in rows} == {path.stem}
        assert {row["criteria_source"] for row in rows} == {"authored"}
        step = 2 if path.stem.startswith(SET) else 1  # sentences of a set are no neighbours
        assert [row["index"] for row in rows] == list(range(0, step * len(rows), step)), path.name


def test_every_label_is_in_both_halves(halves: dict[str, list[LabelledSentence]]) -> None:
    for half in HALVES:
        found = counts(halves[half])
        assert all(found[name] >= 3 for name in practice_ids()), half
        assert all(found[name] >= 3 for name in (*CRITERIA, *EvidenceStatus, *Specificity)), half


def test_the_rare_statuses_can_be_measured(halves: dict[str, list[LabelledSentence]]) -> None:
    for half in HALVES:
        found = counts(halves[half])
        assert all(found[name] >= 30 for name in ("PLANNED", "NEGATED", "HYPOTHETICAL", "HISTORIC")), half


def test_each_practice_has_near_misses_beside_its_positives(halves: dict[str, list[LabelledSentence]]) -> None:
    for half in HALVES:
        near: Counter[str] = Counter()
        for this in (s for s in halves[half] if SET in s.document):
            beside = {
                name
                for other in halves[half]
                if other.document == this.document and abs(other.index - this.index) <= 4
                for name in other.practices
            }
            near.update(beside - this.practices)
        assert all(near[name] >= 4 for name in practice_ids()), [n for n in practice_ids() if near[n] < 4]


def test_only_what_describes_an_action_has_a_status(halves: dict[str, list[LabelledSentence]]) -> None:
    active = {"risk description", "mitigation", "remediation", "effectiveness", "consultation"}
    for sentence in (s for half in HALVES for s in halves[half]):
        acting = bool(sentence.practices or sentence.criteria & active)
        assert (sentence.status is not None, sentence.specificity is not None) == (acting, acting), sentence.text


def test_a_company_is_in_one_half(halves: dict[str, list[LabelledSentence]]) -> None:
    assert not {s.group for s in halves["train"]} & {s.group for s in halves["held"]}


def test_the_halves_share_no_text_and_no_near_copy(halves: dict[str, list[LabelledSentence]]) -> None:
    plain = {half: [s for s in halves[half] if not is_bare_heading(s)] for half in HALVES}
    texts = {half: {words(s.text) for s in plain[half] if len(words(s.text)) >= WORDS} for half in HALVES}
    assert not texts["train"] & texts["held"]
    trained = {run for s in halves["train"] for run in runs(s.text)}
    assert [s.text for s in halves["held"] if runs(s.text) & trained] == []


@pytest.mark.skipif(not SHARED.is_file(), reason="the texts of others are not in the repository")
def test_no_authored_sentence_is_one_of_a_real_statement(halves: dict[str, list[LabelledSentence]]) -> None:
    ours = {words(s.text) for half in HALVES for s in halves[half] if not is_bare_heading(s)}
    ours = {text for text in ours if len(text) >= WORDS}
    with SHARED.open(encoding="utf-8") as stream:
        assert [text for line in stream if (text := words(json.loads(line)["text"])) in ours] == []
