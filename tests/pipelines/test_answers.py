"""Questions and answers of response packs are paired as a person reads them, blanks as blanks."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.document import Layer, body
from pipelines.extract import extract_batch
from pipelines.ingest import find_sources
from pipelines.segment import segment_batch
from pipelines.segment.answers.chosen import answer_text
from pipelines.segment.answers.guidance import guides
from pipelines.segment.answers.text import is_question, names_question, number_alone, split_id
from pipelines.stage import Case
from tests.pipelines.packs import (
    apart,
    exports,
    forms,
    guidance,
    layouts,
    mixed,
    more,
    overflow,
    pdfs,
    places,
    portals,
    selection,
    sheets,
    struck,
    told,
    word,
)
from tests.pipelines.packs.word import Pack, Pair

PACKS = [*word.PACKS, *sheets.PACKS, *pdfs.PACKS, *more.PACKS, *selection.PACKS, *guidance.PACKS]
LATER = [
    *struck.PACKS,
    *portals.PACKS,
    *apart.PACKS,
    *told.PACKS,
    *overflow.PACKS,
]  # kinds that three fresh packs showed


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


@pytest.mark.parametrize(
    "make",
    [
        *PACKS,
        *places.PACKS,
        *exports.PACKS,
        *layouts.PACKS,
        *forms.PACKS,
        *mixed.PACKS,
        *struck.PACKS,
        *portals.PACKS,
        *apart.PACKS,
        *told.PACKS,
        *overflow.PACKS,
    ],
    ids=lambda make: make.__name__,
)
def test_a_pack_gives_the_pairs_that_a_person_reads(make: Callable[[], Pack], tmp_path: Path) -> None:
    name, data, wanted = make()
    found = pairs_of(case_of(tmp_path, name, data))
    for pair, other in zip(found, wanted, strict=False):
        assert right(pair, other), (pair, other)
    assert len(found) == len(wanted)


def test_an_answer_carries_its_number_its_limit_and_its_place(tmp_path: Path) -> None:
    name, data, _ = word.with_header()
    case = case_of(tmp_path, name, data)
    first, *_, last = case.answers
    assert (first.question_id, first.limit, first.attached_by) == ("4.1", 50, "row")
    assert first.locator == "table 1 row 2 cell 4"
    assert last.limit == 10
    assert case.document is not None
    for answer in case.answers:
        text = "".join(case.document.pages[span.page - 1].text[span.start : span.end] for span in answer.spans)
        wanted = answer.answer or f"{answer.question}"
        assert "".join(text.split()) == "".join(wanted.split())


@pytest.mark.parametrize(("make", "limits"), [(more.limits_beside, [200, 50, 100]), (more.numbered_pages, [300] * 4)])
def test_the_words_allowed_are_read_where_they_stand(
    make: Callable[[], Pack], limits: list[int], tmp_path: Path
) -> None:
    name, data, _ = make()
    assert [answer.limit for answer in case_of(tmp_path, name, data).answers] == limits


@pytest.mark.parametrize(
    "make",
    [
        word.blank_form,
        word.merged_rows,
        word.with_header,
        pdfs.boxes_below,
        more.limits_beside,
        *guidance.PACKS,
    ],
)
def test_the_forms_own_words_are_nobodys_evidence(make: Callable[[], Pack], tmp_path: Path) -> None:
    name, data, wanted = make()
    case = case_of(tmp_path, name, data)
    spoken = " ".join(sentence.text for sentence in body(case.sentences))
    for _, question, answer in wanted:
        assert question not in spoken
        assert all(part in spoken for part in answer.split(". ")[:1])
    assert not [words for words in ("Guidance", "should be", "must have") if words in spoken]


@pytest.mark.parametrize("make", [word.plain_statement, more.plan_of_actions])
def test_a_statement_is_no_form(make: Callable[[], Pack], tmp_path: Path) -> None:
    name, data, _ = make()
    assert Layer.FORM not in {sentence.layer for sentence in case_of(tmp_path, name, data).sentences}


def test_pairs_are_found_and_right_over_all_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hits = found = wanted = 0
    for make in PACKS:
        name, data, pairs = make()
        given = pairs_of(case_of(tmp_path, name, data))
        rest = list(pairs)
        for pair in given:
            if (match := next((other for other in rest if right(pair, other)), None)) is not None:
                rest.remove(match)
                hits += 1
        found, wanted = found + len(given), wanted + len(pairs)
    with capsys.disabled():
        print(f"pairs: precision {hits / found:.3f}, recall {hits / wanted:.3f} ({wanted} pairs, {len(PACKS)} packs)")
    assert min(hits / found, hits / wanted) >= 0.95


HOSTILE = ["?" + "()" * 700 + "x", "Describe your " + "?(" * 700, "☒" * 1400, "Response" + " " * 1400 + "x", "1." * 700]
HOSTILE += ["Vendors " + "should may " * 700, "Answer to 1 (" + "a" * 1400, "If you " + "not, " * 700, "A1" * 700 + ":"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_no_text_takes_long_to_look_at(text: str) -> None:
    began = time.process_time()
    is_question(text)
    answer_text([text, text])
    split_id(text)
    for look in (names_question, number_alone, guides):
        look(text)
    assert time.process_time() - began < 1


OPTIONS = [exports.levels_ticked, selection.selection_questionnaire]


@pytest.mark.parametrize("make", OPTIONS, ids=lambda make: make.__name__)
def test_an_option_that_nobody_ticked_is_nobodys_evidence(make: Callable[[], Pack], tmp_path: Path) -> None:
    name, data, _ = make()
    texts = [sentence.text for sentence in case_of(tmp_path, name, data).sentences if sentence.layer == Layer.BODY]
    assert any("☒" in text for text in texts)
    assert not [text for text in texts if "☐" in text and "☒" not in text]
