"""What lies inside another file is a row of its own: named safely, read once, in the same order whoever is first."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from corpora.document import Document, Layer, Outcome, Subject
from pipelines.extract import extract_batch, mark_twins
from pipelines.extract.inside.member import numbered, shown_name
from pipelines.ingest import find_sources
from pipelines.isolate import Fault, Limits, Pool
from pipelines.stage import Case, listening
from tests.faults.raw_pdf import page, stream
from tests.pipelines.pages import pdf, prose

WORDS = b"Hollowbeck Ltd visits each mill once a year.\n"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 6, 30, 10, 0, 0)), data)
    return out.getvalue()


def without_flag(data: bytes) -> bytes:
    """Take from an archive's names the mark that they are UTF-8, as many programs leave it out."""
    out = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        place = out.find(magic)
        while place >= 0:
            out[place + at] &= ~0x08
            place = out.find(magic, place + 4)
    return bytes(out)


def extract(folder: Path, files: dict[str, bytes]) -> list[Case]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return extract_batch([Case(source) for source in find_sources([folder])])


def rows(folder: Path, cases: Sequence[Case]) -> dict[str, str]:
    told = [(case.source.path, case.document or case.source) for case in cases]
    return {Path(path).relative_to(folder).as_posix(): str(about.outcome) for path, about in told}


def text(document: Document | None) -> str:
    lines = [line for page in document.pages for line in page.lines] if document else []
    return " / ".join(line.text for line in lines if line.layer == Layer.BODY)


def test_an_archive_is_a_row_and_so_is_each_file_inside_it_right_after_it(tmp_path: Path) -> None:
    files = {"a.zip": packed({"b/c.txt": WORDS, "d.pdf": pdf(prose)}), "z.txt": WORDS * 2}
    cases = extract(tmp_path, files)
    assert list(rows(tmp_path, cases).items()) == [
        ("a.zip", "read"),
        ("a.zip/b/c.txt", "read"),
        ("a.zip/d.pdf", "read"),
        ("z.txt", "read"),
    ]
    assert cases[0].document is None
    assert cases[0].source.reason == "An archive: its 2 files are rows of their own."
    assert text(cases[1].document) == "Hollowbeck Ltd visits each mill once a year."


@pytest.mark.parametrize("name", ["D\u00e9claration/\u65e5\u672c.txt", "Erkl\u00e4rung f\u00fcr 2025.txt"])
def test_names_in_utf8_are_read_whether_or_not_they_are_marked(tmp_path: Path, name: str) -> None:
    data = packed({name: WORDS})
    for number, version in enumerate((data, without_flag(data))):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert f"a.zip/{name}" in rows(folder, extract(folder, {"a.zip": version}))


def test_names_of_the_first_pcs_are_read_as_such(tmp_path: Path) -> None:
    data = packed({"caf\u00e9.txt": WORDS}).replace("caf\u00e9".encode(), b"caf\x82_")
    assert "a.zip/caf\u00e9_.txt" in rows(tmp_path, extract(tmp_path, {"a.zip": without_flag(data)}))


def test_archives_in_archives_are_opened_and_litter_is_left_out(tmp_path: Path) -> None:
    inner = packed({"answers.txt": WORDS, "__MACOSX/._answers.txt": b"\0\5", "Thumbs.db": b"x", "b/.DS_Store": b"x"})
    cases = extract(tmp_path, {"a.zip": packed({"in.zip": inner, "__MACOSX/._in.zip": b"\0\5", "~$x.docx": b"x"})})
    assert list(rows(tmp_path, cases)) == ["a.zip", "a.zip/in.zip", "a.zip/in.zip/answers.txt"]


def test_archives_beyond_the_depth_are_refused_and_told(tmp_path: Path) -> None:
    data = packed({"a.txt": WORDS})
    for level in range(8):
        data = packed({f"{level}.zip": data})
    cases = extract(tmp_path, {"a.zip": data})
    last = cases[-1].source
    assert len(cases) == 7
    assert (last.outcome, last.reason) == (Outcome.REFUSED, "It lies too deep inside other files.")
    assert last.remedy


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\x\\a.txt", "Users/x/a.txt"),
        ("..\\a.txt", "a.txt"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00\n\x1b[31m.txt", "a[31m.txt"),
        ("../..", "without a name"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("x" * 900 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_shown_as_a_path_that_leads_nowhere_but_down(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_two_files_of_one_name_are_two_rows() -> None:
    taken: set[str] = set()
    assert [numbered("a/b.txt", taken) for _ in range(3)] == ["a/b.txt", "a/b (2).txt", "a/b (3).txt"]


def test_nothing_is_ever_written_where_a_name_says(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    cases = extract(inbox, {"a.zip": packed({"../out.txt": WORDS, f"{tmp_path}/too.txt": WORDS * 2})})
    assert len(cases) == 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_what_the_user_says_of_an_archive_holds_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": WORDS}))
    (tmp_path / "m.csv").write_text("path,entity,framework\na.zip,Hollowbeck Ltd,UK-MSA\n")
    cases = extract_batch([Case(source) for source in find_sources([tmp_path], tmp_path / "m.csv")])
    assert cases[1].source.subjects == (Subject(entity="Hollowbeck Ltd", frameworks=("UK-MSA",)),)


def attached(files: dict[str, bytes]) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(lambda canvas: prose(canvas, ["Open this in another program."]))))
    for name, data in files.items():
        writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_files_attached_to_a_pdf_are_rows_beside_its_own_text(tmp_path: Path) -> None:
    cases = extract(tmp_path, {"a.pdf": attached({"\u00c9tat.pdf": pdf(prose), "answers.txt": WORDS})})
    assert [Path(case.source.path).name for case in cases] == ["a.pdf", "answers.txt", "\u00c9tat.pdf"]
    assert text(cases[0].document) == "Open this in another program."
    assert "Hollowbeck Ltd makes office desks" in text(cases[2].document)


def test_a_file_in_a_note_on_a_page_is_a_row_too(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(attached({"answers.txt": WORDS})))
    (attachment,) = writer.attachment_list
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/FS"): attachment.pdf_object}
    )
    note[NameObject("/Rect")] = ArrayObject([FloatObject(n) for n in (9, 9, 20, 20)])
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    del writer.root_object["/Names"]
    out = io.BytesIO()
    writer.write(out)
    assert [Path(case.source.path).name for case in extract(tmp_path, {"a.pdf": out.getvalue()})] == [
        "a.pdf",
        "answers.txt",
    ]


@pytest.mark.parametrize("listed", [False, True])
def test_a_file_pinned_to_a_page_as_a_note_is_a_row_once(tmp_path: Path, listed: bool) -> None:
    more = {
        20: b"<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /FS 21 0 R >>",
        21: b"<< /Type /Filespec /F (answers.txt) /UF (answers.txt) /EF << /F 22 0 R >> >>",
        22: stream(WORDS, b"/Type /EmbeddedFile"),
    }
    names = b"/Names << /EmbeddedFiles << /Names [(answers.txt) 21 0 R] >> >>" if listed else b""
    cases = extract(tmp_path, {"a.pdf": page(catalog=names, entries=b"/Annots [20 0 R]", more=more)})
    assert list(rows(tmp_path, cases)) == ["a.pdf", "a.pdf/answers.txt"]
    assert text(cases[1].document) == "Hollowbeck Ltd visits each mill once a year."


def test_too_many_attachments_cost_a_pdf_its_attachments_and_not_its_own_words(tmp_path: Path) -> None:
    (case,) = extract(tmp_path, {"a.pdf": attached({f"{n}.txt": b"%d" % n for n in range(201)})})
    assert case.document is not None
    assert case.document.outcome == Outcome.READ_WITH_WARNING
    assert "Files attached to it are left out: The PDF holds 201" in (case.document.reason or "")
    assert text(case.document) == "Open this in another program."


def test_twins_inside_files_are_read_once_and_a_file_that_was_given_comes_first(tmp_path: Path) -> None:
    files = {
        "a.zip": packed({"x.txt": WORDS, "y.txt": WORDS * 2}),
        "b.zip": packed({"y.txt": WORDS * 2}),
        "c.txt": WORDS,
    }
    found = rows(tmp_path, extract(tmp_path, files))
    assert {name for name, outcome in found.items() if outcome == "duplicate"} == {"a.zip/x.txt", "b.zip/y.txt"}


def test_twins_of_different_batches_are_marked_when_all_are_read(tmp_path: Path) -> None:
    for name, data in {"a.zip": packed({"x.txt": WORDS}), "c.txt": WORDS}.items():
        (tmp_path / name).write_bytes(data)
    sources = find_sources([tmp_path])
    cases = [case for source in sources for case in extract_batch([Case(source)])]
    marked = rows(tmp_path, mark_twins(cases))
    assert marked == {"a.zip": "read", "a.zip/x.txt": "duplicate", "c.txt": "read"}


def test_the_same_files_give_the_same_cases_in_the_same_order_whatever_the_number_of_workers(tmp_path: Path) -> None:
    inner = {f"{n}.txt": b"Mill %d is visited." % n for n in range(9)}
    for n in range(4):
        (tmp_path / f"{n}.zip").write_bytes(packed({**inner, f"own{n}.txt": WORDS * (n + 1), "in.zip": packed(inner)}))
    given = [Case(source) for source in find_sources([tmp_path])]
    runs = []
    for size in (1, 3):
        with Pool("pipelines.extract.reading:work", Limits(), size=size) as pool:
            cases = extract_batch(given, pool)
        runs.append([replace(case, source=replace(case.source, held=None)) for case in cases])
    assert runs[0] == runs[1]
    assert len(runs[0]) > 40


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "in").mkdir()
    extract(tmp_path / "in", {"a.zip": packed({"a.txt": WORDS})})
    assert not list((tmp_path / "tmp").iterdir())


def test_each_file_given_is_reported_once_as_it_is_done(tmp_path: Path) -> None:
    heard: list[int] = []
    with listening(lambda stage, done: heard.append(done)):
        extract(tmp_path, {"a.zip": packed({"a.txt": WORDS, "b.txt": WORDS * 2}), "c.txt": WORDS * 3, "d.txt": b""})
    assert sum(heard) == len(find_sources([tmp_path])) * 2  # by ingest, and by extract


@pytest.fixture(scope="module")
def poisoned() -> Iterator[Pool]:
    limits = Limits(memory_bytes=700_000_000, output_bytes=2_000_000, stall_cpu_seconds=1, stall_seconds=3.0)
    with Pool("tests.faults.bad_reader:work", limits, size=2) as pool:
        yield pool


@pytest.mark.parametrize(
    ("poison", "outcome", "word"),
    [
        ("exit", Outcome.UNREADABLE, "crashed"),
        ("fault", Outcome.UNREADABLE, "crashed"),
        ("spin", Outcome.REFUSED, "came to no end"),
        ("wait", Outcome.REFUSED, "came to no end"),
        ("swell", Outcome.REFUSED, "memory"),
        ("flood", Outcome.REFUSED, "more text"),
        ("lie", Outcome.UNREADABLE, "crashed"),
    ],
)
def test_a_file_that_breaks_its_reader_twice_is_a_row_and_the_others_are_read(
    tmp_path: Path, poisoned: Pool, poison: str, outcome: Outcome, word: str
) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_bytes(WORDS + name.encode())
    (tmp_path / "b.txt").write_text(f"poison: {poison}\n")
    took = []
    given = [Case(source) for source in find_sources([tmp_path])]
    before, bad, after = extract_batch(given, poisoned, lambda _source, result: took.append(result.faults))
    assert text(before.document).startswith("Hollowbeck")
    assert text(after.document).startswith("Hollowbeck")
    assert bad.document is not None
    assert (bad.document.outcome, word in (bad.document.reason or "")) == (outcome, True)
    assert bad.document.remedy
    if poison != "lie":
        assert sorted(map(len, took)) == [0, 0, 2]
        assert set(Fault) >= set(sum(took, ()))
