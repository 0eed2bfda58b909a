"""How things look on a screen: where they are printed, and what a text from a file may not do there."""

import io
import os
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

UNHEARD = 74  # EX_IOERR of sysexits.h
UNHEARD_REMEDY = "Send it elsewhere. What a command writes to files is complete."
PIPED_COLUMNS = 100  # where nobody says how wide the screen is


def results() -> "Console":
    """Return the console on stdout: data for people."""
    from rich.console import Console

    class Results(Console):
        def on_broken_pipe(self) -> None:
            raise  # Rich calls this where it caught the error, and would end with code 1

    return Results(width=None if sys.stdout.isatty() else PIPED_COLUMNS, highlight=False)


def errors() -> "Console":
    """Return the console on stderr: progress, warnings and errors. Nobody who hears them is no reason to end."""
    from rich.console import Console

    class Errors(Console):
        def on_broken_pipe(self) -> None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())

    return Errors(stderr=True, width=None if sys.stderr.isatty() else PIPED_COLUMNS, highlight=False)


class Stdout(io.TextIOWrapper):
    """The stream that remembers why it was refused: nothing else tells its errors from those of other files."""

    refused: OSError | None = None

    def write(self, text: str, /) -> int:
        """Write a text."""
        try:
            return super().write(text)
        except OSError as error:
            self.refused = error
            raise

    def flush(self) -> None:
        """Pass on what was written."""
        try:
            super().flush()
        except OSError as error:
            self.refused = error
            raise


def open_streams() -> None:
    """Make the streams fit for use: a character that one cannot show is escaped, and a closed one is there.

    A closed stdout refuses what is written to it, as one on a full disk does; a closed stderr swallows it. Left closed,
    their numbers would go to the next files that are opened.
    """
    if sys.stdout is None:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 1)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it lasts as long as the process
    if sys.stderr is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding, at_once = sys.stdout.encoding, sys.stdout.write_through
        sys.stdout = Stdout(sys.stdout.detach(), encoding, "backslashreplace", write_through=at_once)


def unheard(code: int = 0) -> int | None:
    """Return the exit code of a command whose stdout takes nothing any more, or None where it does.

    Args:
        code: The command's own; it stays where a reader had enough, as `head` has.
    """
    if not isinstance(sys.stdout, Stdout) or (error := sys.stdout.refused) is None:
        return None
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again at its end
    if isinstance(error, BrokenPipeError):
        return code
    say_error(f"Nothing can be written to stdout: {error.strerror}.", UNHEARD_REMEDY)
    return UNHEARD


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
