"""The tables of a run: every file a row, nothing made up, the same bytes for the same inputs."""

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpora.document import Answer, Document, Line, Outcome, Page, Sentence, Source, Span, Subject
from corpora.finding import Confidence, Evidence, Finding, Flag, Promise, Score, Status
from corpora.identifiers import digest
from corpora.prediction import Prediction, Task
from corpora.tables import TABLES
from pipelines.stage import Case, Description, NamedEntity
from pipelines.write import Choices, write_run

CHOICES = Choices(as_of="2026-11-25", frameworks=("UK-MSA",))


def read_case(name: str) -> Case:
    id_ = digest(name)
    text = f"{name} approved this statement."
    span = Span(1, 0, len(text), (72.0, 72.0, 300.0, 84.0))
    sentence = Sentence(digest(id_, 1, 0, text), id_, 0, text, ("About us",), language="en", spans=(span,))
    findings = tuple(
        Finding(
            *(id_, name, "UK-MSA", "1", "given", commitment, "T0", "M", "text", status, status.is_answered),
            *(status.is_missing, "why", "rule.v1", "V", Confidence.HIGH),
            evidence=(Evidence(sentence.sentence_id, text, spans=(span,)),),
        )
        for commitment, status in (("UK-02", Status.MET), ("UK-01", Status.ABSENT))
    )
    return Case(
        Source(f"in/{name}.pdf", id_, "application/pdf", 10, 1_700_000_000.25, subjects=(Subject(supplier=name),)),
        Document(id_, "application/pdf", (Page(1, text, (Line(text, 0, len(text)),), 595.0, 842.0, "pdf"),)),
        (sentence,),
        (Answer(id_, "4.2", "Who approved it?", "The board.", 250, "row", (span,), "table 1 row 2 cell 2"),),
        tuple(
            Prediction(id_, sentence.sentence_id, 0, Task.CRITERION, label, 0.25, False, "model-1")
            for label in ("signature", "approval")
        ),
        Description("statement", "It says so.", None, name, (NamedEntity(name, "author"),), None, "2025-12-31", "en"),
        findings,
        (Flag(id_, "F05", "ABSENT", (), "UK-MSA", "UK-03"), Flag(id_, "F01", "VAGUE", (sentence.sentence_id,))),
        (Promise(id_, None, "TRN1", sentence.sentence_id, "2027-12-31"),),
        (Score(id_, name, "UK-MSA", "T0", "M", 2, 1, 1, 0),),
    )


def unread_case(name: str, outcome: Outcome = Outcome.LOCKED, id_: str | None = None) -> Case:
    return Case(Source(name, id_ or digest(name), "application/pdf", 3, 0.0, outcome, "Why.", "What helps."))


@pytest.fixture
def cases() -> list[Case]:
    twin = unread_case("in/twin.pdf", Outcome.DUPLICATE, digest("Hollowbeck plc"))
    gone = Case(Source("in/gone.pdf", None, None, 0, 0.0, Outcome.UNREADABLE, "No permission.", "Ask."))
    return [read_case("Hollowbeck plc"), read_case("Alder Ltd"), unread_case("in/locked.pdf"), twin, gone]


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return found


def test_every_table_is_written_with_its_schema(cases: list[Case], tmp_path: Path) -> None:
    write_run(cases, tmp_path, CHOICES)
    for name, schema in TABLES.items():
        assert pq.read_schema(tmp_path / f"{name}.parquet").equals(schema, check_metadata=True)
        assert rows(tmp_path, name), name


def test_the_same_cases_give_the_same_bytes_in_any_order(cases: list[Case], tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_run(cases, tmp_path / name, CHOICES)
        random.Random(7).shuffle(cases)
    written = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert written == sorted(["run.json", *(f"{name}.parquet" for name in TABLES)])
    for name in written:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_every_path_is_a_row_and_twins_add_no_other(cases: list[Case], tmp_path: Path) -> None:
    outcomes = write_run(cases, tmp_path, CHOICES)
    assert outcomes == {"read": 2, "locked": 1, "duplicate": 1, "unreadable": 1}
    assert [row["path"] for row in rows(tmp_path, "files")] == sorted(case.source.path for case in cases)
    assert len(rows(tmp_path, "documents")) == 3  # the locked one has an id, the one that was never opened has none


def test_a_question_left_blank_is_a_row_without_an_answer(tmp_path: Path) -> None:
    case = read_case("acme")
    blank = replace(case.answers[0], question_id="4.3", answer="", limit=None)
    write_run([replace(case, answers=(*case.answers, blank))], tmp_path, CHOICES)
    written = [(row["question_id"], row["answer"], row["words"], row["limit"]) for row in rows(tmp_path, "answers")]
    assert written == [("4.2", "The board.", 2, 250), ("4.3", None, 0, None)]


def test_an_unread_document_is_a_row_with_its_reason(cases: list[Case], tmp_path: Path) -> None:
    write_run(cases, tmp_path, CHOICES)
    (file,) = [row for row in rows(tmp_path, "files") if row["outcome"] == "locked"]
    assert (file["reason"], file["remedy"], file["modified"]) == ("Why.", "What helps.", None)
    (document,) = [row for row in rows(tmp_path, "documents") if row["outcome"] == "locked"]
    assert (document["pages"], document["extraction_coverage"], document["kind_reason"]) == (0, 0.0, "Why.")


def test_what_extraction_found_out_replaces_what_ingest_hoped(tmp_path: Path) -> None:
    hoped = Source("a.pdf", digest("a"), "application/pdf", 3, 0.0)
    scanned = Document(digest("a"), "application/pdf", (), Outcome.NEEDS_OCR, "No text.", "Use OCR.")
    assert write_run([Case(hoped, scanned)], tmp_path, CHOICES) == {"needs_ocr": 1}
    assert rows(tmp_path, "files")[0]["remedy"] == "Use OCR."


def test_a_cell_that_does_not_apply_is_null_never_an_empty_text(cases: list[Case], tmp_path: Path) -> None:
    empty = unread_case("in/empty.pdf")
    cases.append(Case(empty.source, description=Description(title="", entity="", language="")))
    write_run(cases, tmp_path, CHOICES)
    for name, schema in TABLES.items():
        for field in schema:
            if field.nullable and pa.types.is_string(field.type):
                assert "" not in [row[field.name] for row in rows(tmp_path, name)], f"{name}.{field.name}"


def test_the_users_words_on_a_file_go_before_the_texts_own(tmp_path: Path) -> None:
    case = read_case("Hollowbeck plc")
    said = Subject(supplier="Hollowbeck", number="01234567", period_end="2024-12-31", lot="2")
    source = Source("a.pdf", case.source.document_id, "application/pdf", 3, 0.0, subjects=(said,))
    write_run([Case(source, case.document, description=case.description)], tmp_path, CHOICES)
    (document,) = rows(tmp_path, "documents")
    assert (str(document["period_end"]), document["lot"], document["entity"]) == ("2024-12-31", "2", "Hollowbeck plc")
    roles = {(row["entity"], row["role"], row["number"]) for row in rows(tmp_path, "document_entities")}
    assert roles == {("Hollowbeck plc", "author", None), ("Hollowbeck", "subject", "01234567")}


def test_spans_lead_back_to_the_words_on_the_page(cases: list[Case], tmp_path: Path) -> None:
    write_run(cases, tmp_path, CHOICES)
    found = duckdb.sql(
        f"""SELECT e.quote, p.text[s.start + 1 : s."end"] AS words
            FROM (SELECT *, unnest(spans) AS s FROM '{tmp_path}/evidence.parquet') e
            JOIN '{tmp_path}/pages.parquet' p ON p.document_id = e.document_id AND p.page = s.page"""
    ).fetchall()
    assert len(found) == 4
    assert all(quote == words for quote, words in found)


def test_the_manifest_says_what_made_the_run_and_no_time(cases: list[Case], tmp_path: Path) -> None:
    write_run(cases, tmp_path, CHOICES)
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert run["as_of"] == "2026-11-25"
    assert run["frameworks"] == {"UK-MSA": "1"}
    assert run["models"] == ["model-1"]
    assert run["outcomes"] == {"duplicate": 1, "locked": 1, "read": 2, "unreadable": 1}
    assert [entry["path"] for entry in run["inputs"]] == sorted(case.source.path for case in cases)
    assert {name: table["rows"] for name, table in run["tables"].items()} == {
        name: len(rows(tmp_path, name)) for name in TABLES
    }


def test_a_run_in_which_nothing_was_read_has_all_tables(tmp_path: Path) -> None:
    write_run([unread_case("a.pdf")], tmp_path, CHOICES)
    for name, schema in TABLES.items():
        assert pq.read_schema(tmp_path / f"{name}.parquet").names == schema.names


def test_a_files_name_that_is_no_utf_8_is_one_row_with_an_escaped_name(tmp_path: Path, cases: list[Case]) -> None:
    odd = unread_case(os.fsdecode(b"in/lat\xe9in.txt"), id_="1" * 64)
    assert write_run([*cases, odd], tmp_path, CHOICES)["locked"] == 2
    assert r"in/lat\xe9in.txt" in pq.read_table(tmp_path / "files.parquet")["path"].to_pylist()
    inputs = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert r"in/lat\xe9in.txt" in [entry["path"] for entry in inputs]


def test_half_a_character_in_a_text_costs_one_letter_and_not_the_batch(tmp_path: Path) -> None:
    case = read_case("Alder Ltd")
    assert case.document
    odd = replace(case.document, pages=(Page(1, "tea \ud83d and", engine="pdf"),))
    write_run([replace(case, document=odd), read_case("Hollowbeck plc")], tmp_path, CHOICES)
    assert "tea ? and" in pq.read_table(tmp_path / "pages.parquet")["text"].to_pylist()
    assert pq.read_table(tmp_path / "files.parquet").num_rows == 2
