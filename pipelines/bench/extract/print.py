"""Print a planned layout with Chromium: HTML and CSS, with its running heads in the margins of its pages."""

import html
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.bench.extract.plan import Block, Plan, Section, Style
from pipelines.bench.extract.prose import with_soft_hyphens

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 120.0
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
)  # fmt: skip
FONTS = {
    "sans": "'Liberation Sans', Arial, sans-serif",
    "serif": "'Liberation Serif', 'Times New Roman', serif",
    "wide": "'DejaVu Sans', Verdana, sans-serif",  # prints fi and fl as ligatures
}
MARGIN_MM = {"portrait": (22, 20), "landscape": (20, 22)}  # above and below, left and right
PAGE_MM = {"portrait": (210, 297), "landscape": (297, 210)}


def browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def print_with_chromium(plan: Plan, chromium: str) -> bytes:
    """Return the plan as a PDF.

    Raises:
        RuntimeError: Chromium wrote none.
    """
    with TemporaryDirectory() as name:
        page, out = Path(name) / "page.html", Path(name) / "out.pdf"
        page.write_text("".join(_html(plan)), encoding="utf-8")
        command = [chromium, *FLAGS, f"--user-data-dir={name}/user", f"--print-to-pdf={out}", page.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own page
        if not out.is_file():
            raise RuntimeError(f"Chromium printed nothing: {done.stderr.decode(errors='replace')[-300:]}")
        return out.read_bytes()


def running_lines(plan: Plan, page: int, pages: int) -> list[str]:
    """Return what stands above and below the text of a page, as the margin boxes of the CSS print it."""
    if plan.sections[0].role == "cover" and page == 1:
        return []
    return {
        "none": [],
        "number below": [f"{page}"],
        "firm above, number right": [plan.firm, f"Page {page}"],
        "alternating": [plan.firm if page % 2 else "Annual disclosure", f"{page}"],
        "chapter above": ["Modern slavery statement", f"{page} / {pages}"],
        "both with rules": [f"{plan.firm} | Statement", f"Page {page} of {pages}"],
    }[plan.style.header]


def _margins(plan: Plan) -> Iterator[str]:
    firm = '"' + plan.firm.replace('"', "") + '"'
    rule = "border-top: .5pt solid #555;"
    yield {
        "none": "",
        "number below": "@page { @bottom-center { content: counter(page) } }",
        "firm above, number right": (
            f'@page {{ @top-left {{ content: {firm} }} @bottom-right {{ content: "Page " counter(page) }} }}'
        ),
        "alternating": (
            f"@page :right {{ @top-right {{ content: {firm} }} @bottom-right {{ content: counter(page) }} }}"
            '@page :left { @top-left { content: "Annual disclosure" } @bottom-left { content: counter(page) } }'
        ),
        "chapter above": (
            '@page { @top-center { content: "Modern slavery statement" }'
            '@bottom-center { content: counter(page) " / " counter(pages) } }'
        ),
        "both with rules": (
            f'@page {{ @top-left {{ content: {firm[:-1]} | Statement"; border-bottom: .5pt solid #555; width: 100% }}'
            f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); {rule} width: 100% }} }}'
        ),
    }[plan.style.header]
    if plan.sections[0].role == "cover":
        names = [f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right")]
        yield f"@page :first {{ {' '.join(f'@{name} {{ content: none; border: none }}' for name in names)} }}"


def _html(plan: Plan) -> Iterator[str]:
    style = plan.style
    yield f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(plan.firm)}</title><style>"
    for name, (across, down) in PAGE_MM.items():
        above, beside = MARGIN_MM[name]
        yield f"@page {name} {{ size: {across}mm {down}mm; margin: {above}mm {beside}mm; }}"
    yield from _margins(plan)
    yield "@page { font: 8pt " + FONTS[style.family] + "; }"
    yield from _css(style)
    yield "</style></head><body>"
    for section in plan.sections:
        yield from _section(section, style)
    yield "</body></html>"


def _css(style: Style) -> Iterator[str]:
    gap = "margin: 0; text-indent: 1.4em;" if style.indented else "margin: 0 0 .7em;"
    heading = {
        "bold": "font-weight: bold;",
        "larger": "font-weight: normal; color: #135;",
        "capitals": "text-transform: none; font-weight: bold; font-variant: normal;",
        "spaced": "letter-spacing: .25em; font-weight: bold;",
        "same size": "font-size: 1em !important; font-weight: bold;",
    }[style.heading]
    yield f"""
    body {{ margin: 0; font: {style.size}pt/{style.leading} {FONTS[style.family]}; letter-spacing: {style.tracking}pt;
      text-align: {"justify" if style.justified else "left"}; hyphens: manual; widows: 2; orphans: 2; }}
    section {{ break-after: page; column-gap: 8mm; position: relative; page: portrait; }}
    section.landscape {{ page: landscape; }} section:last-child {{ break-after: auto; }}
    p {{ {gap} }} h1, h2, h3, h4 {{ {heading} margin: .9em 0 .4em; break-after: avoid; text-align: left; }}
    h1 {{ font-size: 1.6em; }} h2 {{ font-size: 1.25em; }} h3 {{ font-size: 1.05em; }} .title {{ font-size: 3em; }}
    ul {{ margin: 0 0 .6em; padding: 0; list-style: none; }} li {{ padding-left: 1.5em; margin-bottom: .25em; }}
    li.nested {{ margin-left: 1.5em; }} li > b {{ display: inline-block; width: 1.5em; margin-left: -1.5em;
      font-weight: normal; }}
    table {{ border-collapse: collapse; margin: .6em 0 1em; width: 100%; break-inside: avoid; text-align: left; }}
    td {{ padding: 3pt 5pt; vertical-align: top; }} .ruled td {{ border: .5pt solid #333; }}
    .level tr {{ border-top: .5pt solid #333; border-bottom: .5pt solid #333; }}
    .shaded tr:nth-child(odd) {{ background: #dde6ee; }} tr.head {{ font-weight: bold; }}
    .box {{ float: right; width: 34%; margin: 0 0 4mm 6mm; padding: 3mm; background: #e8eef4; text-align: left; }}
    .notes {{ position: absolute; bottom: 0; left: 0; right: 0; font-size: .8em; column-span: all; }}
    .notes p {{ margin: 0 0 .2em; text-indent: 0; }} sup {{ font-size: .65em; line-height: 0; }}
    .drop::first-letter {{ float: left; font-size: 3.1em; line-height: .9; padding-right: 2pt; }}
    .tint {{ background: #e6f0e6; padding: 2mm; }} .cover {{ padding-top: 80mm; }}
    .entry {{ display: flex; }} .entry i {{ flex: 1; overflow: hidden; white-space: nowrap; font-style: normal; }}
    """


def _section(section: Section, style: Style) -> Iterator[str]:
    across, down = PAGE_MM["landscape" if section.landscape else "portrait"]
    above, beside = MARGIN_MM["landscape" if section.landscape else "portrait"]
    width, height = across - 2 * beside, down - 2 * above - 6
    if section.turned == "print":  # the print runs up a portrait page
        yield f"<section style='height:{296 - 2 * 22}mm'><div style='position:absolute;width:{297 - 2 * 24}mm;"
        yield f"height:165mm;transform-origin:0 0;transform:translate(0,{297 - 2 * 24}mm) rotate(-90deg)'>"
        yield from _blocks(section, style)
        yield "</div></section>"
        return
    turn = "page-orientation: rotate-right;" if section.turned == "page" else ""
    if turn:
        yield f"<style>@page landscape {{ {turn} }}</style>"
    fixed = f"height:{height}mm;width:{width}mm;" if section.notes else ""
    name = " ".join(filter(None, ["landscape" if section.landscape else "", section.role]))
    yield f"<section class='{name}' style='{fixed}'>"
    if section.box:
        yield "<div class=box>"
        yield from (_block(block, style) for block in section.box)
        yield "</div>"
    columns = f"columns:{section.columns}" if section.columns > 1 else ""
    yield f"<div style='{columns}'>"
    yield from _blocks(section, style)
    yield "</div>"
    if section.notes:
        yield "<div class=notes>"
        yield from (f"<p><sup>{number}</sup> {html.escape(text)}</p>" for number, text in section.notes)
        yield "</div>"
    yield "</section>"


def _blocks(section: Section, style: Style) -> Iterator[str]:
    first = True
    for block in section.blocks:
        drop = style.drop_cap and block.kind == "paragraph" and first and block.text[0].isalpha()
        first = first and block.kind != "paragraph"
        yield _block(block, style, "drop" if drop else "")


def _block(block: Block, style: Style, name: str = "") -> str:
    shown = html.escape(with_soft_hyphens(block.text) if style.hyphens else block.text)
    if block.note:
        shown += f"<sup>{block.note[0]}</sup>"
    if block.kind == "title":
        return f"<h1 class=title>{shown}</h1>"
    if block.kind == "heading":
        return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
    if block.kind == "item":
        mark = f"<b>{block.mark}</b>" if block.mark else ""
        return f"<ul><li class='{'nested' if block.level > 1 else ''}'>{mark}{shown}</li></ul>"
    if block.kind == "contents":
        if len(block.sentences) == 1:
            return f"<h1>{shown}</h1>"
        leader = "." * 200 if style.tint or style.justified else " "
        words, number = map(html.escape, block.sentences)
        return f"<div class=entry><span>{words}</span><i>{leader}</i><span>{number}</span></div>"
    if block.kind == "table":
        rows = [
            f"<tr class='{'head' if i == 0 else ''}'>{''.join(f'<td>{html.escape(c)}</td>' for c in row)}</tr>"
            for i, row in enumerate(block.rows)
        ]
        return f"<table class={block.rules}>{''.join(rows)}</table>"
    if style.tint and not name:
        name = "tint" if len(block.sentences) == 2 else ""
    return f"<p class='{name}'>{shown}</p>"
