"""Paragraphs that a reader of the page took for several: cut at wide gaps, or taken up close below."""

from corpora.document import Document
from pipelines.extract.page import PageWriter
from pipelines.segment.batch import segment


def sentences(*blocks: list[tuple[str, float, float, float]]) -> list[str]:
    """Sentences of blocks of lines, each a text with its left, top and right."""
    writer = PageWriter(1, 600, 800)
    for block in blocks:
        writer.block()
        for text, x0, top, x1 in block:
            writer.add(text, box=(x0, top, x1, top + 10), size=10)
    return [sentence.text for sentence in segment(Document("d" * 64, "application/pdf", (writer.page(),)))]


BEGUN = [("In the year Mrs. Roe and her team of", 50, 100, 250), ("five people closed 7 of the 902", 50, 112, 250)]


def test_pieces_of_a_line_in_justified_print_are_one_sentence() -> None:
    assert sentences(
        BEGUN,
        [("findings within", 50, 124, 120)],
        [("9 days (see", 160, 124, 250)],
        [("section 4.3).", 50, 136, 110)],
    ) == [
        "In the year Mrs. Roe and her team of five people closed 7 of the 902 findings within 9 days (see section 4.3)."
    ]


def test_a_label_beside_or_a_title_below_stays_apart() -> None:
    assert sentences([("Name", 50, 100, 80)], [("Jane Roe", 90, 100, 140)]) == ["Name", "Jane Roe"]
    assert sentences(BEGUN, [("Next steps", 50, 124, 120)])[1:] == ["Next steps"]
    assert sentences(BEGUN, [("findings within", 50, 180, 120)])[1:] == ["findings within"]


def test_a_full_line_goes_on_with_a_figure_or_a_name_close_below() -> None:
    next_lines = [("904 findings and repaid Roe", 50, 124, 250), ("Foods. We did so.", 50, 136, 140)]
    assert sentences([*BEGUN[:1], ("five people looked at the", 50, 112, 250)], next_lines) == [
        "In the year Mrs. Roe and her team of five people looked at the 904 findings and repaid Roe Foods.",
        "We did so.",
    ]
    assert len(sentences(BEGUN, [("Marl Foods replied.", 50, 140, 150)])) == 2


def test_a_single_line_that_reaches_the_edge_goes_on_in_small_letters() -> None:
    rest = [("the names of all of the agencies", 50, 124, 250), ("they use.", 50, 136, 100)]
    assert sentences([("Figure 5 shows", 190, 112, 250)], rest) == [
        "Figure 5 shows the names of all of the agencies they use."
    ]
    assert sentences([("Figure 5", 50, 112, 90)], rest)[0] == "Figure 5"
