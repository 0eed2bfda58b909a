"""How things look on a screen: where they are printed, and what a text from a file may not do there."""

import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPED_COLUMNS = 100  # where nobody says how wide the screen is


def results() -> "Console":
    """Return the console on stdout: data for people."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PIPED_COLUMNS, highlight=False)


def errors() -> "Console":
    """Return the console on stderr: progress, warnings and errors."""
    from rich.console import Console

    return Console(stderr=True, width=None if sys.stderr.isatty() else PIPED_COLUMNS, highlight=False)


def plain(text: object) -> str:
    """Return a text without control characters: a file's name must not move the cursor or turn the line around.

    Markup needs no escaping as long as it is shown through `rich.text.Text`, as everything here is.
    """
    return "".join(_shown(character) for character in str(text))


def say_error(message: str, remedy: str) -> None:
    """Tell an error and what to do about it."""
    from rich.text import Text

    console = errors()
    lines = "\n".join(plain(line) for line in message.split("\n"))
    console.print(Text.assemble(("Error: ", "bold red"), lines), soft_wrap=True)
    if remedy:
        console.print(Text.assemble(("What helps: ", "bold"), plain(remedy)), soft_wrap=True)


def _shown(character: str) -> str:
    if character in "\n\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
