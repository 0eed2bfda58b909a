"""What a file is, decided by its bytes; what the user says of it; and that nothing odd stops a run."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from corpora.document import Outcome
from corpora.errors import AvowalError
from pipelines.ingest import (
    ManifestError,
    NothingToReadError,
    PathNotFoundError,
    find_sources,
)
from pipelines.ingest.encodings import decode
from pipelines.ingest.media import DOCX, HTML, MAIL, PDF, TEXT, XLSX, ZIP, detect

STATEMENT = "Hollowbeck Ltd checks the licence of each labour agency every quarter.\n"


def zip_of(*names: str, mimetype: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        if mimetype:
            archive.writestr("mimetype", mimetype)
    return out.getvalue()


def zip_holding(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


RECEIVED = b"Received: from mail.example.org (mail.example.org [192.0.2.1])\n\tby mx.example.org; Mon, 30 Jun 2025\n"
READABLE = {
    "pdf": (b"%PDF-1.7\n...", PDF),
    "pdf after stray bytes": (b"\r\n\r\n%PDF-1.4\n...", PDF),
    "docx": (zip_of("[Content_Types].xml", "word/document.xml"), DOCX),
    "html": (b"<!DOCTYPE html><html><body><p>" + b"We train staff. " * 200 + b"</p></body></html>", HTML),
    "html without a head": (b"<div><h1>Statement</h1><p>We train.</p><p>We check.</p></div>", HTML),
    "xhtml": (b'<?xml version="1.0"?>\n<html><body><p>We train.</p></body></html>', HTML),
    "xlsx": (zip_of("[Content_Types].xml", "xl/workbook.xml"), XLSX),
    "zip": (zip_of("statement.pdf"), ZIP),
    "zip with a folder of that name": (zip_of("word/answers.docx", "xl/prices.xlsx"), ZIP),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "image/jpeg"),
    "tiff": (b"II*\x00" + b"\0" * 50, "image/tiff"),
    "gif": (b"GIF89a" + b"\0" * 50, "image/gif"),
    "bitmap": (b"BM\x46\0\0\0\0\0\0\0" + b"\0" * 50, "image/bmp"),
    "webp": (b"RIFF\x24\0\0\0WEBP" + b"\0" * 50, "image/webp"),
    "zip that shows a pdf": (zip_holding("statement.pdf", b"%PDF-1.7\n"), ZIP),
    "mail": (b"From: a@example.org\nTo: b@example.org\nSubject: Statement\nDate: Mon\n\nHello", MAIL),
    "mail after a long way": (RECEIVED * 9 + b"From: a@example.org\nTo: b\n\n<p>a</p><p>b</p><p>c</p>", MAIL),
    "text that begins as a bitmap": (b"BMX trails are kept by our volunteers.", TEXT),
    "text of a memo": (b"From here on: To be read.\nSubject to change: Date: none.\n\nWe train staff.", TEXT),
    "text that names the sign of a pdf": (b"It begins with %PDF-1.7 as a word. We train staff.", TEXT),
    "page that names it": (b"<html><!-- %PDF-1.4 --><p>We train staff.</p></html>", HTML),
    "mail with a pdf as it is": (b"From: a@a.org\nTo: b@b.org\nSubject: x\n\nHello\n%PDF-1.4\n1 0 obj", MAIL),
    "pdf below lines of its own": (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj", PDF),
    "text": (STATEMENT.encode(), TEXT),
    "text in UTF-16": (STATEMENT.encode("utf-16"), TEXT),
    "text in UTF-16 without a mark": (STATEMENT.encode("utf-16-le"), TEXT),
    "text in Windows-1252": ("The captain\u2019s crew pays no fee: \u00a30.".encode("cp1252"), TEXT),
}
NOT_READ = {
    "rar": (b"Rar!\x1a\x07\x01\0" + b"\0" * 50, Outcome.REFUSED, "RAR"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, Outcome.REFUSED, "7z"),
    "gzip": (b"\x1f\x8b\x08" + b"\0" * 50, Outcome.REFUSED, "gzip"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), Outcome.REFUSED, "Word"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), Outcome.REFUSED, "Excel"),
    "locked office file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        Outcome.LOCKED,
        "password",
    ),
    "binary workbook": (zip_of("[Content_Types].xml", "xl/workbook.bin"), Outcome.REFUSED, "Excel"),
    "slides": (zip_of("[Content_Types].xml", "ppt/presentation.xml"), Outcome.REFUSED, "PowerPoint"),
    "odt": (zip_of("content.xml", mimetype="application/vnd.oasis.opendocument.text"), Outcome.REFUSED, "OpenDocument"),
    "cut zip": (zip_of("word/document.xml")[:40], Outcome.UNREADABLE, "cut off"),
    "rtf": (b"{\\rtf1\\ansi We train.}", Outcome.REFUSED, "RTF"),
    "noise": (bytes(range(256)) * 8, Outcome.NOT_A_DOCUMENT, "no known"),
    "white space": (b" \n\t\n", Outcome.EMPTY, "white space"),
    "error page": (b"<html><title>404 Not Found</title><h1>Not Found</h1></html>", Outcome.NOT_A_DOCUMENT, "web page"),
}


@pytest.mark.parametrize(("data", "media_type"), READABLE.values(), ids=READABLE)
@pytest.mark.parametrize("suffix", [".txt", ".xyz", ""])
def test_the_type_is_read_from_the_content_whatever_the_name(data: bytes, media_type: str, suffix: str) -> None:
    media = detect(data, suffix)
    assert (media.media_type, media.outcome) == (media_type, Outcome.READ), media.reason


def test_data_of_a_web_service_saved_as_pdf_is_said_to_be_some() -> None:
    assert "JSON" in (detect(b'{"error": "not found", "status": 404}', ".pdf").reason or "")
    assert detect(b"[Draft] We train staff.", ".pdf").media_type == TEXT


@pytest.mark.parametrize(("data", "outcome", "word"), NOT_READ.values(), ids=NOT_READ)
def test_what_is_not_read_says_what_it_is_and_what_would_help(data: bytes, outcome: Outcome, word: str) -> None:
    media = detect(data)
    assert media.outcome == outcome
    assert word in (media.reason or "")
    assert media.remedy


def test_a_short_web_page_saved_as_pdf_is_said_to_be_one() -> None:
    media = detect(b"<html><body>Please sign in to go on</body></html>", ".pdf")
    assert media.outcome == Outcome.NOT_A_DOCUMENT
    assert "web page" in (media.reason or "")
    assert ".pdf" in (media.reason or "")


@pytest.mark.parametrize("head", [b"<!---->" * 9_000, b"<title " * 200_000, b"<html><script " * 100_000])
def test_a_web_page_made_to_cost_time_costs_none(head: bytes) -> None:
    began = time.process_time()
    detect(head + b"<x>", ".pdf")
    assert time.process_time() - began < 2


def test_legacy_western_text_keeps_its_letters() -> None:
    assert decode("caf\u00e9 \u2013 \u00a314,000".encode("cp1252")) == "caf\u00e9 \u2013 \u00a314,000"
    assert decode("plain caf\u00e9".encode()) == "plain caf\u00e9"


def test_folders_are_read_in_order_without_hidden_files_and_litter(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/x.txt", "Thumbs.db", "~$a.docx", "__MACOSX/y.txt"):
        write(tmp_path, name, STATEMENT + name)
    sources = find_sources([tmp_path], None)
    assert [Path(s.path).relative_to(tmp_path).as_posix() for s in sources] == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_twin_is_a_row_that_names_the_file_read_instead(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.txt", STATEMENT), write(tmp_path, "b.pdf", STATEMENT)
    read, twin = find_sources([first, second], None)
    assert (read.outcome, twin.outcome) == (Outcome.READ, Outcome.DUPLICATE)
    assert read.document_id == twin.document_id
    assert str(first) in (twin.reason or "")


def test_one_file_reached_by_two_inputs_is_one_row(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STATEMENT)
    assert len(find_sources([tmp_path, path, tmp_path], None)) == 1


def test_odd_files_are_rows_and_nothing_hangs(tmp_path: Path) -> None:
    write(tmp_path, "empty.pdf", b"")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path, "good.txt", STATEMENT)
    outcomes = {Path(s.path).name: s for s in find_sources([tmp_path], None)}
    assert outcomes["empty.pdf"].outcome == Outcome.EMPTY
    assert outcomes["pipe.txt"].outcome == Outcome.NOT_A_DOCUMENT
    assert outcomes["broken.txt"].outcome == Outcome.UNREADABLE
    assert outcomes["good.txt"].outcome == Outcome.READ
    assert all(s.reason and s.remedy for name, s in outcomes.items() if name != "good.txt")


def test_a_file_without_permission_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "shut.txt", STATEMENT)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    (source,) = find_sources([path], None)
    assert source.outcome == Outcome.UNREADABLE
    assert "permission" in (source.reason or "")


def test_a_missing_path_among_others_is_a_row(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STATEMENT)
    gone, read = find_sources([tmp_path / "gone.pdf", path], None)
    assert (gone.outcome, gone.reason, read.outcome) == (
        Outcome.UNREADABLE,
        "There is no such file.",
        Outcome.READ,
    )
    assert gone.remedy


def test_a_folder_without_permission_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", STATEMENT)
    write(tmp_path, "shut/b.txt", STATEMENT)
    scan = os.scandir

    def refuse(folder: str | Path) -> object:  # root may read everything
        if Path(folder).name == "shut":
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    read, shut = find_sources([tmp_path], None)
    assert (read.outcome, shut.outcome, Path(shut.path).name) == (Outcome.READ, Outcome.UNREADABLE, "shut")
    assert "permission" in (shut.reason or "")
    assert shut.remedy


def test_a_linked_folder_is_read_once_though_links_lead_back(tmp_path: Path) -> None:
    write(tmp_path, "in/real/a.txt", STATEMENT)
    write(tmp_path, "elsewhere/b.txt", STATEMENT + "b")
    (tmp_path / "in/linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "in/again").symlink_to(tmp_path / "in/real", target_is_directory=True)
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in/circle").symlink_to(tmp_path / "in/circle")
    manifest = write(tmp_path, "m.csv", "path,entity\nin/real/a.txt,Hollowbeck Ltd\n")
    sources = find_sources([tmp_path / "in"], manifest)
    found = {Path(s.path).relative_to(tmp_path / "in").as_posix(): s for s in sources}
    assert {name: s.outcome for name, s in found.items()} == {
        "circle": Outcome.UNREADABLE,
        "linked/b.txt": Outcome.READ,
        "real/a.txt": Outcome.READ,
    }
    assert found["real/a.txt"].subjects[0].entity == "Hollowbeck Ltd"


def test_a_missing_path_and_an_empty_folder_are_errors_with_their_own_exit_codes(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError) as missing:
        find_sources([tmp_path / "nowhere.pdf"], None)
    with pytest.raises(NothingToReadError) as empty:
        find_sources([tmp_path], None)
    assert (missing.value.exit_code, empty.value.exit_code) == (2, 3)
    assert missing.value.advice
    assert empty.value.advice


def test_the_manifest_names_several_subjects_of_one_file(tmp_path: Path) -> None:
    write(tmp_path, "docs/joint.txt", STATEMENT)
    manifest = write(
        tmp_path,
        "manifest.csv",
        "\ufeffpath,entity,framework,period_end,lot\n"
        "docs/joint.txt,Hollowbeck Ltd,UK-MSA; AU-MSA,2025-12-31,\n"
        "docs/joint.txt,Hollowbeck Pty Ltd,au-msa ca-sca,,Lot 2\n",
    )
    (source,) = find_sources([tmp_path], manifest)
    first, second = source.subjects
    assert (first.entity, first.frameworks, first.period_end, first.lot) == (
        "Hollowbeck Ltd",
        ("UK-MSA", "AU-MSA"),
        "2025-12-31",
        None,
    )
    assert (second.frameworks, second.lot) == (("au-msa", "ca-sca"), "Lot 2")


def test_a_manifest_among_the_documents_is_not_read_as_one(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", STATEMENT)
    manifest = write(tmp_path, "manifest.csv", "path,entity\na.txt,Hollowbeck Ltd\n")
    beside = find_sources([tmp_path], None)[1]
    assert (beside.outcome, "manifest" in (beside.reason or "")) == (Outcome.NOT_A_DOCUMENT, True)
    assert len(find_sources([tmp_path], manifest)) == 1


def test_one_error_lists_every_mistake_of_the_manifest_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STATEMENT)
    manifest = write(
        tmp_path,
        "m.csv",
        "path,colour,period_start,period_end\na.txt,red,31/12/2025,\nb.txt,,2025-01-01,2024-01-01\n,,,\n,x,,\n",
    )
    with pytest.raises(ManifestError) as caught:
        find_sources([path], manifest)
    message = str(caught.value)
    for part in (
        "line 1: unknown column: colour",
        "line 2: period_start",
        "line 3: the period",
        "b.txt",
        "line 5: no path",
    ):
        assert part in message
    assert isinstance(caught.value, AvowalError)


def test_an_unknown_framework_is_a_mistake_of_the_manifest_and_any_case_is_known(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STATEMENT)
    manifest = write(tmp_path, "m.csv", "path,framework,number\na.txt,uk-MSA; UK-XYZ,no number at all\nb.txt,nz,\n")
    with pytest.raises(ManifestError) as caught:
        find_sources([path], manifest)
    message = str(caught.value)
    assert "line 2: unknown framework: UK-XYZ" in message
    assert "line 3: unknown framework: nz" in message
    assert "line 3: path is not among the inputs" in message
    assert "uk-MSA" not in message
