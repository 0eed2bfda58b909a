"""Whatever a document holds, it shows as text: it adds no element, moves no word and hides nothing."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.document import Answer, AnswerState, Subject
from corpora.finding import Flag, Promise, Role, Status
from pipelines.patterns.lowered import WITHHELD
from pipelines.report.html import write_report
from pipelines.report.run import Run
from pipelines.report.sheet import write_sheet
from pipelines.stage import Case
from tests.report.runs import case, finding, judged, passage, run_of
from tests.report.written import Written, pages_of

HOSTILE = (
    "</bdi></q></td></table><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }}{% raw %} {# x #} "
    "<style>*{display:none}</style> =HYPERLINK('http://name.invalid') &lt;b&gt; &#x202e; \x00\x07\x1b[31m\x85 "
    "\u202egnp.exe\u202c \u2066\u200f\u2028\u2029 <!-- ]]> \" ' ` --!>"
)
HARMLESS = "Harmless words of a board that met in May and said so in a plain way for all to read and to keep"
ENDLESS = "a" * 5000
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
TELLING = "Her name is Nadia and she now works in our Leeds laundry."


def statement(text: str, subject: Subject | None = None) -> Case:
    """Return a document that holds the text in every field that a report shows."""
    one = case(
        text,
        [text, f"{text} again", f"{text} third"],
        labels={1: ("TRN1", "DONE_IN_PERIOD", "SPECIFIC", 0.9)},
        title=text,
        subject=subject,
        suffix="docx",
    )
    path = f"in/{text.replace('/', '_')}.docx"
    one = replace(one, source=replace(one.source, path=path))
    sentences = tuple(replace(sentence, section=(text,)) for sentence in one.sentences)
    id_ = one.source.document_id or ""
    answer = Answer(id_, text, text, text, states=((AnswerState.ANSWERED, text),))
    reason = {"reason": text}
    return replace(
        judged(
            replace(one, sentences=sentences),
            finding(one, "UK-02", Status.MET, passage(one, 0, Role.DECIDES), **reason),
            finding(one, "UK-03", Status.ABSENT, passage(one, 1, Role.NEAREST, text), **reason),
            replace(finding(one, "UK-01", Status.PARTIAL, passage(one, 2), **reason), question_id=text),
            flags=[Flag(id_, "F10", "shown", (one.sentences[0].sentence_id,))],
            answers=[answer],
        ),
        promises=(Promise(id_, None, "TRN1", one.sentences[1].sentence_id, "2027-12-31"),),
    )


def run(folder: Path, text: str) -> Run:
    return run_of(
        folder,
        statement(text),
        statement(f"{text} ", Subject(procurement="P-7", lot="1", bidder=text)),
        statement(f"{text}  ", Subject(procurement=text, lot=text, bidder=f"{text} two")),
    )


def shape(page: Written) -> Counter[str]:
    return Counter(str(element.tag) for element in page.root.iter())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name, text in (("hostile", HOSTILE), ("endless", ENDLESS), ("harmless", HARMLESS)):
        found[name] = tmp_path_factory.mktemp(name) / "out"
        opened = run(found[name].parent / "run", text)
        write_report(opened, found[name])
        write_sheet(opened, text.strip().lower(), found[name])
    return found


@pytest.mark.parametrize("name", ["hostile", "endless"])
def test_it_has_the_elements_of_a_page_with_harmless_words(folders: dict[str, Path], name: str) -> None:
    shapes = {which: sorted(map(repr, map(shape, pages_of(folders[which]).values()))) for which in (name, "harmless")}
    assert shapes[name] == shapes["harmless"]


def test_every_word_of_it_shows_as_it_stands(folders: dict[str, Path]) -> None:
    for page in pages_of(folders["hostile"]).values():
        for words in ("<script>alert(1)</script>", "{{ 7 * 7 }}{% raw %} {# x #}", "<img src=x onerror=alert(2)>"):
            assert words in page.words
        assert " 49" not in page.words.replace("of 49", "")
        assert not page.root.xpath("//script | //img | //style[position() > 1] | //comment() | //@onerror")


def test_no_letter_of_it_turns_or_cuts_the_words_beside_it(folders: dict[str, Path]) -> None:
    for page in pages_of(folders["hostile"]).values():
        assert not TURNS.search(page.source)
        assert {letter for letter in page.source if unicodedata.category(letter) in ("Cc", "Cs")} <= {"\n", "\t"}
        for element in page.root.xpath("//*[contains(text(), 'alert(1)')]"):
            assert element.tag in ("bdi", "title") or element.get("class") in ("pg", "kicker"), element.tag
        assert "bdi, .pg, .kicker { unicode-bidi: isolate; }" in page.source


def test_its_words_are_links_to_nowhere(folders: dict[str, Path]) -> None:
    for page in pages_of(folders["hostile"]).values():
        assert all(re.fullmatch(r"[A-Za-z0-9./#-]+", link) for link in page.links)
        assert all(re.fullmatch(r"[A-Za-z0-9-]+", place) for place in page.ids)
        assert re.fullmatch(r"[a-z0-9.-]+", page.path.name)


@pytest.mark.parametrize("pages", [True, False])
def test_the_words_that_are_withheld_stand_nowhere(tmp_path: Path, pages: bool) -> None:
    one = statement(TELLING)
    id_ = one.source.document_id or ""
    victim = Flag(id_, "F33", "shown", (one.sentences[0].sentence_id,))
    one = replace(one, flags=(*one.flags, victim), source=replace(one.source, path="in/x.docx"))
    entity = replace(one.description, entity="Alder Ltd")
    findings = tuple(replace(found, entity="Alder Ltd", question_id=None) for found in one.findings)
    answers = (Answer(id_, "4.2", TELLING, f"Yes. {TELLING}", states=((AnswerState.ANSWERED, TELLING),)),)
    subject = () if pages else (Subject(procurement="P-7", bidder="Alder Ltd"),)
    one = replace(one, description=entity, findings=findings, answers=answers)
    one = replace(one, source=replace(one.source, subjects=subject))
    opened = run_of(tmp_path / "run", one)
    write_report(opened, tmp_path / "out")
    write_sheet(opened, "alder", tmp_path / "out")
    for page in pages_of(tmp_path / "out").values():
        assert "Nadia" not in page.source
        assert "laundry" not in page.source
    assert sum(WITHHELD in page.words for page in pages_of(tmp_path / "out").values()) == 2
