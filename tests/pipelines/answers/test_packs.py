"""Answers are attached, and their states said, on packs that were written for it; the gold says what a person reads."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.authored.packs.build import PACKS as MAKERS
from corpora.authored.packs.build import build
from corpora.document import Subject
from pipelines.answers import submissions_of, with_states
from pipelines.bench.answers import GOLD, MANIFEST, PACKS, PackError, lines, measure, read_pack
from pipelines.describe import describe

UNSEEN = PACKS.parent / "unseen"  # first read when the code was done; since then what failed was mended
SMALL = ("tarnbrook", "halvorsen")  # Word, PDF and a workbook; `avowal bench answers` measures all


@pytest.fixture
def some(tmp_path: Path) -> Path:
    for name in SMALL:
        shutil.copytree(PACKS / name, tmp_path / name)
    return tmp_path


def test_pairs_are_found_and_right(some: Path) -> None:
    results = measure(some)
    assert [result.name for result in results] == sorted(SMALL)
    for result in results:
        assert min(result.precision, result.recall) >= 0.95, (result.wrong, result.missed)
    assert list(lines(results, every=True))[-1].startswith("total")


def test_pairs_of_packs_that_others_wrote_are_found_and_right() -> None:
    for result in measure(UNSEEN):
        assert min(result.precision, result.recall) >= 0.95, (result.wrong, result.missed)


@pytest.mark.parametrize("name", SMALL)
def test_states_are_those_that_a_person_gives(name: str) -> None:
    with (PACKS / name / MANIFEST).open(encoding="utf-8") as stream:
        row = next(csv.DictReader(stream))
    subject = Subject(procurement=row["procurement"], lot=row["lot"], bidder=row["bidder"])
    cases = [replace(c, source=replace(c.source, subjects=(subject,))) for c in read_pack(PACKS / name)]
    (submission,) = submissions_of([replace(case, description=describe(case)) for case in cases])
    gold = {
        (" ".join(pair["question"].split()), " ".join(pair["answer"].split())): set(pair["states"])
        for pair in json.loads((PACKS / name / GOLD).read_text(encoding="utf-8"))
        if pair["states"]
    }
    found = {
        (" ".join(a.question.split()), " ".join(a.answer.split())): {str(state) for state, _ in a.states}
        for a in with_states(submission).answers
    }
    assert {pair: found.get(pair) for pair in gold} == gold


def test_there_are_six_packs_and_they_are_what_their_makers_write(tmp_path: Path) -> None:
    built = build(tmp_path)
    assert len(built) == len(MAKERS) == 6
    for folder in built:
        for path in folder.iterdir():
            assert path.read_bytes() == (PACKS / folder.name / path.name).read_bytes(), path.name


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        measure(tmp_path)
