"""A passage is short, knows its place, and shows nothing that is withheld."""

from typing import Any

import pytest

from pipelines.patterns.lowered import WITHHELD
from pipelines.report.passages import MAX_CONTEXT_WORDS, MAX_QUOTE_WORDS, Texts, shortened, texts_of
from pipelines.report.withheld import withheld

LONG = " ".join(f"word{number}" for number in range(60))
TELLING = "His brother was the driver whom we found in Hull last May."


def row(number: int, text: str, page: int | None = 4, document: str = "d", section: tuple[str, ...] = ()) -> Any:
    boxed = dict(zip(("x0", "y0", "x1", "y1"), (72.0, 72.0, 300.0, 84.0) if page else (None,) * 4, strict=True))
    return {
        "sentence_id": f"{document}{number}",
        "document_id": document,
        "text": text,
        "section": list(section),
        "layer": "body",
        "spans": [{"page": page or 1, "start": 0, "end": len(text), **boxed}],
    }


def texts(*rows: Any, paged: bool = True, locators: dict[str, str] | None = None) -> Texts:
    hidden = withheld([{"pattern": "F33", "sentence_ids": ["d9"]}], [row(9, TELLING)])
    return texts_of(rows, {"d": hidden}, frozenset({"d"} if paged else ()), locators or {})


@pytest.mark.parametrize("length", [1, MAX_QUOTE_WORDS, MAX_QUOTE_WORDS + 1, 500])
def test_no_quote_is_longer_than_25_words(length: int) -> None:
    quote = texts(row(1, " ".join(["word"] * length))).passage("d1").text
    assert len(quote.replace("…", "").split()) == min(length, 25)
    assert quote.endswith("…") == (length > 25)


def test_where_it_stands_as_proof_a_sentence_is_shown_whole_up_to_sixty_words() -> None:
    assert texts(row(1, " ".join(["word"] * 60))).passage("d1").whole.split() == ["word"] * 60
    assert texts(row(1, " ".join(["word"] * 61))).passage("d1").whole.endswith(" …")


def test_a_cut_at_the_beginning_is_shown_there() -> None:
    assert shortened("a b c d", 2, from_end=True) == "… c d"
    assert shortened(" a \n b ", 2) == "a b"
    assert shortened("") == ""


def test_a_passage_of_a_page_has_its_page_and_lines_and_no_words_around() -> None:
    found = texts(row(1, "Before."), row(2, "We trained 212 buyers.", page=12)).passage("d2", role="decides")
    assert (found.place, found.short_place, found.role) == ("p.\N{NO-BREAK SPACE}12", "12", "decides")
    assert found.boxes == ((12, (72.0, 72.0, 300.0, 84.0)),)
    assert (found.before, found.after) == ("", "")


def test_a_passage_without_pages_has_its_place_and_the_words_around() -> None:
    rows = (row(1, LONG, None), row(2, "We trained buyers.", None), row(3, LONG, None))
    found = texts(*rows, paged=False, locators={"d2": "paragraph 7"}).passage("d2")
    assert (found.page, found.place, found.short_place, found.boxes) == (None, "paragraph 7", "¶7", ())
    assert found.before == "… " + " ".join(LONG.split()[-MAX_CONTEXT_WORDS:])
    assert found.after == " ".join(LONG.split()[:MAX_CONTEXT_WORDS]) + " …"


def test_without_a_place_of_its_own_its_heading_is_named() -> None:
    found = texts(row(1, "We train.", None, section=("Report", "Training")), paged=False).passage("d1")
    assert found.place == "under “Training”"


def test_words_of_another_document_never_stand_around() -> None:
    rows = (row(1, "The other's words.", None, "e"), row(2, "We train.", None), row(3, "More of it.", None, "e"))
    found = texts(*rows, paged=False).passage("d2")
    assert (found.before, found.after) == ("", "")


@pytest.mark.parametrize("paged", [True, False])
def test_a_withheld_sentence_shows_nothing_but_its_place(paged: bool) -> None:
    page = 4 if paged else None
    rows = (row(8, "Before.", page), row(9, TELLING, page), row(10, "After.", page))
    found = texts(*rows, paged=paged, locators={} if paged else {"d9": "paragraph 9"}).passage("d9", quote=TELLING)
    assert found.is_withheld
    assert found.text == WITHHELD
    assert (found.before, found.after) == ("", "")
    assert found.place


def test_what_repeats_a_withheld_sentence_is_taken_out_wherever_it_stands() -> None:
    said = f"We said: {TELLING}"
    rows = [row(1, said, None, section=(TELLING,)), row(2, "Mild words.", None), row(9, TELLING, None)]
    held = texts(*rows, paged=False)
    shown = [
        held.passage("d1"),
        held.passage("d2", quote=said, refused=f"it only says that {TELLING}"),
        held.passage("not at hand", quote=said, home="d"),
    ]
    for found in shown:
        for text in (found.text, found.before, found.after, found.refused or "", found.place):
            assert "driver" not in text
            assert "Hull" not in text
    assert all(WITHHELD in found.text for found in shown)
    assert held.clean("d", f"The reason: {TELLING}") == f"The reason: {WITHHELD}."
