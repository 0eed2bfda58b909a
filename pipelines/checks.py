"""What Avowal needs to run, looked at one by one: each with what was found and what would help."""

import importlib
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from corpora.errors import AvowalError
from corpora.framework import load_frameworks
from pipelines import settings
from pipelines.extract.ocr import tesseract as ocr

PYTHON = (3, 11)
FREE_GIGABYTES = 1.0
SET_UP = "Run bin/setup in the folder of Avowal."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; what is not needed only switches something off."""

    name: str
    ok: bool
    found: str
    remedy: str = ""
    needed: bool = True


def run_checks() -> list[Check]:
    """Look at everything, in the order in which one would mend it."""
    return [_python(), *_packages(), _spacy(), _frameworks(), _model(), _state_folder(), _disk(), _ocr()]


def _python() -> Check:
    ok = sys.version_info >= PYTHON
    return Check("Python", ok, platform.python_version(), "" if ok else "Install Python 3.11 or later.")


def _packages() -> Iterator[Check]:
    try:
        needed = [Requirement(text) for text in requires("avowal") or ()]
    except PackageNotFoundError:
        yield Check("packages", False, "avowal is on the path, but not installed", SET_UP)
        return
    wrong = []
    for requirement in needed:
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
        else:
            if not requirement.specifier.contains(found, prereleases=True):
                wrong.append(f"{requirement.name} {found} (needs {requirement.specifier})")
    yield Check("packages", not wrong, ", ".join(wrong) or f"avowal {version('avowal')}", SET_UP if wrong else "")


def _spacy() -> Check:
    try:
        spacy = importlib.import_module("spacy")
        spacy.blank("en")
    except (ImportError, OSError) as error:
        return Check("spaCy", False, str(error), SET_UP)
    return Check("spaCy", True, f"{spacy.__version__}, English rules (no trained pipeline is needed)")


def _frameworks() -> Check:
    try:
        found = load_frameworks()
    except AvowalError as error:
        return Check("frameworks", False, str(error), error.advice)
    return Check("frameworks", bool(found), ", ".join(found) or "none", "" if found else SET_UP)


def _model() -> Check:
    try:
        from models.live import live_model
    except ImportError as error:
        return Check("model", False, str(error), SET_UP)
    try:
        model = live_model()
    except AvowalError as error:
        return Check("model", False, str(error), error.advice)
    return Check("model", True, f"{model.model_id}, digests checked")


def _state_folder() -> Check:
    folder = settings.state_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / "doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Check(
            "state folder", False, f"{folder}: {error.strerror}", "Set AVOWAL_STATE to a folder that you may write."
        )
    return Check("state folder", True, str(folder))


def _disk() -> Check:
    folder = next(f for f in (settings.state_folder(), *settings.state_folder().parents) if f.exists())
    free = shutil.disk_usage(folder).free / 1e9
    ok = free >= FREE_GIGABYTES
    return Check("disk", ok, f"{free:.1f} GB free", "" if ok else "Make room.", needed=False)


def _ocr() -> Check:
    if ocr.program() is None:
        remedy = f"{ocr.REMEDY} Without it scanned pages and pictures are listed as needs_ocr."
        return Check("OCR", False, "Tesseract is not installed", remedy, needed=False)
    languages = ocr.languages()
    if ocr.LANGUAGE not in languages:
        found = f"Tesseract without English (has: {', '.join(languages) or 'no language'})"
        return Check("OCR", False, found, "Debian, Ubuntu: apt-get install tesseract-ocr-eng", needed=False)
    return Check("OCR", True, f"Tesseract {ocr.version()}, languages: {', '.join(languages)}", needed=False)
