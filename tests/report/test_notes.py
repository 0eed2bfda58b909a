from typing import Any

from pipelines.patterns.lowered import WITHHELD
from pipelines.report.notes import notes_of
from pipelines.report.withheld import withheld

NOTHING = withheld([], [])


def _span(page: int, y: float) -> dict[str, Any]:
    return {"page": page, "start": 0, "end": 9, "x0": 72.0, "y0": y, "x1": 400.0, "y1": y + 12}


def _finding(commitment: str = "UK-10", **changes: Any) -> dict[str, Any]:
    row = {
        "entity": "Hollowbeck Ltd",
        "framework": "UK-MSA",
        "commitment": commitment,
        "level": "R",
        "status": "PARTIAL",
        "answered": True,
        "missing": False,
        "reason": "Says who is visited.",
    }
    return {**row, **changes}


def _evidence(role: str = "decides", **changes: Any) -> dict[str, Any]:
    row = {
        "entity": "Hollowbeck Ltd",
        "framework": "UK-MSA",
        "commitment": "UK-10",
        "role": role,
        "sentence_id": "a",
        "quote": "Our buyers visit every sawmill.",
        "spans": [_span(1, 100)],
    }
    return {**row, **changes}


def test_a_note_names_the_commitment_the_status_and_the_reason() -> None:
    (note,), hidden = notes_of([_finding()], [_evidence()], [], NOTHING)
    assert note.page == 1
    assert note.boxes == ((72.0, 100.0, 400.0, 112.0),)
    assert note.title.startswith("UK-10 ")
    assert len(note.title) > len("UK-10 ")
    assert note.text == "Partly. Says who is visited."
    assert hidden == []


def test_a_missing_item_is_worded_by_its_level() -> None:
    vague = _finding(status="VAGUE", answered=False, missing=True)
    (note,), _ = notes_of([vague], [_evidence()], [], NOTHING)
    assert note.text.startswith("Vague: recommended topic not covered. ")


def test_what_a_person_must_settle_says_so() -> None:
    unsure = _finding(status="VAGUE", answered=None, missing=False)
    (note,), _ = notes_of([unsure], [_evidence()], [], NOTHING)
    assert note.text.startswith("By hand. ")


def test_elements_shown_by_one_sentence_are_one_note() -> None:
    rows = [_evidence(), _evidence("year"), _evidence("workforce")]
    (note,), _ = notes_of([_finding()], rows, [], NOTHING)
    assert note.text.endswith("Shown here: year, workforce.")


def test_a_nearest_passage_gets_no_note() -> None:
    assert notes_of([_finding()], [_evidence("nearest")], [], NOTHING) == ([], [])


def test_a_passage_on_two_pages_has_a_note_on_each() -> None:
    notes, _ = notes_of([_finding()], [_evidence(spans=[_span(1, 700), _span(2, 60)])], [], NOTHING)
    assert [note.page for note in notes] == [1, 2]


def test_a_document_about_several_entities_says_whose_finding_it_is() -> None:
    other = _finding(entity="Hollowbeck Holdings")
    (note,), _ = notes_of([_finding(), other], [_evidence()], [], NOTHING)
    assert note.text.endswith("For Hollowbeck Ltd.")


def test_the_buyers_own_requirement_has_its_text_as_title() -> None:
    own = {"framework": "OWN", "commitment": "Q-1"}
    (note,), _ = notes_of([_finding(**own)], [_evidence(**own)], [], NOTHING, {"Q-1": "State your policy."})
    assert note.title == "Q-1 State your policy."


def test_withheld_sentences_and_what_repeats_them_get_no_mark_and_are_told() -> None:
    told = "Ms Zaporozhska of Rivne slept above the kiln in May."
    sentences = [
        {"sentence_id": "a", "text": told, "spans": [_span(1, 100), _span(2, 50)]},
        {"sentence_id": "b", "text": f"As told: {told}", "spans": [_span(3, 100)]},
        {"sentence_id": "c", "text": "We visit sawmills.", "spans": [_span(1, 300)]},
    ]
    hidden = withheld([{"pattern": "F33", "sentence_ids": ["a"]}], sentences)
    rows = [
        _evidence(sentence_id="a", quote=WITHHELD),
        _evidence(sentence_id="b"),
        _evidence(sentence_id="c", spans=[_span(1, 300)]),
    ]
    finding = _finding(reason=f"It says: {told}")
    notes, passages = notes_of([finding], rows, sentences, hidden)
    assert [note.boxes[0][1] for note in notes] == [300.0]
    assert "Zaporozhska" not in notes[0].text
    assert [page for page, _ in passages] == [1, 2, 3]


def test_a_page_on_which_a_withheld_sentence_has_no_place_is_told_without_boxes() -> None:
    placeless = {"page": 2, "start": 0, "end": 9, "x0": None, "y0": None, "x1": None, "y1": None}
    sentences = [{"sentence_id": "a", "text": "Ms Z. of Rivne slept here.", "spans": [_span(1, 100), placeless]}]
    hidden = withheld([{"pattern": "F33", "sentence_ids": ["a"]}], sentences)
    assert notes_of([], [], sentences, hidden)[1] == [(1, ((72.0, 100.0, 400.0, 112.0),)), (2, ())]
