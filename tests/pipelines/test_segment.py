"""Sentences: where they start and end, what they are joined from, and the place of every character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.document import Document, Layer, Line, Outcome, Page, Sentence, Source
from pipelines.extract.layout.blocks import BULLET
from pipelines.extract.page import PageWriter
from pipelines.segment import segment_batch
from pipelines.segment.batch import segment
from pipelines.segment.paragraphs import INVISIBLE
from pipelines.segment.sentences import sentence_ranges
from pipelines.stage import Case

KEPT_WHOLE = [
    "Ostrell Foods Pty. Ltd. and its sister company make this statement together.",
    "Depot No. 4 holds approx. 900 pallets and employs 12.5 full-time staff.",
    "We report under s. 54 of the Act and under cl. 7 of the code.",
    "Our U.S. buyers follow the same rules, e.g. they refuse deposits.",
    "It was last changed in Jan. 2025 by the board.",
    "It was signed by J. M. Roe and by Dr. Ann Poe of Hollowbeck Inc. on 3 May.",
    "See www.example.org/policy for more (pp. 3-4 of the code, vs. p. 9; Roe et al., 2018).",
    "(a) We map our suppliers.",
    "We sell through Hollowbeck Pty. Ltd. (the Company) and through two shops.",
    "This statement is made by Hollowbeck Ltd. (The \u201cCompany\u201d) for the year to June.",
    "We buy desks from Ostrell Pty. Ltd. trading as Deskworks.",
    "Our auditor was Roe & Co. Limited of Leeds until May.",
    "It was approved by the Hollowbeck Ltd. Board of Directors, which meets monthly.",
    "For nine years the Hollowbeck Inc. Supplier Code of Conduct has barred all fees.",
    "Hollowbeck Inc. Supplier Code of Conduct applies to all sites.",
    "We visited Ostrell Ltd. Leeds and Ostrell Ltd. York.",
    "We spent 3.5 million (2024: 2.1 million) on checks, incl. audits.",
    "Dr. Poe (b. 1970) leads our S.p.A. in Italy under Sch. 1 of the code.",
]
SPLIT = {
    "We act for Hollowbeck Ltd. The board agreed. It met in May.": 3,
    "It owns Marl Foods Pty Ltd and Marl Cold Chain Pty Ltd. Marl Foods Pty Ltd controls one more company.": 2,
    "All shares are held by Ostrell Inc. Ostrell and Marl employ 40 people in Leeds.": 2,
    "We are owned by Ostrell & Co. Ostrell has no other holdings.": 2,
    "Our ultimate owner is Ostrell Inc. Hollowbeck employs 40 people in Leeds.": 2,
    "We are part of Hollowbeck plc. During the year we moved to Leeds.": 2,
    "We visited Ostrell Ltd. (It makes desks.) We found no fees.": 3,
    "It was bought by Marl Ltd. I am proud of it.": 2,
    "We met Brackwater plc. Between May and June, we agreed a plan.": 2,
    "They belong to Marl Ltd. Mr. J. K. Odell fell ill in May.": 2,
    "It was bought by Ostrell Inc. Pell & Marl plc should offer a contract.": 2,
    "Is it enough? No! We go on.": 3,
    "The risk is low (see below). (We looked at all sites.) We repeat this.": 3,
    "\u201cWe pay no fee.\u201d \u201cWe never did.\u201d": 2,
    "We buy cotton, rubber, etc. We check each farm.": 2,
    "All buyers took it.\u2020 Ten did not.* \u201cNone was paid.\u201d[3] The rest will follow.": 4,
}


def page_of(number: int, *blocks: list[str] | str, size: float = 10.0, layer: Layer = Layer.BODY) -> Page:
    writer = PageWriter(number, 600, 800, "made")
    top = 50.0
    for block in blocks:
        writer.block()
        for text in [block] if isinstance(block, str) else block:
            writer.add(text, box=(50, top, 550, top + size), size=size, layer=layer)
            top += 14
    return writer.page()


def with_lines(page: Page, *extra: Line) -> Page:
    return Page(page.number, page.text, (*page.lines, *extra), page.width, page.height)


def document(*pages: Page) -> Document:
    return Document("d" * 64, "application/pdf", pages)


def texts(sentences: list[Sentence], layer: Layer = Layer.BODY) -> list[str]:
    return [sentence.text for sentence in sentences if sentence.layer == layer]


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_abbreviations_numbers_and_list_marks_end_no_sentence(text: str) -> None:
    assert [text[start:end] for start, end in sentence_ranges(text)] == [text]


@pytest.mark.parametrize(("text", "count"), SPLIT.items())
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    parts = [text[start:end] for start, end in sentence_ranges(text)]
    assert len(parts) == count, parts
    assert " ".join(parts) == text


def test_wrapped_lines_are_one_sentence_and_broken_words_are_whole_again() -> None:
    page = page_of(
        1,
        [
            "We provide remedi-",
            "ation with third-",
            "party help to sub-",
            "contractors and their work\u00ad",
            "ers in 2024-",
            "25.",
        ],
    )
    (sentence,) = segment(document(page))
    assert (
        sentence.text == "We provide remediation with third-party help to sub-contractors and their workers in 2024-25."
    )
    assert len(sentence.spans) == 6


def test_a_sentence_that_runs_over_the_page_is_joined_across_the_furniture() -> None:
    first = page_of(1, ["We have asked each of our suppliers in Poland to send us the names of the"])
    foot = page_of(1, ["Page 1 of 2"], layer=Layer.FURNITURE).lines[0]
    text = first.text + "\n" + foot.text
    start = len(first.text) + 1
    first = Page(1, text, (*first.lines, Line(foot.text, start, start + len(foot.text), layer=Layer.FURNITURE)))
    second = page_of(2, ["agencies that they use."], "A new paragraph begins here.")
    sentences = segment(document(first, second))
    assert texts(sentences)[0] == (
        "We have asked each of our suppliers in Poland to send us the names of the agencies that they use."
    )
    assert [span.page for span in sentences[0].spans] == [1, 2]
    assert texts(sentences, Layer.FURNITURE) == ["Page 1 of 2"]


def test_boxes_are_cut_at_words_and_whole_where_words_have_no_place() -> None:
    writer = PageWriter(1, 600, 800, "made")
    writer.block()
    words = [(0, 50.0, 80.0), (5, 85.0, 140.0), (10, 146.0, 190.0), (18, 200.123, 210.0), (20, 216.0, 240.0)]
    writer.add("thin WIDE words.  A start", box=(50, 60, 240, 70), stops=words)
    writer.add("ends. On we go.", box=(50, 74, 240, 84))
    line = writer.page().lines[0]
    assert [line.text[offset:].split()[0] for offset, *_ in line.stops] == line.text.split()
    boxes = [[span.box for span in sentence.spans] for sentence in segment(document(writer.page()))]
    whole = (50, 74, 240, 84)
    assert boxes == [[(50, 60, 190, 70)], [(200.12, 60, 240, 70), whole], [whole]]


def test_a_heading_in_large_print_does_not_wait_for_its_other_half() -> None:
    writer = PageWriter(1, 600, 800)
    writer.block()
    writer.add("What we did in the year", size=16)
    writer.block()
    writer.add("We have asked each of our suppliers in Poland to send us", size=10)
    writer.add("the names of all of the", size=10)
    second = page_of(2, ["agencies that they use, and they did so in full."])
    assert texts(segment(document(writer.page(), second)))[1:] == [
        "We have asked each of our suppliers in Poland to send us the names of all of the agencies that they use, and "
        "they did so in full."
    ]


def test_a_full_line_at_the_end_of_a_page_goes_on_with_a_name_or_a_figure() -> None:
    first = page_of(
        1, ["We have asked each of our suppliers of timber to send us", "the names of those who work in Nuevo"]
    )
    second = page_of(2, ["León and in Gdynia. They did so.", "All of them replied."])
    items = page_of(3, "Roe, director")
    assert texts(segment(document(first, second, items))) == [
        "We have asked each of our suppliers of timber to send us the names of those who work in Nuevo León and in "
        "Gdynia.",
        "They did so.",
        "All of them replied.",
        "Roe, director",
    ]


def test_a_label_between_the_halves_of_a_sentence_does_not_part_them() -> None:
    first = page_of(1, ["We have asked each of our suppliers in Poland to send us", "the names of all of the"], "Terms")
    second = page_of(2, ["agencies that they use."])
    assert texts(segment(document(first, second))) == [
        "We have asked each of our suppliers in Poland to send us the names of all of the agencies that they use.",
        "Terms",
    ]


def test_items_are_sentences_of_their_own_without_their_stem() -> None:
    page = page_of(
        1,
        "During the year we:",
        "• Visited nine foundries",
        ["• Paid back fees of 8,400 pounds", "to fourteen workers"],
        "Next we go on.",
    )
    assert texts(segment(document(page))) == [
        "During the year we:",
        "Visited nine foundries",
        "Paid back fees of 8,400 pounds to fourteen workers",
        "Next we go on.",
    ]


def test_headings_are_the_section_of_what_follows() -> None:
    writer = PageWriter(1)
    for text, level in (
        ("Statement", 1),
        ("Our policies", 2),
        ("We bar forced labour.", 0),
        ("Approval", 2),
        ("The board agreed.", 0),
    ):
        writer.block()
        writer.add(text, heading_level=level)
    sections = {s.text: s.section for s in segment(document(writer.page()))}
    assert sections["Our policies"] == ("Statement",)
    assert sections["We bar forced labour."] == ("Statement", "Our policies")
    assert sections["The board agreed."] == ("Statement", "Approval")


def test_larger_or_bolder_print_is_a_heading_and_signatures_stay_apart() -> None:
    writer = PageWriter(1, 600, 800)
    for text, size, bold in (
        ("Our supply chains", 16.0, False),
        ("Where we buy", 10.0, True),
        ("We buy timber and steel from forty suppliers in Poland and in Germany.", 10.0, False),
        ("Approved by the board of Hollowbeck Ltd", 10.0, False),
        ("Jane Roe", 10.0, False),
        ("Director, 12 May 2026", 10.0, False),
    ):
        writer.block()
        writer.add(text, size=size, bold=bold)
    sentences = segment(document(writer.page()))
    assert sentences[2].section == ("Our supply chains", "Where we buy")
    assert texts(sentences)[3:] == ["Approved by the board of Hollowbeck Ltd", "Jane Roe", "Director, 12 May 2026"]


def test_a_footnote_is_its_words_without_its_number() -> None:
    page = page_of(
        1, "All of them replied.\u00b9 None did not.\u00b2", "1 This is a note.", "2As is this.", "3 people left."
    )
    assert texts(segment(document(page)))[2:] == ["This is a note.", "As is this.", "3 people left."]


def test_footnote_marks_and_unseen_characters_are_not_in_the_sentence() -> None:
    page = page_of(
        1, "All mod\u00adern sla\u200bve\ufeffry suppliers\u00b9\u200e were seen.\u00b2\u2066 The rest follow\ufe0f."
    )
    assert texts(segment(document(page))) == ["All modern slavery suppliers were seen.", "The rest follow."]


def test_cases_without_text_stay_without_sentences_and_given_sentences_stay() -> None:
    source = Source("a.pdf", "d" * 64, "application/pdf", 1, 0.0)
    locked = Case(source, Document("d" * 64, "application/pdf", (), Outcome.LOCKED, "It needs a password."))
    given_case = Case(source, document(page_of(1, "One. Two.")), sentences=tuple(segment(document(page_of(1, "One.")))))
    refused, kept, unread = segment_batch([locked, given_case, Case(source)])
    assert (refused.sentences, len(kept.sentences), unread.sentences) == ((), 1, ())


def test_a_document_that_cannot_be_split_is_a_row_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> list[tuple[int, int]]:
        if "poison" in text:
            raise ValueError(text)
        return [(0, len(text))]

    monkeypatch.setattr("pipelines.segment.batch.sentence_ranges", fail)
    source = Source("a.pdf", "d" * 64, "application/pdf", 1, 0.0)
    bad, good = segment_batch([Case(source, document(page_of(1, text))) for text in ("poison", "We train staff.")])
    assert bad.document is not None
    assert (bad.document.outcome, len(good.sentences)) == (Outcome.UNREADABLE, 1)


def test_a_paragraph_of_any_length_keeps_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.segment.sentences.MAX_CHARS", 40)
    text = "We train staff and we repay fees. " * 20
    assert " ".join(text[start:end] for start, end in sentence_ranges(text)) == text.strip()


words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs", "Sc"], include_characters="\u00ad\u200b•-"),
    max_size=40,
)
blocks = st.lists(st.lists(words, min_size=1, max_size=4), max_size=4)


def folded(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


@given(st.lists(blocks, min_size=1, max_size=3))
def test_every_span_slices_back_and_no_character_of_the_body_is_lost(pages: list[list[list[str]]]) -> None:
    made = document(*(page_of(number, *page) for number, page in enumerate(pages, start=1)))
    sentences = segment(made)
    covered: set[tuple[int, int]] = set()
    for sentence in sentences:
        slices = "".join(made.pages[span.page - 1].text[span.start : span.end] for span in sentence.spans)
        assert folded(slices) == folded(sentence.text)
        places = {(span.page, i) for span in sentence.spans for i in range(span.start, span.end)}
        assert not places & covered
        covered |= places
    for page in made.pages:
        for line in page.lines:
            lost = {i - line.start for i in range(line.start, line.end) if (page.number, i) not in covered}
            letters = [line.text[i] for i in sorted(lost) if line.text[i].isalnum()]
            marks = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", "".join(letters))  # footnote marks, and the letter o as a bullet
            assert not marks or BULLET.match(line.text), (line.text, letters)
    assert len({sentence.sentence_id for sentence in sentences}) == len(sentences)
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))


@given(st.lists(blocks, min_size=1, max_size=2))
def test_the_same_document_gives_the_same_sentences(pages: list[list[list[str]]]) -> None:
    made = document(*(page_of(number, *page) for number, page in enumerate(pages, start=1)))
    assert segment(made) == segment(made)
