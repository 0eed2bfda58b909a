"""The measures find what is wrong: one that always says "fine" would let every page through."""

import io
from pathlib import Path

from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from tests.browser.measures import axe_violations, cramped, overflow, printed, requests, tab_order

STRICT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
WORDS = "The board approved this statement on the ninth of July. "


def page(folder: Path, body: str, style: str = "", policy: str = STRICT) -> Path:
    file = folder / "page.html"
    file.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style></head>'
        f"<body><main><h1>A page</h1>{body}</main></body></html>",
        encoding="utf-8",
    )
    return file


def test_a_plain_page_has_nothing_wrong(tmp_path: Path, open_page: OpenPage) -> None:
    opened = open_page(page(tmp_path, f"<p>{WORDS}<a href='#x'>Read on</a></p><h2 id=x>On</h2>"), "phone")
    assert axe_violations(opened) == []
    assert overflow(opened) == cramped(opened) == requests(opened) == opened.errors == []


def test_faults_of_access_are_found_in_closed_details_under_a_strict_policy(
    tmp_path: Path, open_page: OpenPage
) -> None:
    body = "<details><summary>More</summary><p style='color: #bbb; background: #fff'>Pale</p></details>"
    for javascript in (True, False):
        found = axe_violations(open_page(page(tmp_path, body), javascript=javascript))
        assert len(found) == 1, javascript
        assert found[0].startswith("color-contrast (serious) x 1")


def test_small_targets_are_found(tmp_path: Path, open_page: OpenPage) -> None:
    style = "a { display: block; width: 9px; height: 9px; overflow: hidden }"
    found = axe_violations(open_page(page(tmp_path, "<a href='#a'>One</a><a href='#b'>Two</a>", style)))
    assert any(line.startswith("target-size") for line in found)


def test_what_is_wider_than_the_window_is_found_unless_it_scrolls_by_itself(
    tmp_path: Path, open_page: OpenPage
) -> None:
    wide = "<div style='width: 500px'>{}</div>"
    scrolling = f"<div class=scroll style='overflow-x: auto'>{wide.format('Scrolls')}</div>"
    folded = f"<details><summary>More</summary>{wide.format('Folded')}</details>"
    file = page(tmp_path, wide.format("Plain") + scrolling + folded)
    found = overflow(open_page(file, "phone"))
    assert [line.rpartition(": ")[2] for line in found[1:]] == ["Plain", "Folded"]
    assert "wide in a window of 360" in found[0]
    assert overflow(open_page(file, "zoom")) == []


def test_slivers_and_cut_words_are_found(tmp_path: Path, open_page: OpenPage) -> None:
    body = (
        f"<p style='width: 2em; overflow-wrap: anywhere'>{WORDS}</p>"
        f"<p style='width: 9em; overflow: hidden; white-space: nowrap'>{WORDS}</p>"
    )
    assert len(cramped(open_page(page(tmp_path, body)))) == 2


def test_tab_tells_what_covers_the_focus_and_what_hides_its_outline(tmp_path: Path, open_page: OpenPage) -> None:
    style = (
        "#bare:focus { outline: none } #bar { position: fixed; inset: 0 0 auto 50%; height: 200px; background: #eee }"
    )
    body = (
        "<div id=bar></div><p><a href='#seen'>Seen</a> <a href='#bare' id=bare>Bare</a></p>"
        "<p style='padding-left: 70%'><a href='#under'>Under</a></p><p><label><input type=checkbox> Chosen</label></p>"
    )
    stops = tab_order(open_page(page(tmp_path, body, style), javascript=False))
    assert [(s.name, s.covered, s.outlined) for s in stops] == [
        ("Seen", False, True),
        ("Bare", False, False),
        ("Under", True, True),
        ("Chosen", False, True),
    ]
    assert stops[0].target == "#seen"


def test_whatever_a_page_asks_for_is_known_even_where_its_policy_refuses(tmp_path: Path, open_page: OpenPage) -> None:
    (tmp_path / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    beside, elsewhere = "<img src='mark.svg' alt=''>", "<img src='http://name.invalid/x.png' alt=''>"
    opened = open_page(page(tmp_path, beside, policy="img-src file:"))
    assert requests(opened) == [(tmp_path / "mark.svg").as_uri()]
    refused = open_page(page(tmp_path, elsewhere))
    assert requests(refused) == ["http://name.invalid/x.png"]
    assert len(refused.errors) == 1
    assert "Content Security Policy" in refused.errors[0]


def test_a_page_without_javascript_is_what_its_reader_has(tmp_path: Path, open_page: OpenPage) -> None:
    body = "<p id=said>Before</p><noscript><p>Without</p></noscript><script>said.textContent = 'After'</script>"
    file = page(tmp_path, body, policy="script-src 'unsafe-inline'")
    seen = {js: open_page(file, javascript=js).page.inner_text("main") for js in (True, False)}
    assert "After" in seen[True]
    assert "Without" not in seen[True]
    assert "Before" in seen[False]
    assert "Without" in seen[False]


def test_paper_is_what_the_stylesheet_says_and_is_tagged(tmp_path: Path, open_page: OpenPage) -> None:
    file = page(tmp_path, WORDS, "@page { size: 100mm 50mm; margin: 5mm }")
    pdf = PdfReader(io.BytesIO(printed(open_page(file, dark=True))))
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [100, 50]
    assert "The board approved" in pdf.pages[0].extract_text()
    assert "/StructTreeRoot" in pdf.root_object
