"""Web pages as site builders make them: grounds, folded sections, notices and lists that their readers know."""

import pytest

from corpora.document import Document, Layer, Outcome
from pipelines.extract.html.document import read_html

PROSE = "<p>We visit every dyehouse twice a year and talk to its workers without their managers.</p>"
TOLD = "Every buyer took the course on fees in May."


def read(body: str, head: str = "") -> Document:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "0" * 64)


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for line in document.pages[0].lines if line.layer == layer]


@pytest.mark.parametrize(
    "css",
    [
        ".band { background-image: url(mill.jpg); color: #fff }",
        ".band { background-image: linear-gradient(90deg, #123, #456) } .band p { color: #fff }",
        "@import url('/site.css'); p { color: #fff }",
        "div[data-theme=dark] { background: #111 } p { color: #fff }",
        "div:nth-child(2) { background-color: navy } p { color: #fff }",
    ],
)
def test_light_letters_on_a_ground_that_cannot_be_told_are_text(css: str) -> None:
    document = read(f"{PROSE}<div class=band data-theme=dark><p>{TOLD}</p></div>", f"<style>{css}</style>")
    assert TOLD in texts(document)
    assert document.outcome == Outcome.READ


def test_a_rule_for_a_hand_on_an_element_says_nothing_of_grounds() -> None:
    document = read(f"{PROSE}<p style='color:#fff'>{TOLD}</p>", "<style>a:hover { background: #eee }</style>")
    assert texts(document, Layer.HIDDEN) == [TOLD]


@pytest.mark.parametrize(
    "body",
    [
        f"<ul role=tablist><li role=tab><a href='#more'>Open</a></li></ul><div id=more hidden>{TOLD}</div>",
        f"<button data-bs-toggle=collapse data-target='.x'>Open</button><p>-</p><div class=x hidden>{TOLD}</div>",
        f"<div role=tabpanel aria-labelledby=x hidden>{TOLD}</div>",
        f"<h3 onclick='fold(this)'>Open</h3><div style='display:none'>{TOLD}</div>",
        f"<h3><button aria-expanded=false>Open</button></h3><div hidden>{TOLD}</div>",
        f"<div class='accordion-title'>Open</div><div style='display:none'>{TOLD}</div>",
    ],
)
def test_what_its_title_opens_is_text(body: str) -> None:
    document = read(PROSE + body)
    assert TOLD in texts(document)
    assert document.outcome == Outcome.READ


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p><span style='display:block'>We map farms.</span><span>We train buyers.</span></p>", 2),
        ("<div role=table><div role=row><span role=cell>Fees</span><span role=cell>Repaid</span></div></div>", 2),
        ("<h2><span style='display:block'>Modern slavery</span><span>statement</span></h2>", 2),
        ("<p style='display:flex'><b>Fees</b><i>Repaid</i></p>", 1),
        ("<p><span style='display:block'>W</span>e map farms.</p>", 1),
        ("<p style='display:flex'><b>F</b><b>e</b><b>e</b><b>s</b></p>", 1),
    ],
)
def test_what_a_style_sets_apart_is_not_run_together(body: str, lines: int) -> None:
    read_lines = texts(read(PROSE + body))[1:]
    assert len(read_lines) == lines
    shown = " ".join(read_lines)
    assert shown in (
        "We map farms. We train buyers.",
        "Fees Repaid",
        "Modern slavery statement",
        "We map farms.",
        "Fees",
    )


def test_a_cell_of_links_beside_the_text_of_an_old_page_is_frame() -> None:
    links = "<a href=a>Home</a><br><a href=b>About</a><br><a href=c>Jobs</a>"
    assert len(texts(read(f"<table><tr><td>{links}</td><td>{PROSE}{PROSE}<h2>More</h2></td></tr></table>"))) == 3
    assert len(texts(read(f"{PROSE}<table><tr><td>Codes</td><td>{links}</td></tr></table>"))) == 5


@pytest.mark.parametrize(
    "frame",
    [
        "<div id=CybotCookiebotDialog><p>Wir speichern Daten.</p></div>",
        "<div class='cmplz-cookiebanner'><div>Your choices</div></div>",
        "<div id='usercentrics-root'><p>We use trackers of partners.</p></div>",
        "<div class='pum-overlay'><p>Ten per cent off your first order.</p></div>",
        "<p>Share this:</p>",
        "<div title='header'><p>Aldermill Ltd, page 3</p></div>",
        "<h3>Leave a comment</h3>",
        "<p>Page last edited by Ann Doe</p>",
    ],
)
def test_notices_and_labels_of_site_builders_are_frame(frame: str) -> None:
    assert len(texts(read(PROSE * 3 + frame))) == 3
