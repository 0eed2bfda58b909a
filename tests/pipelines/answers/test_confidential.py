"""Nothing of one bidder reaches another's results, and none of it trains a model."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.datasets.labelled import load
from corpora.datasets.mapped import read_mapped
from corpora.datasets.rows import DatasetError
from corpora.document import Outcome, Subject
from pipelines.assess import assess_batch
from pipelines.extract import extract_batch, mark_twins
from pipelines.ingest import find_sources
from pipelines.ingest.manifest import ManifestError
from pipelines.score import score_batch
from pipelines.segment import segment_batch
from pipelines.stage import Case
from tests.pipelines.answers.sent import SUBJECT, form, statement

LAWS = ("UK-MSA", "UK-PPN009", "UK-PA23")
HISTORY = (
    "In 2025 we visited eleven of our fourteen sites at night and spoke with 212 cleaners alone, "
    "and we wrote down what they had paid, to whom and when."
)
STATEMENT = f"""Modern slavery statement 2025
This statement is made by {{}} pursuant to section 54 of the Modern Slavery Act 2015 for the year to 31 December 2025.
We clean offices and stations in the north of England. Our policy bans forced labour and the keeping of passports.
{HISTORY}
Our buyers are trained on modern slavery each spring, and our board approved this statement on 20 February 2026.
"""
ANSWERS = f"""
6.1 What did you do in the last two years to find forced labour? | {HISTORY}
6.2 How do you train staff on modern slavery? | Please see our modern slavery statement.
6.3 Has the bidder been convicted of an offence under the Modern Slavery Act? | No
6.4 Describe how you will identify modern slavery in this contract. | See Annex C.
"""
RIVAL = Subject(procurement=SUBJECT.procurement, lot=SUBJECT.lot, bidder="Orrin Cleaning Ltd")


def bid(subject: Subject, *cases: Case) -> list[Case]:
    return [replace(case, source=replace(case.source, subjects=(subject,))) for case in cases]


def shown(cases: Sequence[Case]) -> list[object]:
    """Everything that is told of some cases, beyond what was read of them."""
    judged = score_batch(assess_batch(cases, LAWS, "2026-07-01"))
    return [(c.source.document_id, c.description, c.answers, c.findings, c.scores, c.flags, c.promises) for c in judged]


def test_a_bidders_results_are_the_same_whoever_else_bids() -> None:
    """The rival has the texts that could tempt: the statement that the answers copy, the annex that is pointed to."""
    mine = bid(SUBJECT, form(ANSWERS, "mine.docx"))
    rivals = bid(
        RIVAL,
        form(ANSWERS.replace("eleven", "twelve"), "theirs.docx"),
        statement(STATEMENT.format("Orrin Cleaning Ltd"), "orrin_statement.docx"),
        statement(f"Annex C\n{HISTORY}", "annex_c.docx"),
    )
    alone = shown(mine)
    assert shown([*mine, *rivals])[: len(mine)] == alone
    assert shown([*rivals, *mine])[-len(mine) :] == alone
    told = json.dumps(alone, default=str).lower()
    assert "orrin" not in told
    assert "copied" not in told  # the text stands in the rival's statement, not in a statement of its own
    assert "not supplied" in told


def test_files_of_no_named_bidder_are_never_taken_for_one_submission() -> None:
    """Two files side by side may be two bidders': without the manifest neither is looked at for the other."""
    apart = [
        replace(case, source=replace(case.source, subjects=()))
        for case in (form(ANSWERS), statement(STATEMENT.format("Tarnbrook Facilities Ltd")))
    ]
    assert shown(apart) == [*shown(apart[:1]), *shown(apart[1:])]
    assert "copied" not in json.dumps(shown(apart), default=str)
    together = shown(bid(SUBJECT, *apart))
    assert together[1][1].kind == "statement"  # type: ignore[index]
    assert "copied" in json.dumps(together, default=str)


def test_the_same_file_in_two_bids_is_told_to_neither(tmp_path: Path) -> None:
    for name in ("ash", "orrin"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "declaration.txt").write_text("We declare that no member was convicted.\n" * 9)
        (tmp_path / name / "answers.txt").write_text(f"{name} answers.\n" * 20)
    manifest = tmp_path / "who.csv"
    manifest.write_text("path,procurement,lot,bidder\nash,P1,1,Ash Ltd\norrin,P1,1,Orrin Ltd\n")
    sources = find_sources([tmp_path / "ash", tmp_path / "orrin"], manifest)
    assert [source.subjects[0].bidder for source in sources] == ["Ash Ltd", "Ash Ltd", "Orrin Ltd", "Orrin Ltd"]
    (twin,) = (source for source in sources if source.outcome == Outcome.DUPLICATE)
    assert "ash" not in (twin.reason or "").lower()
    cases = mark_twins(segment_batch(extract_batch([Case(source) for source in sources])))
    assert len(assess_batch(cases, ("UK-PPN009",))) == 4


def test_a_folder_is_one_bidders_only_where_the_manifest_says_so(tmp_path: Path) -> None:
    (tmp_path / "ash").mkdir()
    (tmp_path / "ash" / "answers.txt").write_text("Answers.\n" * 20)
    assert find_sources([tmp_path / "ash"])[0].subjects == ()
    manifest = tmp_path / "who.csv"
    manifest.write_text("path,bidder\nelsewhere,Ash Ltd\n")
    with pytest.raises(ManifestError, match="not among the inputs"):
        find_sources([tmp_path / "ash"], manifest)


ROW = {
    "document": "d",
    "index": 0,
    "text": "We visit each site.",
    "criteria": [],
    "criteria_source": "annotated",
    "practices": [],
    "status": None,
    "specificity": None,
}


@pytest.mark.parametrize("field", ["bidder", "procurement", "question_id"])
def test_a_tenders_text_trains_no_model(field: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n")
    assert len(load(path)) == 1
    path.write_text(json.dumps({**ROW, field: "P-7"}) + "\n")
    with pytest.raises(DatasetError, match=f"rows.jsonl:1: {field}: the text of a tender is confidential"):
        load(path)
    table = tmp_path / "rows.csv"
    table.write_text(f"doc,sentence,labels,{field}\nd,We visit each site.,,P-7\n")
    mapping = {"fields": {"document": "doc", "text": "sentence", "practices": "labels"}}
    with pytest.raises(DatasetError, match="confidential"):
        read_mapped(table, mapping)
