"""Web pages: what a reader of the page reads, in order, without its frame, and apart what he cannot see."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from corpora.document import Document, Layer, Outcome
from pipelines.extract.failure import ReadingError
from pipelines.extract.html.document import read_html
from pipelines.extract.inside.email import read_mail, unpack_mail
from pipelines.segment.batch import segment

PROSE = "<p>We visit every dyehouse twice a year and talk to its workers without their managers.</p>"
SEEN = "We visit every dyehouse twice a year and talk to its workers without their managers."
UNSEEN = "We audit all of our suppliers every single year."


def read(body: str, head: str = "") -> Document:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "0" * 64)


def texts(document: Document, layer: Layer = Layer.BODY) -> list[str]:
    return [line.text for line in document.pages[0].lines if line.layer == layer]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<p hidden>{UNSEEN}</p>"),
        ("", f'<p aria-hidden="true">{UNSEEN}</p>'),
        ("", f'<div style="display: none"><p>{UNSEEN}</p></div>'),
        ("", f'<p style="visibility:hidden">{UNSEEN}</p>'),
        ("", f'<p style="opacity:0">{UNSEEN}</p>'),
        ("", f'<p style="font-size:0">{UNSEEN}</p>'),
        ("", f'<p style="font-size:1px">{UNSEEN}</p>'),
        ("", f'<p style="position:absolute;left:-9999px">{UNSEEN}</p>'),
        ("", f'<p style="text-indent:-5000px">{UNSEEN}</p>'),
        ("", f'<p style="position:absolute;clip:rect(0,0,0,0)">{UNSEEN}</p>'),
        ("", f'<p style="color:#fff">{UNSEEN}</p>'),
        ("", f'<p style="color:transparent">{UNSEEN}</p>'),
        ("", f'<p><font color="white">{UNSEEN}</font></p>'),
        ("", f'<div style="background:#123456"><p style="color:rgb(18, 52, 86)">{UNSEEN}</p></div>'),
        ("", f'<p class="visually-hidden">{UNSEEN}</p>'),
        ("", f"<p><del>{UNSEEN}</del></p>"),
        ("<style>.ghost { display:none }</style>", f'<p class="ghost">{UNSEEN}</p>'),
        (
            "<style>main p.ghost span, x { color: white; }</style>",
            f'<main><p class="ghost"><span>{UNSEEN}</span></p></main>',
        ),
        ("<style>@media screen { #ghost { visibility: hidden } }</style>", f'<p id="ghost">{UNSEEN}</p>'),
        ("<style>p.a { display:block } .ghost { display:none !important }</style>", f'<p class="ghost">{UNSEEN}</p>'),
    ],
)
def test_what_a_reader_cannot_see_is_kept_apart_and_said(head: str, body: str) -> None:
    document = read(PROSE + body + PROSE, head)
    assert texts(document) == [SEEN, SEEN]
    assert texts(document, Layer.HIDDEN) == [UNSEEN]
    assert document.outcome == Outcome.READ_WITH_WARNING
    assert "hidden or taken back" in (document.reason or "")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f'<div style="background:#123456"><p style="color:white">{UNSEEN}</p></div>'),
        ("", f'<div style="background:url(x.png)"><p style="color:white">{UNSEEN}</p></div>'),
        ("", f'<table><tr><td bgcolor="#003366"><font color="#FFFFFF">{UNSEEN}</font></td></tr></table>'),
        ("", f'<div style="visibility:hidden"><p style="visibility:visible">{UNSEEN}</p></div>'),
        ("", f'<div style="font-size:0"><p style="font-size:14px">{UNSEEN}</p></div>'),
        ("<style>@media print { p { display:none } }</style>", f"<p>{UNSEEN}</p>"),
        ("<style>@media (max-width: 600px) { .wide { display:none } }</style>", f'<p class="wide">{UNSEEN}</p>'),
        ("<style>.tab { display:none } .tab.open { display:block }</style>", f'<p class="tab open">{UNSEEN}</p>'),
        ("<style>p:hover { display:none } a[x] { display:none }</style>", f"<p>{UNSEEN}</p>"),
        ("<link rel=stylesheet href=x.css>", f'<div class="dark"><p style="color:white">{UNSEEN}</p></div>'),
        ("", f"<details><summary>More</summary><p>{UNSEEN}</p></details>"),
        ("", f'<button aria-controls="more">Open</button><div id="more" hidden><p>{UNSEEN}</p></div>'),
        ("", f'<a data-toggle="tab" href="#more">Open</a><div id="more" style="display:none"><p>{UNSEEN}</p></div>'),
    ],
)
def test_what_a_reader_can_see_or_open_is_text(head: str, body: str) -> None:
    document = read(body + PROSE, head)
    assert UNSEEN in texts(document)
    assert document.outcome == Outcome.READ


def test_short_labels_for_other_programs_need_no_warning() -> None:
    document = read(f'<a class="sr-only" href="#x">Skip to content</a>{PROSE}')
    assert (texts(document), document.outcome) == ([SEEN], Outcome.READ)


FRAMES = [
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/jobs'>Jobs</a></li></ul></nav>",
    "<div id='header'><div>Aldermill</div><div>Basket 0</div></div>",
    "<header><div class='logo'>Aldermill</div></header>",
    "<div class='site-header'>Call us on 0123</div>",
    "<div class='cookie-notice'><p>We use cookies to make this site work and to count visits.</p></div>",
    "<div id='onetrust-banner-sdk'>We use cookies.</div>",
    "<div role='dialog'><h2>Cookie preferences</h2><p>Choose what this site may store on your device.</p></div>",
    "<aside><a href='/a'>Another page</a></aside>",
    "<footer><p>Copyright 2025 Aldermill. All rights reserved.</p></footer>",
    "<ul><li><a href='/a'>Wool</a></li><li><a href='/b'>Yarn</a></li><li><a href='/c'>About</a></li></ul>",
    "<form role='search'><input value=''>Search</form>",
    "<button>Accept all</button>",
    "<div class='social-links'>Follow us</div>",
    "<div class='overlay'><p>This site stores cookies to count its visits.</p><button>Fine</button></div>",
    "<p><a href='/a'>Wool</a> <a href='/b'>Yarn</a> <a href='/c'>About us</a></p>",
    "<p>© 2025 Aldermill Ltd. All rights reserved.</p>",
    "<p>Back to top</p>",
    "<form><label>Sign up for the newsletter</label><input></form>",
    "<div><p>Subscribe to our monthly news.</p><form><input type='email' placeholder='E-mail'></form></div>",
    "<svg><title>Our logo</title><desc>A sheep before a hill.</desc></svg>",
]


@pytest.mark.parametrize("frame", FRAMES)
def test_the_frame_of_a_page_is_not_its_text(frame: str) -> None:
    assert texts(read(frame + f"<h1>Our people</h1>{PROSE * 3}")) == ["Our people", SEEN, SEEN, SEEN]


def test_all_outside_the_main_part_is_frame_but_for_the_title_and_what_stands_with_it() -> None:
    title = "<header><div><h1>Our people</h1><p>Last updated: 1 July 2025</p></div></header>"
    document = read(
        f"<div>Call us</div>{title}<div id='content'>{PROSE * 3}</div><div><p>Buy our yarn today.</p></div>"
    )
    assert texts(document) == ["Our people", "Last updated: 1 July 2025", SEEN, SEEN, SEEN]


@pytest.mark.parametrize("name", ["page has-sidebar", "menu-open", "content footer-fixed", "header-sticky"])
def test_a_name_alone_does_not_make_the_whole_text_a_frame(name: str) -> None:
    assert texts(read(f"<div class='{name}'><h2>Our people</h2>{PROSE * 3}</div>"))[1:] == [SEEN, SEEN, SEEN]


def test_an_id_made_of_a_heading_does_not_make_a_section_a_frame() -> None:
    sections = "".join(
        f"<section id='{name}'>{PROSE}</section>" for name in ("share-of-women", "staff-menu", "cart-drivers")
    )
    assert texts(read(sections)) == [SEEN, SEEN, SEEN]
    assert texts(read(f"<main>{PROSE * 2}<div class='share-of-women'>{PROSE}</div></main>")) == [SEEN, SEEN, SEEN]
    short = "<ul class='nav-list'><li>Map mills.</li></ul><div class='note-footer'>Signed in May.</div>"
    assert texts(read(f"<main>{PROSE * 2}{short}</main>"))[2:] == ["• Map mills.", "Signed in May."]


def test_an_aside_with_prose_inside_the_text_is_text() -> None:
    document = read(f"<main><h1>Our people</h1>{PROSE * 3}<aside><p>In 2025 we repaid 40 workers.</p></aside></main>")
    assert texts(document)[-1] == "In 2025 we repaid 40 workers."


def test_breaks_items_and_odd_elements_keep_words_apart_and_together() -> None:
    body = (
        "<p>We own mills.<br>We own dyehouses.<br/>We own no farms.</p>"
        "<ul><li><span><b><i>Talk to workers</i></b></span></li><li><p>Check payslips</p></li></ul>"
        "<p>Ask the <nobr>people team</nobr> of the com<wbr>pany.</p>"
        "<dl><dt>Mills</dt><dd>Four</dd></dl><p>mills<sup>12</sup> and 5<sup>th</sup></p><p>He said <q>no</q>.</p>"
    )
    assert texts(read(body)) == [
        *("We own mills.", "We own dyehouses.", "We own no farms.", "• Talk to workers", "• Check payslips"),
        *("Ask the people team of the company.", "Mills", "Four", "mills¹² and 5th", "He said “no”."),
    ]


def test_cells_have_their_row_and_column_and_spans_are_read_once() -> None:
    rows = (
        "<tr><th colspan='2'>Site</th><th>Workers</th></tr><tr><td rowspan='2'>North</td><td>Mill</td><td>40</td></tr>"
        "<tr><td>Store</td><td></td></tr>"
    )
    document = read(PROSE + f"<table>{rows}</table>")
    assert [(line.text, line.locator) for line in document.pages[0].lines][1:] == [
        ("Site", "table 1 row 1 cell 1"),
        ("Workers", "table 1 row 1 cell 3"),
        ("North", "table 1 row 2 cell 1"),
        ("Mill", "table 1 row 2 cell 2"),
        ("40", "table 1 row 2 cell 3"),
        ("Store", "table 1 row 3 cell 2"),
    ]
    assert document.pages[0].blanks == ("table 1 row 3 cell 3",)
    assert "North | Mill | 40" in [sentence.text for sentence in segment(document)]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    inner = "<table><tr><td>Sites visited</td><td>14</td></tr></table>"
    document = read(f"<table><tr><td>{PROSE}</td><td><h2>Figures</h2>{inner}</td></tr></table>")
    assert [line.locator for line in document.pages[0].lines] == [
        *("p[1]", "h2[1]", "table 1 row 1 cell 1", "table 1 row 1 cell 2"),
    ]


def test_what_was_entered_in_a_form_is_text_and_its_prompts_are_not() -> None:
    body = (
        "<label>Country <input type='text' value='Portugal'></label><input type='hidden' value='token'>"
        "<p><input type='checkbox' checked> Yes <input type='checkbox'> No</p><textarea>Twice a year.</textarea>"
        "<select><option value=''>Please select</option><option selected>Monthly</option></select>"
        "<select><option value='' selected>Please select</option></select><input placeholder='Your name'>"
    )
    assert texts(read(body)) == ["Country Portugal", "☒ Yes ☐ No", "Twice a year.", "Monthly"]
    asked = "<form><label>Do workers subscribe to a union?</label><textarea>Most do.</textarea></form>"
    assert texts(read(PROSE * 3 + asked))[3:] == ["Do workers subscribe to a union?", "Most do."]


def test_what_stands_for_readers_without_scripts_is_read_where_nothing_else_is() -> None:
    assert texts(read(f"<div id='app'></div><noscript>{PROSE}</noscript>")) == [SEEN]
    assert texts(read(f"{PROSE}<noscript>Please enable scripts.</noscript>")) == [SEEN]


def test_scripts_frames_and_templates_are_not_followed() -> None:
    body = f"{PROSE}<script>w='We train'</script><iframe src='x'>We train</iframe><template><p>We train</p></template>"
    assert [line.text for line in read(body).pages[0].lines] == [SEEN]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=iso-8859-1><p>The captain’s crew</p>".encode("cp1252"), "The captain’s crew"),
        ("<meta charset=utf-8><p>Café in Málaga</p>".encode("cp1252"), "Café in Málaga"),
        ("<p>The captain’s crew</p>".encode("utf-16"), "The captain’s crew"),
        ("\ufeff<p>The captain’s crew</p>".encode(), "The captain’s crew"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>Crème</p></body></html>".encode(), "Crème"),
        (b"<p>&pound;14&nbsp;000 &amp; more &#8211; &eacute;</p>", "£14 000 & more – é"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>港の船員</p>".encode("shift_jis"),
            "港の船員",
        ),
    ],
)
def test_the_encoding_is_the_one_that_a_browser_would_use(data: bytes, text: str) -> None:
    assert texts(read_html(data, "0" * 64)) == [text]


def test_a_page_saved_by_word_reads_as_its_text() -> None:
    body = (
        "<div class=WordSection1><p class=MsoNormal><b><span style='mso-fareast-language:EN-GB'>Our people<o:p></o:p>"
        "</span></b></p><![if !supportEmptyParas]>&nbsp;<![endif]><!--[if gte mso 9]><xml>x</xml><![endif]-->"
        f"<p class=MsoListParagraph><![if !supportLists]>·<![endif]>Visit mills</p>{PROSE}</div>"
    )
    assert texts(read(body)) == ["Our people", "·Visit mills", SEEN]


def test_a_page_without_text_is_empty_and_one_of_hidden_text_says_so() -> None:
    with pytest.raises(ReadingError):
        read("<div id='app'></div>")
    assert read(f"<p hidden>{UNSEEN}</p>").outcome == Outcome.READ_WITH_WARNING


@pytest.mark.parametrize(
    "body",
    [
        "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        "<h1>Aldermill</h1><p>Please turn JavaScript on and reload the page.</p>",
        "<h1>www.aldermill.example</h1><p>Checking your browser before you go on.</p>",
        "<h1>404</h1><p>Sorry, this page could not be found.</p>",
        "<h1>Access Denied</h1><p>You don't have permission to access this on this server.</p>",
        "<div id='app'>Loading…</div>",
    ],
)
def test_the_shell_of_a_page_is_empty(body: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(body)
    assert caught.value.outcome == Outcome.EMPTY


def test_a_text_that_speaks_of_scripts_or_errors_is_one() -> None:
    spoken = "<p>Our portal needs JavaScript. A supplier whose page was not found is asked again.</p>"
    assert read(PROSE * 2 + spoken).outcome == Outcome.READ


def test_a_page_saved_as_one_file_is_read_as_its_page_without_its_sheets() -> None:
    message = MIMEMultipart("related")
    message["From"], message["Subject"], message["Date"] = "<Saved by a browser>", "Our people", "Tue, 4 Mar 2025"
    message.attach(MIMEText(f"<html><body><nav>Home</nav>{PROSE}</body></html>", "html"))
    message.attach(MIMEText("p { color: red }", "css"))
    assert texts(read_mail(message.as_bytes(), "0" * 64)) == [SEEN]
    assert list(unpack_mail(message.as_bytes(), 10_000)) == []
