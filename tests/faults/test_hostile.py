"""Files that would harm a careless reader end as rows, quickly, and nothing of what they try comes true."""

from pathlib import Path

import pytest

from corpora.document import Outcome
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.isolate import Limits, Pool, Result
from pipelines.stage import Case
from tests.faults.make_hostile import ALL, make

# the others take seconds each to make or to read: python tests/faults/make_hostile.py makes them all
SLOW = {
    *("hundred thousand pages.pdf", "stream of a gigabyte.pdf", "stream packed twice.pdf", "stream of runs.pdf"),
    *(
        "forms to the eighth power.pdf",
        "letters by the billion.pdf",
        "tiles by the billion.pdf",
        "attached gigabyte.pdf",
    ),
    *("picture of ten billion dots.pdf", "letters scattered.pdf", "rules by the ten thousand.pdf"),
    *(
        "fields by the ten thousand.pdf",
        "letters that are novels.pdf",
        "gigabyte of zeros.zip",
        "gigabyte by bzip2.zip",
    ),
    *("gigabyte by lzma.zip", "attached bomb.eml", "hundred thousand parts.eml", "nine hundred parts.eml"),
    *(
        "files by the thousand.zip",
        "names by the hundred thousand.zip",
        "half a gigabyte.docx",
        "cells by the million.xlsx",
    ),
    *("paragraphs by the hundred thousand.docx", "one long text in every cell.xlsx", "dots by the billion.png"),
    *("cells by the hundred thousand.html", "comments by the hundred thousand.html", "line of thirty megabytes.txt"),
    *("cut off.png", "pages in a ring.tiff", "pages by the ten thousand.tiff", "page of a kilometre.pdf"),
    *("parts by the ten thousand.docx", "sheets by the ten thousand.xlsx", "like 42.zip", "directory that lies.zip"),
    *("marks on one letter.txt", "brackets.txt", "addresses by the million.eml", "text of three million letters.pdf"),
}
QUICK = sorted(set(ALL) - SLOW)
REFUSED = {
    **dict.fromkeys(
        ("entities to the tenth power.docx", "entity outside.docx", "entities in the styles.docx"), "entities"
    ),
    **dict.fromkeys(("entities in the links.docx", "definition outside.docx", "entity squared.docx"), "entities"),
    **dict.fromkeys(("entities.xlsx", "entity outside.xlsx"), "entities"),
    "one piece under a thousand names.zip": "over each other",
    "count that lies.pdf": "100000 pages",
    "multiparts three thousand deep.eml": "nested too deeply",
    "great depth.html": "nested too deeply",
    "tables three thousand deep.docx": "nested too deeply",
    "web page of great depth.eml": "nested too deeply",
    "said to be vast.png": "larger than",
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Case], dict[str, Result]]:
    folder = tmp_path_factory.mktemp("hostile")
    make(folder, QUICK)
    took: dict[str, Result] = {}
    limits = Limits(memory_bytes=1_500_000_000, stall_cpu_seconds=20)
    with Pool("pipelines.extract.reading:work", limits, ("tesseract",)) as pool:
        given = [Case(source) for source in find_sources([folder])]
        cases = extract_batch(given, pool, lambda source, result: took.update({Path(source.path).name: result}))
    assert len(given) >= 80
    return folder, {Path(case.source.path).relative_to(folder).as_posix(): case for case in cases}, took


def test_every_file_is_a_row_that_says_why_it_is_not_read(
    ended: tuple[Path, dict[str, Case], dict[str, Result]],
) -> None:
    _, cases, _ = ended
    assert set(QUICK) <= set(cases)
    for name, case in cases.items():
        told = case.document or case.source
        assert told.reason or told.outcome in (Outcome.READ, Outcome.READ_BY_OCR), name


def test_none_of_these_costs_its_worker(ended: tuple[Path, dict[str, Case], dict[str, Result]]) -> None:
    assert {name: result.faults for name, result in ended[2].items() if result.faults} == {}


@pytest.mark.parametrize(("name", "word"), REFUSED.items(), ids=REFUSED)
def test_what_is_made_to_swell_or_to_fetch_is_refused(
    ended: tuple[Path, dict[str, Case], dict[str, Result]], name: str, word: str
) -> None:
    case = ended[1][name]
    told = case.document or case.source
    assert (told.outcome, word in (told.reason or "")) == (Outcome.REFUSED, True), told.reason
    assert told.remedy


def test_what_needs_a_password_says_so(ended: tuple[Path, dict[str, Case], dict[str, Result]]) -> None:
    for name in ("needs a password.pdf", "file with a password.zip/secret.txt"):
        case = ended[1][name]
        told = case.document or case.source
        assert (told.outcome, "password" in (told.reason or "")) == (Outcome.LOCKED, True)


def test_the_file_beside_a_locked_a_damaged_or_a_linked_one_is_read(
    ended: tuple[Path, dict[str, Case], dict[str, Result]],
) -> None:
    for name in ("file with a password.zip/open.txt", "damaged inside.zip/b.txt"):
        case = ended[1][name]
        assert (case.document or case.source).outcome in (Outcome.READ, Outcome.DUPLICATE)
    assert ended[1]["link to the passwords.zip/passwords.txt"].source.outcome == Outcome.NOT_A_DOCUMENT
    assert ended[1]["damaged inside.zip/a.txt"].source.outcome == Outcome.UNREADABLE


def test_no_name_is_ever_a_place(ended: tuple[Path, dict[str, Case], dict[str, Result]]) -> None:
    folder, cases, _ = ended
    assert not list(Path("/tmp").glob("avowal-hostile*"))  # noqa: S108 - where the names lead
    assert {path.name for path in folder.iterdir()} == set(QUICK)
    for name in cases:
        assert ".." not in Path(name).parts


def test_no_text_of_this_machine_is_ever_in_a_document(ended: tuple[Path, dict[str, Case], dict[str, Result]]) -> None:
    for case in ended[1].values():
        for page in case.document.pages if case.document else ():
            assert "root:" not in page.text
