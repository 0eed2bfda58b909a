"""A browser for tests of pages. Without one they are skipped, with the reason; with CI set, its lack is a failure."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.chromium import Chromium, NoBrowserError, Opened, program, started

OpenPage = Callable[..., Opened]


# A module's, not the session's: while it runs, the thread has a running event loop, and a test of something else that
# calls `asyncio.run` would fail. For the same reason make what is tested before the browser starts, or in a process.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    try:
        program()
    except NoBrowserError as error:
        if os.environ.get("CI"):
            pytest.fail(f"pages cannot be tested: {error}")
        pytest.skip(str(error))
    with started() as running:
        yield running


@pytest.fixture
def open_page(chromium: Chromium) -> Iterator[OpenPage]:
    """Open pages as `Chromium.open_page` does, closed when the test ends; share one between tests by `chromium`."""
    with ExitStack() as closing:

        def opening(where: Path | str, view: str = "desktop", *, dark: bool = False, javascript: bool = True) -> Opened:
            opened = chromium.open_page(where, view, dark=dark, javascript=javascript)
            closing.callback(opened.page.context.close)
            return opened

        yield opening
