"""The bytes behind a row are those that were analysed, or the row says in one sentence why they cannot be had."""

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipelines.report import sources
from pipelines.report.sources import Originals, SourceError
from pipelines.store import spelt

STATEMENT = b"Hollowbeck Ltd pays back every recruitment fee.\n"
OTHER = b"Hollowbeck Ltd makes desks.\n"


def original(path: str, document_id: str) -> bytes:
    with Originals() as made:
        return made.original(path, document_id)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def mail(attached: bytes, name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Statement"
    message.set_content("See attached.")
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


@pytest.fixture(scope="module")
def originals() -> Iterator[Originals]:
    with Originals() as made:
        yield made


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(path: str, data: bytes = STATEMENT) -> str:
    with pytest.raises(SourceError) as caught:
        original(path, digest(data))
    assert caught.value.advice
    return str(caught.value)


def test_a_file_is_found_by_its_relative_and_its_absolute_path(tmp_path: Path) -> None:
    Path("a b").mkdir()
    Path("a b", "s.txt").write_bytes(STATEMENT)
    assert original("a b/s.txt", digest(STATEMENT)) == STATEMENT
    assert original(str(tmp_path / "a b" / "s.txt"), digest(STATEMENT)) == STATEMENT


def test_a_name_that_is_no_utf8_is_found_as_the_tables_spell_it() -> None:
    name = os.fsdecode(b"r\xe9sum\xe9.txt")
    Path(name).write_bytes(STATEMENT)
    assert spelt(name) == r"r\xe9sum\xe9.txt"
    assert original(spelt(name), digest(STATEMENT)) == STATEMENT


def test_a_name_with_a_backslash_of_its_own_is_found() -> None:
    Path(r"r\xe9.txt").write_bytes(STATEMENT)
    assert original(r"r\xe9.txt", digest(STATEMENT)) == STATEMENT


def test_a_changed_file_is_never_taken_for_the_one_analysed() -> None:
    Path("s.txt").write_bytes(OTHER)
    assert refused("s.txt") == "s.txt has changed since it was analysed (its SHA-256 differs)."


def test_a_file_that_has_gone_says_so_though_its_twin_lies_beside_it() -> None:
    Path("copy.txt").write_bytes(STATEMENT)
    assert refused("s.txt") == "s.txt is not there any more."


def test_a_container_or_folder_that_has_gone_is_named() -> None:
    assert refused("pack.zip/in/s.txt") == "pack.zip, in which in/s.txt lay, is not there any more."


def test_a_folder_or_pipe_in_the_place_of_the_file_is_not_opened() -> None:
    Path("s.txt").mkdir()
    os.mkfifo("pipe")
    assert refused("s.txt") == "s.txt is a folder now."
    assert refused("pipe") == "pipe is a pipe, socket or device now, not a file."


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_FILE_BYTES", 10)
    Path("s.txt").write_bytes(STATEMENT)
    assert refused("s.txt").startswith("s.txt is too large: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so() -> None:
    Path("s.txt").write_bytes(STATEMENT)
    Path("s.txt").chmod(0)
    assert "cannot be read" in refused("s.txt")


def test_files_inside_a_zip_and_a_mail_inside_it_are_found(originals: Originals) -> None:
    inner = mail(STATEMENT, "s.txt")
    Path("pack.zip").write_bytes(packed(answers_dot_txt=OTHER, lot__mail_dot_eml=inner))
    assert originals.original("pack.zip/answers.txt", digest(OTHER)) == OTHER
    assert originals.original("pack.zip/lot/mail.eml", digest(inner)) == inner
    assert originals.original("pack.zip/lot/mail.eml/s.txt", digest(STATEMENT)) == STATEMENT


def test_what_a_container_does_not_hold_any_more_is_said(originals: Originals) -> None:
    Path("gone.zip").write_bytes(packed(answers_dot_txt=OTHER))
    with pytest.raises(SourceError, match=r"^gone\.zip does not hold s\.txt any more\.$"):
        originals.original("gone.zip/s.txt", digest(STATEMENT))
    with pytest.raises(SourceError, match=r"^gone\.zip/answers\.txt has changed since it was analysed"):
        originals.original("gone.zip/answers.txt", digest(STATEMENT))


def test_an_archive_that_unpacks_to_more_than_is_safe_is_refused(originals: Originals) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s.txt", bytes(30_000_000))
    Path("bomb.zip").write_bytes(out.getvalue())
    with pytest.raises(SourceError, match=r"bomb\.zip cannot be unpacked any more: .* more than is safe"):
        originals.original("bomb.zip/s.txt", digest(STATEMENT))
