"""A real Chromium for tests: the one that the machine has, started closed to the outside; none is ever downloaded."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pipelines.bench.extract.print import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

# No call home at the start, and no name but this machine's is ever looked up, whatever a page asks for.
FLAGS = (
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE_MS = 30_000


class NoBrowserError(Exception):
    """There is nothing to test pages with; the message says what to install."""


@dataclass(frozen=True, slots=True)
class View:
    """A window: width and height in CSS pixels, and device pixels for each of them."""

    width: int
    height: int
    scale: float = 1


# `zoom` is what 200 % leaves of the desktop's window.
VIEWS = MappingProxyType(
    {"desktop": View(1280, 900), "phone": View(360, 740, 2), "zoom": View(640, 450, 2), "wide": View(1920, 1080)}
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page as a reader has it before them, with all that it asked for and complained of since it was opened."""

    page: "Page"
    switch: "CDPSession"  # of scripts
    javascript: bool
    asked: list[str] = field(default_factory=list)  # every address in order, the page's own first
    errors: list[str] = field(default_factory=list)  # the console's errors and warnings; what the CSP refused is one

    def outside(self) -> list[str]:
        """Return the addresses that were asked for besides the page itself (`data:` asks nobody)."""
        return [address for address in self.asked if address.partition("#")[0] != self.page.url.partition("#")[0]]

    @contextmanager
    def scripting(self) -> Iterator[None]:
        """Let timers and promises run for a while on a page opened without JavaScript; its own scripts are past."""
        self.let_scripts_run(True)
        try:
            yield
        finally:
            self.let_scripts_run(self.javascript)

    def let_scripts_run(self, may: bool) -> None:
        self.switch.send("Emulation.setScriptExecutionDisabled", {"value": not may})

    def run(self, script: str, argument: Any = None) -> Any:
        """Evaluate a script in the page: the CSP stays in force for the page and does not bind this."""
        return self.page.evaluate(script, argument)


@dataclass(frozen=True, slots=True)
class Chromium:
    """A running browser; every page is opened in a profile of its own."""

    browser: "Browser"

    def open_page(
        self, where: Path | str, view: str = "desktop", *, dark: bool = False, javascript: bool = True
    ) -> Opened:
        """Open a file, or an address that begins with `file:` or `http:`, in one of `VIEWS`."""
        seen = VIEWS[view]
        size: ViewportSize = {"width": seen.width, "height": seen.height}
        context = self.browser.new_context(
            viewport=size,
            screen=size,
            device_scale_factor=seen.scale,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",  # what is measured stands still
            service_workers="block",
            locale="en-GB",
            timezone_id="UTC",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        opened = Opened(page, context.new_cdp_session(page), javascript)
        # Not by `java_script_enabled`: only the session that switched scripts off can switch them on again, for axe.
        opened.let_scripts_run(javascript)
        page.on("request", lambda request: opened.asked.append(request.url))
        page.on("pageerror", lambda error: opened.errors.append(f"script: {error}"))
        page.on(
            "console",
            lambda said: (
                opened.errors.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None
            ),
        )
        page.goto(address(where), wait_until="load")
        return opened


def address(where: Path | str) -> str:
    """Return the address of a file, or what already is one."""
    if isinstance(where, str) and where.startswith(("file:", "http:", "https:", "data:")):
        return where
    return Path(where).resolve().as_uri()


def program() -> str:
    """Return the path of the machine's browser.

    Raises:
        NoBrowserError: where the browser or the package that drives it is missing.
    """
    found = browser()
    if not found:
        raise NoBrowserError(
            "Chromium is missing. Debian, as root: apt-get install chromium; bin/setup test does so once"
        )
    for name in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(name) is None:
            raise NoBrowserError(f"the Python package {name} is missing: bin/setup test installs it")
    return found


@contextmanager
def started() -> Iterator[Chromium]:
    """Run a browser, without a sandbox of its own: as root there is none, and the pages are ours.

    Raises:
        NoBrowserError: see `program`.
    """
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=list(FLAGS), chromium_sandbox=False)
        try:
            yield Chromium(running)
        finally:
            running.close()
