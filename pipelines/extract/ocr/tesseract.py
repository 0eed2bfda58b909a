"""Read the print of a picture with Tesseract: its words with their places, once the picture is upright and level.

Tesseract runs as a program of its own and not through a wrapper: pytesseract does no more than start it, through
files on disk, and neither bounds its threads nor gives the base lines of its lines, which the page's layout needs.
"""

import contextlib
import io
import re
import resource
import shutil
import subprocess
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from corpora.errors import AvowalError
from pipelines import settings
from pipelines.extract.ocr.level import Place, level
from pipelines.extract.ocr.rest import unread_lines, without_leaders
from pipelines.extract.ocr.rules import edges_in
from pipelines.extract.ocr.words import SURE, Word, words_in
from pipelines.extract.page import Box
from pipelines.extract.pdf.rules import Edges

PROGRAM = "tesseract"
REMEDY = "Install Tesseract (Debian, Ubuntu: apt-get install tesseract-ocr) and run again."
LANGUAGE = "eng"
ORIENTATION = "osd"  # the language file by which Tesseract judges how a page is turned
DPI = 300  # what Tesseract reads best: scans of 150 dpi are enlarged to it
MAX_SIDE = 5_000  # pixels: A3 at 300 dpi; larger pictures are made smaller
SECONDS = 30  # of CPU a reading; a full page takes two to four, and the grain of some photographs for ever
PATIENCE_SECONDS = 200.0  # the same by the clock: a busy machine is no fault of the page
MEMORY_BYTES = 3 << 30
SPARSE_TEXT, FULL_PAGE, ONE_BLOCK = 11, 3, 6  # Tesseract's names: page segmentation modes
POINTS = 72.0

MIN_PAGE_CONFIDENCE = 80.0  # pages of print have over 90, those upside down under 70
MAX_DOUBTED_SHARE = 0.1  # of the letters: print has .01 to .05, rows of dots spoil the words beside them
MIN_SCRIPT_CONFIDENCE = 3.0  # a page of print has ten and more
LATIN = "Latin"
MIN_UNREAD_LINES = 16  # strips of lines: two lines over the page
MORE, FAR_MORE = 1.03, 1.3  # letters that the second reading is sure of: of the page, to lead; of a line, to stand
MIN_OVERLAP = 0.3  # of the size: words of two readings are one
FAINT = ("-c", "thresholding_method=2")  # Sauvola's: ink by what is near, where one threshold for the page loses it
MIN_TURN_CONFIDENCE = 1.0  # as Tesseract counts it; a page of print has five and more

Grey = NDArray[np.uint8]


class OcrError(AvowalError):
    """Tesseract failed on one picture."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """Words of a picture in points from its top left once upright and level; `place` leads back to the picture."""

    words: list[Word]
    width: float
    height: float
    confidence: float  # mean over the words' letters, per cent; 0 without words
    place: Place
    edges: Edges  # rules and edges of shades, in points like the words
    script: str = LATIN  # of the print; of another script, no word is read


def program() -> str | None:
    """Return the path of Tesseract, None where it is not installed."""
    return shutil.which(PROGRAM)


def version() -> str:
    """Return the version of Tesseract, "unknown" where it does not say."""
    try:
        told = re.search(r"\d+(?:\.\d+)+", _run(["--version"], b"").decode(errors="replace"))
    except OcrError:
        return "unknown"
    return told[0] if told else "unknown"


def languages() -> tuple[str, ...]:
    """Return the languages that Tesseract has here, by its own codes (`eng`, `fra`)."""
    try:
        listed = _run(["--list-langs"], b"").decode()
    except OcrError:
        return ()
    return tuple(line.strip() for line in listed.splitlines()[1:] if line.strip() and line.strip() != ORIENTATION)


def read_picture(grey: Grey, dpi: float, mode: int = FULL_PAGE) -> Reading:
    """Return the words of a picture; turned a quarter, upside down or askew by up to three degrees it is put right.

    Args:
        grey: pixels, row by row from the top, 0 black to 255 white.
        dpi: pixels an inch.
        mode: Tesseract's page segmentation.

    Raises:
        OcrError: Tesseract is missing, fails or takes too long.
    """
    picture = Image.fromarray(grey)
    factor = min(DPI / dpi, MAX_SIDE / max(picture.size))
    if factor > 1 or max(picture.size) > MAX_SIDE:
        picture = picture.resize(
            (round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS
        )
        dpi *= factor
    reading = _read(picture, dpi, mode)
    if mode != FULL_PAGE or not reading.words or not _seems_turned(reading):
        return reading
    quarters, script = _orientation(picture, dpi)
    if script != LATIN:
        return replace(reading, words=[], script=script)
    if quarters:
        return max(_read(picture, dpi, mode, quarters), reading, key=lambda r: (not _seems_turned(r), r.confidence))
    return reading


def _seems_turned(reading: Reading) -> bool:
    """Whether Tesseract found its lines upright, or made little of them."""
    upright = sum(len(word["text"]) for word in reading.words if word["level"])
    return upright < sum(len(word["text"]) for word in reading.words) / 2 or reading.confidence < MIN_PAGE_CONFIDENCE


def _read(picture: Image.Image, dpi: float, mode: int, quarters: int = 0) -> Reading:
    upright = picture.rotate(90 * quarters, expand=True) if quarters else picture
    straight, skew = level(upright, dpi)
    points = POINTS / dpi
    words = _words_of(straight, dpi, mode)
    if mode == FULL_PAGE:
        if _doubted(words) > MAX_DOUBTED_SHARE and (bare := without_leaders(straight, dpi)):
            words = min(words, _words_of(bare, dpi, mode), key=_doubted)
        if unread_lines(straight, dpi, [_box(word) for word in words]) >= MIN_UNREAD_LINES:
            words = _both(words, _words_of(straight, dpi, mode, *FAINT))
    weights = [len(word["text"]) for word in words]
    confidence = sum(w["confidence"] * n for w, n in zip(words, weights, strict=True)) / max(sum(weights), 1)
    place = Place(quarters, skew, upright.width * points, upright.height * points)
    edges = edges_in(straight, dpi, [_box(word) for word in words if word["level"]]) if mode == FULL_PAGE else Edges()
    return Reading(words, straight.width * points, straight.height * points, confidence, place, edges)


def _box(word: Word) -> Box:
    return word["x0"], word["top"], word["x1"], word["bottom"]


def _words_of(picture: Image.Image, dpi: float, mode: int, *more: str) -> list[Word]:
    arguments = ["-", "-", "-l", LANGUAGE, "--psm", str(mode), "--dpi", str(round(dpi)), *more, "hocr"]
    return list(words_in(_run(arguments, _bytes(picture)), POINTS / dpi))


def _doubted(words: list[Word]) -> float:
    """Return the share of letters in words that Tesseract is not sure of."""
    letters = sum(len(word["text"]) for word in words)
    return sum(len(word["text"]) for word in words if word["confidence"] < SURE) / max(letters, 1)


def _both(first: list[Word], second: list[Word]) -> list[Word]:
    """Return the words of the better reading, with the lines of the other where it made out far more."""
    second_leads = _sure_letters(second) > MORE * _sure_letters(first)
    words, other = (second, first) if second_leads else (first, second)
    number = max((word["line"] for word in words), default=0) + 1
    for _, group in groupby(other, key=lambda word: word["line"]):
        line = [{**word, "line": number} for word in group if word["confidence"] >= SURE]
        number += 1
        known = {id(word) for word in words if any(_overlap(word, new) for new in line)}
        if _sure_letters(line) > FAR_MORE * _sure_letters([word for word in words if id(word) in known]):
            words = [*(word for word in words if id(word) not in known), *line]
    return words


def _sure_letters(words: list[Word]) -> int:
    return sum(len(word["text"]) for word in words if word["confidence"] >= SURE)


def _overlap(a: Word, b: Word) -> bool:
    across = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
    down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return bool(across > 0 and down > MIN_OVERLAP * min(a["size"], b["size"]))


def _orientation(picture: Image.Image, dpi: float) -> tuple[int, str]:
    """Return by how many quarter turns counter-clockwise the picture comes upright, and the script of its print.

    Where Tesseract is not sure: none, and Latin.
    """
    try:
        told = _run(["-", "-", "--psm", "0", "--dpi", str(round(dpi)), "-l", ORIENTATION], _bytes(picture)).decode()
    except OcrError:
        return 0, LATIN
    turn, turn_sure = re.search(r"Rotate: (\d+)", told), re.search(r"Orientation confidence: ([\d.]+)", told)
    script, script_sure = re.search(r"Script: (\w+)", told), re.search(r"Script confidence: ([\d.]+)", told)
    sure = turn and turn_sure and float(turn_sure[1]) >= MIN_TURN_CONFIDENCE
    known = script and script_sure and float(script_sure[1]) >= MIN_SCRIPT_CONFIDENCE
    return -int(turn[1]) // 90 % 4 if turn and sure else 0, script[1] if script and known else LATIN


def _bytes(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PPM")
    return out.getvalue()


def _run(arguments: list[str], data: bytes) -> bytes:
    path = program()
    if path is None:
        raise OcrError("Tesseract is not installed.", REMEDY)
    # It stays in this process's group, so that whoever ends the group ends it too; the limit on its own CPU time
    # ends it where this process is killed alone.
    process = subprocess.Popen(  # noqa: S603 - the arguments are our own
        [path, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=settings.ocr_environment(),
    )
    if hasattr(resource, "prlimit"):  # Linux only
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):  # where it is lower already
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with process:
        try:
            out, errors = process.communicate(data, timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise OcrError(f"Tesseract took longer than {PATIENCE_SECONDS} seconds.") from error
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise OcrError(f"Tesseract failed: {errors.decode(errors='replace').strip()[:200]}")
    return out
