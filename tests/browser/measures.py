"""What is measured of an opened page: accessibility, width, keyboard, paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tests.browser.chromium import Opened

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
MAX_STOPS = 400

OPEN_DETAILS = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"

LOAD_PICTURES = """async () => {
  const pictures = [...document.images];
  pictures.forEach((picture) => { picture.loading = "eager"; });
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => null)));
}"""

RUN_AXE = """async (standards) => {
  const found = await axe.run(document, { runOnly: standards, rules: { "target-size": { enabled: true } } });
  const short = (rules) => rules.map((rule) => ({
    rule: rule.id, impact: rule.impact ?? "", help: rule.help, count: rule.nodes.length,
    places: rule.nodes.slice(0, 5).map((n) => n.target.join(" ")),
    why: (rule.nodes[0]?.failureSummary ?? "").split("\\n").slice(1).map((s) => s.trim()).join("; "),
  }));
  return { violations: short(found.violations), incomplete: short(found.incomplete), passes: found.passes.length };
}"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest(".scroll, .sheet, .vh, svg") || getComputedStyle(e).position === "absolute") continue;
    const name = `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${[...e.classList].map((c) => "." + c).join("")}`;
    const text = e.textContent.trim().replace(/\\s+/g, " ").slice(0, 40);
    if (box.right > width + 1) found.push(`${name} ends at ${Math.round(box.right)} of ${width}: ${text}`);
    else if (box.left < -1) found.push(`${name} begins at ${Math.round(box.left)}: ${text}`);
  }
  return found;
}"""

# A column so narrow that its words stand one or two a line, or are cut off: a width that overflows nothing.
CRAMPED = """() => {
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest(".vh, svg, .sheet")) continue;
    const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" ").trim();
    if (own.length < 12) continue;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e), em = parseFloat(style.fontSize);
    if (!box.width || style.writingMode !== "horizontal-tb") continue;
    const name = e.tagName.toLowerCase(), text = own.replace(/\\s+/g, " ").slice(0, 40);
    if (style.display !== "inline" && box.width < 4 * em && box.height > 5 * em)
      found.push(`${name} is ${Math.round(box.width)} wide and ${Math.round(box.height)} high: ${text}`);
    if (style.overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)
      found.push(`${name} shows ${e.clientWidth} of ${e.scrollWidth}: ${text}`);
  }
  return found;
}"""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const before = (window.__stops ??= []), again = before.includes(e);
  before.push(e);
  // nine points of what the window holds of each box: a focus is covered where none of them can be seen
  const parts = [0.1, 0.5, 0.9], labels = [...(e.labels ?? [])];
  const seen = [e, ...labels].some((each) => [...each.getClientRects()].some((box) => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    return right > left && bottom > top && parts.some((across) => parts.some((down) => {
      const there = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
      return there && [e, ...labels].some((one) => one.contains(there));
    }));
  }));
  const drawn = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
    && !/, 0\\)$|transparent/.test(style.outlineColor)) || /rgb/.test(style.boxShadow);
  const name = e.getAttribute("aria-label") || labels[0]?.textContent || e.textContent || e.title || e.id;
  return { again, name: name.trim().replace(/\\s+/g, " ").slice(0, 60), tag: e.tagName.toLowerCase(),
    target: e.getAttribute("href") ?? "", covered: !seen,
    outlined: [e, ...labels].some((each) => drawn(getComputedStyle(each))) };
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule of axe that a page breaks, or on which axe leaves the word to a person."""

    rule: str
    impact: str
    help: str
    count: int  # places
    places: tuple[str, ...]  # selectors, the first five
    why: str  # of the first place

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) x {self.count}: {self.help}. {' | '.join(self.places)}: {self.why}"


@dataclass(frozen=True, slots=True)
class Audit:
    """What axe says of a page."""

    violations: tuple[Finding, ...]
    incomplete: tuple[Finding, ...]
    passes: int  # rules


@dataclass(frozen=True, slots=True)
class Stop:
    """Where Tab comes to rest."""

    name: str  # the words by which a reader knows it
    tag: str
    target: str  # of a link
    covered: bool  # outside the window, or something else is on top
    outlined: bool  # with an outline, or a shadow drawn as one


def open_details(opened: Opened) -> None:
    """Unfold whatever is folded."""
    opened.run(OPEN_DETAILS)


def load_pictures(opened: Opened) -> None:
    """Load what waits to be scrolled to, as pictures of a whole page and paper show it."""
    with opened.scripting():
        opened.run(LOAD_PICTURES)


def audit(opened: Opened) -> Audit:
    """Let axe look at the page as it stands, with all details open.

    On a page opened without JavaScript it looks at what a reader without JavaScript has.
    """
    open_details(opened)
    asked, errors = len(opened.asked), len(opened.errors)
    with opened.scripting():  # axe waits on timers
        opened.run(_axe())
        found = opened.run(RUN_AXE, list(STANDARDS))
    del (
        opened.asked[asked:],
        opened.errors[errors:],
    )  # axe asks for linked stylesheets anew; that is not the page's doing
    return Audit(
        tuple(map(_finding, found["violations"])), tuple(map(_finding, found["incomplete"])), int(found["passes"])
    )


def axe_violations(opened: Opened) -> list[str]:
    """Return what axe finds broken, a line a rule: WCAG 2.2 A and AA, best practice, and the size of targets."""
    return [str(finding) for finding in audit(opened).violations]


def overflow(opened: Opened) -> list[str]:
    """Return what is wider than the window, with all details open; what scrolls by itself may be."""
    open_details(opened)
    return list(opened.run(OVERFLOW))


def cramped(opened: Opened) -> list[str]:
    """Return what is squeezed into a sliver or cut off, with all details open."""
    open_details(opened)
    return list(opened.run(CRAMPED))


def tab_order(opened: Opened) -> list[Stop]:
    """Walk through the page with Tab, from its beginning, until the focus leaves it or comes round."""
    opened.run("() => { window.__stops = []; document.activeElement?.blur(); scrollTo(0, 0); }")
    stops: list[Stop] = []
    while len(stops) < MAX_STOPS:
        opened.page.keyboard.press("Tab")
        found = opened.run(FOCUSED)
        if found is None or found.pop("again"):
            break
        stops.append(Stop(**found))
    return stops


def requests(opened: Opened) -> list[str]:
    """Return every address that the page asked for besides itself, the refused ones too: none where it is whole."""
    return opened.outside()


def printed(opened: Opened) -> bytes:
    """Return the page as a PDF, on the paper that its stylesheet names, with backgrounds, tags and an outline."""
    return opened.page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def _finding(found: Mapping[str, Any]) -> Finding:
    return Finding(**{**found, "places": tuple(found["places"])})
