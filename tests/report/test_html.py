"""The report is whole in its files, leads everywhere it points, and keeps apart what must not meet."""

import base64
import hashlib
import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from corpora.document import Answer, AnswerState, Outcome, Subject
from corpora.finding import Confidence, Role, Status
from pipelines.report import html
from pipelines.report.html import write_report
from pipelines.report.run import Run, open_run
from pipelines.stage import Case
from pipelines.store import OutputError
from tests.report.runs import case, finding, judged, passage, run_of, unread
from tests.report.written import ADDRESSES, Written, dead_links, pages_of

NEVER = re.compile(
    r"\b(?:breach\w*|non-?complian\w*|guilt\w*|scores?|scored|scoring|ranks?|ranked|ratings?|grades?|verdicts?|"
    r"failed|fails)\b",
    re.IGNORECASE,
)
ALLOWED = ("gives no verdict on a company",)


def small(folder: Path) -> Run:
    """Return a run of two statements, one file that is locked and a policy under no law."""
    alder = case("Alder Ltd", ["The board approved it.", "We trained 212 buyers."])
    brook = case("Brook plc", ["We may look at this."], suffix="docx")
    policy = case("Cedar Ltd", ["Our code."], kind="other")
    return run_of(
        folder,
        judged(
            alder,
            finding(alder, "UK-02", Status.MET, passage(alder, 0)),
            finding(alder, "UK-G1", Status.ABSENT, passage(alder, 1, Role.NEAREST, "no date"), level="R"),
        ),
        judged(brook, finding(brook, "UK-02", Status.VAGUE, passage(brook, 0))),
        policy,
        unread("in/dogwood.pdf"),
        unread("in/elm.pdf", Outcome.UNREADABLE, opened=False),
    )


def bid(name: str, lot: str = "1", bidder: str | None = "its own") -> Case:
    subject = Subject(procurement="P-7", lot=lot, bidder=name if bidder == "its own" else bidder)
    text = "We train our drivers."
    one = case(name, [text], subject=subject, kind="tender response", suffix="docx")
    answer = Answer(one.source.document_id or "", "4.2", "Who trains?", text, states=((AnswerState.ANSWERED, ""),))
    return judged(
        one, finding(one, "PPN-1", Status.VAGUE, passage(one, 0), framework="UK-PPN009", level="T"), answers=[answer]
    )


def test_nothing_of_it_lies_elsewhere(example_report: Path) -> None:
    for page in pages_of(example_report).values():
        assert not [link for link in page.links if re.match(r"[a-z]+:|//", link, re.IGNORECASE)]
        assert not page.root.xpath("//script | //iframe | //object | //embed | //link | //base | //form | //img")
        assert not page.root.xpath("//@style | //@*[starts-with(name(), 'on')] | //@ping | //@srcset")
        assert not ADDRESSES.search(page.root.xpath("string(//style)"))
        assert all(picture.startswith("data:image/webp;base64,") for picture in page.pictures)


def test_its_policy_admits_its_own_style_and_pictures_alone(example_report: Path) -> None:
    for page in pages_of(example_report).values():
        (policy,) = page.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (style,) = re.findall(r"<style>(.*?)</style>", page.source, re.DOTALL)
        pinned = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{pinned}'; img-src data:; base-uri 'none'; form-action 'none'"
        )


def test_every_place_is_one_and_every_link_leads_to_one(example_report: Path) -> None:
    for page in pages_of(example_report).values():
        assert len(page.ids) == len(set(page.ids))
    assert dead_links(example_report) == []


def test_it_says_what_was_read_and_what_not_and_why(tmp_path: Path) -> None:
    write_report(small(tmp_path / "run"), tmp_path / "out")
    page = Written(tmp_path / "out/report.html")
    told = page.part("documents")
    for words in (
        "dogwood.pdf Not read: locked by a password It asks for a password. Ask for a copy.",
        "elm.pdf Not read: damaged or unknown",
        "cedar_ltd.pdf Read",
        "It says so.",
    ):
        assert words in told
    assert "Read in full 3" in told
    assert "Files taken in 5 Judged 2" in page.words


def test_it_says_what_made_it(example_report: Path, example_run: Path) -> None:
    told = pages_of(example_report)["report.html"].part("versions")
    digest = hashlib.sha256((example_run / "run.json").read_bytes()).hexdigest()
    for words in ("25 November 2026", "Modern Slavery Act 2015 (UK), version", digest):
        assert words in told


def test_each_cell_of_the_map_leads_to_its_passage(example_report: Path) -> None:
    page = pages_of(example_report)["report.html"]
    cells = page.root.xpath("//table[@class='heat']//td[@data-s]/a")
    assert len(cells) > 60
    for cell in cells:
        (row,) = page.root.xpath("//tr[@id=$id]", id=cell.get("href")[1:])
        status = cell.xpath("string(span[@class='vh'])").partition(",")[0]
        assert status in row.xpath("string(td[1])")


def test_the_pictures_show_no_withheld_words_and_no_page_holds_them(example_report: Path, example_run: Path) -> None:
    run = open_run(example_run)
    (ids,) = [row["sentence_ids"] for row in run.rows("flags") if row["pattern"] == "F33"]
    (row,) = [row for row in run.rows("sentences") if row["sentence_id"] in ids]
    for page in pages_of(example_report).values():
        assert row["text"][:30] not in page.words
        assert row["text"][20:] not in page.words
    page = pages_of(example_report)["report.html"]
    name = f"pic-{row['document_id'][:8]}-{row['spans'][0]['page']}"
    (symbol,) = page.root.xpath("//symbol[@id=$id]", id=name)
    data = base64.b64decode(symbol.xpath("string(image/@href)").partition(",")[2])
    with Image.open(io.BytesIO(data)) as picture:
        scale = picture.width / float(symbol.xpath("string(image/@width)"))
        for span in row["spans"]:
            box = tuple(round(span[side] * scale) for side in ("x0", "y0", "x1", "y1"))
            colours = picture.convert("L").crop(box).getextrema()
            assert colours[1] < 60, colours


def test_words_that_judge_a_company_are_never_used(example_report: Path) -> None:
    for page in pages_of(example_report).values():
        said = page.root.xpath("//body//text()[not(ancestor::bdi or ancestor::q)]")
        words = " ".join(" ".join(said).split())
        for allowed in ALLOWED:
            words = words.replace(allowed, "")
        words = words.replace("which is no ranking", "")
        assert NEVER.findall(words) == []


def test_a_bidder_is_named_in_a_report_of_its_own_alone(example_report: Path) -> None:
    pages = pages_of(example_report)
    (own,) = [name for name in pages if name.startswith("tenders/")]
    assert "Brightholm" in pages[own].words
    assert "One bidder of a tender, confidential" in pages[own].words
    for name, page in pages.items():
        if name != own:
            assert "brightholm" not in page.source.lower()
    assert "One tender response is confidential" in pages["report.html"].words
    assert not pages[own].root.xpath("//table[@class='heat']")
    assert "Answers" in pages[own].words


def test_bidders_of_one_tender_never_meet(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", *(bid(name) for name in ("Fir Ltd", "Gorse Ltd")), bid("Hazel Ltd", lot="2"))
    write_report(run, tmp_path / "out")
    pages = pages_of(tmp_path / "out")
    assert len(pages) == 4
    for name in ("fir", "gorse", "hazel"):
        found = [place for place, page in pages.items() if re.search(rf"\b{name}[ _-]", page.source.lower())]
        assert len(found) == 1
        assert found[0].startswith(f"tenders/{name}-ltd-")


def test_files_of_a_procurement_whose_bidder_nobody_named_stand_apart(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", bid("Fir Ltd", bidder=None), bid("Gorse Ltd", bidder=None))
    write_report(run, tmp_path / "out")
    pages = pages_of(tmp_path / "out").values()
    assert [sum(name in page.source for name in ("Fir Ltd", "Gorse Ltd")) for page in pages] == [0, 1, 1]


def test_the_twin_that_another_bidder_sent_is_named_in_nobodys_report(tmp_path: Path) -> None:
    first = bid("Fir Ltd")
    twin = replace(
        unread("in/gorse_ltd.docx", Outcome.DUPLICATE).source,
        document_id=first.source.document_id,
        reason="The same bytes are read once in this run.",
    )
    write_report(run_of(tmp_path / "run", first, Case(twin)), tmp_path / "out")
    for page in pages_of(tmp_path / "out").values():
        assert "gorse" not in page.source


def test_what_belongs_to_a_bid_is_not_in_the_map_even_if_it_is_a_statement(tmp_path: Path) -> None:
    sent = case("Fir Ltd", ["The board approved it."], subject=Subject(procurement="P-7", bidder="Fir Ltd"))
    alder = case("Alder Ltd", ["The board approved it."])
    cases = [judged(one, finding(one, "UK-02", Status.MET, passage(one, 0))) for one in (sent, alder)]
    write_report(run_of(tmp_path / "run", *cases), tmp_path / "out")
    pages = pages_of(tmp_path / "out")
    assert "Fir" not in pages["report.html"].words
    assert pages["report.html"].root.xpath("//table[@class='heat']//th[@scope='row']/a//text()") == ["Alder Ltd"]


def test_the_same_run_gives_the_same_bytes(example_report: Path, example_run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(example_run, copy)
    write_report(open_run(copy), tmp_path / "out")
    assert {name: page.path.read_bytes() for name, page in pages_of(tmp_path / "out").items()} == {
        name: page.path.read_bytes() for name, page in pages_of(example_report).items()
    }


def test_a_run_in_which_nothing_could_be_read_has_a_page_that_says_so(tmp_path: Path) -> None:
    write_report(run_of(tmp_path / "run", unread("in/dogwood.pdf")), tmp_path / "out")
    page = Written(tmp_path / "out/report.html")
    assert "Nothing was judged" in page.words
    assert "dogwood.pdf Not read: locked by a password It asks for a password. Ask for a copy." in page.words
    assert not page.root.xpath("//*[@id='map' or @id='shares']")
    assert dead_links(tmp_path / "out") == []


def test_a_run_without_findings_has_a_page_that_says_why(tmp_path: Path) -> None:
    write_report(run_of(tmp_path / "run", case("Alder Ltd", ["We sell tea."])), tmp_path / "out")
    page = Written(tmp_path / "out/report.html")
    assert "Nothing was judged" in page.words
    assert "alder_ltd.pdf Read" in page.part("documents")
    assert "Why, and what to do" in page.part("documents")


def test_what_a_person_must_look_at_is_never_called_missing(tmp_path: Path) -> None:
    one = case("Alder Ltd", ["We may train."])
    unsure = finding(one, "UK-02", Status.ABSENT, passage(one, 0), confidence=Confidence.LOW)
    write_report(run_of(tmp_path / "run", judged(one, unsure)), tmp_path / "out")
    page = Written(tmp_path / "out/report.html")
    assert "Not evidenced in the text." not in page.words
    assert page.root.xpath("//table[@class='heat']//td/@data-s") == ["NOT_ASSESSABLE"]


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as error:
        write_report(small(tmp_path / "run"), tmp_path / "out")
    assert (error.value.exit_code, bool(error.value.remedy)) == (2, True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "place", ["report.html", "report/minutes.html", "tenders/fir.docx", "tenders", "report.html/x"]
)
def test_what_no_report_has_written_is_left_alone(tmp_path: Path, place: str) -> None:
    mine = tmp_path / "out" / place
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not part of a report"):
        write_report(run_of(tmp_path / "run", bid("Fir Ltd")), tmp_path / "out")
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [mine]
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_error_in_the_middle_leaves_the_earlier_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write_report(run_of(tmp_path / "first", bid("Fir Ltd")), out)
    before = {name: page.path.read_bytes() for name, page in pages_of(out).items()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    run = small(tmp_path / "run")
    for name in ("write_page", "publish"):
        monkeypatch.setattr(html, name, full)
        with pytest.raises(OutputError, match="No space left"):
            write_report(run, out)
        monkeypatch.undo()
    assert {name: page.path.read_bytes() for name, page in pages_of(out).items()} == before
    assert sorted(path.name for path in out.iterdir()) == ["report.html", "tenders"]


def test_where_the_page_cannot_be_moved_the_earlier_parts_stand_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_report(run_of(tmp_path / "first", bid("Fir Ltd")), out)
    before = {name: page.path.read_bytes() for name, page in pages_of(out).items()}

    def refused(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutputError, match="not permitted"):
        write_report(run_of(tmp_path / "second", bid("Gorse Ltd")), out)
    assert {name: page.path.read_bytes() for name, page in pages_of(out).items()} == before


def test_without_images_there_are_none(example_report: Path, example_run: Path, tmp_path: Path) -> None:
    write_report(open_run(example_run), tmp_path / "out", images=False)
    for name, page in pages_of(tmp_path / "out").items():
        assert page.pictures == []
        assert not page.root.xpath("//*[@class='leaf']")
        assert set(page.root.xpath("//tr/@id")) == set(pages_of(example_report)[name].root.xpath("//tr/@id"))
    assert pages_of(example_report)["report.html"].pictures
    assert dead_links(tmp_path / "out") == []
