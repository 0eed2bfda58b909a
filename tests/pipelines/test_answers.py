"""Questions and answers of response packs are paired as a person reads them, blanks as blanks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.stage import Case
from tests.pipelines.packs import pdfs, sheets, word
from tests.pipelines.packs.word import Pack, Pair

PACKS = [*word.PACKS, *sheets.PACKS, *pdfs.PACKS]
MIN_RATE = 0.95


def case_of(folder: Path, name: str, data: bytes) -> Case:
    path = folder / name
    path.write_bytes(data)
    (case,) = segment_batch(extract_batch([Case(source) for source in find_sources([path])]))
    assert case.document is not None, case.source.reason
    assert case.document.outcome.has_text, case.document.reason
    return case


def pairs_of(case: Case) -> list[Pair]:
    return [(a.question_id, " ".join(a.question.split()), " ".join(a.answer.split())) for a in case.answers]


def right(found: Pair, wanted: Pair) -> bool:
    return found[1:] == wanted[1:] and (found[0] == wanted[0] or (wanted[0] is None and str(found[0])[:1] == "#"))


def score(found: list[Pair], wanted: list[Pair]) -> int:
    rest, hits = list(wanted), 0
    for pair in found:
        match = next((other for other in rest if right(pair, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


@pytest.mark.parametrize("make", PACKS, ids=lambda make: make.__name__)
def test_a_pack_gives_the_pairs_that_a_person_reads(make: Callable[[], Pack], tmp_path: Path) -> None:
    name, data, wanted = make()
    found = pairs_of(case_of(tmp_path, name, data))
    for pair, other in zip(found, wanted, strict=False):
        assert right(pair, other), (pair, other)
    assert len(found) == len(wanted)
