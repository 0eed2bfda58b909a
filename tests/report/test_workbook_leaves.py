"""What a workbook must never do: run a text, tell of a victim, mix bidders, or leave half a file."""

import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpora.document import Answer, Subject
from corpora.finding import Flag, Status
from pipelines.patterns.lowered import WITHHELD
from pipelines.report.run import Run
from pipelines.report.workbook import WorkbookError, write_workbook
from pipelines.report.workbook_cells import MAX_UNITS, looks_like_formula, plain
from pipelines.store import OutputError
from tests.report.runs import case, finding, judged, passage, run_of, unread

FORMULAS = (
    '=HYPERLINK("http://a.example","open")',
    "+1+1",
    "-2 days",
    "@SUM(A1)",
    " \t=1+1",
    "\r\n=1+1",
    "\u202e=1+1",
    "＝1+1",
)
VICTIM = "Maria, the only Filipino night cleaner at our Leeds depot, was held by her cousin in 2025."


def xml(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in sorted(book.namelist()))


def quotes(path: Path) -> list[Any]:
    return [row[5] for row in openpyxl.load_workbook(path)["Evidence"].iter_rows(min_row=2)]


def of_texts(folder: Path, *texts: str) -> Run:
    one = case("Alder Ltd", texts)
    return run_of(folder, judged(one, finding(one, "UK-02", Status.MET, *(passage(one, n) for n in range(len(texts))))))


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    write_workbook(of_texts(tmp_path / "run", *FORMULAS), tmp_path / "a.xlsx")
    cells = quotes(tmp_path / "a.xlsx")
    assert [cell.data_type for cell in cells] in (["s"] * len(FORMULAS), ["inlineStr"] * len(FORMULAS))
    assert all(cell.quotePrefix for cell in cells)  # it stays text when somebody edits the cell
    assert "<f>" not in xml(tmp_path / "a.xlsx")
    assert not looks_like_formula("1 = 1")


@pytest.mark.parametrize(
    ("odd", "shown"),
    {
        "a\x00b\x1b": "a␀b␛",
        "a\x7f\x9b": "a␡\ufffd",
        "half \ud83d pair \uffff": "half \ufffd pair \ufffd",
        "pay \u202eevif\u202c \u2066x\u2069": "pay evif x",
        "\u05e9\u05dc\u05d5\u05dd": "\u05e9\u05dc\u05d5\u05dd",
        "a\r\nb\rc\u2028d\te": "a\nb\nc\nd e",
        "<r><t>x</t></r>": "<r><t>x</t></r> ",
        "_x0041_ <b>&amp;": "_x0041_ <b>&amp;",
        "tea 🫖": "tea 🫖",
    }.items(),
)
def test_what_is_no_text_leaves_a_mark_and_what_turns_it_is_taken_out(odd: str, shown: str) -> None:
    assert plain(odd, "evidence") == shown


def test_a_hostile_text_is_read_back_as_it_is_shown(tmp_path: Path) -> None:
    texts = [
        "<r><t>x</t></r>",
        "_x0041_ <b>&amp;</b>",
        "a\x01b",
        "x" * 400 + " end",
        "</t></is></c><c r='A1'><f>1</f></c>",
    ]
    write_workbook(of_texts(tmp_path / "run", *texts), tmp_path / "a.xlsx")
    found = [cell.value.replace("_x005F_", "_") for cell in quotes(tmp_path / "a.xlsx")]  # openpyxl leaves the escape
    assert found == ["<r><t>x</t></r> ", texts[1], "a␁b", texts[3], texts[4]]


@pytest.mark.parametrize("letter", ["a", "é", "🫖"])
def test_a_long_text_is_cut_with_a_mark_that_says_where_the_rest_is(letter: str, tmp_path: Path) -> None:
    cut = plain(letter * 40_000, "answers")
    assert cut.endswith(f"{letter}… (cut: the table `answers` holds all of it)")
    assert MAX_UNITS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MAX_UNITS
    assert plain("a" * MAX_UNITS, "answers") == "a" * MAX_UNITS


def test_more_lines_than_a_cell_takes_run_on() -> None:
    assert "\n" not in plain("a\n" * 300, "answers")


def with_a_victim(folder: Path) -> Run:
    one = case(
        "Alder Ltd",
        [VICTIM, "The board approved this statement."],
        labels={0: ("REM5", "DONE_IN_PERIOD", "SPECIFIC", 0.9)},
        title=f"Statement: {VICTIM}",
        kind="tender response",
    )
    id_ = one.source.document_id or ""
    answer = Answer(id_, "1", f"Tell of a case. {VICTIM}", f"Yes. {VICTIM} She is safe.", 250, "row")
    return run_of(
        folder,
        judged(
            one,
            finding(one, "UK-02", Status.MET, passage(one, 0), passage(one, 1), reason=f"It says “{VICTIM}”"),
            flags=[Flag(id_, "F33", "shown", (one.sentences[0].sentence_id,))],
            answers=[answer],
        ),
    )


def test_words_by_which_a_victim_could_be_known_are_nowhere_in_the_file(tmp_path: Path) -> None:
    run = with_a_victim(tmp_path / "run")
    write_workbook(run, tmp_path / "a.xlsx", list(run.documents))
    written = xml(tmp_path / "a.xlsx")
    assert not any(word in written for word in ("Maria", "Filipino", "cousin", "Leeds"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["Evidence"]["F2"].value == WITHHELD
    assert book["Evidence"]["F3"].value == "The board approved this statement."
    told = [row[5] for row in book["Practices"].iter_rows(min_row=2, values_only=True) if row[3] == "specific"]
    assert told == [WITHHELD]
    assert "She is safe." in book["Answers"]["D2"].value


def bids(folder: Path) -> tuple[Run, dict[str, str]]:
    ash, orrin = (Subject(procurement="CBC-118", lot="1", bidder=name) for name in ("Ash Ltd", "Orrin Ltd"))
    answers = case("Ash Ltd", ["We keep to our annex."], subject=ash, kind="tender response")
    annex = case("Ash annex", [VICTIM, "Each site is audited."], subject=ash, kind="annex")
    rival = case("Orrin Ltd", ["Orrin pays above the living wage."], subject=orrin, kind="tender response")
    statement = case("Alder Ltd", ["The board approved this statement."])
    victim = Flag(annex.source.document_id or "", "F33", "shown", (annex.sentences[0].sentence_id,))
    cases = (
        judged(answers, finding(answers, "UK-02", Status.MET, passage(annex, 1), passage(annex, 0))),
        judged(annex, flags=[victim]),
        judged(rival, finding(rival, "UK-02", Status.MET, passage(rival, 0))),
        judged(statement, finding(statement, "UK-02", Status.MET, passage(statement, 0))),
    )
    run = run_of(folder, *cases, unread("in/orrin/secret.pdf", opened=False))
    return run, {one.source.path: one.source.document_id or "" for one in cases}


def test_no_bid_stands_beside_statements_nor_beside_another_bid(tmp_path: Path) -> None:
    run, ids = bids(tmp_path / "run")
    write_workbook(run, tmp_path / "all.xlsx")
    assert "Alder" in xml(tmp_path / "all.xlsx")
    assert not any(name in xml(tmp_path / "all.xlsx") for name in ("Ash", "Orrin", "orrin"))
    ash = [ids["in/ash_ltd.pdf"], ids["in/ash_annex.pdf"]]
    write_workbook(run, tmp_path / "ash.xlsx", ash)
    assert not any(name in xml(tmp_path / "ash.xlsx") for name in ("Alder", "Orrin", "orrin"))
    assert "Confidential" in xml(tmp_path / "ash.xlsx")
    with pytest.raises(WorkbookError, match="files of 2 bidders"):
        write_workbook(run, tmp_path / "both.xlsx", [*ash, ids["in/orrin_ltd.pdf"]])
    assert not (tmp_path / "both.xlsx").exists()


def test_a_bids_passage_names_the_file_in_which_it_stands(tmp_path: Path) -> None:
    run, ids = bids(tmp_path / "run")
    write_workbook(run, tmp_path / "ash.xlsx", [ids["in/ash_ltd.pdf"], ids["in/ash_annex.pdf"]])
    sheet = openpyxl.load_workbook(tmp_path / "ash.xlsx")["Evidence"]
    assert [(row[5], row[7], row[9]) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("Each site is audited.", 2, "ash_annex.pdf"),
        (WITHHELD, 1, "ash_annex.pdf"),
    ]
    assert "Filipino" not in xml(tmp_path / "ash.xlsx")


def test_a_run_that_read_nothing_has_its_sheets(tmp_path: Path) -> None:
    counts = write_workbook(run_of(tmp_path / "run", unread("a.pdf")), tmp_path / "a.xlsx")
    assert counts == {"Findings": 0, "Evidence": 0, "Documents": 1, "Practices": 0}
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Findings"]["A1"].value == "Supplier"


def test_a_target_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    run = of_texts(tmp_path / "run", "The board approved this statement.")
    with pytest.raises(OutputError, match="cannot be written: No such file") as raised:
        write_workbook(run, tmp_path / "nowhere" / "a.xlsx")
    assert raised.value.exit_code == 2
    (tmp_path / "folder.xlsx").mkdir()
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(OutputError, match=r"folder\.xlsx cannot be written"):
        write_workbook(run, tmp_path / "folder.xlsx")
    assert sorted(os.listdir(tmp_path)) == before


def test_a_workbook_that_stands_is_exchanged_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = of_texts(tmp_path / "run", "The board approved this statement.")
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pipelines.report.workbook_look.Book.write", stop)
        with pytest.raises(KeyboardInterrupt):
            write_workbook(run, target)
    assert target.read_bytes() == b"before"
    assert sorted(os.listdir(tmp_path)) == ["a.xlsx", "run"]
    write_workbook(run, target)
    assert target.read_bytes()[:2] == b"PK"
