"""What a run is asked to do, checked before any work begins."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

from corpora.errors import AvowalError
from corpora.framework import SWITCH, FrameworkError, load_frameworks, pending_mistakes
from pipelines import settings, store
from pipelines.answers.requirements import read_requirements
from pipelines.ingest import check_inputs

URI = "file://"


class RequestError(AvowalError):
    """What was asked for cannot be done as it stands."""

    remedy = "See `avowal analyse --help`."
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Request:
    """One run: files and folders, or sentences that others have split, and where the results go."""

    inputs: tuple[Path, ...]
    out: Path
    frameworks: tuple[str, ...] = ()  # ids; empty: guessed from each text
    manifest: Path | None = None
    sentences: Path | None = None
    as_of: str = ""  # ISO day
    replace: bool = False
    requirements: Path | None = None


def check(
    inputs: Iterable[str | Path],
    out: str | Path,
    frameworks: Iterable[str] = (),
    manifest: str | Path | None = None,
    sentences: str | Path | None = None,
    as_of: str | None = None,
    replace: bool = False,
    requirements: str | Path | None = None,
) -> Request:
    """Return the request with its defaults filled in (the law as of today), or say what is wrong with it.

    Raises:
        RequestError: nothing to read was named, or a file of its own (manifest, sentences) or the day is not one.
        PathNotFoundError: no input exists.
        FrameworkError: no framework has that id, or it is not yet law and the user did not ask for what is coming.
        RequirementsError: the file of a tender's requirements has mistakes.
        OutputError: the folder for the results cannot be used.
    """
    named = list(frameworks)
    if named and not any(name.strip() for name in named):
        raise RequestError(
            "The name of the framework is empty.",
            remedy="Name one, as UK-MSA, or leave --framework out: then it is guessed from each text.",
        )
    request = Request(
        inputs=tuple(map(_path, inputs)),
        out=_path(out),
        frameworks=tuple(load_frameworks(named)) if named else (),
        manifest=_file(manifest, "manifest"),
        sentences=_file(sentences, "file of sentences"),
        as_of=_day(as_of) if as_of is not None else datetime.now(UTC).astimezone().date().isoformat(),
        replace=replace,
        requirements=_file(requirements, "file of requirements"),
    )
    if request.requirements:
        read_requirements(request.requirements)
    if not settings.shows_pending():
        chosen = load_frameworks(request.frameworks).values()
        if off := pending_mistakes(chosen, date.fromisoformat(request.as_of)):
            raise FrameworkError("\n".join(off), remedy=SWITCH)
    check_inputs(request.inputs)
    if not request.inputs and not request.sentences:
        raise RequestError("Nothing to analyse was named.", remedy="Name files or folders, or --sentences FILE.jsonl.")
    store.check(request.out, replace)
    if around := next((path for path in request.inputs if _holds(path, request.out)), None):
        raise RequestError(
            f"{request.out} lies inside {around}: the next run would read its own results.",
            remedy="Name a folder for the results outside of what is read.",
        )
    return request


def sendable(path: Path) -> str:
    """Return a path as text for `check`, which Prefect keeps as UTF-8: a name that is none goes as a file URI."""
    try:
        return str(path).encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        return path.absolute().as_uri()


def _path(named: str | Path) -> Path:
    text = str(named)
    return Path(unquote(text.removeprefix(URI), errors="surrogateescape") if text.startswith(URI) else text)


def _holds(given: Path, out: Path) -> bool:
    return os.path.isdir(given) and out.absolute().resolve().is_relative_to(given.resolve())


def _file(named: str | Path | None, what: str) -> Path | None:
    if named is None:
        return None
    if not os.path.isfile(path := _path(named)):
        raise RequestError(f"There is no {what} {named}.", remedy="Check the path.")
    return path


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise RequestError(f"Not a day: {text or '(empty)'}.", remedy="Write it as 2026-11-25.") from error
