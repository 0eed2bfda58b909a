"""The container of an Office file: its parts, and what each part refers to; nothing outside it is ever followed."""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from corpora.document import Outcome
from pipelines.extract.failure import ReadingError
from pipelines.ingest.media import GET_AGAIN

MAX_UNPACKED_BYTES = 500_000_000
MAX_XML_BYTES = 80_000_000
MAX_RATIO = 400  # unpacked to packed, for parts of size: XML packs to a tenth, seldom to a fiftieth
MAX_MEMBERS = 10_000
DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif")
DAMAGED = (KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Reference:
    """What one part says of another: kind ("worksheet", "comments") and the other's name in the container."""

    kind: str
    target: str


class Package:
    """The parts of an Office file by name; a missing or damaged part is None, its damage the caller's to judge."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open the container of `what` ("Excel workbook").

        Raises:
            ReadingError: It is damaged, locked, or unpacks to more than is safe.
        """
        guard(data, what)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {_normal(name): name for name in self._archive.namelist()}
        self.damaged: set[str] = set()  # names of parts that were asked for and could not be read in whole

    def names(self) -> list[str]:
        """Return the names of all parts, lower case, with "/" between folders."""
        return list(self._names)

    def data(self, name: str) -> bytes | None:
        """Return a part's bytes, None where it is missing or its bytes are damaged."""
        member = self._names.get(_normal(name))
        try:
            return self._archive.read(member) if member else None
        except DAMAGED:
            self.damaged.add(name)
            return None

    def root(self, name: str) -> Any:
        """Return a part's XML element, None where it is missing or damaged beyond the parser's mending."""
        data = self.data(name)
        if not data:
            return None
        mending = parser()
        try:
            root = etree.fromstring(data, mending)
        except etree.XMLSyntaxError:
            root = None
        if root is None or any(entry.level_name == "FATAL" for entry in mending.error_log):
            self.damaged.add(name)
        return root

    def pictures(self, min_bytes: int = 0) -> int:
        """Return how many pictures of that size it holds: words may stand in them."""
        names = (name for key, name in self._names.items() if "/media/" in key and key.endswith(PICTURES))
        return sum(self._archive.getinfo(name).file_size >= min_bytes for name in names)

    def title(self) -> str | None:
        """Return the title in the file's properties, None where there is none."""
        root = self.root("docProps/core.xml")
        titles = [child.text or "" for child in root if local(child) == "title"] if root is not None else []
        return " ".join(titles).strip() or None

    def references(self, name: str) -> dict[str, Reference]:
        """Return what a part refers to inside the container, by the id that it uses."""
        folder, _, base = name.rpartition("/")
        root = self.root(f"{folder}/_rels/{base}.rels")
        found: dict[str, Reference] = {}
        for element in root if root is not None else ():
            target = unquote(element.get("Target") or "") if isinstance(element.tag, str) else ""
            if not target or element.get("TargetMode") == "External":
                continue
            place = target if target.startswith("/") else posixpath.join(folder, target)
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Reference(kind, posixpath.normpath(place).lstrip("/"))
        return found


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def parser() -> etree.XMLParser:
    """Return a parser that mends small damage, follows nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)


def local(element: Any) -> str:
    """Return an element's name without its namespace, "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute by its name without namespace: strict and usual files differ in that only."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def is_on(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in ("1", "true", "on")


def guard(data: bytes, what: str) -> None:
    """Refuse a container that unpacks to more than is safe.

    Raises:
        ReadingError: As said, or it is damaged or locked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_large(members, what)
            _refuse_entities(archive, what)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadingError(Outcome.UNREADABLE, f"The {what} is cut off or damaged.", GET_AGAIN) from error


def _refuse_large(members: list[zipfile.ZipInfo], what: str) -> None:
    total = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError(Outcome.LOCKED, "The container is locked with a password.", "Supply it without a password.")
    bomb = any(m.file_size > 5_000_000 and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members)
    large = any(m.filename.endswith((".xml", ".rels")) and m.file_size > MAX_XML_BYTES for m in members)
    if bomb or large or total > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        reason = f"The {what} unpacks to {total / 1e6:.0f} MB, more than is safe to read."
        raise ReadingError(Outcome.REFUSED, reason, "Save it anew without its pictures, or as PDF.")


def _refuse_entities(archive: zipfile.ZipFile, what: str) -> None:
    """Refuse XML that defines entities: no Office program writes any, and they swell or fetch what lies elsewhere."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            try:
                part = archive.read(member)
            except DAMAGED:
                continue  # told where it is missed
            if part.startswith((b"\xff\xfe", b"\xfe\xff")):
                part = part.decode("utf-16", "replace").encode()
            if DEFINITION.search(part):
                reason = f"The {what} holds definitions of XML entities, as in a file made to do harm."
                raise ReadingError(Outcome.REFUSED, reason, "Save it anew with an Office program, or as PDF.")
